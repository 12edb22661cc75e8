"""Who wishes to meet whom: participants at the left, what the chosen one says of the others at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from chipmap.model.match.event_times import slot_times
from chipmap.model.records import WishKind
from chipmap.ui import theme
from chipmap.ui.newest_answer import NewestAnswer
from chipmap.ui.operations import events as operations
from chipmap.ui.pages.agenda_empty import AgendaEmpty
from chipmap.ui.tables.wishes.model import WishesModel
from chipmap.ui.tables.wishes.rows import WishRow, wish_rows
from chipmap.ui.tables.wishes.view import WishesTable
from chipmap.ui.widgets.parts import button, label
from chipmap.ui.widgets.segmented_choice import SegmentedChoice
from chipmap.wording import _, ngettext
from chipmap.wording.programmes import suggestion_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chipmap.model.dataset import Dataset
    from chipmap.model.match.event_suggestions import SuggestedMeeting
    from chipmap.model.records import EventParticipant, MatchmakingEvent
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Jobs

_KEY = Qt.ItemDataRole.UserRole
_LIST_WIDTH = 260
_EVERYBODY, _STATED, _SUGGESTED = "everybody", "stated", "suggested"


class WishesSection(QWidget):
    """Suggestions are worked out beside the window; each is marked until it is taken over."""

    participants_wanted = Signal()

    def __init__(
        self,
        bridge: WorkspaceBridge,
        jobs: Jobs,
        attempt: Callable[[Callable[[], object]], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._attempt = bridge, attempt
        self._event: MatchmakingEvent | None = None
        self._person = ""
        self._listed = _EVERYBODY
        self._suggested: Sequence[SuggestedMeeting] = ()
        self._asked: Dataset | None = None
        self.suggestions = NewestAnswer(jobs, _("Looking for meetings to suggest"), self)
        self.suggestions.answered.connect(self._on_suggested)
        self.model = WishesModel(bridge, self)
        self.table = WishesTable(self.model)
        self.empty = AgendaEmpty(
            _("Nobody takes part yet"),
            _("Wishes are stated by participants about each other."),
            _("Add participants"),
        )
        self._lay_out()
        self._connect()

    @property
    def person(self) -> str:
        """The id of the participant whose wishes are shown."""
        return self._person

    def show_event(self, event: MatchmakingEvent) -> None:
        """Show wishes as the workspace has them; the person stays chosen while there."""
        self._event = event
        people = self._bridge.dataset.participants.of(event.id)
        if (event.id, self._person) not in people:
            self._person = ""
        has_any = len(people) > 1
        self.empty.setVisible(not has_any)
        self.whole.setVisible(has_any)
        if has_any:
            self._show_people()
            self._show_wishes()
            self._ask_suggestions()

    def choose(self, person: str) -> None:
        """Show the wishes of a participant."""
        self._person = person
        self._mark_person()
        self._show_wishes()

    def focus_table(self) -> None:
        """Give the keyboard to the wishes, or to the way out of having nobody."""
        target = self.table if self.whole.isVisibleTo(self) else self.empty.button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a participant"))
        self.search.setAccessibleName(_("Find a participant"))
        self.search.setClearButtonEnabled(True)
        self.people = QListWidget()
        self.people.setAccessibleName(_("Participants whose wishes are shown"))
        self.people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.people, 1)
        self.side = QWidget()
        self.side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        self.title = label("", "heading")
        self.line = label("", "small", "text2")
        choices: list[tuple[object, str]] = [
            (_EVERYBODY, _("Everybody")),
            (_STATED, _("Stated")),
            (_SUGGESTED, _("Suggested")),
        ]
        self.filter = SegmentedChoice(_("Whom to list"), choices, can_clear=False)
        self.filter.show_choice(_EVERYBODY)
        self.accept = button("", self._accept_all)
        head = QHBoxLayout()
        head.setSpacing(12)
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self.title)
        titles.addWidget(self.line)
        head.addLayout(titles, 1)
        head.addWidget(self.accept, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignBottom)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(head)
        right.addWidget(self.table, 1)
        hint = _(
            "W want, P possible, N no, Delete leaves it open; M must meet, S pins the slot. Dots: suggested."
        )
        right.addWidget(label(hint, "small", "text2"))
        self.whole = QWidget()
        row = QHBoxLayout(self.whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(self.side)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.empty)
        column.addWidget(self.whole, 1)
        column.addStretch(0)
        self._fit()

    def _connect(self) -> None:
        theme.current().changed.connect(self._fit)
        self.empty.wanted.connect(self.participants_wanted)
        self.search.textChanged.connect(self._show_people)
        self.people.currentItemChanged.connect(self._on_person)
        self.filter.picked.connect(self._on_filter)
        self.table.wished.connect(lambda other, wish: self._edit(operations.set_wish, other, wish))
        self.table.must_toggled.connect(lambda other: self._edit(operations.turn_must, other))
        self.table.pinned.connect(lambda other, slot: self._edit(operations.pin_wish, other, slot))

    def _fit(self) -> None:
        self.side.setFixedWidth(theme.current().px(_LIST_WIDTH))

    def _show_people(self) -> None:
        assert self._event is not None
        wanted = self.search.text().strip().casefold()
        people = sorted(
            self._bridge.dataset.participants.of(self._event.id).values(), key=lambda one: one.name.casefold()
        )
        shown = [one for one in people if wanted in f"{one.name} {one.organisation}".casefold()]
        texts = [(one.id, _listed(one)) for one in shown]
        now = [(item.data(_KEY), item.text()) for item in self._items()]
        if now != texts:
            self.people.blockSignals(True)
            self.people.clear()
            for key, text in texts:
                item = QListWidgetItem(text)
                item.setData(_KEY, key)
                item.setToolTip(text)
                self.people.addItem(item)
            self.people.blockSignals(False)
        if not self._person and texts:
            self._person = texts[0][0]
        self._mark_person()

    def _mark_person(self) -> None:
        self.people.blockSignals(True)
        for number, item in enumerate(self._items()):
            if item.data(_KEY) == self._person:
                self.people.setCurrentRow(number)
        self.people.blockSignals(False)

    def _items(self) -> list[QListWidgetItem]:
        return [self.people.item(row) for row in range(self.people.count())]

    def _show_wishes(self) -> None:
        event, dataset = self._event, self._bridge.dataset
        assert event is not None
        person = dataset.participants.get((event.id, self._person))
        if person is None:
            return
        suggestions = {
            one.other if one.one == self._person else one.one: suggestion_text(dataset, one)
            for one in self._suggested
            if self._person in one.pair
        }
        rows = wish_rows(dataset, event.id, self._person, suggestions)
        self.title.setText(_("What {name} wishes").format(name=person.name))
        self.line.setText(_counted(rows))
        suggested = [row for row in rows if row.suggestion]
        text = ngettext("Take over {count} suggestion", "Take over {count} suggestions", len(suggested))
        self.accept.setText(text.format(count=len(suggested)))
        self.accept.setVisible(bool(suggested))
        self.table.breaks = frozenset(event.breaks)
        self.model.show_rows(self._filtered(rows), slot_times(dataset, event))

    def _filtered(self, rows: Sequence[WishRow]) -> list[WishRow]:
        chosen = self._listed
        if chosen == _STATED:
            return [row for row in rows if row.wish is not None or row.back is not None]
        return [row for row in rows if row.suggestion or chosen != _SUGGESTED]

    def _on_filter(self, choice: str) -> None:
        self._listed = choice
        self.filter.show_choice(choice)
        self._show_wishes()

    def _on_person(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._person = item.data(_KEY)
            self._show_wishes()

    def _ask_suggestions(self) -> None:
        dataset, event = self._bridge.dataset, self._event
        assert event is not None
        if dataset is not self._asked:
            self._asked, key = dataset, event.id
            self.suggestions.compute(lambda _progress: _suggested(dataset, key))

    def _on_suggested(self, found: Sequence[SuggestedMeeting]) -> None:
        self._suggested = found
        if self._event is not None and self._person:
            self._show_wishes()

    def _accept_all(self) -> None:
        others = [
            one.other if one.one == self._person else one.one
            for one in self._suggested
            if self._person in one.pair
        ]
        self._edit_event(operations.accept_suggestions, self._person, others)

    def _edit(self, operation: Callable[..., object], other: str, *given: object) -> None:
        self._edit_event(operation, self._person, other, *given)

    def _edit_event(self, operation: Callable[..., object], *given: object) -> None:
        event = self._event
        assert event is not None
        self._attempt(lambda: operation(self._bridge, event.id, *given))


def _counted(rows: Sequence[WishRow]) -> str:
    """How many wishes there are of each kind, and how many want to meet them."""
    stated = [row.wish.wish for row in rows if row.wish is not None]
    back = sum(row.back is not None and row.back.wish is WishKind.WANT for row in rows)
    return _("Want {want}, possible {possible}, no {no}. Wanted by {back}.").format(
        want=stated.count(WishKind.WANT),
        possible=stated.count(WishKind.POSSIBLE),
        no=stated.count(WishKind.NO),
        back=back,
    )


def _suggested(dataset: Dataset, event: str) -> Sequence[SuggestedMeeting]:
    # Loaded by the thread that needs it, because it brings the solver along.
    from chipmap.model.match.event_suggestions import suggested_meetings

    return suggested_meetings(dataset, event)


def _listed(one: EventParticipant) -> str:
    """A participant in one line; an institution that nobody was named for is its own organisation."""
    if one.organisation in ("", one.name):
        return one.name
    return _("{name}, {organisation}").format(name=one.name, organisation=one.organisation)
