"""Strength and weakness: half a level against the need, or against the median of peers; parity between."""

import pytest

from chipmap.model.analysis.standing import standings_of
from chipmap.model.analysis.strengths import Position, lead_over_peers, position_of, position_of_lead
from tests.builders import a_country, a_region, a_score, three_countries_dataset


@pytest.mark.parametrize(
    ("lead", "position"),
    [
        (0.5, Position.STRENGTH),
        (0.49, Position.PARITY),
        (0.0, Position.PARITY),
        (-0.49, Position.PARITY),
        (-0.5, Position.WEAKNESS),
        (2.3 - 2.8, Position.WEAKNESS),
        (None, Position.UNKNOWN),
    ],
)
def test_half_a_level_either_side_is_parity(lead, position):
    assert position_of_lead(lead) is position


def field_of(*levels, subject_level=4, **subject):
    peers = [f"P{index:02}" for index in range(len(levels))]
    dataset = three_countries_dataset(
        *(a_country(peer, peer) for peer in peers),
        a_region("PARTNERS", tuple(peers)),
        *(a_score(level, subject=peer) for peer, level in zip(peers, levels, strict=True)),
        a_score(subject_level, **subject),
    )
    return standings_of(dataset)


def test_the_lead_is_over_the_median_of_the_candidate_region():
    assert lead_over_peers(field_of(1, 2, 5), "NLD", "litho") == 2
    assert position_of(field_of(1, 2, 5), "NLD", "litho") is Position.STRENGTH


def test_fewer_than_three_peers_decide_nothing():
    assert lead_over_peers(field_of(1, 2), "NLD", "litho") is None
    assert position_of(field_of(1, 2), "NLD", "litho") is Position.UNKNOWN


def test_a_subject_is_not_its_own_peer():
    assert lead_over_peers(field_of(1, 2, 5), "P00", "litho") is None


def test_a_recorded_need_decides_before_the_peers():
    assert position_of(field_of(1, 1, 1, need=5), "NLD", "litho") is Position.WEAKNESS
