"""Frozen dataclasses that are quick to define: dozens of them are defined before the window can show itself.

The one rule: `@dataclass(frozen=True, slots=True)` from here makes a class that behaves as the one from the
standard library does. That one writes and compiles six methods for every class, which takes most of a
millisecond; here what each class needs of its own is written when it is first called.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

__all__ = ["dataclass", "frozen_dataclass"]

T = TypeVar("T")

_MADE_IF_ABSENT = object()
"""The default of an argument whose field has a factory."""


def frozen_dataclass(
    *, frozen: bool, slots: bool, eq: bool = True, weakref_slot: bool = False
) -> Callable[[type[T]], type[T]]:
    """As `dataclasses.dataclass`, for frozen classes with slots; the other options are not offered."""
    assert frozen
    assert slots

    def defined(plain: type[T]) -> type[T]:
        own = frozenset(plain.__dict__)
        # To a class without one the standard library gives its signature, which takes two milliseconds.
        plain.__doc__ = plain.__doc__ or plain.__name__
        made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, weakref_slot=weakref_slot)(
            plain
        )
        for name in (_WRITTEN.keys() if eq else {"__init__"}) - own:
            setattr(made, name, _written_when_called(made, name))
        for name in _SHARED.keys() - own:
            setattr(made, name, _SHARED[name])
        return made

    return defined


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = frozen_dataclass


def _written_when_called(made: type[Any], name: str) -> Callable[..., Any]:
    """A method that puts the real one in its place and calls that."""

    def call_first(record: object, *given: object, **named: object) -> object:
        known: dict[str, Any] = {}
        source = _WRITTEN[name](made, known)
        exec(f"def {name}({source}", known)  # noqa: S102 - written here from the names of fields
        method = known[name]
        method.__qualname__ = f"{made.__qualname__}.{name}"
        setattr(made, name, method)
        return method(record, *given, **named)

    call_first.__name__ = name
    return call_first


def _init_of(made: type[Any], known: dict[str, Any]) -> str:
    """One argument and one line for each field, and `__post_init__` where the class has one."""
    arguments, lines = ["self"], []
    known["made_if_absent"] = _MADE_IF_ABSENT
    for column in dataclasses.fields(made):
        name = value = column.name
        known[f"set_{name}"] = made.__dict__[name].__set__
        if column.default_factory is not dataclasses.MISSING:
            known[f"make_{name}"] = column.default_factory
            known[f"default_{name}"] = _MADE_IF_ABSENT
            value = f"make_{name}() if {name} is made_if_absent else {name}"
        elif column.default is not dataclasses.MISSING:
            known[f"default_{name}"] = column.default
        arguments.append(f"{name}=default_{name}" if f"default_{name}" in known else name)
        lines.append(f"    set_{name}(self, {value})")
    if hasattr(made, "__post_init__"):
        lines.append("    self.__post_init__()")
    return _lines(f"{', '.join(arguments)}):", *(lines or ["    pass"]))


def _eq_of(made: type[Any], _known: dict[str, Any]) -> str:
    return _lines(
        "self, other):",
        "    if other.__class__ is not self.__class__:",
        "        return NotImplemented",
        f"    return {_values(made, 'self')} == {_values(made, 'other')}",
    )


def _hash_of(made: type[Any], _known: dict[str, Any]) -> str:
    return _lines("self):", f"    return hash({_values(made, 'self')})")


def _values(made: type[Any], record: str) -> str:
    """A tuple of the fields that count for `==`."""
    compared = [column.name for column in dataclasses.fields(made) if column.compare]
    return f"({''.join(f'{record}.{name}, ' for name in compared)})"


def _lines(*lines: str) -> str:
    return "\n".join(lines)


def _shown(record: Any) -> str:  # noqa: ANN401 - any dataclass
    shown = (column.name for column in dataclasses.fields(record) if column.repr)
    parts = ", ".join(f"{name}={getattr(record, name)!r}" for name in shown)
    return f"{record.__class__.__qualname__}({parts})"


def _state(record: Any) -> list[object]:  # noqa: ANN401 - any dataclass
    return [getattr(record, column.name) for column in dataclasses.fields(record)]


def _take_state(record: Any, state: Sequence[object]) -> None:  # noqa: ANN401 - any dataclass
    for column, value in zip(dataclasses.fields(record), state, strict=True):
        object.__setattr__(record, column.name, value)


def _refuse_assignment(_record: object, name: str, _value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deletion(_record: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


_WRITTEN = {"__init__": _init_of, "__eq__": _eq_of, "__hash__": _hash_of}
_SHARED = {
    "__repr__": _shown,
    "__getstate__": _state,
    "__setstate__": _take_state,
    "__setattr__": _refuse_assignment,
    "__delattr__": _refuse_deletion,
}
