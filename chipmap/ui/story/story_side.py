"""What a slide says and shows besides: title, subtitle, text, and what is drawn on it; edited in place.

An empty title is the finding; the field shows it, and typing it again makes it the finding once more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from chipmap.model.records import SlideKind
from chipmap.model.story.slide_view import FIGURES, INSTITUTIONS
from chipmap.model.story_rules import LONGEST_NOTES
from chipmap.model.text_rules import LONGEST_TITLE
from chipmap.ui.story.words_field import WordsField, as_typed
from chipmap.ui.widgets.parts import button, label, rule
from chipmap.wording import _
from chipmap.wording.stories import option_words

if TYPE_CHECKING:
    from chipmap.model.records import Slide
    from chipmap.model.story.slide_content import SlideContent

_MAP_KINDS = frozenset({SlideKind.MAP, SlideKind.MAP_FIGURES})


class StorySide(QWidget):
    """`changed` carries the fields of the slide that a person changed; `typed` comes while they type."""

    changed = Signal(object)  # as a dict Qt would turn its enumerations into texts
    typed = Signal()
    view_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slide: Slide | None = None
        self._found = ("", "")
        self.title = WordsField(_("Title"), lines=3, is_one_line=True, longest=LONGEST_TITLE)
        self.subtitle = WordsField(_("Subtitle"), lines=3, is_one_line=True, longest=LONGEST_TITLE)
        self.body = WordsField(_("Text"), lines=0, longest=LONGEST_NOTES)
        self.body.setPlaceholderText(_("A line is a paragraph; one that begins with a dash is a point."))
        self.options = {name: QCheckBox(word) for name, word in option_words().items()}
        self.finding = button(_("Use the finding as title"), self._use_finding, look="link")
        self.open_view = button(_("Open this view"), self.view_wanted.emit, look="link")
        self.exports = QVBoxLayout()
        """What the story leaves the program as stands here."""
        self._body_label = label(_("Text"), "small_strong")
        self._lay_out()
        self._connect()

    @property
    def pending(self) -> dict[str, Any]:
        """What is being typed and nobody has kept yet."""
        fields = (("title", self.title), ("subtitle", self.subtitle), ("body", self.body))
        return {name: self._kept_text(name, field) for name, field in fields if field.is_changed}

    def commit(self) -> None:
        """Keep what is being typed."""
        for field in (self.title, self.subtitle, self.body):
            field.commit()

    def show_slide(self, slide: Slide, content: SlideContent | None, finding: tuple[str, str]) -> None:
        """Show the words of a slide; `finding` are title and subtitle that its figures give."""
        is_other = self._slide is None or (slide.story, slide.id) != (self._slide.story, self._slide.id)
        self._slide, self._found = slide, finding
        self.title.show_text(slide.title or finding[0], is_other=is_other)
        self.subtitle.show_text(slide.subtitle or finding[1], is_other=is_other)
        self.body.show_text(slide.body, is_other=is_other)
        is_text, is_map = slide.slide_kind is SlideKind.TEXT, slide.slide_kind in _MAP_KINDS
        self._body_label.setVisible(is_text)
        self.body.setVisible(is_text)
        self.finding.setVisible(bool(slide.title) and slide.title != finding[0] and not is_text)
        self.open_view.setVisible(not is_text)
        for name, box in self.options.items():
            box.setVisible(is_map)
            box.blockSignals(True)
            box.setChecked(name in slide.options and (name != FIGURES or self._has_figures))
            box.blockSignals(False)
        has_points = slide.is_live or (content is not None and bool(content.map and content.map.points))
        can_figure = slide.is_live or slide.slide_kind is SlideKind.MAP_FIGURES
        self.options[INSTITUTIONS].setEnabled(has_points)
        self.options[FIGURES].setEnabled(can_figure)
        self.setEnabled(True)

    @property
    def _has_figures(self) -> bool:
        return self._slide is not None and self._slide.slide_kind is SlideKind.MAP_FIGURES

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(_("Slide text"), "heading"))
        column.addSpacing(6)
        for name, field in ((_("Title"), self.title), (_("Subtitle"), self.subtitle)):
            made = label(name, "small_strong")
            made.setBuddy(field)
            column.addWidget(made)
            column.addWidget(field)
        column.addWidget(self.finding, 0, Qt.AlignmentFlag.AlignLeft)
        self._body_label.setBuddy(self.body)
        column.addWidget(self._body_label)
        column.addWidget(self.body, 1)
        column.addSpacing(8)
        for box in self.options.values():
            column.addWidget(box)
        column.addSpacing(4)
        column.addWidget(self.open_view, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(10)
        column.addWidget(rule())
        column.addSpacing(10)
        column.addLayout(self.exports)
        note = label(
            _("Every slide carries source, date and the boundary note. They cannot be removed."),
            "small",
            "text2",
        )
        column.addWidget(note)
        column.addStretch(0)

    def _connect(self) -> None:
        fields = (("title", self.title), ("subtitle", self.subtitle), ("body", self.body))
        for name, field in fields:
            field.typed.connect(self.typed)
            field.committed.connect(
                lambda _text, name=name, field=field: self.changed.emit({name: self._kept_text(name, field)})
            )
        for name, box in self.options.items():
            box.toggled.connect(lambda is_on, name=name: self._on_option(name, is_on=is_on))

    def _kept_text(self, name: str, field: WordsField) -> str:
        """What is kept of a typed text: nothing where it is what the figures say."""
        text = " ".join(field.toPlainText().split()) if name != "body" else field.toPlainText()
        found = {"title": self._found[0], "subtitle": self._found[1]}.get(name, "")
        return "" if name != "body" and text == " ".join(as_typed(found).split()) else text

    def _use_finding(self) -> None:
        self.changed.emit({"title": ""})

    def _on_option(self, name: str, *, is_on: bool) -> None:
        slide = self._slide
        if slide is None:
            return
        options = [option for option in self.options if (option in slide.options and option != name)]
        options = [option for option in self.options if option in options or (option == name and is_on)]
        fields: dict[str, object] = {"options": tuple(options)}
        if name == FIGURES and is_on and not self._has_figures:
            fields["slide_kind"] = SlideKind.MAP_FIGURES
        self.changed.emit(fields)
