"""What a proposal changes, told to its editor in one page of Markdown: Danish, then English."""

from collections.abc import Iterator
from pathlib import Path

from barometer.editors.owners import owners_of, team
from barometer.editors.proposal import Proposal, read_proposal
from barometer.editors.summary_data import changed_data, data
from barometer.editors.summary_faults import advice, false_sentences, faults, reminders
from barometer.editors.summary_languages import from_before, look_too, own
from barometer.editors.summary_numbers import figures, numbers
from barometer.editors.summary_pages import pages
from barometer.editors.told import code, heading, link, row, say, table, words
from barometer.found import Found
from barometer.text import Language

SHOWN_BY_GITHUB = 10
"""How many faults of a step GitHub shows on their lines."""


def summary(root: Path, base: str, found: Found) -> str | None:
    """The page; None where git does not know `base`. `found` is what is wrong as it stands."""
    proposal = read_proposal(root, base, found)
    return None if proposal is None else markdown(proposal)


def markdown(proposal: Proposal) -> str:
    """The whole in Danish, and folded below it the whole in English."""
    danish, english = ("\n".join(_whole(proposal, one)) for one in ("da", "en"))
    fold = f"<details><summary>{say('other_language', 'en')}</summary>\n"
    return "\n".join([danish, "", fold, english, "", "</details>"]) + "\n"


def _whole(of: Proposal, language: Language) -> Iterator[str]:
    yield heading(say("title", language), 1)
    yield from _verdict(of, language)
    if not (of.files or of.numbers):
        yield say("nothing", language)
        return
    yield from _counts(of, language)
    yield from faults(of, language)
    yield from false_sentences(of, language)
    yield from reminders(of, language)
    yield from look_too(of, language)
    yield from _previews(of, language)
    yield from numbers(of, language)
    yield from figures(of, language)
    yield from data(of, language)
    yield from pages(of, language)
    yield from from_before(of, language)
    yield from advice(of, language)
    yield from _owners(of, language)


def _verdict(of: Proposal, language: Language) -> Iterator[str]:
    count = len(of.faults)
    if not count:
        yield f"✅ {say('good', language)}\n"
        return
    yield f"❌ {say('wrong_one' if count == 1 else 'wrong_many', language, n=count)}\n"
    yield f"{say('repair', language)}\n"
    if count > SHOWN_BY_GITHUB:
        yield f"{say('ten', language)}\n"


def _counts(of: Proposal, language: Language) -> Iterator[str]:
    counts = {
        "count_pages": len(of.pages),
        "count_numbers": len(of.numbers),
        "count_data": sum(map(len, changed_data(of).values())),
        "count_false": len(of.false),
        "count_remember": len(of.reminders),
        "count_behind": say("unknown", language) if of.states.unknown else len(own(of)),
        "count_advice": len(of.advice),
    }
    some = {name: count for name, count in counts.items() if count}
    if some:
        yield from table(say("what", language), say("count", language))
    for name, count in some.items():
        yield row(say(name, language), str(count))


def _previews(of: Proposal, language: Language) -> Iterator[str]:
    """Where the built pages and figures lie; nothing is built while there are faults."""
    shown = {"preview": of.pages or of.indicators, "figures": of.indicators}
    if any(shown.values()):
        yield heading(say("see", language))
    if of.faults:
        yield say("no_preview", language)
        return
    for name in (name for name, changed in shown.items() if changed):
        fetched = link(say(f"artefact_{name}", language), of.desk.artefacts)
        yield f"- {say(name, language, link=fetched)}"


def _owners(of: Proposal, language: Language) -> Iterator[str]:
    teams: dict[tuple[str, ...], list[str]] = {}
    for name in of.files:
        found = tuple(team(one) for one in owners_of(of.owners, name))
        if found:
            teams.setdefault(found, []).append(name)
    if not teams:
        return
    yield heading(say("owners_title", language))
    yield f"{say('owners_lead', language)}\n"
    for found, names in sorted(teams.items()):
        either = f" {say('or', language)} ".join(_team(one, language) for one in found)
        yield f"- **{either}**: {', '.join(map(code, names))}"


def _team(name: str, language: Language) -> str:
    known = f"team_{name}"
    return say(known, language) if known in words() else name
