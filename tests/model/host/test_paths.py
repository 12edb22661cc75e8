"""Where shipped and personal files live."""

import pytest

from chipmap.model.host.paths import config_folder, data_folder, resource, state_folder, working_folder

FOLDERS = [data_folder, state_folder, working_folder, config_folder]


def test_a_shipped_file_is_found():
    assert resource("geography/meta.json").is_file()


def test_a_missing_shipped_file_is_named():
    with pytest.raises(FileNotFoundError, match=r"geography.no_such_file\.json"):
        resource("geography/no_such_file.json")


@pytest.mark.parametrize("folder", FOLDERS)
def test_one_variable_moves_all_personal_folders(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("CHIPMAP_HOME", str(tmp_path / "elsewhere"))

    assert folder().is_dir()
    assert folder().is_relative_to(tmp_path / "elsewhere")


def test_the_four_personal_folders_differ(tmp_path, monkeypatch):
    monkeypatch.setenv("CHIPMAP_HOME", str(tmp_path))

    assert len({folder() for folder in FOLDERS}) == 4


@pytest.mark.parametrize("folder", FOLDERS)
def test_without_the_variable_the_system_decides(folder, tmp_path, monkeypatch):
    monkeypatch.delenv("CHIPMAP_HOME")
    for variable in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(variable, str(tmp_path / variable.lower()))

    assert folder().is_relative_to(tmp_path)
    assert "chipmap" in str(folder()).casefold()
