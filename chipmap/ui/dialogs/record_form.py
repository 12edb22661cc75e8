"""The fields of a dialog about one record: what rules say against it stands beneath its field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from chipmap.ui.widgets.captioned_field import CaptionedField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from chipmap.model.dataset import Dataset
    from chipmap.model.records import Record


class RecordForm:
    """The fields by the names of the record's own."""

    def __init__(self) -> None:
        self.fields: dict[str, CaptionedField] = {}

    def captioned(self, field_name: str, caption: str, field: QWidget) -> CaptionedField:
        """A field with its caption above and room for its problem beneath."""
        made = self.fields[field_name] = CaptionedField(caption, field)
        return made

    def show_problems(self, said: Mapping[str, str]) -> bool:
        """Say what is wrong; the keyboard goes to the first field that is. Whether anything is."""
        for field_name, captioned in self.fields.items():
            captioned.show_problem(said.get(field_name, ""))
        wrong = [captioned for field_name, captioned in self.fields.items() if field_name in said]
        if wrong:
            wrong[0].field.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(wrong)


def problems_of(record: Record, dataset: Dataset) -> dict[str, str]:
    """What rules say against a record, by the field that it is about."""
    from chipmap.model.rules import broken_rules
    from chipmap.wording.issues import reason_of, suggestion_of

    said: dict[str, str] = {}
    for issue in broken_rules(record, dataset):
        said.setdefault(issue.field_name, f"{reason_of(issue)} {suggestion_of(issue)}")
    return said
