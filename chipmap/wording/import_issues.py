"""What an import found, in words: the reason and the remedy for each code of `chipmap.model.exchange`."""

from __future__ import annotations

from chipmap.wording import _
from chipmap.wording.gaps import Texts


def import_texts() -> Texts:
    """Every code that an import or an export can raise."""
    return {**_cell_texts(), **_row_texts(), **_file_texts(), **_blocking_texts(), **_addition_texts()}


def _cell_texts() -> Texts:
    whole = _("Enter a whole number from 0 to 5, NA, or leave the cell blank.")
    return {
        "cell-error": (
            _("The cell holds the error {value} and was left out."),
            _("Correct the cell and import the file again."),
        ),
        "cell-date": (
            _("Excel turned {typed} into {date}; the cell was left out."),
            _("It may have been {numbers}. Set the format of the cell to General and enter what was meant."),
        ),
        "cell-time": (
            _("Excel turned the entry into the time {value}; the cell was left out."),
            _("Set the format of the cell to General and enter the one number that was meant."),
        ),
        "beside-unread-level": (
            _("{taken} was left out together with the level beside it, which could not be read."),
            _("Correct the level and import the file again."),
        ),
        "cell-true-or-false": (_("The cell says {value}, which is no level; it was left out."), whole),
        "cell-percent": (_("The cell shows per cent ({value}), which is no level; it was left out."), whole),
        "level-not-understood": (_("“{value}” is not a level and was left out."), whole),
        "level-not-whole": (
            _("Level {value} is not a whole number and was left out."),
            _("Say whether to round to the nearest level, down or up; or enter a whole number from 0 to 5."),
        ),
        "level-rounded": (
            _("Level {value} was rounded to {taken}."),
            _("Check that {taken} is what was meant."),
        ),
        "cell-word-understood": (
            _("“{value}” was read as {taken}."),
            _("Check that {taken} is what was meant."),
        ),
        "confidence-not-understood": (
            _("“{value}” is not a confidence and was left out."),
            _("Choose Low, Medium or High from the list in the cell."),
        ),
        "year-not-understood": (
            _("“{value}” is not a year between 1990 and 2100 and was left out."),
            _("Enter a year of four digits."),
        ),
        "text-cut": (
            _("The text is longer than 2,000 characters; the rest was left out."),
            _("Shorten the text, or move a part of it into the evidence."),
        ),
        "cell-formula": (
            _("The cell holds a formula; its last result {value} was taken."),
            _("Check the value; formulas are not kept."),
        ),
        "formula-without-value": (
            _("The cell holds a formula without a result and was left out."),
            _("Open the file in Excel, save it once and import it again."),
        ),
        "source-reworded": (
            _("The source “{value}” was reworded in the file and is taken as new evidence."),
            _("Correct the evidence in the workspace if it is the same document."),
        ),
    }


def _row_texts() -> Texts:
    return {
        "row-unknown": (
            _("The row “{value}” belongs to nothing in this workspace; it waits in the inbox."),
            _("Say there which place and capability it means, or restore its Row ID in the file."),
        ),
        "row-unknown-blank": (
            _("The row “{value}” belongs to nothing in this workspace and has no answers."),
            _("Nothing needs to be done."),
        ),
        "row-called-otherwise": (
            _("The row has the Row ID of one row and the name of another; its answers are left out."),
            _("Choose them if the Row ID is right, or say which of the two holds."),
        ),
        "row-twice": (
            _("The row stands in the file twice with the same answers; it was read once."),
            _("Nothing needs to be done."),
        ),
        "row-twice-different": (
            _("The row stands in the file twice with different answers; yours stay where the two differ."),
            _("Choose which holds, or delete one of the two rows (the first is row {first})."),
        ),
        "row-relinked": (
            _("The row has lost its Row ID and was recognised by its labels."),
            _("Check that the answers belong to “{value}”."),
        ),
        "rows-hidden": (
            _("{count} rows are hidden or filtered out; their answers were read like the others."),
            _("Show all rows in the file if some were hidden on purpose."),
        ),
        "rows-after-gap": (
            _("Rows after a long gap below row {row} were not read."),
            _("Delete the blank rows above them and import the file again."),
        ),
        "rows-missing": (
            _("{count} rows that were sent out are not in the file: {labels}. Their answers were kept."),
            _("Clear answers in the workspace if the rows were deleted for that."),
        ),
        "second-scores-sheet": (
            _("The sheet “{value}” looks like scores as well; only “{read}” was read."),
            _("Delete the other sheet, or move its answers to “{read}”, if it is the one that counts."),
        ),
        "labels-changed": (
            _("The labels of {count} rows were changed in the file; the labels of the workspace were kept."),
            _("Rename places and capabilities in the workspace, not in the file."),
        ),
        "column-missing": (
            _("The column “{column}” is not in the file any more: nothing was read for it."),
            _("If it was renamed, restore its header in row {row} and import the file again."),
        ),
        "column-unknown": (
            _(
                "Nothing was read from the column “{value}” ({count} entries): it is not one of the "
                "scorecard’s, or stands there twice."
            ),
            _("If it holds answers, restore its header and import the file again."),
        ),
        "column-of-unknown-horizon": (
            _("The column {column} is for a horizon that this workspace does not have; it was left out."),
            _("Add the horizon in the settings and import the file again."),
        ),
    }


