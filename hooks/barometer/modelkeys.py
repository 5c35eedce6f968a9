"""Which keys a model knows at some depth, so that a misspelt one gets the right proposal."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args, get_origin

from pydantic import BaseModel


def keys_at(form: Any, location: Sequence[Any]) -> tuple[str, ...]:
    """The keys of the model that `location` leads to from `form`; none where it is no model."""
    for part in location:
        form = _below(form, part)
    model = _model(form)
    return tuple(info.alias or name for name, info in _fields(model)) if model else ()


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
