"""Means and the tree of an index: coverage, missing numbers, terms that add up, and what is refused."""

from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.analysis.composite import Aggregation, Node, aggregate, index_bounds, index_tree
from chipmap.model.analysis.figures import Reason

LEAVES = ("a1", "a2", "a3", "b1", "b2")
aggregations = st.sampled_from(Aggregation)
weights = st.floats(0.1, 5)
levels = st.one_of(st.none(), st.floats(1, 100))
anything = st.one_of(st.none(), st.floats(), st.integers(-9, 9))


@st.composite
def trees(draw):
    leaf = {name: Node(name, draw(weights)) for name in LEAVES}
    groups = [("a", LEAVES[:3]), ("b", LEAVES[3:])]
    return Node(
        "index",
        children=tuple(
            Node(name, draw(weights), tuple(leaf[one] for one in below)) for name, below in groups
        ),
    )


def tables(cells):
    return st.integers(1, 5).flatmap(
        lambda places: st.fixed_dictionaries(
            {name: st.lists(cells, min_size=places, max_size=places) for name in LEAVES}
        )
    )


def close(one, other):
    return np.allclose(one, other, rtol=1e-9, atol=1e-9, equal_nan=True)


@given(st.lists(st.tuples(st.floats(0.1, 100), st.floats(0.1, 5)), min_size=1, max_size=6))
def test_the_means_stand_in_their_order_and_their_terms_add_up(pairs):
    x, w = zip(*pairs, strict=True)
    found = [aggregate(x, w, method) for method in Aggregation]

    arithmetic, geometric, harmonic = (figure.value for figure in found)
    assert min(x) - 1e-9 <= harmonic <= geometric + 1e-9
    assert geometric <= arithmetic + 1e-9
    assert arithmetic <= max(x) + 1e-9
    for figure in found:
        assert sum(term.contribution for term in figure.explain) == pytest.approx(figure.value, abs=1e-9)


@given(st.lists(anything, max_size=5), st.one_of(st.none(), st.lists(anything, max_size=5)), aggregations)
def test_a_mean_of_nonsense_has_a_reason(x, w, method):
    found = aggregate(x, w, method)

    assert (found.value is None) == (found.reason is not None)


@pytest.mark.parametrize(
    ("x", "w", "method", "reason"),
    [
        ([], None, Aggregation.ARITHMETIC, Reason.NOTHING_GIVEN),
        ([None, nan], None, Aggregation.ARITHMETIC, Reason.ALL_MISSING),
        ([1, 2], [0, 0], Aggregation.ARITHMETIC, Reason.ZERO_WEIGHTS),
        ([1, 2], [1, -1], Aggregation.ARITHMETIC, Reason.NEGATIVE),
        ([1, 2], [1], Aggregation.ARITHMETIC, Reason.UNEQUAL_LENGTHS),
        ([1, inf], None, Aggregation.ARITHMETIC, Reason.NOT_FINITE),
        ([1, 0], None, Aggregation.GEOMETRIC, Reason.NOT_POSITIVE),
        ([1, -2], None, Aggregation.HARMONIC, Reason.NOT_POSITIVE),
    ],
)
def test_why_there_is_no_mean(x, w, method, reason):
    assert aggregate(x, w, method).reason is reason


@given(trees(), tables(levels), aggregations)
def test_every_score_of_the_tree_is_the_sum_of_its_terms(root, scores, method):
    index = index_tree(root, scores, aggregation=method)

    for place in range(len(scores["a1"])):
        for group in ("a", "b", "index"):
            figure = index.figure(group, place)
            if figure.value is None:
                assert figure.reason in (Reason.ALL_MISSING, Reason.LOW_COVERAGE)
            else:
                assert sum(term.contribution for term in figure.explain) == pytest.approx(
                    figure.value, abs=1e-9
                )


@given(trees(), tables(levels), aggregations, st.floats(0.01, 100))
def test_weights_times_a_number_change_nothing(root, scores, method, factor):
    def scaled(node):
        return Node(node.name, node.weight * factor, tuple(map(scaled, node.children)))

    one, other = (index_tree(tree, scores, aggregation=method) for tree in (root, scaled(root)))

    assert close(one.scores["index"], other.scores["index"])
    assert close(one.coverage["index"], other.coverage["index"])


