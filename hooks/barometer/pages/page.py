"""A page: front matter models, reading, Pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Literal, TypeAlias, TypeVar, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)

from barometer.data.model import EditionKey, Name, PartialDate, Slug
from barometer.faults.model_errors import model_faults
from barometer.faults.report import Fault, Word, make_fault, nearest_names
from barometer.faults.yaml_file import YamlFile, cut, merge_fault, parse_yaml
from barometer.pages.addresses import PageKey, key_of_file
from barometer.pages.document import Document, parse_document
from barometer.text import (
    Language,
    Text,
    Words,
    decoded,
    lines_of,
    other_language,
    require_text,
    slug,
)

Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=70),
    AfterValidator(require_text),
]


Later = Annotated[
    date,
    BeforeValidator(
        lambda value: value.removeprefix("later ") if isinstance(value, str) else value
    ),
    WithJsonSchema({"type": "string", "pattern": r"^later \d{4}-\d{2}-\d{2}$"}),
]
"""When a page that came in one language first will be there in the other: `later 2027-03-01`."""

Summary = Annotated[str, StringConstraints(strip_whitespace=True, min_length=40, max_length=300)]
Role = Literal["dialogue-and-leverage-partner", "capacity-builder", "knowledge-ally"]
Ambition = Literal["system-changes", "behavioural-changes", "knowledge-acquired-and-applied"]

Sector = Literal["state", "regions", "municipalities"]

Theme = Literal[
    "children", "eldercare", "health", "work", "democracy", "climate", "safety", "digital"
]

Reach = Literal["national", "nordic", "international"]
Ring = Literal["now", "try", "watch", "wait"]
TrendKind = Literal["signal", "trend", "driver"]
Certainty = Literal["low", "medium", "high"]

Result = Literal["positive", "mixed", "negative"]
"""How a case went, against what its own workplace wanted of it."""
Evidence = Literal["lottery", "comparison", "before_after", "own_figures"]
"""How sure the result of a case is, the surest first; the rule of each stands in `words.yml`."""

Effect = Literal[
    "quality", "efficiency", "citizen_involvement", "employee_satisfaction", "political_goals"
]

Day: TypeAlias = date
"""The type of a day where a field is called `date`."""
NEVER = date.max
"""The day by which nobody has to review a page."""
NO_REVIEW = {"reviewed": date.min, "review_by": NEVER}
ABOUT_TRENDS = frozenset({"trends", "method", "scoreboard"})


class PageWords(BaseModel):
    """The texts of a page, in the language of its file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Title
    summary: Summary
    short: Words | None = None
    searches: tuple[Words, ...] = ()


class PageFacts(BaseModel):
    """What has no language and therefore stands once, in the Danish file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reviewed: date
    review_by: date
    order: int | None = None
    slug: Slug | None = None
    roles: tuple[Role, ...] = ()
    ambitions: tuple[Ambition, ...] = ()
    guides: tuple[Words, ...] = ()
    indicators: tuple[Name, ...] = ()
    trends: tuple[Slug, ...] = ()
    english: Later | None = None
    danish: Later | None = None

    def later(self, language: Language) -> date | None:
        """The day by which the page is promised in a language."""
        return self.danish if language == "da" else self.english

    @property
    def day(self) -> date:
        """The day of which the page speaks: that of its last review."""
        return self.reviewed


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


class PathStep(Text):
    """A place that a solution came to: from where (the `name` of another step), when, who says so.

    Without `from_` it is where the solution began; without `year` the source gives none.
    """

    name: Name
    from_: Annotated[Name | None, Field(alias="from")] = None
    year: Annotated[str, StringConstraints(pattern=r"^\d{4}(–\d{4})?$")] | None = None
    source: Name


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


class Forecast(BaseModel):
    """What a publication is expected to show, and the rule that decides once it is out.

    `cycle` is the source that states how often it comes, `due` the day by which it should be out;
    `outcome` and the source that gave it, `decided_by`, are written when it has come.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    publication: Text
    expects: Text
    rule: Text
    cycle: Name
    written: date
    due: date
    outcome: Literal["as_expected", "opposite", "unknown"] | None = None
    decided_by: Name | None = None


