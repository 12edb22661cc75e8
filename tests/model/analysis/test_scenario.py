"""Scenarios on a workspace: what a loss reaches, by whom it could be made up, and what is not known."""

from __future__ import annotations

import pytest

from chipmap.model.analysis.figures import Reason
from chipmap.model.analysis.scenario import Removal, removals_of, run_scenario, segments_meant, sources_of
from chipmap.model.errors import Cancelled
from chipmap.model.starter import starter_dataset
from tests.builders import a_hazard, a_link, a_share, a_suggestion_basis, three_countries_dataset


def a_workspace(*records):
    """Lithography from the Netherlands (60 %), Germany (10 %) and nobody knows; packaging needs it."""
    return three_countries_dataset(
        a_suggestion_basis("litho"),
        a_share("litho", "NLD", 60.0),
        a_share("litho", "DEU", 10.0),
        a_link("litho", "packaging_osat", weight=3),
        *records,
    )


def outcome_of(found, segment):
    return next(one for one in found.segments if one.segment == segment)


def test_a_loss_reaches_what_needs_it_with_its_cause():
    found = run_scenario(a_workspace(), [Removal("NLD", "litho")], spare=0.0)

    assert found.worst.segment == "litho"
    assert (found.worst.direct, found.worst.coverage) == (pytest.approx(0.6), pytest.approx(0.7))
    assert outcome_of(found, "packaging_osat").causes == ("packaging_osat", "litho")


def test_spare_capacity_of_the_others_makes_up_for_a_part():
    found = run_scenario(a_workspace(), [Removal("NLD", "litho")], spare=1.0)

    assert found.worst.loss == pytest.approx(0.5)
    assert [(one.subject, one.spare) for one in found.stepping_in["litho"]] == [("DEU", pytest.approx(0.1))]


def test_a_region_is_lost_with_its_members():
    whole = run_scenario(a_workspace(), [Removal("EU27", "litho")])

    assert whole.worst.direct == pytest.approx(0.7)


def test_a_part_of_a_place_in_a_part_of_the_chain():
    found = run_scenario(a_workspace(), [Removal("NLD", "equipment", 0.5)], spare=0.0)

    assert found.worst.direct == pytest.approx(0.3)
    assert segments_meant(a_workspace(), "equipment") == ["equipment", "litho", "deposition"]


def test_every_place_is_lost_where_none_is_named():
    assert run_scenario(a_workspace(), [Removal("", "litho")]).worst.direct == pytest.approx(0.7)


def test_weeks_with_stock_begin_later_and_end_later():
    found = run_scenario(a_workspace(), [Removal("NLD", "litho")], weeks=4, stock=2, spare=0.0)

    assert outcome_of(found, "litho").weeks == (1, 4)
    packaging = outcome_of(found, "packaging_osat")
    assert packaging.weeks[0] > 1
    assert packaging.lost_weeks < outcome_of(found, "litho").lost_weeks


def test_a_removal_of_nobody_is_said_to_have_no_effect():
    found = run_scenario(a_workspace(), [Removal("MYS", "litho")])

    assert (found.segments, found.worst) == ((), None)
    assert found.ineffective == (Removal("MYS", "litho"),)


def test_a_hazard_is_what_it_struck_and_one_without_a_place_cannot_be_removed():
    quake = a_hazard(subject="NLD", segments=("litho", "deposition"))

    assert removals_of(quake) == (Removal("NLD", "litho"), Removal("NLD", "deposition"))
    assert removals_of(a_hazard(subject="ROW")) is None


def test_shares_that_cannot_be_right_give_a_reason_and_no_number():
    found = run_scenario(a_workspace(a_share("litho", "MYS", 60.0)), [Removal("NLD", "litho")])

    litho = outcome_of(found, "litho")
    assert (litho.loss, litho.reason) == (None, Reason.OVER_HUNDRED)


def test_a_band_lies_around_the_outcome_and_can_be_stopped():
    class Impatient:
        def step(self, done: int, total: int) -> None:
            raise Cancelled

    found = run_scenario(a_workspace(), [Removal("NLD", "litho")], draws=500, seed=3)
    band = found.worst.band

    assert band.low <= found.worst.loss <= band.high
    with pytest.raises(Cancelled):
        run_scenario(a_workspace(), [Removal("NLD")], draws=500, progress=Impatient())


def test_the_starter_workspace_shows_how_far_taiwan_reaches_and_on_whose_word():
    dataset = starter_dataset(title="Partners")
    found = run_scenario(dataset, [Removal("TWN")], weeks=26)

    assert {"fab_foundry", "atp_osat"} <= {one.segment for one in found.segments}
    assert sources_of(dataset, found)
    assert found == run_scenario(dataset, [Removal("TWN")], weeks=26)
