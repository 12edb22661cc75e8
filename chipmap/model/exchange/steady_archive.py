"""Office files that come out the same, byte by byte, whenever the same is written.

Archives inside (the workbooks behind native charts) are made steady too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that an archive can name: its entries say nothing of the clock."""
_DATED = "docProps/core.xml"
_WRITTEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
_NEVER = rb"\g<1>2000-01-01T00:00:00Z\g<3>"

Changing = Callable[[str, bytes], bytes]
"""Gives the content of an entry, by its name and what it was."""


def steady_archive(
    content: bytes, *, change: Changing = lambda _name, held: held, keeps_dates: bool = False
) -> bytes:
    """The archive without the moment of its making; `keeps_dates` keeps what its properties say."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(target, "w", ZIP_DEFLATED) as written:
        for entry in source.infolist():
            held = change(entry.filename, source.read(entry))
            if entry.filename == _DATED and not keeps_dates:
                held = _WRITTEN.sub(_NEVER, held)
            if entry.filename.endswith(".xlsx"):
                held = steady_archive(held)
            steady = ZipInfo(entry.filename, _MOMENT)
            steady.compress_type = ZIP_DEFLATED
            steady.external_attr = 0o600 << 16
            written.writestr(steady, held)
    return target.getvalue()
