"""What may stand in the head of a page: one model a kind of page, facts in Danish files only."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from barometer.content.addresses import PageKey
from barometer.data.model import EditionKey, Name, Slug
from barometer.text import Text, Words, said

Title = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=70), AfterValidator(said)
]
Summary = Annotated[str, StringConstraints(strip_whitespace=True, min_length=40, max_length=300)]
Role = Literal["dialogue-and-leverage-partner", "capacity-builder", "knowledge-ally"]
Ambition = Literal["system-changes", "behavioural-changes", "knowledge-acquired-and-applied"]
Guide = Literal["evaluation", "spreading", "innovation-internship", "networks"]
Effect = Literal[
    "quality", "efficiency", "citizen_involvement", "employee_satisfaction", "political_goals"
]

ABOUT_TRENDS = frozenset({"trends", "method", "scoreboard"})


class PageWords(BaseModel):
    """The texts of a page, in the language of its file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Title
    summary: Summary
    short: Words | None = None


class Facts(BaseModel):
    """What has no language and therefore stands once, in the Danish file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reviewed: date
    review_by: date
    order: int | None = None
    slug: Slug | None = None
    roles: tuple[Role, ...] = ()
    ambitions: tuple[Ambition, ...] = ()
    guides: tuple[Guide, ...] = ()
    indicators: tuple[Name, ...] = ()
    trends: tuple[Slug, ...] = ()


class GuideWords(PageWords):
    """A guide also says who it is for, how long it takes, what comes out, and when to leave it."""

    who: Words | None = None
    time: Words | None = None
    output: Words | None = None
    not_when: Words | None = None


class TrendWords(PageWords):
    """The texts of a trend."""

    direction: Words
    certainty_reason: Words
    counter_signs: Annotated[tuple[Words, ...], Field(min_length=1)]
    change_view: Annotated[tuple[Words, ...], Field(min_length=1)]
    questions: Annotated[tuple[Words, ...], Field(min_length=1)]


class LogEntry(Text):
    """One change of a trend: when and what."""

    date: date


class Expectation(BaseModel):
    """What a trend says that an indicator will do, by which edition, and when that was written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    indicator: Name
    breakdown: Name = "total"
    category: Name = "all"
    direction: Literal["up", "down"]
    from_: Annotated[EditionKey, Field(alias="from")]
    by: EditionKey
    written: date


class TrendFacts(Facts):
    """The place of a trend on the radar, its sources and its history."""

    kind: Literal["signal", "trend", "driver"]
    reach: Literal["national", "nordic", "international"]
    ring: Literal["ready", "try", "watch", "wait"]
    horizon: Literal["now", "1-3", "3-5", "5+"]
    certainty: Literal["low", "medium", "high"]
    effects: Annotated[tuple[Effect, ...], Field(min_length=1)]
    touches: Annotated[
        tuple[Literal["state", "regions", "municipalities"], ...], Field(min_length=1)
    ]
    sources: Annotated[tuple[Name, ...], Field(min_length=1)]
    first_seen: date
    log: Annotated[tuple[LogEntry, ...], Field(min_length=1)]
    expectation: Expectation | None = None


def is_trend(key: PageKey) -> bool:
    """Whether a page is a trend, and not a page about trends."""
    return key.path.count("/") == 1 and key.section == "trends" and key.name not in ABOUT_TRENDS


def models(key: PageKey) -> tuple[type[PageWords], type[Facts]]:
    """The models of a page's texts and facts, by where its file lies."""
    if is_trend(key):
        return TrendWords, TrendFacts
    if key.section == "guides":
        return GuideWords, Facts
    return PageWords, Facts
