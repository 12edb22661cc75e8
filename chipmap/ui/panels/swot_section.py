"""The lines of a SWOT by quadrant; each opens to why it stands there: numbers, thresholds and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from chipmap.model.analysis.swot import Hit, Quadrant
from chipmap.ui import theme
from chipmap.ui.panels.figure_section import FigureSection
from chipmap.ui.panels.level_texts import mid_sentence
from chipmap.ui.widgets.parts import SEPARATOR, button, clear_layout, label
from chipmap.wording import _, ngettext
from chipmap.wording import swots as words
from chipmap.wording.formats import percent

if TYPE_CHECKING:
    from chipmap.model.match.place_swot import PlaceSwot
    from chipmap.ui.bridge import WorkspaceBridge


class SwotLine(QWidget):
    """One line with a button that shows or hides why."""

    toggled = Signal()

    def __init__(self, text: str, why: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text, self.why = text, why
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(text, "small", "text"))
        self.why_button: QPushButton = button(_("Why"), self._toggle, look="link")
        self.why_button.setProperty("type", "caption")
        self.why_button.setCheckable(True)
        self.why_button.setAccessibleName(_("Why: {line}").format(line=text))
        column.addWidget(self.why_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.reasons = label(why, "caption", "text2")
        self.reasons.hide()
        column.addWidget(self.reasons)

    def _toggle(self) -> None:
        is_open = self.why_button.isChecked()
        self.reasons.setVisible(is_open)
        self.why_button.setText(_("Hide why") if is_open else _("Why"))
        theme.restyle(self.why_button)
        self.toggled.emit()


class SwotSection(FigureSection):
    """All four quadrants of a subject in the chosen segment and beneath it."""

    part_toggled = Signal()

    def __init__(self, method: str, parent: QWidget | None = None) -> None:
        super().__init__("", method, parent)
        self.lines: list[SwotLine] = []
        box = QWidget()
        self._quadrants = QVBoxLayout(box)
        self._quadrants.setContentsMargins(0, 0, 0, 0)
        self._quadrants.setSpacing(6)
        self.add_part(box)

    def show_swot(self, bridge: WorkspaceBridge, found: PlaceSwot, segment: str) -> None:
        """Show the lines that weigh most, and how many rules could not be asked."""
        name = bridge.segment_name(segment)
        self.rename(_("Strengths and weaknesses in {segment}").format(segment=mid_sentence(name)))
        clear_layout(self._quadrants)
        self.lines = []
        for quadrant in Quadrant:
            shown = found.swot.shown(quadrant)
            if not shown:
                continue
            heading = label(words.quadrant_word(quadrant), "small_strong", "text2")
            heading.setContentsMargins(0, 6, 0, 0)
            self._quadrants.addWidget(heading)
            for hit in shown:
                line = _line_of(bridge, found, hit)
                line.toggled.connect(self.part_toggled)
                self.lines.append(line)
                self._quadrants.addWidget(line)
        self.show_figure("", _notes(found, has_lines=bool(self.lines)), is_dotted=found.suggested_part > 0)


def _line_of(bridge: WorkspaceBridge, found: PlaceSwot, hit: Hit) -> SwotLine:
    partner = found.partners.get(hit.segment)
    text = words.hit_sentence(
        hit,
        bridge.segment_name(hit.segment),
        bridge.subject_name(partner) if partner else "",
        words.case_words(found.stress.get(hit.segment), bridge.scenario_name, bridge.subject_name),
    )
    if hit.is_low_evidence:
        text = f"{text}{SEPARATOR}{words.low_evidence_word()}"
    why = [
        _("Rule {rule}: {readings}.").format(
            rule=hit.rule, readings="; ".join(words.reading_text(reading) for reading in hit.readings)
        ),
        words.beside_sentence(hit),
        _("Rests on: {sources}.").format(sources=_cited(bridge, hit)) if hit.evidence else "",
    ]
    return SwotLine(text, " ".join(part for part in why if part))


def _cited(bridge: WorkspaceBridge, hit: Hit) -> str:
    """Evidence and sources by their titles."""
    dataset = bridge.dataset
    found = (dataset.evidence.get(key) or dataset.sources.get(key) for key in hit.evidence)
    return "; ".join(record.title for record in found if record is not None) or ", ".join(hit.evidence)


def _notes(found: PlaceSwot, *, has_lines: bool) -> list[str]:
    skipped = len(found.swot.not_evaluated)
    said = [] if has_lines else [_("No rule applies to what is known.")]
    if found.suggested_part > 0:
        said.append(
            _("{part} of the levels behind it suggested.").format(part=percent(100 * found.suggested_part))
        )
    if skipped:
        said.append(
            ngettext(
                "{count} rule could not be asked, because a number it needs is not known.",
                "{count} rules could not be asked, because a number they need is not known.",
                skipped,
            ).format(count=skipped)
        )
    return said
