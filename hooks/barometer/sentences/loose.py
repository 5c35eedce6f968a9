"""Percentages without a link, in the body and in the head of a page."""

from collections.abc import Iterator, Mapping, Sequence

from barometer.content.page import Page
from barometer.data.model import Observation
from barometer.data.notation import Reference, point_of
from barometer.data.others import OtherNumber
from barometer.faults import fault
from barometer.language import joined
from barometer.problems import Problem
from barometer.sentences.amounts import Amount
from barometer.sentences.claim import read_claim
from barometer.sentences.desk import Desk
from barometer.sentences.places import find, read_reference
from barometer.sentences.unbound import broken_links, excuse, head_passages, loose_in
from barometer.sentences.wording import amount_in_words, both
from barometer.text import LANGUAGES, Text
from barometer.yamlfile import YamlFile

MOST_LISTED = 4
VALUE = "value:"


def check_loose(
    page: Page, desk: Desk, others: Mapping[int, OtherNumber], used: set[int]
) -> Iterator[Problem]:
    """Every percentage that nothing holds; exceptions that cover one are added to `used`."""
    lexicon = desk.lexicons[page.language]
    for passage in page.document.passages:
        broken = list(broken_links(passage))
        for one in broken:
            right = "".join(one.text.split("](")[1].split())
            text = f"{one.text.split('](')[0]}]({right}"
            yield fault("V101/spaces", page.path, one.line, text=one.text, right=text)
        for said, loose in loose_in(passage, lexicon):
            if any(loose.text in one.text for one in broken):
                continue
            covered = excuse(page, passage, said, others)
            if covered is None:
                hint = _hint(said.amount, desk)
                yield fault("V501", page.path, loose.line, number=loose.text, hint=hint)
            else:
                used.add(covered)
    yield from _head(page, desk)


def check_exceptions(
    others: Sequence[OtherNumber], used: set[int], file: YamlFile
) -> Iterator[Problem]:
    """The exceptions that cover no percentage of any page."""
    for place, other in enumerate(others):
        if place not in used:
            line = file.line([place])
            yield fault("V504", file.path, line, page=other.page, text=other.text)


def _hint(amount: Amount, desk: Desk) -> Text:
    """Which published Danish values the words could mean, where they are few."""
    rows = [row for row in desk.dataset.observations if amount.exact == row.value]
    points = [str(point_of(row)) for row in rows if row.breakdown == "total"]
    if not points or len(points) > MOST_LISTED or amount.unit != "percent":
        return Text.model_construct(da="", en="")
    return Text(
        da=f"Mener I {' eller '.join(points)}?",
        en=f"Do you mean {' or '.join(points)}?",
    )


def _head(page: Page, desk: Desk) -> Iterator[Problem]:
    """What the head claims must be bound on the page, so that it falls with it.

    A number is one that the page binds; that nothing differs is a comparison on the page.
    """
    rows, amounts = _bound(page, desk)
    for key, line, text in head_passages(page):
        claim = read_claim(text, desk.lexicons[page.language])
        if claim.unclear and not _compares(page):
            yield fault("V502/unclear", page.path, line, key, key=key, words=text)
        for said in claim.amounts:
            fraction = said.amount.kind == "share" and said.amount.exact is not None
            if not (said.amount.unit or (fraction and (rows or amounts))):
                continue
            held = [row for row in rows if said.amount.holds(row.value)]
            number = text[said.start : said.end]
            if held and all(row.few for row in held):
                yield fault("V502/few", page.path, line, key, number=number, key=key)
            elif not held and said.amount not in amounts:
                known = _listed(rows, desk)
                yield fault("V502", page.path, line, key, number=number, key=key, known=known)


def _compares(page: Page) -> bool:
    """Whether a link of the page says of two values that they do not clearly differ."""
    return any("=" in link.target for link in page.document.links if link.target.startswith(VALUE))


def _bound(page: Page, desk: Desk) -> tuple[list[Observation], list[Amount]]:
    """The values that a page binds, and the amounts that it takes from sources."""
    rows: list[Observation] = []
    amounts: list[Amount] = []
    for link in page.document.links:
        scheme, _, target = link.target.partition(":")
        if scheme == "value":
            reference = read_reference(target)
            points = (
                [point for point in (reference.first, reference.second) if point]
                if isinstance(reference, Reference)
                else []
            )
            rows += [
                row for point in points if isinstance(row := find(point, desk.table), Observation)
            ]
        elif scheme == "other":
            claim = read_claim(link.text, desk.lexicons[page.language])
            amounts += [said.amount for said in claim.amounts]
    return rows, amounts


def _listed(rows: Sequence[Observation], desk: Desk) -> Text:
    if not rows:
        return Text(da="ingen", en="none")
    return both(
        joined(
            list(
                dict.fromkeys(
                    amount_in_words(row.value, language, share=desk.speech[language].share(row))
                    for row in rows
                )
            ),
            language,
        )
        for language in LANGUAGES
    )
