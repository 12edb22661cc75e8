"""One collaboration with all its fields, each changed in place and kept when it is finished.

What breaks a rule is not kept: the field says why, and what was typed stays in it until it is right.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chipmap.model.edits.collaborations import broken_collaboration
from chipmap.ui.operations import collaborations as operations
from chipmap.ui.panels.evidence_form import evidence_from_text
from chipmap.ui.panels.line_fields import LineField, LinesField
from chipmap.ui.panels.register.budget_rows import BudgetRows
from chipmap.ui.panels.register.naming import FormChoices
from chipmap.ui.panels.source_card import Citation, SourceCard
from chipmap.ui.widgets.captioned_field import CaptionedField
from chipmap.ui.widgets.chip_list import ChipList
from chipmap.ui.widgets.choice_field import ChoiceField
from chipmap.ui.widgets.parts import button, clear_layout, label
from chipmap.wording import _
from chipmap.wording.issues import reason_of, suggestion_of

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from chipmap.model.records import Collaboration
    from chipmap.ui.bridge import WorkspaceBridge

_LINES = ("name", "start", "end", "next_step", "next_owner", "next_date")
_TEXTS = ("topic", "restrictions", "documents")
_CHOICES = ("collaboration_kind", "stage", "trl_from", "trl_to", "source")
_CHIPS = ("partners", "institutions", "segments")


class CollaborationForm(QWidget):
    """Shows one collaboration; without one it is hidden by whoever shows it."""

    removal_wanted = Signal(str)
    told = Signal(str)
    left = Signal()
    """Escape: the keyboard goes back to the list."""

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._choices = FormChoices(bridge)
        self._work: Collaboration | None = None
        self._is_filling = False
        self.lines = {name: LineField() for name in _LINES}
        self.texts = {name: LinesField() for name in _TEXTS}
        self.choices = {name: ChoiceField() for name in _CHOICES}
        self.chips = self._make_chips()
        self.budgets = BudgetRows(bridge)
        self.fields: dict[str, CaptionedField] = {}
        self._cards = QVBoxLayout()
        self._cards.setSpacing(6)
        self._lay_out()
        self._connect()

    @property
    def work(self) -> Collaboration | None:
        """The collaboration that is shown."""
        return self._work

    def show_collaboration(self, work: Collaboration) -> None:
        """Show a collaboration as it is kept; what is being typed into it stays."""
        is_other = self._work is None or self._work.id != work.id
        if is_other:
            self.commit_pending()
        self._is_filling = True
        self._work = work
        wrong = set() if is_other else {name for name, field in self.fields.items() if field.problem}
        for name, line in self.lines.items():
            if name not in wrong:
                line.show_text(getattr(work, name), is_other=is_other)
        for name, text in self.texts.items():
            kept = getattr(work, name)
            if name not in wrong:
                text.show_text(kept if isinstance(kept, str) else "\n".join(kept), is_new_row=is_other)
        for name, choice in self.choices.items():
            self._choices.fill(name, choice)
            kept = getattr(work, name)
            if name not in wrong:
                choice.show_choice("" if kept is None else str(kept))
        for name, chips in self.chips.items():
            chips.show_chips(self._choices.chips(name, getattr(work, name)))
        self.budgets.show_budgets(work.id, work.partners)
        self._show_documents(work)
        self._is_filling = False
        if is_other:
            self._show_problems({})

    def commit_pending(self) -> None:
        """Keep what is still being typed, or say why it is not kept."""
        if self._work is None or self._work.id not in self._bridge.dataset.collaborations:
            return
        for line in self.lines.values():
            line.commit()
        for text in self.texts.values():
            text.commit()
        problem = next((field.problem for field in self.fields.values() if field.problem), "")
        if problem:
            self.told.emit(_("Not kept: {problem}").format(problem=problem))

    def take_focus(self, field_name: str = "name") -> None:
        """Put the keyboard into a field, with its text selected so that typing replaces it."""
        field = self.fields[field_name].field if field_name in self.fields else self.lines["name"]
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(field, LineField):
            field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _make_chips(self) -> dict[str, ChipList]:
        choices = self._choices
        return {
            "partners": ChipList(_("Partners"), _("Add a place"), lambda: choices.offers("partners")),
            "institutions": ChipList(
                _("Institutions"),
                _("Add an institution"),
                lambda: choices.offers("institutions", self._work.partners if self._work else ()),
            ),
            "segments": ChipList(_("Segments"), _("Add a segment"), lambda: choices.offers("segments")),
        }

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for name in ("start", "end", "next_date"):
            self.lines[name].setPlaceholderText(_("such as {date}").format(date="2027-03"))
        self.lines["next_step"].setPlaceholderText(_("What happens next"))
        self.texts["documents"].setPlaceholderText(_("One in each line: title | link | year"))
        self.texts["restrictions"].setPlaceholderText(_("Such as who may take part, or what may not leave"))
        self._add_row(column, ("name", _("Name"), self.lines["name"]))
        self._add_row(column, ("collaboration_kind", _("Kind"), self.choices["collaboration_kind"]))
        self._add_row(
            column,
            ("stage", _("Stage"), self.choices["stage"]),
            ("trl_from", _("TRL from"), self.choices["trl_from"]),
            ("trl_to", _("TRL to"), self.choices["trl_to"]),
        )
        self._add_heading(column, _("Next step"))
        self._add_row(column, ("next_step", _("What"), self.lines["next_step"]))
        self._add_row(
            column,
            ("next_owner", _("Who sees to it"), self.lines["next_owner"]),
            ("next_date", _("Until when"), self.lines["next_date"]),
        )
        self._add_heading(column, _("With whom, in what"))
        for name in _CHIPS:
            self._add_row(column, (name, self.chips[name].accessibleName(), self.chips[name]))
        self._add_row(column, ("topic", _("Topic"), self.texts["topic"]))
        self._add_heading(column, _("When and how much"))
        self._add_row(
            column, ("start", _("Start"), self.lines["start"]), ("end", _("End"), self.lines["end"])
        )
        self._add_row(column, ("budgets", _("Budget of each side"), self.budgets))
        self._add_heading(column, _("What it rests on"))
        self._add_row(column, ("restrictions", _("Restrictions"), self.texts["restrictions"]))
        self._add_row(column, ("documents", _("Documents and links"), self.texts["documents"]))
        column.addLayout(self._cards)
        self._add_row(column, ("source", _("Source"), self.choices["source"]))
        self.remove = button(_("Remove this collaboration"), self._ask_removal, look="quiet")
        column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _add_row(self, column: QVBoxLayout, *fields: tuple[str, str, QWidget]) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        for name, caption, field in fields:
            self.fields[name] = CaptionedField(caption, field)
            row.addWidget(self.fields[name], 1)
        column.addLayout(row)

    def _add_heading(self, column: QVBoxLayout, text: str) -> None:
        heading = label(text, "body_strong")
        heading.setContentsMargins(0, 8, 0, 0)
        column.addWidget(heading)

    def _connect(self) -> None:
        for name, line in self.lines.items():
            line.committed.connect(lambda _text, changed=name: self._keep(changed))
        for name, text in self.texts.items():
            text.committed.connect(lambda _text, changed=name: self._keep(changed))
        for name, choice in self.choices.items():
            choice.activated.connect(lambda _index, changed=name: self._keep(changed))
        for name, chips in self.chips.items():
            chips.removed.connect(lambda key, changed=name: self._take_out(changed, key))
            chips.added.connect(lambda text, changed=name: self._add(changed, text))
        self.budgets.committed.connect(self._keep_budget)

    def _said(self) -> Collaboration:
        """The collaboration as the fields say it now."""
        assert self._work is not None
        trl = {name: self.choices[name].currentData() for name in ("trl_from", "trl_to")}
        kept = {
            **{name: line.text() for name, line in self.lines.items()},
            **{name: self.choices[name].currentData() or "" for name in _CHOICES},
            "topic": self.texts["topic"].toPlainText(),
            "restrictions": self.texts["restrictions"].toPlainText(),
            "documents": tuple(self.texts["documents"].toPlainText().splitlines()),
            **{name: int(level) if level else None for name, level in trl.items()},
        }
        return replace(self._work, **kept)  # type: ignore[arg-type]  # each of the named fields is of its kind

    def _keep(self, changed: str, **lists: tuple[str, ...]) -> bool:
        """Keep what the fields say where all of it is right; else say beside each what is not."""
        if self._is_filling or self._work is None:
            return False
        work = replace(self._said(), **lists)  # type: ignore[arg-type]
        wrong: dict[str, str] = {}
        for issue in broken_collaboration(self._bridge.dataset, work):
            wrong.setdefault(issue.field_name, f"{reason_of(issue)} {suggestion_of(issue)}")
        if wrong and not wrong.keys() & self.fields.keys():
            wrong[changed] = next(iter(wrong.values()))
        self._show_problems(wrong)
        if not wrong:
            operations.put_collaboration(self._bridge, work)
        return not wrong

    def _show_problems(self, wrong: dict[str, str]) -> None:
        for name, field in self.fields.items():
            field.show_problem(wrong.get(name, ""))

    def _take_out(self, name: str, key: str) -> None:
        assert self._work is not None
        self._keep(name, **{name: tuple(one for one in getattr(self._work, name) if one != key)})

    def _add(self, name: str, text: str) -> None:
        assert self._work is not None
        key = self._choices.key_of(name, text)
        if self._keep(name, **{name: (*getattr(self._work, name), key)}):
            self.chips[name].clear_field()

    def _keep_budget(self, partner: str, amount: float | None, currency: str) -> None:
        """Keep what a partner puts in; year and source, which an import may have brought, stay."""
        if self._work is None:
            return
        kept = self._bridge.dataset.budgets.get((self._work.id, partner))
        operations.set_budget(
            self._bridge,
            self._work.id,
            partner,
            amount=amount,
            currency=currency,
            year=kept.year if kept is not None else None,
            source=kept.source if kept is not None else "",
        )

    def _show_documents(self, work: Collaboration) -> None:
        """The documents that can be opened, and the source, as cards."""
        clear_layout(self._cards)
        for line in work.documents:
            found = evidence_from_text(line)
            card = Citation("file-text", found.title or line, found.locator, found.locator)
            if card.can_open:
                self._cards.addWidget(SourceCard(card))
        source = self._bridge.dataset.sources.get(work.source)
        if source is not None and source.address:
            self._cards.addWidget(
                SourceCard(Citation("link", source.title, source.publisher, source.address))
            )

    def _ask_removal(self) -> None:
        if self._work is not None:
            self.removal_wanted.emit(self._work.id)
