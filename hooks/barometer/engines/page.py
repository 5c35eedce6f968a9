"""ENGINES.md: what works with which generator, written from what was tried."""

from collections.abc import Mapping, Sequence
from datetime import date

from barometer.engines.trial import Trial

HEAD = """# Andre generatorer / Other engines

Filen skrives af `make engines`. Ret den ikke i hånden.
Sitet bygges med MkDocs og temaet Material, som holder op den 5. maj 2027.
Her står, hvad der virker i dag med dem, der kan tage over.

This file is written by `make engines`. Do not edit it.
The site is built with MkDocs and the theme Material, whose life ends on 5 May 2027.
Here is what works today with those that can take over.
"""
WORKS = """
## Hvad der er vores eget / What is our own

| Del / Part | Hvor / Where | Afhænger af / Depends on |
| --- | --- | --- |
| Data, figurer, eksport, kontrol / Data, figures, exports, checks | `hooks/barometer/` | Python |
| Sidernes notation / The notation of pages | `hooks/barometer/markdown/` | Python-Markdown |
| Koblingen / The adapters | `hooks/*.py` | MkDocs 1 (ProperDocs) |
| Skabelonerne / The templates | `overrides/` | Jinja |
"""


def page(
    day: date, versions: Mapping[str, str], own: Trial, proper: Trial, others: Sequence[Trial]
) -> str:
    """The whole file."""
    tried = [f"| {name} | {versions[name]} |" for name in versions]
    lines = [
        HEAD,
        f"## Prøvet / Tried {day.isoformat()}\n",
        "| Pakke / Package | Version |\n| --- | --- |",
        *tried,
        "",
        "| Generator / Engine | Resultat / Result | Sider / Pages | Sekunder / Seconds |",
        "| --- | --- | --- | --- |",
        _row("MkDocs", "vores site / our site", own),
        _row("ProperDocs", _same(proper), proper),
        *(_row(one.name, _other(one, own), one) for one in others),
        WORKS,
    ]
    return "\n".join(lines)


def _row(name: str, result: str, one: Trial) -> str:
    return f"| {name} | {result} | {one.pages} | {one.seconds:.0f} |"


def _same(one: Trial) -> str:
    if one.code:
        return f"bygger ikke / does not build: `{one.said}`"
    if one.differing:
        return f"{len(one.differing)} filer er forskellige / files differ"
    return "de samme bytes / the same bytes"


def _other(one: Trial, own: Trial) -> str:
    if one.code:
        return f"bygger ikke / does not build: `{one.said}`"
    missing = own.pages - one.pages
    return f"bygger; {missing} af vores sider mangler / builds; {missing} of our pages are missing"
