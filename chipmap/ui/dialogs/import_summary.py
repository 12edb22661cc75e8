"""Around the table of an import: which file it is, how much it changes, what is asked, why it is refused."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from chipmap.model.records import OWNER
from chipmap.ui import theme
from chipmap.ui.dialogs.review_rows import problems_of
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.ui.widgets.parts import SEPARATOR, button, clear_layout, label, repaint_in
from chipmap.wording import _, ngettext
from chipmap.wording.formats import count as count_text
from chipmap.wording.formats import date

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from chipmap.model.exchange.import_plan import ImportPlan
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.dialogs.returned_files import ReturnedFile

TABLE = "table"
"""The choice to read a file that is no scorecard as a table from elsewhere."""

PARTICIPANTS = "participants"
"""The choice to take the participants that a file lists into an event."""


class FileLine(QWidget):
    """The file's name, whose answers it carries, and which version it was made from."""

    left_out = Signal(bool)
    """Whether the whole file is to be left out."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(10)
        self._sign = label("", wraps=False)
        self._name = label(name, "small_strong", wraps=False)
        self._detail = label("", "small", "text2")
        row.addWidget(self._sign)
        row.addWidget(self._name)
        row.addWidget(self._detail, 1)
        self._is_left_out = False
        self.leave_out = button("", lambda: self.left_out.emit(not self._is_left_out), look="link")
        self.leave_out.hide()
        row.addWidget(self.leave_out)
        theme.current().changed.connect(self._draw_sign)
        self._draw_sign()

    def show_file(
        self, file: ReturnedFile, bridge: WorkspaceBridge, *, is_one_of_several: bool = False
    ) -> None:
        """Say which file it is and where it comes from; one of several can be left out as a whole."""
        self._name.setText(file.path.name)
        self._detail.setText(_origin_of(file.plan, bridge) if file.plan is not None else "")
        self._is_left_out = file.is_left_out
        has_plan = file.plan is not None and not file.plan.is_blocked
        self.leave_out.setVisible(is_one_of_several and has_plan)
        self.leave_out.setText(_("Take this file again") if file.is_left_out else _("Leave this file out"))

    def _draw_sign(self) -> None:
        look = theme.current()
        sign = look.pixmap("file-spreadsheet", "success", look.px(18), self.devicePixelRatioF())
        self._sign.setPixmap(sign)


def _origin_of(plan: ImportPlan, bridge: WorkspaceBridge) -> str:
    """Whose answers a file carries, when it was sent, and which version it was made from."""
    parts = [_("collaborations, budgets and checks")] if plan.is_of_register else []
    rater = bridge.dataset.raters.get(plan.rater) or plan.new_rater
    if plan.rater == OWNER:
        parts.append(_("your answers"))
    elif rater is not None:
        parts.append(_("answers of {rater}").format(rater=rater.name or rater.id))
    if plan.new_rater is not None:
        parts.append(_("a new rater"))
    if plan.exported_at:
        parts.append(_("sent {date}").format(date=_day(plan.exported_at)))
    if plan.base_revision is not None and not plan.is_blocked:
        parts.append(
            _("based on version {base}, you are on version {here}").format(
                base=plan.base_revision, here=bridge.workspace.revision
            )
        )
    if plan.already is not None:
        parts.append(_("imported on {day} already").format(day=_day(plan.already.imported_at)))
    return SEPARATOR.join(parts)


def _day(moment: str) -> str:
    try:
        return date(datetime.fromisoformat(moment).astimezone())
    except ValueError:
        return moment


class CountCard(QFrame):
    """One number with its name."""

    def __init__(self, title: str, detail: str, ink: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._ink = ink
        self._title = title
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(10)
        self._number = label("0", "display", wraps=False)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(title, "small_strong"))
        self._detail = label(detail, "small", "text2")
        words.addWidget(self._detail)
        row.addWidget(self._number)
        row.addLayout(words, 1)

    def show_count(self, count: int) -> None:
        """Show a number; one that asks for a decision stands out in its colour."""
        self._number.setText(count_text(count))
        if self._ink:
            repaint_in(self._number, self._ink if count else "text")  # type: ignore[arg-type]  # one of the inks
        self.setAccessibleName(f"{count} {self._title}")

    def show_detail(self, text: str) -> None:
        """Say what is counted."""
        self._detail.setText(text)

    @property
    def text(self) -> str:
        return self._number.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < theme.current().px(180)
        self._detail.setVisible(not is_narrow)
        role = "title" if is_narrow else "display"
        if self._number.property("role") != role:
            self._number.setProperty("role", role)
            theme.restyle(self._number)


class CountCards(QWidget):
    """How many changes, sources, conflicts, problems and rows without a change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.changed = CountCard(_("Changed"), _("levels, needs, reasons"))
        self.evidence = CountCard(_("New evidence"), _("rows with sources"))
        self.conflicts = CountCard(_("Conflicts"), _("both sides edited"), "warn")
        self.problems = CountCard(_("Problems"), _("cannot be read"), "danger")
        self.unchanged = CountCard(_("Unchanged"), _("rows, nothing to do"))
        for card in (self.changed, self.evidence, self.conflicts, self.problems, self.unchanged):
            row.addWidget(card, 1)

    def show_plan(self, plan: ImportPlan) -> None:
        """Count the items and findings of a plan."""
        from chipmap.model.exchange.import_plan import ItemKind

        self.evidence.setHidden(plan.is_of_register)
        self.changed.show_detail(
            _("fields of the register") if plan.is_of_register else _("levels, needs, reasons")
        )
        sources = sum(item.kind is ItemKind.EVIDENCE for item in plan.items)
        self.conflicts.show_count(len(plan.conflicts))
        self.evidence.show_count(sources)
        self.changed.show_count(len(plan.items) - sources - len(plan.conflicts))
        self.problems.show_count(len(problems_of(plan)))
        self.unchanged.show_count(plan.unchanged)


