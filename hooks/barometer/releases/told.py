"""Corrections as a reader reads them: which figure, what changed, why."""

from barometer import language as written
from barometer.data.model import Dataset
from barometer.indicator_page import page_key
from barometer.releases.model import Correction
from barometer.releases.read import point
from barometer.state import Site
from barometer.text import Language


def figure(one: Correction, dataset: Dataset, language: Language) -> str:
    """The corrected figure in words: `Innovative arbejdspladser, Regioner, 3. udgave`."""
    at = point(one.value)
    described = dataset.described(at.indicator) if at else None
    if at is None or described is None:
        return one.value
    parts = [described.title[language]]
    indicator = dataset.indicators.get(at.indicator)
    divided = indicator.breakdowns.get(at.breakdown) if indicator else None
    if divided and at.category in divided.labels:
        parts.append(divided.labels[at.category][language])
    if at.country != "DK":
        parts.append(written.country(at.country)[language])
    edition = dataset.editions.get(at.edition)
    parts.append(edition.title[language] if edition else at.edition)
    return ", ".join(parts)


def change(one: Correction, site: Site, language: Language) -> str:
    """What it was and is: `Fra 85 til 84`."""
    words = site.words["corrections"]
    template = words["base_from_to" if one.what == "base" else "from_to"][language]
    return template.format(
        old=_number(one.old, site, language), new=_number(one.new, site, language)
    )


def why(one: Correction, site: Site, language: Language) -> str:
    """Error or revision, and the reason."""
    return f"{site.words['corrections'][one.kind][language]} {one.reason[language]}"


def address(one: Correction, site: Site, language: Language) -> str:
    """Where the figure is shown, below the site's root; empty for one without a page."""
    at = point(one.value)
    known = at is not None and at.indicator in site.dataset.indicators
    return site.address(page_key(at.indicator), language) if at and known else ""


def identity(one: Correction) -> str:
    """The correction's own name, for ever: its day and its figure."""
    return f"{one.date.isoformat()}/{one.value}/{one.what}"


def _number(number: float | None, site: Site, language: Language) -> str:
    if number is None:
        return str(site.words["corrections"]["nothing"][language])
    return written.number(number, language)
