"""The numbers that a proposal changes, and the figures and pages that follow them."""

from collections.abc import Iterator

from barometer import language as written
from barometer.data.model import Indicator
from barometer.data.read import TABLE
from barometer.editors.proposal import Proposal
from barometer.editors.told import MOST, heading, link, more, plain, row, say, table
from barometer.editors.versions import Number, Version
from barometer.indicator_page import page_key
from barometer.indicators.cited import cited_by
from barometer.text import Language

Key = tuple[str, ...]
HEADS = ("number", "period", "before", "now", "difference", "source")


def numbers(of: Proposal, language: Language) -> Iterator[str]:
    """Each value before and after, in words, with its place in the table."""
    if not of.numbers:
        return
    yield heading(say("numbers_title", language))
    yield from table(*(say(name, language) for name in HEADS))
    for key in of.numbers[:MOST]:
        old, new = of.before.numbers.get(key), of.after.numbers.get(key)
        version = of.after if new else of.before
        name = link(
            plain(_name(version, key, language)), of.desk.line(TABLE, of.after.lines.get(key))
        )
        cells = (_cell(version, key, one, language) for one in (old, new))
        source = plain(_source(version, (new or old or ("", "", ""))[2]))
        period = plain(_period(version, key[2], language))
        yield row(name, period, *cells, _difference(version, key, old, new, language), source)
    yield from more(len(of.numbers), language)


def _name(version: Version, key: Key, language: Language) -> str:
    """What a value is about, as far as the words for it are there: `Innovation, regioner`."""
    indicator, country, _, breakdown, category = key
    described = version.book.described(indicator)
    parts = [described.title[language] if described else indicator]
    if country != "DK":
        parts.append(country)
    if category != "all":
        groups = described.breakdowns if isinstance(described, Indicator) else {}
        labels = groups[breakdown].labels if breakdown in groups else {}
        parts.append(labels[category][language] if category in labels else category)
    return ", ".join(parts)


def _period(version: Version, edition: str, language: Language) -> str:
    known = version.book.editions.get(edition)
    return known.title[language] if known else edition


def _source(version: Version, key: str) -> str:
    known = version.book.sources.get(key)
    return f"{known.title} ({known.publisher})" if known else key


def _cell(version: Version, key: Key, cells: Number | None, language: Language) -> str:
    if cells is None:
        return "–"
    value, base, _ = cells
    share = _share(version, key)
    number = _float(value)
    if number is None:
        shown = plain(value)
    else:
        shown = written.percent(number, language) if share else written.number(number, language)
    answers = _float(base)
    counted = written.number(answers, language) if answers is not None else ""
    return f"**{shown}**" + (f" ({say('answers', language, n=counted)})" if counted else "")


def _difference(
    version: Version, key: Key, old: Number | None, new: Number | None, language: Language
) -> str:
    if old is None or new is None:
        return say("new_number" if new else "gone_number", language)
    first, last = _float(old[0]), _float(new[0])
    if first is None or last is None:
        return "–"
    if first == last:
        return say("same_number", language)
    apart = last - first
    sign = "+" if apart > 0 else ""
    digits = max(_digits(old[0]), _digits(new[0]))
    say_it = written.points if _share(version, key) else written.number
    return f"{sign}{say_it(round(apart, digits), language)}"


def _digits(text: str) -> int:
    return len(text.partition(".")[2])


def _share(version: Version, key: Key) -> bool:
    described = version.book.described(key[0])
    return described is not None and described.unit == "percent"


def _float(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def figures(of: Proposal, language: Language) -> Iterator[str]:
    """The indicators whose numbers or words changed, and the pages that use them."""
    if not of.indicators:
        return
    cited = cited_by(of.after.pages)
    yield heading(say("figures_title", language))
    for name in of.indicators[:MOST]:
        described = of.after.book.described(name) or of.before.book.described(name)
        title = plain(described.title[language] if described else name)
        used = [
            say("quoted", language, name=plain(of.title(key, language)))
            for key in cited.get(name, ())
        ]
        where = (
            say("used_on", language, pages=written.joined(used, language))
            if used
            else say("used_nowhere", language)
        )
        own = of.address(page_key(name), language) if name in of.after.book.indicators else ""
        shown = f" (`{own}`)" if own else ""
        yield f"- **{title}**{shown} {where}"
    yield from more(len(of.indicators), language)