class SourcedFacts(PageFacts):
    """The sources and the history of a page that is kept up to date: a trend or a case."""

    sources: Annotated[tuple[Name, ...], Field(min_length=1)]
    log: Annotated[tuple[LogEntry, ...], Field(min_length=1)]


class TrendFacts(SourcedFacts):
    """The place of a trend on the radar, and what it expects."""

    kind: TrendKind
    reach: Reach
    ring: Ring
    horizon: Literal["now", "1-3", "3-5", "5+"]
    certainty: Certainty
    effects: Annotated[tuple[Effect, ...], Field(min_length=1)]
    touches: Annotated[tuple[Sector, ...], Field(min_length=1)]
    first_seen: date
    expectation: Expectation | None = None
    forecast: Forecast | None = None
    closed: LogEntry | None = None


class CaseWords(PageWords):
    """The texts of a case; `measured` is its result and what it measures, in one or two sentences.

    `cost` is »Ikke oplyst« where no source gives it; `contact` is an organisation, never a person.
    """

    workplace: Words
    period: Words
    problem: Words
    test: Words
    measured: Words
    cost: Words
    contact: Words
    limits: Annotated[tuple[Words, ...], Field(min_length=1)]
    needs: Annotated[tuple[Words, ...], Field(min_length=1)]
    questions: Annotated[tuple[Words, ...], Field(min_length=1)]


class CaseFacts(SourcedFacts):
    """Where a case belongs, how it went, how sure that is, and how it spread.

    `evaluation` are those of its `sources` that somebody else than the workplace made to find out
    how it went; `as_of` is the date of the newest of them.
    """

    sectors: Annotated[tuple[Sector, ...], Field(min_length=1)]
    country: Literal["DK", "FI", "IS", "NO", "SE"]
    themes: Annotated[tuple[Theme, ...], Field(min_length=1)]
    result: Result
    evidence: Evidence
    evaluation: tuple[Name, ...] = ()
    as_of: PartialDate
    path: tuple[PathStep, ...] = ()


class NewsWords(PageWords):
    """The texts of news; an event has a place and somebody who holds it."""

    place: Words | None = None
    organiser: Words | None = None


class NewsFacts(PageFacts):
    """The day of news, which nobody reviews, and of an event when it is and by when to answer."""

    reviewed: Day = Field(default_factory=lambda: Day.min)
    review_by: Day = Field(default_factory=lambda: NEVER)
    date: Day
    starts: Day | None = None
    deadline: Day | None = None

    @property
    def day(self) -> Day:
        """The day of the news, or that of its last review."""
        return max(self.reviewed, self.date)


def is_news(key: PageKey) -> bool:
    """Whether a page is news, and not the list of it."""
    return key.path.count("/") == 1 and key.section == "news" and key.name != "news"


def is_trend(key: PageKey) -> bool:
    """Whether a page is a trend, and not a page about trends."""
    return key.path.count("/") == 1 and key.section == "trends" and key.name not in ABOUT_TRENDS


def is_case(key: PageKey) -> bool:
    """Whether a page is a case, and not the overview of cases."""
    return key.path.count("/") == 1 and key.section == "cases" and key.name != "cases"


def models(key: PageKey) -> tuple[type[PageWords], type[PageFacts]]:
    """The models of a page's texts and facts, by where its file lies."""
    if is_trend(key):
        return TrendWords, TrendFacts
    if is_case(key):
        return CaseWords, CaseFacts
    if is_news(key):
        return NewsWords, NewsFacts
    if key.section == "guides":
        return GuideWords, PageFacts
    return PageWords, PageFacts