def _file_texts() -> Texts:
    return {
        "other-round": (
            _("The file belongs to round {round}, which is not the current one."),
            _("Import it if late answers still count; they are kept in their own round."),
        ),
        "already-imported": (
            _("The same answers were imported on {at} already, from {name}."),
            _("Nothing needs to be done."),
        ),
        "many-cleared": (
            _("{count} of {total} answers sent out are blank in the file; nothing is cleared yet."),
            _("Confirm that they are to be cleared, if they were blanked on purpose."),
        ),
        "rater-name-differs": (
            _("The scorecard was sent to {rater} and was filled in by “{value}”; it counts for {rater}."),
            _("Say whose answers these are, if they are not those of {rater}."),
        ),
        "owner-named": (
            _("The scorecard is signed “{value}”; nobody had said who the owner of the workspace is."),
            _("The owner is called that from now on. Rename the owner under Raters if that is not right."),
        ),
        "base-missing": (
            _("The file has lost the copy of what was sent out, so blank cells are read as no answer."),
            _("Look at each conflict: it may be a difference that nobody made."),
        ),
        "macros-ignored": (
            _("The file contains macros; they were not run."),
            _("Ask for a file without macros (.xlsx) if that is a surprise."),
        ),
        "external-links-ignored": (
            _("The file links to other files; the links were not followed."),
            _("Ask the sender to paste values instead of links if numbers are missing."),
        ),
        "embedded-objects-ignored": (
            _("The file contains embedded objects; they were not opened."),
            _("Ask for what they say in cells if answers are missing."),
        ),
        "errors-read-as-blank": (
            _("Excel errors in this kind of file read as blank cells, so blank cells take no answer back."),
            _("Save the file as .xlsx in Excel if answers were cleared on purpose."),
        ),
        "read-as-windows-1252": (
            _("The text file does not say how it is encoded; it was read as Windows 1252."),
            _("Save it as CSV UTF-8 if letters look wrong."),
        ),
        "sources-too-long": (
            _("The sources of this row have {length} characters; {longest} can travel in a workbook."),
            _("Shorten their locators, or cite fewer sources in this row."),
        ),
    }


def _blocking_texts() -> Texts:
    return {
        "scorecard-newer": (
            _("The scorecard was written by a newer Chipmap than this one."),
            _("Update Chipmap and import the file again."),
        ),
        "other-workspace": (
            _("The scorecard was exported from another workspace (“{title}”), not from “{here}”."),
            _("Open that workspace, or export a scorecard from this one and copy the answers into it."),
        ),
        "no-score-column": (
            _("The scorecard has no column with levels or needs any more."),
            _("Restore the header “Level now (0–5)” in the sheet “Scores” and import the file again."),
        ),
        "not-a-scorecard": (
            _(
                "No sheet has the headers of a scorecard (“Row ID” or “Capability”, and “Level now”); "
                "the file holds: {sheets}."
            ),
            _("Choose a workbook that Chipmap has exported."),
        ),
        "scorecard-unidentified": (
            _("The file does not say whose answers it holds: its code and its hidden sheet are gone."),
            _("Choose the rater, or copy the answers into a scorecard that is exported anew."),
        ),
        "older-copy": (
            _("The file is older than the copy of this scorecard that was imported on {at} ({name})."),
            _("Skip it; or merge it all the same if it is the one that counts."),
        ),
        "labels-and-ids-disagree": (
            _(
                "The labels of {count} of {total} rows belong to other rows: "
                "a part of the columns was probably sorted."
            ),
            _("Compare a few rows, then say whether the labels or the Row IDs are right."),
        ),
        "answers-sorted-apart": (
            _(
                "The answers under “{column}” stand in other rows than before ({count} of {total}): "
                "a part of the columns was probably sorted."
            ),
            _(
                "Take the sorting back in the file and import it again, "
                "or say that the rows are right as they are."
            ),
        ),
    }


def _addition_texts() -> Texts:
    return {
        "addition-incomplete": (
            _("The institution “{value}” has no {field}; it was left out."),
            _("Fill in name, type and country."),
        ),
        "institution-type-unknown": (
            _("“{value}” is not a type of institution; the row was left out."),
            _("Choose a type from the list in the cell."),
        ),
        "place-unknown": (
            _("There is no place “{value}”; the row was left out."),
            _("Enter the name of the country in English or its code, such as MYS."),
        ),
        "institution-known": (
            _("The institution “{value}” is in the workspace already; the row was left out."),
            _("Change the institution in the workspace if something is missing there."),
        ),
        "level-without-stage": (
            _("The institution has no known stage, so these entries were left out: {fields}."),
            _("Choose a stage from the list in the cell and import the file again."),
        ),
        "stage-unknown": (
            _("There is no stage “{value}”; the institution was taken without it."),
            _("Choose a stage from the list in the cell."),
        ),
    }
