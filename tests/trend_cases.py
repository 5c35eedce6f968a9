"""Small projects with one trend or one case that holds to every rule, for planting and building."""

from pathlib import Path

from tests.small import DANISH, ENGLISH, small_project, write

NAME = "example-trend"
SECTIONS_DA = """
## Det kræver det af jer {#why}

Det er et eksempel.

## Det taler imod {#against}

Det er kun et eksempel.

## Det kan I gøre nu {#use}

Læs det.
"""
SECTIONS_EN = """
## What it asks of you {#why}

It is an example.

## What speaks against it {#against}

It is only an example.

## What you can do now {#use}

Read it.
"""
DANISH_TREND = """---
title: Et eksempel på en trend
summary: Et eksempel på en trend, der overholder alle sitets regler.
direction: Noget flytter sig fra ét sted til et andet.
kind: trend
reach: nordic
ring: try
horizon: 1-3
certainty: medium
certainty_reason: Kilderne peger samme vej.
effects: [quality]
touches: [state, municipalities]
roles: [capacity-builder]
indicators: [technological_innovation]
sources: [copi_barometer, kl_technology_radar_2023]
counter_signs:
  - Et tegn på det modsatte.
  - Et tegn mere.
change_view:
  - Tallene går den anden vej.
questions:
  - Hvad ser vi selv?
first_seen: 2026-09-01
reviewed: 2026-11-23
review_by: 2027-11-23
log:
  - {date: 2026-10-01, da: Oprettet., en: Created.}
  - {date: 2026-11-23, da: Flere kilder., en: More sources.}
expectation: {indicator: technological_innovation, direction: up, from: "3", by: "5",
  written: 2026-11-23}
---

## Det ser vi {#signs}

Se [forsiden](../index.md).
"""
ENGLISH_TREND = """---
title: An example of a trend
summary: An example of a trend that holds to every rule of the site.
direction: Something moves from one place to another.
certainty_reason: The sources point the same way.
counter_signs:
  - A sign of the opposite.
  - One more sign.
change_view:
  - The figures go the other way.
questions:
  - What do we see ourselves?
---

## What we see {#signs}

See the [home page](../index.md).
"""


def trend_project(folder: Path) -> Path:
    """The small project with an overview of trends and one trend."""
    small_project(folder)
    trend_pages(folder)
    return folder


def trend_pages(folder: Path, indicator: str = "technological_innovation") -> None:
    """Put an overview of trends into a project, a trend that an indicator follows, and its role."""
    for suffix, text in ((".md", DANISH), (".en.md", ENGLISH)):
        shown = text.replace("../index.md", "index.md")
        write(folder, f"docs/index{suffix}", f"{shown}\n[[newest-trends]]\n")
        write(folder, f"docs/trends/index{suffix}", f"{text}\n[[trend-radar]]\n")
    role = DANISH.replace("Eksempel", "Kapacitetsopbygger", 1)
    write(folder, "docs/roles/capacity-builder.md", role)
    write(folder, "docs/roles/capacity-builder.en.md", ENGLISH)
    danish = DANISH_TREND.replace("technological_innovation", indicator)
    write(folder, f"docs/trends/{NAME}.md", danish + SECTIONS_DA)
    write(folder, f"docs/trends/{NAME}.en.md", ENGLISH_TREND + SECTIONS_EN)


def remove_trend(folder: Path) -> None:
    """Take the pair away again."""
    for suffix in (".md", ".en.md"):
        (folder / f"docs/trends/{NAME}{suffix}").unlink()


DANISH_CASE = """---
title: Et eksempel på en case
summary: Et eksempel på en case, der overholder alle sitets regler.
workplace: Et hospital
sectors: [regions]
country: DK
themes: [health]
period: Fra 2016 til 2018
problem: Noget tog for lang tid.
test: Lodtrækning mellem to grupper.
measured: Ventetiden faldt med 12 dage.
result: mixed
evidence: lottery
evaluation: [copi_barometer]
cost: Ikke kendt
contact: Et hospital
limits:
  - Prøven varede kun ét år.
needs:
  - En klinik, der vil prøve.
questions:
  - Hvad ville vi måle?
sources: [copi_barometer, kl_technology_radar_2023]
as_of: "2018"
path:
  - {name: first, year: "2016", da: Et hospital, en: A hospital, source: copi_barometer}
  - {name: second, from: first, da: Et andet, en: Another, source: kl_technology_radar_2023}
roles: [capacity-builder]
indicators: [technological_innovation]
reviewed: 2026-11-23
review_by: 2027-11-23
log:
  - {date: 2026-10-01, da: Oprettet., en: Created.}
---

## Det prøvede de {#done}

De prøvede noget nyt i 2016.

## Det viste prøven {#result}

Ventetiden faldt med [12 dage](other:copi_barometer).

## Sådan spredte det sig {#spread}

Et andet hospital tog det op.
"""
ENGLISH_CASE = """---
title: An example of a case
summary: An example of a case that holds to every rule of the site.
workplace: A hospital
period: From 2016 to 2018
problem: Something took too long.
test: Lots drawn between two groups.
measured: Waiting fell by 12 days.
cost: Not known
contact: A hospital
limits:
  - The test lasted only one year.
needs:
  - A clinic that wants to try.
questions:
  - What would we measure?
---

## What they tried {#done}

They tried something new in 2016.

## What the test showed {#result}

Waiting fell by [12 days](other:copi_barometer).

## How it spread {#spread}

Another hospital took it up.
"""


def case_project(folder: Path) -> Path:
    """The small project with an overview of cases and one case."""
    small_project(folder)
    for suffix, text in ((".md", DANISH), (".en.md", ENGLISH)):
        write(folder, f"docs/cases/index{suffix}", f"{text}\n[[case-list]]\n")
    role = DANISH.replace("Eksempel", "Kapacitetsopbygger", 1)
    write(folder, "docs/roles/capacity-builder.md", role)
    write(folder, "docs/roles/capacity-builder.en.md", ENGLISH)
    write(folder, "docs/cases/example-case.md", DANISH_CASE)
    write(folder, "docs/cases/example-case.en.md", ENGLISH_CASE)
    return folder
