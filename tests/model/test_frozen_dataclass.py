"""A dataclass from here behaves as one from the standard library, whatever it is asked."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from dataclasses import field, replace
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model import frozen_dataclass as ours


class _Plain:
    """A visit, with all that a field can be."""

    kind: ClassVar[str] = "visit"

    place: str
    days: float
    notes: tuple[str, ...] = ()
    seen: list[str] = field(default_factory=list)
    remark: str = field(default="", compare=False, repr=False)

    @property
    def is_long(self) -> bool:
        return self.days > 3


def _defined(name: str, dataclass: Any) -> Any:
    namespace = {key: value for key, value in vars(_Plain).items() if key not in ("__dict__", "__weakref__")}
    made = dataclass(frozen=True, slots=True)(type("Visit", (), namespace))
    made.__qualname__ = made.__name__ = name
    return made


Ours = _defined("Ours", ours.frozen_dataclass)
Theirs = _defined("Theirs", dataclasses.dataclass)

VALUES = st.fixed_dictionaries(
    {"place": st.sampled_from("ab"), "days": st.floats()},
    optional={
        "notes": st.tuples(st.sampled_from("xy")),
        "seen": st.lists(st.sampled_from("pq"), max_size=1),
        "remark": st.sampled_from("mn"),
    },
)


@given(one=VALUES, other=VALUES)
def test_two_are_equal_when_those_of_the_standard_library_are(one, other):
    assert (Ours(**one) == Ours(**other)) == (Theirs(**one) == Theirs(**other))
    assert (Ours(**one) != Ours(**other)) == (Theirs(**one) != Theirs(**other))


@given(values=VALUES)
def test_it_shows_and_gives_its_values_as_one_of_the_standard_library(values):
    mine, other = Ours(**values), Theirs(**values)

    assert repr(mine) == repr(other).replace("Theirs", "Ours")
    assert repr(dataclasses.asdict(mine)) == repr(dataclasses.asdict(other))
    assert mine.is_long == other.is_long


@given(values=VALUES)
def test_copies_and_pickles_are_equal_to_the_original(values):
    mine = Ours(**{**values, "days": 1.0})

    for twin in (copy.copy(mine), copy.deepcopy(mine), pickle.loads(pickle.dumps(mine)), replace(mine)):
        assert twin == mine
        assert twin.remark == mine.remark


def test_equal_ones_have_one_hash():
    @ours.dataclass(frozen=True, slots=True)
    class Point:
        """A place on a grid."""

        x: int
        y: int

    assert hash(Point(1, 2)) == hash(Point(1, 2)) == hash((1, 2))
    assert len({Point(1, 2), Point(1, 2), Point(2, 1)}) == 2


def test_every_instance_gets_a_fresh_default():
    assert Ours("a", 1.0).seen is not Ours("a", 1.0).seen


def test_what_it_was_not_given_or_does_not_know_is_an_error():
    with pytest.raises(TypeError, match="days"):
        Ours("a")
    with pytest.raises(TypeError, match="month"):
        Ours("a", 1.0, month=3)


def test_nothing_can_be_assigned_deleted_or_added():
    mine = Ours("a", 1.0)

    with pytest.raises(dataclasses.FrozenInstanceError, match="place"):
        mine.place = "b"
    with pytest.raises(dataclasses.FrozenInstanceError, match="place"):
        del mine.place
    with pytest.raises(dataclasses.FrozenInstanceError, match="other"):
        mine.other = 1
    assert not hasattr(mine, "__dict__")


def test_one_of_another_class_is_never_equal():
    assert Ours("a", 1.0) != Theirs("a", 1.0)


def test_a_pattern_matches_its_fields_in_order():
    match Ours("a", 1.0):
        case Ours(place, days):
            assert (place, days) == ("a", 1.0)
        case _:
            pytest.fail("the pattern does not match")


def test_methods_of_the_class_itself_are_kept_and_it_may_check_what_it_was_given():
    @ours.dataclass(frozen=True, slots=True, weakref_slot=True)
    class Level:
        """A level that says nothing else than itself."""

        value: int

        def __post_init__(self) -> None:
            if self.value > 5:
                raise ValueError(self.value)

        def __repr__(self) -> str:
            return str(self.value)

    assert repr(Level(3)) == "3"
    with pytest.raises(ValueError, match="6"):
        Level(6)


def test_the_arguments_of_a_used_class_can_be_looked_up():
    Ours("a", 1.0)

    assert [*inspect.signature(Ours).parameters] == ["place", "days", "notes", "seen", "remark"]
