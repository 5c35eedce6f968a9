"""The bound links and figures of one page."""

from collections.abc import Iterator

from barometer.content.document import Link
from barometer.content.page import Page
from barometer.data.told import Told
from barometer.faults import nearest
from barometer.problems import Problem
from barometer.sentences.caption import check_caption
from barometer.sentences.claim import read_claim
from barometer.sentences.comparison import check_pair
from barometer.sentences.desk import Desk
from barometer.sentences.pair import Pair
from barometer.sentences.places import find, read_reference
from barometer.sentences.single import check_single

VALUE, OTHER, CHART = "value:", "other:", "chart:"


def check_links(page: Page, desk: Desk) -> Iterator[Problem]:
    """The faults of every bound link and figure of a page."""
    for link in page.document.links:
        for told in check_link(link, page, desk):
            yield told.at(page.path, link.line, link.target)


def check_link(link: Link, page: Page, desk: Desk) -> Iterator[Told]:
    """The faults of one link; none where it is not bound."""
    scheme, mark, target = link.target.partition(":")
    if scheme + mark == VALUE:
        told = _image(link, target) if link.image else _value(link, target, page, desk)
        yield from [told] if told else []
    elif scheme + mark == OTHER:
        sources = desk.dataset.sources
        if target not in sources:
            yield Told("V503", {"key": target, "near": nearest(target, sources)})
    elif scheme + mark == CHART:
        if not link.image:
            yield Told("V401/link", {"text": link.text, "target": target})
        elif not link.alone:
            yield Told("V401/inside", {"text": link.text, "target": target})
        else:
            yield from _figure(link, target, page, desk)


def _image(link: Link, target: str) -> Told:
    return Told("V101/image", {"text": link.text, "target": target})


def _value(link: Link, target: str, page: Page, desk: Desk) -> Told | None:
    reference = read_reference(target)
    if isinstance(reference, Told):
        return reference
    first = find(reference.first, desk.table)
    second = find(reference.second, desk.table) if reference.second else None
    if isinstance(first, Told) or isinstance(second, Told):
        return first if isinstance(first, Told) else second if isinstance(second, Told) else None
    claim = read_claim(link.text, desk.lexicons[page.language])
    speech = desk.speech[page.language]
    if second is None:
        return check_single(claim, first, speech)
    return check_pair(claim, Pair(first, reference.operator, second), speech)


def _figure(link: Link, target: str, page: Page, desk: Desk) -> Iterator[Told]:
    frame = desk.frame(target)
    if isinstance(frame, Told):
        yield frame
    else:
        yield from check_caption(
            link.text, frame, desk.lexicons[page.language], desk.speech[page.language]
        )
