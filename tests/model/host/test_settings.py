from __future__ import annotations

import json
from pathlib import Path

from chipmap.model.host.settings import AppSettings, load_settings, save_settings, settings_path


def test_settings_come_back_as_they_were_saved(tmp_path):
    settings = AppSettings(theme="dark", text_scale=1.25, reduced_motion=True).with_workspace(
        tmp_path / "a.chipmap"
    )

    save_settings(settings)

    assert load_settings() == settings


def test_without_a_file_there_are_defaults():
    assert load_settings() == AppSettings()


def test_a_damaged_file_is_set_aside():
    settings_path().write_text("{ not json", encoding="utf-8")

    assert load_settings() == AppSettings()
    assert settings_path().with_suffix(".damaged.json").read_text(encoding="utf-8") == "{ not json"


def test_unknown_keys_are_kept_and_senseless_values_fall_back():
    settings_path().write_text(
        json.dumps({"theme": 7, "text_scale": 1, "shiny": {"new": True}, "recent_workspaces": ["a"]}),
        encoding="utf-8",
    )

    settings = load_settings()
    save_settings(settings)

    assert (settings.theme, settings.text_scale) == ("system", 1.0)
    assert settings.recent_workspaces == ("a",)
    assert json.loads(settings_path().read_text(encoding="utf-8"))["shiny"] == {"new": True}


def test_the_latest_workspace_is_first_and_only_eight_are_remembered():
    settings = AppSettings()
    for number in range(12):
        settings = settings.with_workspace(Path(f"/w/{number}.chipmap"))
    settings = settings.with_workspace(Path("/w/7.chipmap"))

    assert settings.last_workspace == str(Path("/w/7.chipmap"))
    assert settings.recent_workspaces[0] == str(Path("/w/7.chipmap"))
    assert len(settings.recent_workspaces) == 8
    assert len(set(settings.recent_workspaces)) == 8


def test_a_forgotten_workspace_is_opened_no_more():
    settings = AppSettings().with_workspace(Path("/w/1.chipmap")).without_workspace(Path("/w/1.chipmap"))

    assert settings.last_workspace == ""
    assert settings.recent_workspaces == ()


def test_what_was_found_is_kept_by_workspace_and_a_command_for_every_one():
    settings = AppSettings().with_find("w1", "place", "MYS").with_find("", "command", "map")
    settings = settings.with_find("w2", "institution", "imec").with_find("w1", "place", "MYS")
    save_settings(settings)

    kept = load_settings()
    assert kept.finds_of("w1") == [("place", "MYS"), ("command", "map")]
    assert kept.finds_of("w2") == [("institution", "imec"), ("command", "map")]


def test_finds_that_make_no_sense_are_passed_over():
    settings = AppSettings(recent_finds=("nonsense", "w1\tplace\tMYS"))

    assert settings.finds_of("w1") == [("place", "MYS")]
