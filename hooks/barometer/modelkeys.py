"""Which keys a model knows at some depth, so that a misspelt one gets the right proposal."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from barometer.text import Text

WRITTEN: tuple[tuple[type, str], ...] = (
    (date, "2026-11-23"),
    (bool, "true"),
    (int, "1"),
    (float, "12.5"),
)
"""How an entry of each kind is written, for the first kind that fits."""


def keys_at(form: Any, location: Sequence[Any]) -> tuple[str, ...]:
    """The keys of the model that `location` leads to from `form`; none where it is no model."""
    for part in location:
        form = _below(form, part)
    model = _model(form)
    return tuple(info.alias or name for name, info in _fields(model)) if model else ()


def example_at(form: Any, location: Sequence[Any]) -> Text:
    """How the entry that `location` leads to could be written, with its choices if it has some."""
    for part in location:
        form = _below(form, part)
    plain, name = _plain(form), str(location[-1])
    if get_origin(plain) is Literal:
        known = [str(one) for one in get_args(plain)]
        line, all_of = f"{name}: {known[0]}", ", ".join(known)
        return Text(da=f"»{line}« (vælg mellem {all_of})", en=f"‘{line}’ (choose from {all_of})")
    example = _written(plain)
    return Text(da=f"»{name}: {example}«", en=f"‘{name}: {example}’")


def written_at(form: Any, location: Sequence[Any]) -> str:
    """How what `location` leads to is written, with the fields that it must have."""
    for part in location:
        form = _below(form, part)
    return _written(form)


def _written(form: Any) -> str:
    plain = _plain(form)
    inside, model = get_args(plain), _model(plain)
    if get_origin(plain) is Literal:
        return str(inside[0])
    if model:
        needed = ((name, info) for name, info in _fields(model) if info.is_required())
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


def _below(form: Any, part: Any) -> Any:
    model = _model(form)
    if model:
        named = (info.annotation for name, info in _fields(model) if part in {name, info.alias})
        return next(named, None)
    plain = _plain(form)
    kind, inside = get_origin(plain), get_args(plain)
    if not isinstance(kind, type) or not inside:
        return None
    return inside[-1] if issubclass(kind, Mapping) else inside[0]


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


def _fields(model: type[BaseModel]) -> Any:
    return model.model_fields.items()
