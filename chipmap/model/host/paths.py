"""Where files live: the resources shipped with the program, and the folders of the person who uses it.

The environment variable CHIPMAP_HOME moves all four personal folders beneath one folder.
"""

import os
import sys
from functools import cache
from pathlib import Path

APPLICATION = "Chipmap"
HOME_VARIABLE = "CHIPMAP_HOME"


def resource(name: str) -> Path:
    """Find a file shipped with the program by its name below resources/, such as "geography/meta.json".

    Raises FileNotFoundError naming the file when the installation is incomplete.
    """
    path = resources_folder() / name
    if not path.exists():
        raise FileNotFoundError(f"The program's own file {path} is missing. Install Chipmap again.")
    return path


def resources_folder() -> Path:
    """The folder of shipped files: in a checkout, in a built program, or where pip puts them."""
    bundle = getattr(sys, "_MEIPASS", None)
    folder = (Path(bundle) if bundle else _checkout()) / "resources"
    return folder if folder.is_dir() else Path(sys.prefix, "share", "chipmap", "resources")


def help_file(name: str) -> Path:
    """Find a text for readers by its name, such as "methods.md": shipped with the program, or in docs/.

    Raises FileNotFoundError naming the file when the installation is incomplete.
    """
    text = _checkout() / "docs" / name
    return text if text.is_file() else resource(f"help/{name}")


@cache
def _checkout() -> Path:
    # Asked for with every icon, and the answer takes a look at each folder on the way.
    return Path(__file__).resolve().parents[3]


def data_folder() -> Path:
    """What should be kept and backed up, such as restore points."""
    return _personal_folder("data")


def state_folder() -> Path:
    """What the program remembers between starts, such as logs and recent workspaces."""
    return _personal_folder("state")


def working_folder() -> Path:
    """Local working copies of open workspaces; never on a network or synchronised folder."""
    return _personal_folder("working")


def config_folder() -> Path:
    """The person's settings."""
    return _personal_folder("config")


def _personal_folder(kind: str) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    folder = Path(home) / kind if home else _system_folder(kind)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _system_folder(kind: str) -> Path:
    import platformdirs

    if kind == "data":
        return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False))
    if kind == "config":
        return Path(platformdirs.user_config_dir(APPLICATION, appauthor=False))
    state = Path(platformdirs.user_state_dir(APPLICATION, appauthor=False))
    return state / "working" if kind == "working" else state
