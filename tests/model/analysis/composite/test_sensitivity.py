"""Which input moves a result: exact indices of known models, leaving a part out, and what is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chipmap.model.analysis.composite import (
    Aggregation,
    Factor,
    Node,
    index_sensitivity,
    one_at_a_time,
    sobol,
)
from chipmap.model.analysis.figures import Reason
from chipmap.model.errors import Cancelled

ROOT = Node("index", children=(Node("a"), Node("b", 2), Node("c", 0)))
SCORES = {"a": [90, 20, 50], "b": [10, 60, 40], "c": [1, 1, 1]}


@settings(max_examples=20)
@given(st.lists(st.floats(0.2, 3), min_size=2, max_size=4))
def test_a_linear_model_has_exact_indices(widths):
    found = sobol(
        lambda x: x.sum(axis=0),
        [Factor(str(i), 0, width) for i, width in enumerate(widths)],
        n=2048,
        resamples=20,
    )
    exact = np.array(widths) ** 2 / np.sum(np.square(widths))

    assert found.first == pytest.approx(exact, abs=0.05)
    assert found.total == pytest.approx(exact, abs=0.05)
    assert (found.first_low <= found.first_high).all()
    assert found.variance == pytest.approx(np.sum(np.square(widths)) / 12, rel=0.03)


def test_the_g_function_has_its_published_indices():
    a = np.array([0, 1, 4.5, 9])
    parts = 1 / (3 * (1 + a) ** 2)
    variance = np.prod(1 + parts) - 1

    found = sobol(
        lambda x: np.prod((np.abs(4 * x - 2) + a[:, None]) / (1 + a[:, None]), axis=0),
        [Factor(name) for name in "wxyz"],
        n=4096,
    )

    assert found.first == pytest.approx(parts / variance, abs=0.02)
    assert found.total == pytest.approx(parts * np.prod(1 + parts) / (1 + parts) / variance, abs=0.02)
    assert (found.shown(found.first) >= 0).all()


class Told:
    """Notes how far a run is, and stops it after some steps."""

    def __init__(self, most: int = 1_000) -> None:
        self.steps: list[tuple[int, int]] = []
        self._most = most

    def step(self, done: int, total: int) -> None:
        self.steps.append((done, total))
        if len(self.steps) >= self._most:
            raise Cancelled


def test_a_run_says_how_far_it_is_to_its_end_and_can_be_stopped():
    told, stopped = Told(), Told(most=3)
    sobol(lambda x: x[0] + x[1], [Factor("p"), Factor("q")], n=16, resamples=5, progress=told)
    assert told.steps == sorted(told.steps)
    assert told.steps[-1] == (9, 9)
    with pytest.raises(Cancelled):
        sobol(lambda x: x[0] + x[1], [Factor("p"), Factor("q")], n=16, resamples=5, progress=stopped)


def test_the_same_seed_says_the_same():
    one, other = (sobol(lambda x: x[0] * x[1], [Factor("p"), Factor("q")], n=64, seed=3) for _ in range(2))

    assert one.first.tobytes() == other.first.tobytes()
    assert one.total_low.tobytes() == other.total_low.tobytes()
    assert one.seed == 3


@pytest.mark.parametrize(
    ("model", "factors", "reason"),
    [
        (lambda x: x[0], [], Reason.NOTHING_GIVEN),
        (lambda x: x[0] * 0, [Factor("p")], Reason.NO_VARIATION),
        (lambda x: x[0] * np.nan, [Factor("p")], Reason.NOT_FINITE),
        (lambda x: x[0], [Factor("p", 1, 1)], Reason.OUT_OF_RANGE),
        (lambda x: x[0], [Factor("p", 0, np.inf)], Reason.NOT_FINITE),
    ],
)
def test_why_there_are_no_indices(model, factors, reason):
    assert sobol(model, factors, n=16).reason is reason


def test_the_weight_on_which_two_places_differ_most_decides_between_them():
    scores = {"a": [90, 10], "b": [50, 49], "c": [1, 1]}

    found = index_sensitivity(ROOT, scores, pair=(0, 1), n=256)

    assert found.factors == ("a", "b")
    assert found.reason is None
    assert found.variance > 0


def test_the_choice_of_mean_is_a_factor():
    found = index_sensitivity(ROOT, SCORES, aggregations=tuple(Aggregation), n=128)

    assert found.factors == ("a", "b", "aggregation")
    assert found.total[-1] == max(found.total)


def test_a_place_without_an_index_cannot_be_compared():
    scores = {"a": [90, None], "b": [50, None], "c": [1, 1]}

    assert index_sensitivity(ROOT, scores, pair=(0, 1)).reason is Reason.LOW_COVERAGE
    assert index_sensitivity(ROOT, scores, pair=(0, 9)).reason is Reason.UNKNOWN_NAME
    assert index_sensitivity(ROOT, {}).reason is Reason.NOTHING_GIVEN
    assert index_sensitivity(ROOT, SCORES, noise=0).reason is Reason.OUT_OF_RANGE


@settings(max_examples=60)
@given(
    st.lists(st.one_of(st.none(), st.floats(), st.integers(0, 3)), max_size=4),
    st.dictionaries(
        st.sampled_from("abcd"),
        st.lists(st.one_of(st.none(), st.floats(), st.integers(0, 5)), min_size=2, max_size=2),
    ),
    st.sampled_from(Aggregation),
)
def test_nonsense_gives_a_reason(weights, scores, method):
    root = Node("index", children=tuple(Node(name, w) for name, w in zip("abcd", weights, strict=False)))

    found = index_sensitivity(root, scores, aggregations=(method, Aggregation.GEOMETRIC), n=8)
    left_out = one_at_a_time(root, scores, aggregation=method)

    assert (found.first.size == 0) == (found.reason is not None)
    assert (not left_out.nodes) == (left_out.reason is not None)


def test_leaving_out_a_pillar_moves_ranks():
    found = one_at_a_time(ROOT, SCORES)

    assert {node.name: node.mean_shift for node in found.nodes} == pytest.approx({"a": 0, "b": 4 / 3, "c": 0})
    assert found.strongest == "b"
    assert found.nodes[1].largest_shift == 2


def test_the_only_pillar_cannot_be_left_out():
    found = one_at_a_time(Node("index", children=(Node("a"),)), {"a": [1, 2]})

    assert found.nodes[0].mean_shift is None
    assert found.strongest is None
    assert one_at_a_time(Node("index"), {"index": [1]}).reason is Reason.TOO_FEW
    assert one_at_a_time(ROOT, {}).reason is Reason.NOTHING_GIVEN


def test_a_leaf_below_a_pillar_can_be_left_out():
    root = Node(
        "index", children=(Node("p", children=(Node("a"), Node("b"))), Node("q", children=(Node("c"),)))
    )

    found = one_at_a_time(root, SCORES, ["a", "c"])

    assert [node.name for node in found.nodes] == ["a", "c"]
    assert all(node.mean_shift is not None for node in found.nodes)
