"""Scenarios in words: losses in per cent of normal output, and never a figure where none is known."""

from __future__ import annotations

import pytest

from chipmap.model.analysis.figures import Reason
from chipmap.model.analysis.scenario import SegmentOutcome
from chipmap.model.analysis.scenario_report import StageLoss
from chipmap.model.records import Scenario
from chipmap.model.records.removals import Removal
from chipmap.wording import scenarios as words


def name(code):
    return {"TWN": "Taiwan", "EU27": "EU-27", "atp": "Packaging", "fab": "Fabrication"}.get(code, code)


def plain(text):
    return text.replace("\xa0", " ")


def outcome(**fields):
    return SegmentOutcome(
        **{
            "segment": "atp",
            "loss": 0.43,
            "direct": 0.5,
            "resourced": 0.07,
            "causes": ("atp",),
            "coverage": 0.9,
            "weeks": (2, 30),
            **fields,
        }
    )


def test_the_headline_says_how_much_of_what_is_lost_and_when():
    assert (
        plain(words.headline_sentence(outcome(), "Packaging"))
        == "43 % of normal packaging output lost, weeks 2–30"
    )
    assert "for as long as it lasts" in words.headline_text(outcome(weeks=None), "Packaging")
    unknown = words.headline_sentence(outcome(loss=None, reason=Reason.OVER_HUNDRED), "Packaging")
    assert "not known" in unknown
    assert "%" not in unknown


def test_the_cause_is_told_back_to_the_supplier_that_is_lost():
    through = words.cause_text(outcome(causes=("atp", "fab")), name, ["Taiwan"])

    assert through.startswith("Packaging ← fabrication. It begins with Taiwan in fabrication")
    assert "hit itself by the loss of Taiwan" in words.cause_text(outcome(), name, ["Taiwan"])


@pytest.mark.parametrize(
    ("removal", "said"),
    [
        (Removal("TWN", "fab", 0.5), "Taiwan, fabrication, 50 %"),
        (Removal("", "fab"), "every supplier of fabrication"),
        (Removal("TWN", "", 1.0, "EU27"), "the route from Taiwan to EU-27"),
    ],
)
def test_what_is_lost_is_said_as_it_is_meant(removal, said):
    assert plain(words.removal_text(removal, name, name)) == said
    title = words.scenario_title(Scenario("", "", ("",), weeks=52.0), [removal], name, name)
    assert plain(title) == f"Without {said}, for 12 months"


def test_a_stage_of_which_nothing_is_known_has_no_figure_and_names_its_worst_part():
    unknown = StageLoss("crm", None, "fab", 0.99)

    assert words.stage_figure(unknown) == "–"
    assert plain(words.stage_note(unknown)) == "part −99 %"
    assert "not known" in words.stage_spoken("Raw materials", unknown, name)
    assert plain(words.stage_figure(StageLoss("atp", 0.0))) == "0 %"
    assert plain(words.minus_text(0.004)) == "−0.4 %"