class QuestionBar(QFrame):
    """A question about the whole file; `answered` carries its name and the answer."""

    answered = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "warn")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 10, 8)
        row.setSpacing(8)
        self._text = label("", "small", "warn")
        row.addWidget(self._text, 1)
        self._choices = QHBoxLayout()
        row.addLayout(self._choices)

    def show_plan(self, plan: ImportPlan, answered: Collection[str]) -> None:
        """Ask what nobody may decide unasked: whose answers these are, how to round, what to clear."""
        if "rater" not in answered and self._ask_rater(plan):
            return
        if "rounding" not in answered and self._ask_rounding(plan):
            return
        if "trust" not in answered and self._ask_trust(plan):
            return
        if "accept_clearing" not in answered and self._ask_clearing(plan):
            return
        if "withdrawn" not in answered and self._ask_withdrawn(plan):
            return
        self.hide()

    def _ask_rater(self, plan: ImportPlan) -> bool:
        """Whether somebody else than the rater has given their name in the file; asks whose answers count."""
        issue = next((issue for issue in plan.issues if issue.code == "rater-name-differs"), None)
        if issue is None:
            return False
        name, other = str(issue.params["rater"]), str(issue.params["other"])
        self._ask(
            _("Sent to {rater}, filled in by “{name}”. Whose answers are these?").format(
                rater=name, name=issue.value
            ),
            "rater",
            ((name, plan.rater), (issue.value, other)),
        )
        return True

    def _ask_rounding(self, plan: ImportPlan) -> bool:
        """Whether levels are not whole numbers; asks how to round them."""
        from chipmap.model.exchange.cell_meanings import Rounding

        decimals = sum(issue.code == "level-not-whole" for issue in plan.issues)
        if not decimals:
            return False
        self._ask(
            ngettext(
                "{count} level is not a whole number. Round it?",
                "{count} levels are not whole numbers. Round them all?",
                decimals,
            ).format(count=decimals),
            "rounding",
            (
                (_("To the nearest"), Rounding.NEAREST),
                (_("Down"), Rounding.DOWN),
                (_("Up"), Rounding.UP),
            ),
        )
        return True

    def _ask_trust(self, plan: ImportPlan) -> bool:
        """Whether rows have the Row ID of one row and the name of another; asks which of the two holds."""
        from chipmap.model.exchange.rows_finding import Trust

        rows = sum(issue.code == "row-called-otherwise" for issue in plan.issues)
        if not rows:
            return False
        text = ngettext(
            "{count} row has the name of another row. Which holds?",
            "{count} rows have the names of other rows. Which holds?",
            rows,
        )
        choices = ((_("The names"), Trust.LABELS), (_("The Row IDs"), Trust.IDS))
        self._ask(text.format(count=rows), "trust", choices)
        return True

    def _ask_clearing(self, plan: ImportPlan) -> bool:
        """Whether so much is blank in the file that it may be a mistake; asks whether it is meant."""
        issue = next((issue for issue in plan.issues if issue.code == "many-cleared"), None)
        if issue is None:
            return False
        text = _("{count} of {total} answers that were sent out are blank in the file. Clear them?")
        choices = ((_("Clear them"), True), (_("Keep them"), False))
        self._ask(text.format_map(issue.params), "accept_clearing", choices)
        return True

    def _ask_withdrawn(self, plan: ImportPlan) -> bool:
        """Whether rows are missing that were sent out; asks whether their answers are withdrawn."""
        issue = next((issue for issue in plan.issues if issue.code == "rows-missing"), None)
        if issue is None:
            return False
        text = _("{count} rows that were sent out are not in the file. Their answers are kept.")
        choices = ((_("Treat them as withdrawn"), True), (_("Keep them"), False))
        self._ask(text.format_map(issue.params), "withdrawn", choices)
        return True

    def _ask(self, text: str, question: str, choices: Sequence[tuple[str, object]]) -> None:
        self._text.setText(text)
        clear_layout(self._choices)
        for words, answer in choices:
            self._choices.addWidget(button(words, partial(self.answered.emit, question, answer)))
        self.show()


