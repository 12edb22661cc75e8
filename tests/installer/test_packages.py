from __future__ import annotations

import sys
from pathlib import Path

import pytest

from installer.checkout import Checkout
from installer.messages import SetupFailedError
from installer.packages import (
    check_room,
    count_packages,
    describe_installation,
    drop_half_installed,
    is_environment_usable,
    setup_variables,
)


def install(packages_folder: Path, name: str, *, is_complete: bool = True) -> None:
    folder = packages_folder / f"{name}-1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("")
    if is_complete:
        (folder / "RECORD").write_text("")


def test_a_package_with_several_versions_counts_once():
    lock = "numpy==2.4.6 \\\n    --hash=sha256:0\ncryptography==50 ; a\ncryptography==48 ; b\n"

    assert count_packages(lock) == 2


def test_a_package_that_was_cut_off_is_installed_again(tmp_path: Path):
    install(tmp_path, "numpy")
    install(tmp_path, "pandas", is_complete=False)

    dropped = drop_half_installed(tmp_path)

    assert dropped == ["pandas-1.dist-info"]
    assert [folder.name for folder in tmp_path.iterdir()] == ["numpy-1.dist-info"]


def test_the_machines_network_settings_are_kept_and_its_targets_are_not():
    variables = setup_variables(
        {"PIP_INDEX_URL": "an index", "HTTPS_PROXY": "a proxy", "PIP_USER": "1", "PYTHONPATH": "elsewhere"}
    )

    assert variables["PIP_INDEX_URL"] == "an index"
    assert variables["HTTPS_PROXY"] == "a proxy"
    assert "PIP_USER" not in variables
    assert "PYTHONPATH" not in variables


def test_progress_counts_what_is_downloaded_and_then_what_is_installed(tmp_path: Path):
    collecting = ["Collecting numpy==2.4.6", "  Downloading numpy.whl", "Collecting pandas==3.1.1"]

    before = describe_installation([], tmp_path, 40)
    during = describe_installation(collecting, tmp_path, 40)
    install(tmp_path, "numpy")
    after = describe_installation([*collecting, "Installing collected packages: numpy, pandas"], tmp_path, 40)

    assert (before, during, after) == ("looking them up", "downloading 2 of 40", "installing 1 of 40")


def test_an_environment_without_packages_folder_is_made_anew(tmp_path: Path):
    checkout = Checkout(tmp_path)
    checkout.python.parent.mkdir(parents=True)
    checkout.python.symlink_to(sys.executable)

    assert not is_environment_usable(checkout)


def test_an_environment_of_another_python_version_is_made_anew(tmp_path: Path):
    checkout = Checkout(tmp_path)
    checkout.python.parent.mkdir(parents=True)
    checkout.python.symlink_to(sys.executable)
    (checkout.environment / "lib/python3.7/site-packages").mkdir(parents=True)

    assert not is_environment_usable(checkout)


def test_a_folder_that_cannot_be_written_to_is_refused_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("installer.packages.os.access", lambda _path, _mode: False)

    with pytest.raises(SetupFailedError, match=str(tmp_path)):
        check_room(Checkout(tmp_path))
