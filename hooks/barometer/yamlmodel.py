"""What pydantic finds wrong with a YAML file, told at its line in words an editor can act on."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from barometer.faults import Word, fault, near, nearest
from barometer.meant import date_meant, hour_meant
from barometer.modelkeys import example_at, keys_at
from barometer.problems import Problem
from barometer.text import ADDRESS, DOTS, Text
from barometer.wrongkind import length, shown, wrong_kind
from barometer.yamlfile import YamlFile

HOUR = r"^([01]\d|2[0-3]):[0-5]\d$"
FORMS: Mapping[str, Text] = {
    r"^[a-z][a-z0-9_]*$": Text(
        da="Brug små bogstaver a–z, tal og understreg, begyndende med et bogstav.",
        en="Use lower-case letters a–z, digits and underscores, beginning with a letter.",
    ),
    r"^[a-z][a-z0-9_-]*$": Text(
        da="Brug små bogstaver a–z, tal og bindestreg (æ skrives ae, ø oe, å aa).",
        en="Use lower-case letters a–z, digits and hyphens.",
    ),
    r"^[a-z0-9_]+$": Text(
        da="Brug små bogstaver a–z, tal og understreg.",
        en="Use lower-case letters a–z, digits and underscores.",
    ),
    r"^[a-z0-9]+(-[a-z0-9]+)*$": Text(
        da="Brug små bogstaver a–z, tal og bindestreg (æ skrives ae, ø oe, å aa).",
        en="Use lower-case letters a–z, digits and hyphens.",
    ),
    r"^[A-Z]{2}$": Text(
        da="Brug landets to store bogstaver, fx DK.",
        en="Use the country's two capital letters, such as DK.",
    ),
    ADDRESS: Text(
        da="Adressen skal begynde med https:// og være uden mellemrum, anførselstegn og < >.",
        en="The address must begin with https:// and hold no blanks, quotation marks or < >.",
    ),
    r"^[a-z]{2}$": Text(
        da="Brug sprogets to små bogstaver, fx da.",
        en="Use the language's two small letters, such as da.",
    ),
    r"^\d+\.\d+\.\d+$": Text(
        da='Skriv tre tal med punktum imellem, fx "1.1.0".',
        en='Write three numbers with points between them, such as "1.1.0".',
    ),
    HOUR: Text(
        da='Skriv klokkeslættet med fire tal og kolon, fx "08:00".',
        en='Write the hour with four digits and a colon, such as "08:00".',
    ),
    r"^\d{4}(-\d{2}(-\d{2})?)?$": Text(
        da="Skriv 2019, 2019-09 eller 2019-09-25.", en="Write 2019, 2019-09 or 2019-09-25."
    ),
}
DATED = r"\d{4}(-\d{2}"
OTHER_FORM = Text(
    da="Sammenlign med en nabofil, der virker.", en="Compare with a neighbouring file that works."
)
Place = tuple[Any, ...]
NO_KEYS = {"function-after", "constrained-str", "[key]"}


def model_faults(
    error: ValidationError,
    file: YamlFile,
    known: Sequence[str] = (),
    below: Sequence[str | int] = (),
    form: object = None,
) -> Iterator[Problem]:
    """One problem a finding, each at the line of its key.

    A misspelt key gets the nearest of the model inside `form` where it stands; `known` are the
    keys at the top where several models share it. `below` is where in the file the model begins.
    """
    errors = error.errors(include_url=False)
    spelt = {
        found["loc"]: near(str(found["loc"][-1]), _keys(form, known, found["loc"]))
        for found in errors
        if found["type"] == "extra_forbidden"
    }
    meant = {(*place[:-1], right) for place, rights in spelt.items() for right in rights}
    strange = [place for place, rights in spelt.items() if not rights]
    missing = [one["loc"] for one in errors if one["type"] == "missing" and one["loc"] not in meant]
    renamed = _renamed(strange, missing)
    for found in errors:
        place = found["loc"]
        if found["type"] == "missing" and place in {*meant, *renamed.values()}:
            continue  # it stands there, under another name
        if found["type"] == "too_short" and any(
            _inside(one["loc"], found["loc"]) for one in errors
        ):
            continue  # its entries are there, with faults of their own
        keys = [*below, *(part for part in found["loc"] if part not in NO_KEYS)]
        key = ".".join(map(str, keys)) or file.path
        name, words = _told(found, keys, _keys(form, known, place), form)
        if found["type"] == "missing":
            words = {"example": example_at(form, place)}
        if place in renamed:
            name, words = "D410/instead", {"missing": renamed[place][-1], "last": place[-1]}
        yield fault(name, file.path, file.line(keys), key, key=_way(keys) or key, **words)


def _renamed(strange: Sequence[Place], missing: Sequence[Place]) -> Mapping[Place, Place]:
    """Each unknown key beside which just one is missing, with that one: two halves of one slip."""
    return {
        place: beside[0]
        for place in strange
        if len(beside := _beside(place, missing)) == len(_beside(place, strange)) == 1
    }


def _beside(place: Place, others: Sequence[Place]) -> list[Place]:
    return [one for one in others if one[:-1] == place[:-1]]


def _inside(place: Sequence[Any], outer: Sequence[Any]) -> bool:
    return len(place) > len(outer) and tuple(place[: len(outer)]) == tuple(outer)


def _way(keys: Sequence[Any]) -> Text | None:
    """The way to an entry as people say it: `log → nr. 1 → date`."""
    if not any(str(one).strip() for one in keys):
        return None
    danish, english = (
        " → ".join(f"{word} {one + 1}" if isinstance(one, int) else str(one) for one in keys)
        for word in ("nr.", "no.")
    )
    return Text(da=danish, en=english)


def _keys(form: object, known: Sequence[str], place: Sequence[Any]) -> Sequence[str]:
    return known if known and len(place) == 1 else keys_at(form, place[:-1])


def _told(
    found: Any, keys: Sequence[Any], known: Sequence[str], form: object
) -> tuple[str, dict[str, Word]]:
    kind, context = found["type"], found.get("ctx", {})
    stands = found["input"]
    if kind == "extra_forbidden":
        if stands is None:
            digits = str(keys[-1]).isdigit()
            return ("D410/decimals", {"digits": str(keys[-1])}) if digits else ("D410/comma", {})
        return "D410", {"near": nearest(str(keys[-1]), known, len(known))}
    if kind == "missing":
        return (f"D411/{keys[-1]}" if keys[-1] in {"da", "en"} else "D411"), {}
    if kind == "string_too_short":
        return _too_short(str(stands), int(context["min_length"]))
    if kind == DOTS:
        return "D412/dots", {"stands": shown(stands)}
    if kind == "string_too_long":
        return "D413/long", {"length": length(str(stands)), "limit": int(context["max_length"])}
    if kind in {"literal_error", "enum"}:
        choices = str(context["expected"]).replace(" or ", ", ").replace("'", "")
        alike = near(str(stands), choices.split(", "))
        return "D414", {
            "stands": str(stands),
            "known": choices,
            "near": nearest(str(stands), alike, 0) if alike else "",
        }
    if kind == "string_pattern_mismatch":
        if DATED in context["pattern"] and (day := date_meant(str(stands))):
            return "D415/meant", {"stands": shown(stands), "meant": day.isoformat()}
        return _other_form(str(stands), keys, context["pattern"])
    if kind in {"greater_than_equal", "greater_than"}:
        return "D417", {"stands": str(stands), "limit": str(context.get("ge", context.get("gt")))}
    if kind in {"less_than_equal", "less_than"}:
        return "D417/most", {
            "stands": str(stands),
            "limit": str(context.get("le", context.get("lt"))),
        }
    if kind == "too_short":
        return "D418", {"limit": int(context["min_length"])}
    return wrong_kind(kind, stands, form, found["loc"])


def _other_form(stands: str, keys: Sequence[Any], pattern: str) -> tuple[str, dict[str, Word]]:
    small = stands.lower()
    if keys and keys[-1] == stands != small and re.fullmatch(pattern, small):
        return "D416/small", {"stands": stands, "small": small}
    hour = hour_meant(stands) if pattern == HOUR else None
    if hour:
        return "D415/hour", {"meant": hour}
    return "D416", {"stands": stands, "form": FORMS.get(pattern, OTHER_FORM)}


def _too_short(stands: str, limit: int) -> tuple[str, dict[str, Word]]:
    if not stands.strip():
        return "D412", {}
    return "D413/short", {"length": length(stands), "limit": limit}
