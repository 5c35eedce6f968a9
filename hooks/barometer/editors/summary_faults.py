"""The faults of a proposal, the sentences that it makes false, and advice, by file and line."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from barometer.editors.proposal import Proposal
from barometer.editors.told import MOST, code, heading, link, more, plain, say
from barometer.problems import Problem
from barometer.text import Language

ENTRY = ": - {"
"""Where a message ends in a line to copy into a file."""


def false_sentences(of: Proposal, language: Language) -> Iterator[str]:
    """The sentences that the numbers no longer bear out."""
    if of.false:
        yield heading(say("false_title", language))
        yield say("false_lead", language)
        yield from _listed(of, of.false, language)


def faults(of: Proposal, language: Language) -> Iterator[str]:
    """Every other fault."""
    rest = [one for one in of.faults if one not in of.false]
    if rest:
        yield heading(say("faults_title", language))
        yield from _listed(of, rest, language)


def reminders(of: Proposal, language: Language) -> Iterator[str]:
    """What stops nothing, but somebody must do."""
    if of.reminders:
        yield heading(say("remember_title", language))
        yield say("remember_lead", language)
        yield from _listed(of, of.reminders, language)


def advice(of: Proposal, language: Language) -> Iterator[str]:
    """What is to be said of the language, which stops nothing."""
    if of.advice:
        yield heading(say("advice_title", language))
        yield say("advice_lead", language)
        yield from _listed(of, of.advice, language)


def _listed(of: Proposal, problems: Sequence[Problem], language: Language) -> Iterator[str]:
    for path, found in groupby(problems[:MOST], key=lambda one: one.path):
        yield f"\n**{link(code(path), of.desk.line(path))}**\n"
        for one in found:
            yield from _told(of, one, language)
    yield from more(len(problems), language)


def _told(of: Proposal, one: Problem, language: Language) -> Iterator[str]:
    where = say("line", language, n=one.line) if one.line else say("whole_file", language)
    said, mark, entry = one.message[language].partition(ENTRY)
    help_page = link(say("help", language, code=one.code), of.desk.help(one.code))
    place = link(where, of.desk.line(one.path, one.line))
    if not mark:
        yield f"- **{place}** {plain(said)} ({help_page})"
        return
    line = f"  ```yaml\n  {mark.lstrip(': ')}{entry}\n  ```"
    yield f"- **{place}** {plain(said)}:\n\n{line}\n\n  ({help_page})"
