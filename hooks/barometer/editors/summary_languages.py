"""Whether the two languages of a proposal's pages still agree: what is its own, what was before."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from barometer import language as written
from barometer.content.addresses import PageKey
from barometer.content.document import split_id
from barometer.editors.passage import HEAD, Passage, passages, weight
from barometer.editors.proposal import Proposal
from barometer.editors.remembered import Lag
from barometer.editors.told import MOST, code, heading, link, more, plain, say
from barometer.editors.versions import Version
from barometer.text import LANGUAGES, Language, lines_of

Found = tuple[PageKey, Lag]
Tell = Callable[[Proposal, PageKey, Lag, Language], str]


def own(of: Proposal) -> list[Found]:
    """What it changes in one language only."""
    return [one for one in _all(of) if _touched(of, *one)]


def look_too(of: Proposal, language: Language) -> Iterator[str]:
    """The passages that it changes in one language, by the file of the other."""
    found = own(of)
    if not found:
        return
    yield heading(say("behind_title", language))
    yield say("behind_lead", language)
    yield from _by_file(of, found, _own, language)


def from_before(of: Proposal, language: Language) -> Iterator[str]:
    """What readers are told of on its pages already, and what it leaves as it was."""
    rest = [one for one in _all(of) if one[1].kind != "wording" and not _touched(of, *one)]
    if not rest:
        return
    yield heading(say("earlier_title", language))
    yield say("earlier_lead", language)
    yield from _by_file(of, rest, _earlier, language)


def docs_file(key: PageKey, side: Language) -> str:
    """A page's file below the project."""
    return f"docs/{key.file(side)}"


def headings(text: str) -> Mapping[str, tuple[str, int]]:
    """The words and the line of every heading that has an id, by it."""
    found: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(lines_of(text), 1):
        words, name = split_id(line) if line.startswith("##") else ("", None)
        if name:
            found[name] = (words.lstrip("# ").strip(), number)
    return found


def _all(of: Proposal) -> Iterator[Found]:
    """The lags of pages that are there in both languages; a missing page is a fault of its own."""
    for key in of.pages:
        if all(docs_file(key, side) in of.after.files for side in LANGUAGES):
            yield from ((key, lag) for lag in of.states.pages.get(key, ()))


def _touched(of: Proposal, key: PageKey, lag: Lag) -> bool:
    """Whether the proposal itself changes a passage, in either language."""
    return not lag.commit or any(
        _changed(*(_passage(version, key, side, lag.section) for version in (of.before, of.after)))
        for side in LANGUAGES
    )


def _passage(version: Version, key: PageKey, side: Language, section: str) -> Passage | None:
    text = version.files.get(docs_file(key, side))
    return None if text is None else passages(text).get(section)


def _changed(old: Passage | None, new: Passage | None) -> bool:
    if old is None or new is None:
        return old is not new
    return weight(old, new) != "nothing"


def _by_file(of: Proposal, found: Sequence[Found], tell: Tell, language: Language) -> Iterator[str]:
    for path, lags in groupby(found[:MOST], key=lambda one: docs_file(one[0], one[1].behind)):
        yield f"\n**{link(code(path), of.desk.line(path))}**\n"
        yield from (f"- {tell(of, *one, language)}" for one in lags)
    yield from more(len(found), language)


def _own(of: Proposal, key: PageKey, lag: Lag, language: Language) -> str:
    said = say(f"{lag.kind}_{lag.behind}", language, name=_name(of, key, lag, language))
    if lag.kind == "missing":
        return said
    path = docs_file(key, lag.behind)
    line = headings(of.after.files[path]).get(lag.section, ("", 1))[1]
    place = link(say("line", language, n=line), of.desk.line(path, line))
    return f"**{place}** {said}"


def _earlier(of: Proposal, key: PageKey, lag: Lag, language: Language) -> str:
    words = {"name": _name(of, key, lag, language), "day": _day(of, lag, language)}
    return say(f"earlier_{lag.kind}_{lag.behind}", language, **words)


def _name(of: Proposal, key: PageKey, lag: Lag, language: Language) -> str:
    """A passage by its heading, in the reader's language where that has it."""
    if lag.section == HEAD:
        return say("head", language)
    ordered = sorted(LANGUAGES, key=lambda one: one == language)
    texts = [of.after.files.get(docs_file(key, one), "") for one in ordered]
    names = {section: name for text in texts for section, (name, _) in headings(text).items()}
    return plain(names.get(lag.section, lag.section))


def _day(of: Proposal, lag: Lag, language: Language) -> str:
    """When a passage changed, with a link to the change."""
    day = say("on_day", language, day=written.date(lag.day, language)) if lag.day else ""
    return link(day or say("earlier", language), of.desk.commit(lag.commit))
