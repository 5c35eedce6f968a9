"""Pydantic's errors at their lines: unknown keys, wrong kinds, what was meant."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from babel.dates import get_month_names
from pydantic import BaseModel, TypeAdapter, ValidationError

from barometer.faults.report import (
    Fault,
    Word,
    ask_which,
    make_fault,
    nearest_names,
    phrase,
    phrases,
    suggest_nearest,
)
from barometer.faults.yaml_file import YamlFile, read_yaml
from barometer.text import DOTS, LANGUAGES, Text, in_both, slug

_DAY_FIRST = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{1,2})")
_IN_WORDS = re.compile(r"(?:den )?(\d{1,2})\.? (\w+),? (\d{4})")
_MONTHS = [name.lower() for one in LANGUAGES for name in get_month_names(locale=one).values()]
_COMMA = re.compile(r"-?\d+,\d+")


def date_meant(text: str) -> date | None:
    """`23/11-2026`, `23. november 2026` and `2026-11-5` as a date, if it exists."""
    if first := _DAY_FIRST.fullmatch(text.strip()):
        day, month, year = map(int, first.groups())
    elif first := _YEAR_FIRST.fullmatch(text.strip()):
        year, month, day = map(int, first.groups())
    elif (first := _IN_WORDS.fullmatch(text.strip().casefold())) and first[2] in _MONTHS:
        year, month, day = int(first[3]), _MONTHS.index(first[2]) % 12 + 1, int(first[1])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def number_meant(text: str) -> str | None:
    """`12,5` with a decimal point."""
    plain = text.strip()
    return plain.replace(",", ".") if _COMMA.fullmatch(plain) else None


WRITTEN: tuple[tuple[type, str], ...] = (
    (date, "YYYY-MM-DD"),
    (bool, "true"),
    (int, "1"),
    (float, "12.5"),
)
"""How an entry of each kind is written, for the first kind that fits."""


def keys_at(form: Any, location: Sequence[Any]) -> tuple[str, ...]:
    """The keys of the model that `location` leads to from `form`; none where it is no model."""
    model = _model(_at(form, location))
    return tuple(info.alias or name for name, info in model.model_fields.items()) if model else ()


def example_at(form: Any, location: Sequence[Any]) -> Text:
    """How the entry that `location` leads to could be written, with its choices if it has some."""
    plain, name = _plain(_at(form, location)), str(location[-1])
    if get_origin(plain) is Literal:
        known = [str(one) for one in get_args(plain)]
        all_of = ", ".join(known)
        return phrase("stands/choices", line=f"{name}: {known[0]}", known=in_both(lambda _: all_of))
    example = f"{name}: {_written(plain)}"
    return phrase("stands/text", text=in_both(lambda _: example))


def _written(form: Any) -> str:
    plain = _plain(form)
    inside, model = get_args(plain), _model(plain)
    if get_origin(plain) is Literal:
        return str(inside[0])
    if model:
        needed = ((name, info) for name, info in model.model_fields.items() if info.is_required())
        fields = (f"{info.alias or name}: {_written(info.annotation)}" for name, info in needed)
        return f"{{{', '.join(fields)}}}"
    if inside and _is(plain, tuple):
        one = _written(inside[0])
        return "[a, b]" if one == "…" else f"[{one}]"
    if inside and _is(plain, Mapping):
        return f"{{a: {_written(inside[-1])}}}"
    return next((text for kind, text in WRITTEN if _is(plain, kind)), "…")


def _is(plain: Any, kind: type) -> bool:
    origin = get_origin(plain) or plain
    return isinstance(origin, type) and issubclass(origin, kind)


def _at(form: Any, location: Sequence[Any]) -> Any:
    """The form of the entry that `location` leads to; None where there is none."""
    for part in location:
        plain = _plain(form)
        kind, inside = get_origin(plain), get_args(plain)
        if model := _model(plain):
            fields = (
                one.annotation
                for name, one in model.model_fields.items()
                if part in {name, one.alias}
            )
            form = next(fields, None)
        elif isinstance(kind, type) and inside:
            form = inside[-1] if issubclass(kind, Mapping) else inside[0]
        else:
            form = None
    return form


def _model(form: Any) -> type[BaseModel] | None:
    plain = _plain(form)
    return plain if isinstance(plain, type) and issubclass(plain, BaseModel) else None


def _plain(form: Any) -> Any:
    """Without `Annotated` and without `| None`."""
    while hasattr(form, "__metadata__"):
        form = form.__origin__
    choices = [one for one in get_args(form) if one is not type(None)]
    optional = type(None) in get_args(form)
    return _plain(choices[0]) if optional and len(choices) == 1 else form


BOTH = "{da: …, en: …}"
_PLAIN = re.compile(r"[\w ,.-]+")

KIND_NAMES = {
    "string": "text",
    "int": "whole",
    "bool": "yes",
    "date": "date",
    **dict.fromkeys(("float", "decimal"), "number"),
    **dict.fromkeys(("tuple", "list"), "list"),
    **dict.fromkeys(("model", "dict", "mapping"), "mapping"),
}


def _wrong_kind(
    kind: str, stands: object, form: object, place: Sequence[Any]
) -> tuple[str, dict[str, Word]]:
    """The message and its words, with an example of what the field at `place` of `form` takes."""
    expected = KIND_NAMES.get(kind.split("_")[0])
    quoted: dict[str, Word] = {"stands": quote_value(stands)}
    if expected == "text" and stands is None:
        return "D415/empty", {}
    if isinstance(stands, str):
        day = date_meant(stands) if expected == "date" else None
        meant = number_meant(stands) if expected == "number" else day and day.isoformat()
        if meant:
            return "D415/meant", {**quoted, "meant": meant}
    if expected not in {"list", "mapping"}:
        return (f"D415/{expected}" if expected else "D419"), quoted
    example = _written(_at(form, place)) if form else BOTH
    if example == BOTH:
        return "D415/both", quoted
    if expected == "list" and stands is None:
        example = "[]"
    elif expected == "list" and "{" not in example and _PLAIN.fullmatch(str(stands)):
        example = f"[{stands}]"
    return f"D415/{expected}", {**quoted, "example": in_both(lambda _: example)}


def quote_value(value: object) -> Text:
    """What stands there, in the quotation marks of each language."""
    if value is None:
        return phrases()["stands/nothing"]
    if isinstance(value, dict | list | tuple):
        return phrases()["stands/fields" if isinstance(value, dict) else "stands/list"]
    return phrase("stands/text", text=str(value))


def length(text: str) -> Text:
    """How long a text is: one character is no characters."""
    return phrase("stands/length_1" if len(text) == 1 else "stands/length", n=len(text))


DATED = r"\d{4}(-\d{2}"

NO_KEYS = {"function-after", "constrained-str", "[key]"}


def read_model(root: Path, path: str, form: Any) -> tuple[Any, YamlFile]:
    """The YAML file `path` below `root` as `form`, None where it has faults, and the file."""
    file = read_yaml(root / path, path)
    if not file.whole:
        return None, file
    try:
        return _adapter(form).validate_python(file.value), file
    except ValidationError as error:
        faults = model_faults(error, file, form=form)
        return None, replace(file, problems=(*file.problems, *faults))


def read_parts(
    root: Path, path: str, kind: type, *, optional: bool = False
) -> tuple[Any, YamlFile]:
    """The value of a YAML file that must be a mapping or list, None if it is not, and the file."""
    if optional and not (root / path).exists():
        return None, YamlFile(path)
    file = read_yaml(root / path, path)
    if file.value is None or isinstance(file.value, kind):
        return file.value, file
    key, stands = "D409/group" if kind is dict else "D409/list", quote_value(file.value)
    told = make_fault(key, path, 1, stands=stands)
    return None, replace(file, problems=(*file.problems, told))


def read_block(
    form: Any, raw: object, file: YamlFile, keys: tuple[str | int, ...], into: list[Fault]
) -> Any:
    """The part of a file at `keys` as `form`, None where it has faults, which go into `into`."""
    try:
        return _adapter(form).validate_python(raw)
    except ValidationError as error:
        if file.whole:  # else what the part lacks may stand in what could not be read
            into += model_faults(error, file, below=keys, form=form)
        return None


@cache
def _adapter(form: Any) -> TypeAdapter[Any]:
    return TypeAdapter(form)


def model_faults(
    error: ValidationError,
    file: YamlFile,
    known: Sequence[str] = (),
    below: Sequence[str | int] = (),
    form: object = None,
) -> Iterator[Fault]:
    """One problem a finding, each at the line of its key.

    A misspelt key gets the nearest of the model inside `form` where it stands; `known` are the
    keys at the top where several models share it. `below` is where in the file the model begins.
    """
    errors = error.errors(include_url=False)
    spelt = {
        found["loc"]: nearest_names(str(found["loc"][-1]), _keys(form, known, found["loc"]))
        for found in errors
        if found["type"] == "extra_forbidden"
    }
    meant = {(*place[:-1], right) for place, rights in spelt.items() for right in rights}
    for found in errors:
        place = found["loc"]
        if found["type"] == "missing" and place in meant:
            continue  # it stands there, under another name
        if found["type"] == "too_short" and any(
            one["loc"] != place and one["loc"][: len(place)] == place for one in errors
        ):
            continue  # its entries are there, with faults of their own
        keys = [*below, *(part for part in place if part not in NO_KEYS)]
        key = ".".join(map(str, keys)) or file.path
        name, words = _told(found, keys, _keys(form, known, place), form)
        if found["type"] == "missing":
            words = {"example": example_at(form, place)}
        yield make_fault(name, file.path, file.line(keys), key, key=_way(keys) or key, **words)


def _way(keys: Sequence[Any]) -> Text | None:
    """The way to an entry as people say it: `log → nr. 1 → date`."""
    if not any(str(one).strip() for one in keys):
        return None
    numbers = {one: phrase("stands/way", n=one + 1) for one in keys if isinstance(one, int)}
    return in_both(
        lambda language: " → ".join(
            numbers[one][language] if one in numbers else str(one) for one in keys
        )
    )


def _keys(form: object, known: Sequence[str], place: Sequence[Any]) -> Sequence[str]:
    return known if known and len(place) == 1 else keys_at(form, place[:-1])


def _told(
    found: Any, keys: Sequence[Any], known: Sequence[str], form: object
) -> tuple[str, dict[str, Word]]:
    kind, context = found["type"], found.get("ctx", {})
    stands = found["input"]
    if kind == "extra_forbidden":
        if stands is None:
            return "D410/comma", {}
        return "D410", {"near": suggest_nearest(str(keys[-1]), known, len(known))}
    if kind == "missing":
        return (f"D411/{keys[-1]}" if keys[-1] in {"da", "en"} else "D411"), {}
    if kind == "string_too_short":
        if not str(stands).strip():
            return "D412", {}
        return "D413/short", {"length": length(str(stands)), "limit": int(context["min_length"])}
    if kind == DOTS:
        return "D412/dots", {"stands": quote_value(stands)}
    if f"form/{kind}" in phrases():
        return "D416", {"stands": str(stands), "form": phrases()[f"form/{kind}"]}
    if kind == "string_too_long":
        return "D413/long", {"length": length(str(stands)), "limit": int(context["max_length"])}
    if kind in {"literal_error", "enum"}:
        choices = str(context["expected"]).replace(" or ", ", ").replace("'", "")
        alike = nearest_names(str(stands), choices.split(", "))
        return "D414", {
            "stands": str(stands),
            "known": choices,
            "near": ask_which(alike) if alike else "",
        }
    if kind == "string_pattern_mismatch":
        if DATED in context["pattern"] and (day := date_meant(str(stands))):
            return "D415/meant", {"stands": quote_value(stands), "meant": day.isoformat()}
        said, known_forms = str(stands), phrases()
        key = f"form/{context['pattern']}"
        form_words = known_forms[key if key in known_forms else "form/other"]
        tries = (slug(said).replace("-", "_"), slug(said), f"https://{said}")
        meant = next((one for one in tries if re.fullmatch(context["pattern"], one)), "")
        if meant:
            form_words = phrase("form/such_as", form=form_words, meant=meant)
        return "D416", {"stands": said, "form": form_words}
    for key, names in (("D417", ("ge", "gt")), ("D417/most", ("le", "lt"))):
        for name in names:
            if name in context:
                return key, {"stands": str(stands), "limit": str(context[name])}
    if kind == "too_short":
        return "D418", {"limit": int(context["min_length"])}
    return _wrong_kind(kind, stands, form, found["loc"])
