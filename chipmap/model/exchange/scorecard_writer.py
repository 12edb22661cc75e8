"""Writes a scorecard workbook: one rater, one round, one scope, in the layout of `scorecard_layout`.

Text is always written as text: a reason that begins with `=` stays a sentence. Suggested levels are never
filled in. The same dataset, words and time give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from chipmap.model.dataset import Dataset
from chipmap.model.errors import SaveFailed
from chipmap.model.exchange.scorecard_content import ScorecardContent, content_of
from chipmap.model.exchange.scorecard_words import PlaceNaming, ScorecardWords
from chipmap.model.host.replacing import replace_file
from chipmap.model.progress import Progress, silent
from chipmap.model.records import OWNER

if TYPE_CHECKING:
    from chipmap.model.exchange.scorecard_styles import Draft


def write_scorecard(
    dataset: Dataset,
    subject: str | Sequence[str],
    path: Path,
    *,
    rater: str = OWNER,
    words: ScorecardWords,
    names: PlaceNaming,
    revision: int = 0,
    exported_at: datetime,
    is_protected: bool = True,
    progress: Progress = silent,
) -> int:
    """Write the scorecard of one subject (or of several in one file) and return its number of rows.

    Nothing is left at `path` unless the file is complete; `SaveFailed` says why not.
    """
    subjects = (subject,) if isinstance(subject, str) else tuple(subject)
    content = content_of(
        dataset, subjects, rater=rater, words=words, names=names, revision=revision, exported_at=exported_at
    )
    _put_in_place(
        Path(path),
        _workbook_bytes(dataset, content, words, exported_at, is_protected=is_protected, progress=progress),
    )
    return len(content.rows)


def _workbook_bytes(
    dataset: Dataset,
    content: ScorecardContent,
    words: ScorecardWords,
    exported_at: datetime,
    *,
    is_protected: bool,
    progress: Progress,
) -> bytes:
    from chipmap.model.exchange import scorecard_sheets as sheets
    from chipmap.model.exchange.exact_workbook import ExactWorkbook
    from chipmap.model.exchange.scorecard_styles import Draft, Styles
    from chipmap.model.exchange.scores_sheet import write_scores

    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    workbook = ExactWorkbook(stream, options)
    draft = Draft(workbook, Styles(workbook), content, words, is_protected)
    _set_properties(draft, exported_at)
    sheets.write_read_me(draft)
    write_scores(draft, progress)
    sheets.write_additions(draft)
    sheets.write_summary(draft)
    sheets.write_lists(draft, dataset)
    sheets.write_identity(draft)
    sheets.write_base(draft)
    workbook.close()
    return stream.getvalue()


def _set_properties(draft: Draft, exported_at: datetime) -> None:
    created = exported_at.astimezone(UTC).replace(tzinfo=None)
    draft.workbook.set_properties({"title": draft.title, "author": "Chipmap", "created": created})
    identity = dict(draft.content.identity)
    for name in ("workspace_id", "scorecard_id", "base_revision", "rater_id", "round", "schema", "language"):
        draft.workbook.set_custom_property(f"chipmap_{name}", identity[name], "text")


def _put_in_place(path: Path, content: bytes) -> None:
    try:
        replace_file(path, content)
    except OSError as error:
        raise SaveFailed(path=path, reason=error.strerror or str(error)) from error
