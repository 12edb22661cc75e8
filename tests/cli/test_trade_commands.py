"""`chipmap trade`: codes are linked, listed and unlinked, and the indicators of a segment follow them."""

from __future__ import annotations

import pytest

from chipmap.model.workspace import create_workspace
from tests.builders import three_countries_dataset
from tests.cli.conftest import content_of
from tests.received_builders import a_trade_flow


@pytest.fixture
def trade_file(tmp_path):
    path = tmp_path / "trade.chipmap"
    flows = [a_trade_flow(product="848620", value=60.0), a_trade_flow(product="854231", value=9.0)]
    create_workspace(path, three_countries_dataset(*flows)).close()
    return path


def test_the_indicators_of_a_segment_are_those_of_its_codes(run, trade_file):
    ask = ("analysis", "dependency", trade_file, "--segment", "equipment")
    assert run(*ask, "--json").object["products"] == []
    assert "Add some with “trade link”" in run(*ask).out

    linked = run("trade", "link", trade_file, "8486.20", "litho", "--source", "HS 2022", "--json")
    assert linked.object["changed"] is True
    assert [one["product"] for one in run(*ask, "--json").object["products"]] == ["848620"]
    listed = run("trade", "codes", trade_file, "--segment", "equipment", "--json").object["codes"]
    assert listed == [{"code": "848620", "segment": "litho", "source": "HS 2022"}]
    assert run("trade", "codes", trade_file, "--segment", "packaging").out.strip() == "No code is recorded."

    assert run("trade", "unlink", trade_file, "848620", "litho").code == 0
    assert not content_of(trade_file).product_segments
    assert run("trade", "unlink", trade_file, "848620", "litho").code == 3


def test_years_and_thresholds_are_given_for_one_answer(run, trade_file):
    ask = ("analysis", "dependency", trade_file, "--product", "848620", "--json")
    (usual,) = run(*ask).object["products"]
    (other,) = run(*ask, "--threshold", "concentration=1", "--years", "2").object["products"]
    assert (usual["indicators"][0]["threshold"], other["indicators"][0]["threshold"]) == (0.4, 1.0)
    assert (usual["indicators"][0]["exceeded"], other["indicators"][0]["exceeded"]) == (True, False)
    assert run(*ask, "--threshold", "trust=1").code == 2
    assert run(*ask, "--threshold", "exports=-1").code == 2


def test_the_trusted_group_is_named_listed_and_given_up(run, trade_file):
    assert run("trade", "trusted", trade_file).out.strip() == "Nobody is named."
    named = run("trade", "trusted", trade_file, "Malaysia", "NLD", "--json").object["trusted"]
    assert [one["place"] for one in named] == ["MYS", "NLD"]
    assert content_of(trade_file).settings.trusted_places == ("MYS", "NLD")
    assert run("trade", "trusted", trade_file, "--nobody").code == 0
    assert content_of(trade_file).settings.trusted_places == ()
    assert run("trade", "trusted", trade_file, "Atlantis").code == 2


def test_a_code_of_no_segment_is_refused(run, trade_file):
    assert run("trade", "link", trade_file, "848620", "nowhere").code == 2
