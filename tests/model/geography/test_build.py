"""The committed map is what the build makes of the pinned archives."""

import hashlib
import json
import os
import shutil
from pathlib import Path

import pytest

from chipmap.model.host.paths import resource
from installer.geography import archives
from installer.geography.archives import ArchiveError
from installer.geography.build import CHECKOUT, build_geography

ARCHIVES = Path(os.environ.get("CHIPMAP_GEODATA_ARCHIVES", CHECKOUT / "build" / "archives"))
has_archives = pytest.mark.skipif(
    not all((ARCHIVES / archive.file_name).is_file() for archive in archives.ALL),
    reason=f"the four map archives are not in {ARCHIVES}; the build fetches them",
)


def hashes_of(paths):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


@pytest.mark.slow
@has_archives
def test_two_builds_give_equal_bytes_and_the_committed_files(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()

    built = hashes_of(build_geography(ARCHIVES, first))
    again = hashes_of(build_geography(ARCHIVES, second))

    assert built == again
    committed = hashes_of(resource("geography") / name for name in built if name != "countries.gpkg")
    assert {name: value for name, value in built.items() if name != "countries.gpkg"} == committed


def test_meta_describes_every_baked_file():
    meta = json.loads(resource("geography/meta.json").read_text(encoding="utf-8"))

    for name, record in meta["files"].items():
        content = resource(f"geography/{name}").read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (record["bytes"], record["sha256"]), (
            name
        )
    assert {"places.json", "place_names.json", "place_aliases.json", "graticule.qds"} < set(meta["files"])


def test_a_changed_archive_is_refused(tmp_path):
    (tmp_path / archives.COUNTRIES.file_name).write_bytes(b"not the reviewed archive")

    with pytest.raises(ArchiveError, match="published package has changed"):
        archives.check_archive(tmp_path, archives.COUNTRIES)


def test_a_missing_archive_without_npm_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("npm") is None

    with pytest.raises(ArchiveError, match="npm is not installed"):
        archives.fetch_archives(tmp_path)
