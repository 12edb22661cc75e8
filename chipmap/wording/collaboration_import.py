"""What the import of a register of collaborations finds, in sentences."""

from __future__ import annotations

from chipmap.wording import _
from chipmap.wording.gaps import Texts


def register_texts() -> Texts:
    """Every code that the import of a register finds, and no other import."""
    return {
        "register-newer": (
            _("The workbook was written by a newer Chipmap than this one."),
            _("Update Chipmap, then import it again."),
        ),
        "not-a-register": (
            _("No sheet of this workbook holds collaborations."),
            _("Export the register and copy the rows into that workbook."),
        ),
        "register-of-other-workspace": (
            _("The workbook comes from another workspace, “{title}”."),
            _("Look at every change before you merge it."),
        ),
        "register-rows-missing": (
            _("{count} rows that were sent out are not in the file; they are kept."),
            _("Remove a collaboration in the workspace if it is meant to go."),
        ),
        "register-row-unknown": (
            _("The row “{value}” belongs to no collaboration or place here; it waits in the inbox."),
            _("Add what it belongs to, or say in the inbox what its names mean; then it is tried again."),
        ),
        "budget-leaves-with-partner": (
            _("{value} is no partner any more in the file; its budget goes along."),
            _("Leave the change of the partners out to keep both."),
        ),
        "register-row-twice": (
            _("“{value}” stands in the file twice and says different things; {first} is taken."),
            _("Keep one of the two rows, or give the second a name of its own."),
        ),
        "register-field-missing": (
            _("The row is new, and its {field} is blank."),
            _("Enter it; the rest of the file can be merged without this row."),
        ),
        "stage-taken-as-idea": (
            _("No stage is given; it is taken as an idea."),
            _("Set the stage once it is known."),
        ),
        "register-word-kept": (
            _("Nobody here knows the {field} “{value}”; it is kept as it is."),
            _("Choose one of the listed words if one of them is meant."),
        ),
        "institution-kept-as-name": (
            _("There is no institution “{value}” here; its name is kept."),
            _("Add the institution, so that the map and the matching know it."),
        ),
        "word-not-understood": (
            _("“{value}” is not a word for the {field}."),
            _("Choose one of the listed words."),
        ),
        "number-not-understood": (
            _("“{value}” in {field} is not a number."),
            _("Enter digits alone, such as 6000000 or 12.5."),
        ),
    }