FENCE = "---"
LARGEST_PAGE = 60_000
OPENING, MOST_OPENED = "[(<{`", 150
"""What is opened in a passage, and how often at most."""
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Page:
    """One Markdown file below `docs/`; `facts` on the Danish page of a pair, or on the only one.

    `original` is the language of the text where it stands in the place of its translation.
    """

    key: PageKey
    language: Language
    path: str
    words: PageWords
    facts: PageFacts | None
    body: str
    body_line: int
    head: YamlFile
    original: Language | None = None

    @cached_property
    def document(self) -> Document:
        """What stands in the body, read when a check first asks."""
        return parse_document(self.body, self.body_line)

    def line_of(self, *keys: str | int) -> int | None:
        """The line of an entry of the page's head."""
        return self.head.line(keys)

    def fault(self, code: str, /, *keys: str | int, **words: Word) -> Fault:
        """A fault of an entry of the page's head."""
        place = ".".join(key for key in keys if isinstance(key, str))
        return make_fault(code, self.path, self.head.line(keys), place, **words)

    def fault_at(self, line: int | None, code: str, /, **words: Word) -> Fault:
        """A fault of a line of the file, or of the whole of it."""
        return make_fault(code, self.path, line, **words)

    @property
    def slug(self) -> str:
        """The last word of a Danish address that `addresses.yml` does not list."""
        return (self.facts and self.facts.slug) or slug(self.words.title)


@dataclass(frozen=True)
class PageResult:
    """A page and its faults; none where nothing of it could be read."""

    page: Page | None
    problems: tuple[Fault, ...]


def read_pages(root: Path) -> Iterator[PageResult]:
    """Every page below `docs/`, in order of path."""
    for file in sorted((root / "docs").rglob("*.md")):
        yield read_page(root, file)


