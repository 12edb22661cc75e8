"""Frozen dataclasses as JSON text and back, for what a workspace keeps inside one column.

Reading is forgiving, because a newer program may have written it: a field that is not known is left out, and
one that is missing or of another kind keeps its default. What is written reads back equal.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


class Unreadable(ValueError):
    """A text is no JSON object, or lacks what has no default."""


def plain_of(value: object) -> Any:  # noqa: ANN401 - JSON has many types
    """A value as JSON knows it; fields that hold their default are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            one.name: plain_of(getattr(value, one.name))
            for one in fields(value)
            if getattr(value, one.name) != default_of(one)
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [plain_of(item) for item in value]
    return value


def json_text(value: object) -> str:
    """A dataclass as one line of JSON, the same for equal values."""
    return json.dumps(plain_of(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def json_object(text: str) -> dict[str, Any]:
    """The object that a text holds; `Unreadable` where it holds none."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from error
    if not isinstance(found, dict):
        raise Unreadable("no JSON object")
    return found


def value_from(kind: type[T], plain: Mapping[str, Any]) -> T:
    """The dataclass that an object stands for; `Unreadable` where it lacks what has no default."""
    hints = _field_types(cast("Hashable", kind))
    known: dict[str, Any] = {}
    for one in fields(kind):  # type: ignore[arg-type]
        if one.name not in plain:
            continue
        try:
            known[one.name] = _read(hints[one.name], plain[one.name])
        except Unreadable:
            if default_of(one) is MISSING:
                raise
    try:
        return kind(**known)
    except TypeError as error:
        raise Unreadable(str(error)) from error


@cache
def _field_types(kind: Hashable) -> dict[str, Any]:
    """What each field of a dataclass may hold."""
    return get_type_hints(kind)


def default_of(one: Field[Any]) -> Any:  # noqa: ANN401 - fields have many types
    """What a field holds where nothing is said; `MISSING` where something must be."""
    return one.default_factory() if one.default_factory is not MISSING else one.default


def _read(kind: Any, plain: Any) -> Any:  # noqa: ANN401 - types and JSON as they come
    """A part of a JSON object as the type that the field asks for."""
    origin = get_origin(kind)
    if origin is UnionType:
        return _read_one_of(get_args(kind), plain)
    if origin is tuple:
        return _read_tuple(get_args(kind), plain)
    if is_dataclass(kind):
        if not isinstance(plain, dict):
            raise Unreadable(f"{kind}: an object is expected")
        return value_from(kind, plain)  # type: ignore[arg-type]
    if isinstance(kind, type) and issubclass(kind, Enum):
        try:
            return kind(plain)
        except ValueError as error:
            raise Unreadable(str(error)) from error
    is_whole_for_float = kind is float and isinstance(plain, int) and not isinstance(plain, bool)
    if type(plain) is kind or is_whole_for_float:
        return float(plain) if is_whole_for_float else plain
    raise Unreadable(f"{plain!r} where {kind} is expected")


def _read_one_of(kinds: tuple[Any, ...], plain: Any) -> Any:  # noqa: ANN401 - as above
    if plain is None and NoneType in kinds:
        return None
    for kind in kinds:
        if kind is not NoneType:
            try:
                return _read(kind, plain)
            except Unreadable:
                continue
    raise Unreadable(f"{plain!r} is none of {kinds}")


def _read_tuple(kinds: tuple[Any, ...], plain: Any) -> tuple[Any, ...]:  # noqa: ANN401 - as above
    if not isinstance(plain, list):
        raise Unreadable(f"{plain!r} where a list is expected")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_read(kinds[0], item) for item in plain)
    if len(kinds) != len(plain):
        raise Unreadable(f"{len(plain)} parts where {len(kinds)} are expected")
    return tuple(_read(kind, item) for kind, item in zip(kinds, plain, strict=True))