@given(trees(), tables(levels), aggregations, st.randoms(use_true_random=False))
def test_the_order_of_places_and_segments_changes_nothing(root, scores, method, random):
    places = len(scores["a1"])
    order = random.sample(range(places), places)
    shuffled = {name: [row[place] for place in order] for name, row in scores.items()}
    turned = Node(
        "index", children=tuple(Node(g.name, g.weight, g.children[::-1]) for g in root.children[::-1])
    )

    one = index_tree(root, scores, aggregation=method)
    other = index_tree(turned, shuffled, aggregation=method)

    assert close(one.scores["index"][order], other.scores["index"])


@given(trees(), tables(st.floats(1, 99)), aggregations, st.sampled_from(LEAVES))
def test_a_higher_score_never_lowers_the_own_index(root, scores, method, leaf):
    raised = {**scores, leaf: [scores[leaf][0] + 1, *scores[leaf][1:]]}

    before, after = (
        index_tree(root, table, aggregation=method).scores["index"] for table in (scores, raised)
    )

    assert after[0] >= before[0] - 1e-9
    assert close(after[1:], before[1:])


@given(trees(), tables(levels))
def test_the_index_lies_between_its_bounds(root, scores):
    low, high = index_bounds(root, scores, lowest=0, highest=100)
    index = index_tree(root, scores, min_coverage=0).scores["index"]

    known = ~np.isnan(index)
    assert (low.scores["index"][known] <= index[known] + 1e-9).all()
    assert (index[known] <= high.scores["index"][known] + 1e-9).all()


@given(trees(), st.dictionaries(st.sampled_from(LEAVES), st.lists(anything, max_size=3)), aggregations)
def test_nonsense_gives_a_reason_for_every_place_without_a_score(root, scores, method):
    index = index_tree(root, scores, aggregation=method)

    if index.reason is None:
        for place in range(len(index.scores["index"])):
            figure = index.figure("index", place)
            assert (figure.value is None) == (figure.reason is not None)
    else:
        assert index.figure("index", 0).reason is index.reason


def a_tree(*weights_of_leaves):
    return Node("index", children=tuple(Node(f"l{i}", weight) for i, weight in enumerate(weights_of_leaves)))


def test_below_two_thirds_of_the_weight_there_is_no_score():
    index = index_tree(a_tree(2, 1), {"l0": [3, None], "l1": [None, 3]})

    assert index.figure("index", 0).value == 3
    assert index.figure("index", 1).reason is Reason.LOW_COVERAGE
    assert index.coverage["index"].tolist() == pytest.approx([2 / 3, 1 / 3])


@pytest.mark.parametrize(
    ("root", "scores", "reason"),
    [
        (a_tree(0, 0), {"l0": [1], "l1": [1]}, Reason.ZERO_WEIGHTS),
        (a_tree(1, -1), {"l0": [1], "l1": [1]}, Reason.NEGATIVE),
        (a_tree(1, nan), {"l0": [1], "l1": [1]}, Reason.MISSING),
        (a_tree(1, 1), {}, Reason.NOTHING_GIVEN),
        (a_tree(1, 1), {"l0": [1, 2], "l1": [1]}, Reason.UNEQUAL_LENGTHS),
        (a_tree(1, 1), {"l0": [inf], "l1": [1]}, Reason.NOT_FINITE),
        (Node("x", children=(Node("x"),)), {"x": [1]}, Reason.REPEATED_NAME),
    ],
)
def test_why_there_is_no_index(root, scores, reason):
    assert index_tree(root, scores).reason is reason
    assert index_bounds(root, scores)[0].reason is reason


def test_a_zero_forbids_the_geometric_mean_of_one_place_alone():
    index = index_tree(a_tree(1, 1), {"l0": [0, 4], "l1": [4, 4]}, aggregation=Aggregation.GEOMETRIC)

    assert index.figure("index", 0).reason is Reason.NOT_POSITIVE
    assert index.figure("index", 1).value == pytest.approx(4)


def test_a_group_may_be_aggregated_in_its_own_way():
    group = Node("g", children=(Node("l0"), Node("l1")), aggregation=Aggregation.HARMONIC)
    index = index_tree(Node("index", children=(group, Node("l2"))), {"l0": [2], "l1": [6], "l2": [5]})

    assert index.scores["g"].tolist() == [3]
    assert index.scores["index"].tolist() == [4]
    assert sum(term.contribution for term in index.figure("g", 0).explain) == pytest.approx(3)


def test_a_name_that_is_not_in_the_tree_is_said():
    assert index_tree(a_tree(1), {"l0": [1]}).figure("elsewhere", 0).reason is Reason.UNKNOWN_NAME