def read_page(root: Path, file: Path) -> PageResult:
    """One page; a file that cannot be read as a page gives its faults instead."""
    shown = file.relative_to(root).as_posix()
    key, language = key_of_file(file.relative_to(root / "docs").as_posix())
    try:
        content = file.read_bytes()
        if len(content) > LARGEST_PAGE:
            sizes = {"size": len(content) // 1000, "limit": LARGEST_PAGE // 1000}
            return PageResult(None, (make_fault("P108/page", shown, None, **sizes),))
        text = decoded(content)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return PageResult(None, (make_fault("P101", shown, line),))
    except OSError as error:
        return PageResult(
            None, (make_fault("P102", shown, None, reason=error.strerror or str(error)),)
        )
    conflict = merge_fault(text, shown)
    return PageResult(None, (conflict,)) if conflict else _read(key, language, shown, text)


@lru_cache(maxsize=8192)
def _read(key: PageKey, language: Language, shown: str, text: str) -> PageResult:
    front, body, body_line = split_front(text)
    if front is None:
        variant = "open" if text.startswith(FENCE) else "none"
        return PageResult(None, (make_fault(f"P201/{variant}", shown, 1),))
    ended = (
        make_fault("D405/cut", shown, number, name, key=name)
        for number, line in enumerate(lines_of(front), 2)
        if (name := cut(line))
    )
    if told := (*ended, *_crowded(body, shown, body_line)):
        return PageResult(None, told)
    return _page(key, language, parse_yaml(front, shown, 2), body, body_line)


def _crowded(body: str, shown: str, line: int) -> Iterator[Fault]:
    """Passages in which so much is opened that reading them takes for ever."""
    for block in "\n".join(lines_of(body)).split("\n\n"):
        for sign in OPENING:
            if block.count(sign) > MOST_OPENED:
                words: dict[str, Word] = {"count": block.count(sign), "most": MOST_OPENED}
                yield make_fault("P504", shown, line, sign=sign, **words)
        line += block.count("\n") + 2


def split_front(text: str) -> tuple[str | None, str, int]:
    """Head, body and the body's first line; the head is None where there is none, or no end."""
    lines = lines_of(text)
    if lines[0].rstrip() != FENCE:
        return None, text, 1
    ends = (at for at, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE)
    end = next(ends, None)
    if end is None:
        return None, text, 1
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2


def _page(
    key: PageKey, language: Language, head: YamlFile, body: str, body_line: int
) -> PageResult:
    if not head.whole:
        return PageResult(None, head.problems)
    if not isinstance(head.value, dict):
        return PageResult(None, (make_fault("P201/shape", head.path, 1),))
    words_model, facts_model = models(key)
    known = [*words_model.model_fields, *facts_model.model_fields]
    factual = {key for key in head.value if _is_fact(str(key), known, facts_model)}
    words = {key: one for key, one in head.value.items() if key not in factual}
    facts = {key: one for key, one in head.value.items() if key in factual}
    problems = [*head.problems]
    leads = language == "da" or "danish" in head.value
    if not leads:
        problems += [
            make_fault("P203", head.path, head.line([name]), name, key=name) for name in facts
        ]
    read_words, right = _validated(words_model, words, head, known, problems)
    read_words = read_words or _words_as_read(words_model, right)
    read_facts: PageFacts | None = None
    if leads:
        read_facts, right = _validated(facts_model, facts, head, known, problems)
        read_facts = read_facts or _facts_as_read(right)
    page = Page(key, language, head.path, read_words, read_facts, body, body_line, head)
    return PageResult(page, tuple(problems))


def _is_fact(key: str, known: list[str], facts: type[PageFacts]) -> bool:
    """Whether a key is one of the facts, misspelt or not."""
    right = key if key in known else next(iter(nearest_names(key, known)), "")
    return right in facts.model_fields


def _validated(
    model: type[Model],
    values: dict[str, object],
    head: YamlFile,
    known: list[str],
    into: list[Fault],
) -> tuple[Model | None, dict[str, object]]:
    """The entries of a head, None where one that must be there is wrong; those that are right."""
    try:
        return model.model_validate(values), values
    except ValidationError as error:
        into += model_faults(error, head, known, form=model)
        wrong = {place for one in error.errors() for place in one["loc"][:1]}
    right = {key: one for key, one in values.items() if key not in wrong}
    needed = {name for name, one in model.model_fields.items() if one.is_required()}
    return (model.model_validate(right) if needed <= right.keys() else None), right


def _words_as_read(model: type[PageWords], right: dict[str, object]) -> PageWords:
    """The texts that are right and nothing in place of the others, so that all of it is checked."""
    lacking = [(key, one) for key, one in model.model_fields.items() if one.is_required()]
    empty = {key: () if get_origin(one.annotation) is tuple else "" for key, one in lacking}
    texts = {key: tuple(one) if isinstance(one, list) else one for key, one in right.items()}
    return model.model_construct(**{**empty, **texts})  # type: ignore[arg-type]


def _facts_as_read(right: dict[str, object]) -> PageFacts:
    """The facts that are right of those that any page has; no review where one day is wrong."""
    facts = {key: one for key, one in right.items() if key in PageFacts.model_fields}
    dates = {} if {"reviewed", "review_by"} <= facts.keys() else NO_REVIEW
    return PageFacts.model_validate(facts | dates)


Pages = Mapping[tuple[PageKey, Language], Page]


def pages_to_come(pages: Pages) -> Pages:
    """What stands in the place of each translation that is promised: the original itself."""
    return {
        (key, other): replace(page, language=other, original=language)
        for (key, language), page in pages.items()
        for other in (other_language(language),)
        if page.facts and page.facts.later(other) and (key, other) not in pages
    }


Facts = TypeVar("Facts", bound=PageFacts)


def pages_with(pages: Pages, kind: type[Facts]) -> Iterator[tuple[Page, Page | None, Facts]]:
    """The Danish page, the English one if there is any, and the facts of each page of a kind."""
    for (key, language), page in pages.items():
        if language == "da" and isinstance(page.facts, kind):
            yield page, pages.get((key, "en")), page.facts
