"""The bytes of a file that may be a workbook, read once, and opened where they are locked with a password.

The file is read whole, within the limit, so that nothing can change under the reading and a decrypted
workbook never touches a disk.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any, Final

from chipmap.model.errors import WorkbookRefused

MAX_FILE_BYTES: Final = 20 * 1024 * 1024
MOST_KEY_ROUNDS: Final = 2_000_000
"""Excel derives a key in 100,000 rounds; a file that asks for far more only wants to keep us busy."""

_DEFAULT_PASSWORD: Final = "VelvetSweatshop"  # noqa: S105 - Excel locks with it what everybody may open
"""What Excel uses itself for a workbook that is protected without a password for opening."""


@dataclass(frozen=True, slots=True)
class WorkbookFile:
    """A file by its name and its bytes."""

    name: str
    content: bytes

    @property
    def suffix(self) -> str:
        return PurePath(self.name).suffix

    @property
    def stream(self) -> io.BytesIO:
        return io.BytesIO(self.content)


def file_at(path: Path) -> WorkbookFile:
    """Read a file; raises `WorkbookRefused` where it is missing, empty or too large."""
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise refusal("too-large", path, limit=MAX_FILE_BYTES // 2**20, size=size / 2**20)
        content = path.read_bytes()
    except OSError as error:
        raise refusal("missing", path, detail=error.strerror or "") from error
    if not content:
        raise refusal("empty", path)
    return WorkbookFile(path.name, content)


def opened(file: WorkbookFile, password: str) -> WorkbookFile:
    """The workbook inside a locked file of Excel; the password is used here and kept nowhere.

    Raises `WorkbookRefused`: `password` where one is needed, `password-wrong` where it does not fit.
    """
    import msoffcrypto  # type: ignore[import-untyped]

    try:
        locked = msoffcrypto.OfficeFile(file.stream)
        rounds = getattr(locked, "info", {}).get("spinValue", 0)
    except Exception as error:  # a crafted file may break the library anywhere
        raise refusal("damaged", file) from error
    if rounds > MOST_KEY_ROUNDS:
        raise refusal("password-of-this-kind", file)
    content = _decrypted(locked, password or _DEFAULT_PASSWORD, file)
    if content is None:
        raise refusal("password-wrong" if password else "password", file)
    return replace(file, content=content)


def _decrypted(
    locked: Any,  # noqa: ANN401 - the library comes without types
    password: str,
    file: WorkbookFile,
) -> bytes | None:
    from msoffcrypto.exceptions import (  # type: ignore[import-untyped]
        DecryptionError,
        InvalidKeyError,
    )

    stream = io.BytesIO()
    try:
        # The old format checks the password by itself.
        check = {"verify_password": True} if locked.format == "ooxml" else {}
        locked.load_key(password=password, **check)
        locked.decrypt(stream)
    except InvalidKeyError:
        return None
    except DecryptionError as error:
        raise refusal("password-of-this-kind", file) from error
    except MemoryError:
        raise
    except Exception as error:  # see above
        raise refusal("damaged", file) from error
    return stream.getvalue()


def refusal(reason: str, file: WorkbookFile | Path, **params: object) -> WorkbookRefused:
    """The error that names the file and the reason."""
    return WorkbookRefused(reason=reason, file=file.name, **params)
