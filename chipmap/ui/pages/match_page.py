"""The Match page: who could fill the focus region's gaps, ranked by a visible sum, and why.

It follows the bridge and the selection. Ranking runs beside the window; weights that are dragged rank the
terms at hand, so that the cards follow the hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chipmap.model.assumptions import assumption_of
from chipmap.model.match.partner_filters import PartnerFilter, shown_partners
from chipmap.model.match.place_partners import PartnerList, PartnerTerm, reweighted, weights_of
from chipmap.model.records import Assumption
from chipmap.ui import theme
from chipmap.ui.match_wish import MatchWish
from chipmap.ui.operations.methods import reset_assumptions, set_assumptions
from chipmap.ui.pages.match_agenda import MatchAgenda, is_only_agenda
from chipmap.ui.pages.match_answers import PartnerAnswers, PartnerQuestion, question_of
from chipmap.ui.pages.match_head import MatchHead
from chipmap.ui.pages.match_side import MatchSide
from chipmap.ui.panels.level_texts import mid_sentence
from chipmap.ui.panels.panel_scroll import PanelScroll
from chipmap.ui.panels.partners.card_list import CardList, UnrankedLine
from chipmap.ui.panels.partners.card_report import Asked, card_report
from chipmap.ui.panels.partners.controls import PartnerControls
from chipmap.ui.panels.partners.missing_note import Field, MissingNote, missing_of
from chipmap.ui.panels.partners.weights_panel import TermSwatch, Weights
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _, ngettext
from chipmap.wording import partners as words
from chipmap.wording.formats import horizon as horizon_text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from chipmap.model.workspace import Announcement
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.jobs import Jobs
    from chipmap.ui.selection import Selection, View

_SIDE_WIDTH = 412
_LARGEST_SIDE = 0.44
"""The part of the page that the map and the reasons take at most."""
_PADDING = 24
_SWATCH_GAP = 6
_WEIGHT_KEYS = frozenset(f"match.{term}" for term in PartnerTerm)


class MatchPage(QWidget):
    """Cards of ranked partners on the left, map and reasons on the right."""

    story_wanted = Signal()
    """A slide of the first cards."""
    record_wanted = Signal(object)
    """The Field of the score editor that somebody wants to fill in."""

    def __init__(
        self,
        bridge: WorkspaceBridge,
        selection: Selection,
        jobs: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._selection = bridge, selection
        self._found: PartnerList | None = None
        self._asked: PartnerQuestion | None = None
        self._answered: PartnerQuestion | None = None
        self.answers = PartnerAnswers(jobs, self)
        self.answers.answered.connect(self._on_answered)
        self.controls = PartnerControls(bridge)
        self.missing = MissingNote()
        self.cards = CardList()
        self.side = MatchSide(bridge, selection)
        self.agenda = MatchAgenda(bridge, jobs, self.cards, self.side, self)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.cards)

    @property
    def found(self) -> PartnerList | None:
        """The ranking that is shown; None until the first answer."""
        return self._found

    @property
    def is_busy(self) -> bool:
        """Whether something is still being computed or drawn."""
        return self.answers.is_waiting or self.side.map.is_drawing

    @property
    def kept_clear(self) -> int:
        """How much of the right edge no message may lie over: the actions at the foot of the side."""
        return self.side.width()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_view()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def commit_pending(self) -> None:
        """Keep what is still being typed into a check."""
        self.side.commit_checks()

    def show_why(self, place: str) -> None:
        """Show why a place stands where it does."""
        self.side.show_why()
        self._selection.choose(subject=place)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.head = MatchHead(self._selection, "match")
        column.addWidget(self.head)
        column.addWidget(self.controls)
        column.addLayout(self._legend_row())
        column.addWidget(self.missing)
        column.addLayout(self._nothing_fits())
        column.addWidget(self.cards)
        column.addStretch(1)
        self._scroll = PanelScroll(left, side=_PADDING)
        self.missing.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._scroll, 1)
        row.addWidget(self.side)

    def _legend_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        legend = QWidget()
        flow = FlowLayout(legend, gap=16)
        flow.set_line_gap(4)
        for term in PartnerTerm:
            entry = QWidget()
            inside = QHBoxLayout(entry)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(_SWATCH_GAP)
            inside.addWidget(TermSwatch(term))
            inside.addWidget(label(words.term_word(term), "small", "text2", wraps=False))
            flow.addWidget(entry)
        self.adjust = button(_("Adjust weights"), self.side.show_weights, look="link")
        row.addWidget(legend, 1, Qt.AlignmentFlag.AlignVCenter)
        self.story = button(_("Add to story"), self.story_wanted.emit, look="link")
        row.addWidget(self.story, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.adjust, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _nothing_fits(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self._none = label(_("No partner place fits these filters."), "body", "text2")
        self.show_all = button(_("Show all"), self._show_everyone)
        row.addWidget(self._none, 1)
        row.addWidget(self.show_all)
        return row

    def _connect(self) -> None:
        self._bridge.changed.connect(self._on_changed)
        self._selection.changed.connect(self._on_view_changed)
        self.controls.wished.connect(lambda wish: self._selection.choose(match=wish))
        self.missing.wanted.connect(self.record_wanted)
        self.cards.chosen.connect(self.show_why)
        self.side.agenda.why_wanted.connect(self.show_why)
        self.cards.entered.connect(self.side.why.take_focus)
        self.side.why.need_wanted.connect(self._record_need_of)
        self.side.why.left.connect(self.cards.take_focus)
        self.side.left.connect(self.cards.take_focus)
        self.side.weights.moved.connect(self._preview)
        self.side.weights.settled.connect(self._keep_weights)
        self.side.weights.reset_wanted.connect(lambda: reset_assumptions(self._bridge, sorted(_WEIGHT_KEYS)))
        theme.current().changed.connect(self._on_theme_changed)

    def _fit(self) -> None:
        look = theme.current()
        width = min(look.px(_SIDE_WIDTH), round(self.width() * _LARGEST_SIDE))
        self.side.setFixedWidth(max(1, width))
        self.side.fit_height(self.height())

    def _ask(self) -> None:
        view = self._selection.view
        self._asked = question_of(view, view.match)
        self.controls.show_wish(view.match, view.focus)
        self.answers.ask(self._bridge.dataset, self._asked)

    def _on_answered(self, found: PartnerList) -> None:
        if self._asked is None:
            # The workspace has changed since, while another page was shown.
            return
        self._found, self._answered = found, self._asked
        self._show()

    def _on_changed(self, announcement: Announcement) -> None:
        changed = list(announcement.changes.changes)
        keys = {change.record.key for change in changed if isinstance(change.record, Assumption)}
        is_weights = bool(changed) and len(keys) == len(changed) and keys <= _WEIGHT_KEYS
        if not changed:
            return
        if is_only_agenda(announcement):
            self.agenda.refresh()
        elif not self.isVisible():
            self._asked = None
        elif is_weights and self._found is not None and not self.answers.is_waiting:
            weights = weights_of(self._bridge.dataset)
            self._found = reweighted(self._found, weights)
            self._show()
            self.answers.weigh(self._found, weights)
        else:
            self._ask()

    def _on_view_changed(self, _before: View, after: View) -> None:
        if self.isVisible() and after.page == "match":
            self._follow_view()

    def _follow_view(self) -> None:
        """Ask where the view asks something else; else show what is known as the view narrows it."""
        view = self._selection.view
        if question_of(view, view.match) != self._asked:
            self._ask()
        elif not self.answers.is_waiting and self._found is not None:
            self.controls.show_wish(view.match, view.focus)
            self._show()

    def _on_theme_changed(self) -> None:
        self._fit()
        if self.isVisible():
            self._follow_view()

    def _show(self) -> None:
        """Show the ranking as the view narrows it, and the reasons of the chosen place."""
        found, view, bridge = self._found, self._selection.view, self._bridge
        assert found is not None
        assert self._answered is not None
        segment = self._answered.segment
        shown = shown_partners(bridge.dataset, found, _filter_of(view.match))
        self._show_head(found, segment, len(shown))
        self.missing.show_missing(missing_of(bridge, found, segment))
        is_empty = not shown and bool(found.partners)
        self._none.setVisible(is_empty)
        self.show_all.setVisible(is_empty)
        asked = Asked(found.focus, segment, found.horizon)
        self.cards.show_cards(
            [card_report(bridge, one, asked) for one in shown if one.ranked.rank is not None],
            [
                UnrankedLine(
                    one.place,
                    bridge.subject_name(one.place),
                    words.unranked_text(one.ranked.weight_known, [*map(words.term_word, one.ranked.missing)]),
                )
                for one in shown
                if one.ranked.rank is None
            ],
        )
        chosen = next((one for one in shown if one.place == view.subject), shown[0] if shown else None)
        self.cards.mark(chosen.place if chosen is not None else "")
        self.agenda.show_found(found)
        source = assumption_of(bridge.dataset, "match.fills_our_gap").source
        self.side.weights.show_weights(found.weights, source)
        self.side.show_list(found, segment, shown, chosen)
        if self.cards.hasFocus():
            self.cards.take_focus()

    def _show_head(self, found: PartnerList, segment: str, shown: int) -> None:
        bridge = self._bridge
        focus = bridge.subject_name(found.focus)
        name = mid_sentence(bridge.segment_name(segment))
        title = _("Partners for {focus} in {segment}").format(focus=focus, segment=name)
        horizon = horizon_text(found.horizon, bridge.dataset.settings.current_year)
        text = _("Ranked by how well each side closes the other’s gaps, {horizon}.").format(horizon=horizon)
        count = len(found.partners)
        places = ngettext("{shown} of {count} place shown.", "{shown} of {count} places shown.", count)
        self.head.show_texts(title, f"{text} {places.format(shown=shown, count=count)}")

    def _preview(self, weights: Weights) -> None:
        """Rank by weights that are still being dragged."""
        if self._found is not None:
            self.answers.drop()
            self._found = reweighted(self._found, weights)
            self._show()

    def _keep_weights(self, weights: Weights) -> None:
        kept = weights_of(self._bridge.dataset)
        if weights == kept and self._found is not None:
            self.answers.weigh(self._found, weights)
            return
        set_assumptions(self._bridge, {f"match.{term}": weight for term, weight in weights.items()})

    def _record_need_of(self, place: str) -> None:
        settings = self._bridge.dataset.settings
        horizon = self._selection.view.horizon
        later = horizon if horizon in settings.later_horizons else settings.later_horizons[0]
        self.record_wanted.emit(Field("need", place, self._selection.view.segment, later))

    def _show_everyone(self) -> None:
        wish = self._selection.view.match
        self._selection.choose(match=MatchWish(new_ties=wish.new_ties, added=wish.added))


def _filter_of(wish: MatchWish) -> PartnerFilter:
    return PartnerFilter(
        wish.has_collaboration, wish.least_coverage, wish.member_of, wish.has_security_review
    )