class RefusalPage(QWidget):
    """Why a file is not imported and what to do; with choices where the person can say how to go on."""

    answered = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 24, 48, 24)
        column.setSpacing(10)
        column.addStretch(1)
        self._sign = QLabel()
        self._title = label(_("This file cannot be imported as it is"), "heading")
        self._message = label("", "body", "text2")
        self._remedy = label("", "body", "text2")
        for line in (self._sign, self._title, self._message, self._remedy):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(line)
        self._choices = FlowLayout(gap=8)
        column.addLayout(self._choices)
        column.addStretch(2)

    @property
    def message(self) -> str:
        return self._message.text()

    def show_refusal(self, message: str, remedy: str, choices: Sequence[tuple[str, str, object]]) -> None:
        """Show a message; each choice has its text, and the question and answer that it stands for."""
        look = theme.current()
        self._sign.setPixmap(look.pixmap("file-warning", "warn", look.px(40), self.devicePixelRatioF()))
        self._message.setText(message)
        self._remedy.setText(remedy)
        self._remedy.setVisible(bool(remedy))
        clear_layout(self._choices)
        for text, question, answer in choices:
            self._choices.addWidget(button(text, partial(self.answered.emit, question, answer)))
        self.setAccessibleName(f"{self._title.text()}. {message} {remedy}")

    def show_blocked(self, plan: ImportPlan, bridge: WorkspaceBridge, *, is_attendance: bool = False) -> None:
        """Show why a plan is blocked, and the ways on that it has."""
        from chipmap.model.exchange.rows_finding import Trust
        from chipmap.wording.issues import reason_of, suggestion_of

        issue = plan.blocked_by
        assert issue is not None
        choices: list[tuple[str, str, object]] = []
        if issue.code == "labels-and-ids-disagree":
            choices = [
                (_("Go by the names of the rows"), "trust", Trust.LABELS),
                (_("Go by the row IDs"), "trust", Trust.IDS),
            ]
        elif issue.code == "answers-sorted-apart":
            choices = [(_("The rows are right as they are"), "trust", Trust.IDS)]
        elif issue.code == "older-copy":
            choices = [(_("Merge it all the same"), "older", True)]
        elif issue.code == "not-a-scorecard":
            choices = [(_("Import it as a table from elsewhere…"), TABLE, True)]
            if is_attendance:
                choices.insert(0, (_("Take its participants into an event…"), PARTICIPANTS, True))
        elif issue.code == "scorecard-unidentified":
            choices = [
                (
                    _("These are my answers")
                    if rater.id == OWNER
                    else _("These are the answers of {rater}").format(rater=rater.name or rater.id),
                    "rater",
                    rater.id,
                )
                for rater in bridge.dataset.raters.values()
            ]
        self.show_refusal(reason_of(issue), suggestion_of(issue), choices)
