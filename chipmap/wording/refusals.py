"""Why a workbook was refused, in sentences: the reason and what to do."""

from __future__ import annotations

from chipmap.model.errors import WorkbookRefused
from chipmap.wording import _
from chipmap.wording.gaps import Gaps


def refusal_text(error: WorkbookRefused) -> str:
    """The message for a person; nothing was changed, and it says so."""
    reason = str(error.params.get("reason", ""))
    unknown = _("The workbook could not be read ({reason}).")
    text = refusal_texts().get(reason, unknown).format_map(Gaps(error.params))
    return text + " " + _("Nothing was changed.")


def refusal_texts() -> dict[str, str]:
    """The message for each reason of `chipmap.model.exchange`."""
    too_much = _("It unpacks to far more than a scorecard holds and was not read.")
    made_by_hand = _("No spreadsheet program writes that.")
    return {
        "missing": _("The file “{file}” cannot be opened. Check that it is there and closed elsewhere."),
        "empty": _("The file “{file}” is empty. Ask for it again."),
        "not-a-workbook": _("“{file}” is not a workbook. Choose an .xlsx file that Chipmap has exported."),
        "renamed-text": _(
            "“{file}” is a text file renamed to {suffix}. Open it in Excel and save it as a workbook."
        ),
        "web-page": _("“{file}” is a web page, not a workbook. Open it in Excel and save it as a workbook."),
        "password": _(
            "“{file}” is protected with a password. Enter it, or save the file without one "
            "and import it again."
        ),
        "password-wrong": _(
            "The password does not open “{file}”. Check capitals and the keyboard, and enter it again."
        ),
        "password-of-this-kind": _(
            "“{file}” is protected with a password in a way that Chipmap cannot open. "
            "Save it without one and import it again."
        ),
        "xml-table": _(
            "“{file}” is an XML table of an old Excel. Open it in Excel and save it as a workbook."
        ),
        "damaged": _("“{file}” is damaged. Open it in Excel, save it again and import that file."),
        "too-large": _(
            "“{file}” is larger than {limit} MB. Remove what is not part of the scorecard and save it again."
        ),
        "too-many-parts": _("“{file}” consists of more than {limit} parts.") + " " + too_much,
        "unpacks-too-large": _("“{file}” unpacks to more than {limit} MB.") + " " + too_much,
        "unpacks-too-far": _("“{file}” unpacks to more than {limit} times its size.") + " " + too_much,
        "too-many-cells": _(
            "“{file}” has more than {limit} filled cells. Save a copy with only the scorecard in it."
        ),
        "text-too-long": _(
            "The cell {cell} of “{file}” holds more than {limit} characters. Shorten it and import it again."
        ),
        "doctype": _("“{file}” contains a DOCTYPE and was not read.") + " " + made_by_hand,
        "too-deep": _("“{file}” is nested more than {limit} levels deep and was not read.")
        + " "
        + made_by_hand,
        "outside-the-grid": _("“{file}” has a cell {cell} outside the grid and was not read.")
        + " "
        + made_by_hand,
        "spread-too-far": _(
            "“{file}” has cells as far down as row {row} with next to nothing between. "
            "Delete the far ones and save it again."
        ),
        "too-slow": _("Reading “{file}” took too long and was stopped. Save a copy with the scorecard only."),
        "too-much-memory": _(
            "Reading “{file}” took too much memory and was stopped. Save a copy with the scorecard only."
        ),
    }
