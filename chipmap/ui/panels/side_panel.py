"""The panel on the right: one subject's levels, institutions, evidence and collaborations, and scoring it.

It follows `bridge.changed` and `selection.changed` and keeps no state that they have; only whether it is
editing and which tab is open are its own. With nothing selected it is about the focus region.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from chipmap.model.edits.institutions import institution_draft
from chipmap.model.records import OWNER, Institution
from chipmap.ui.comparing import drop_missing
from chipmap.ui.heavy_modules import ANALYSIS_PAGE, is_loaded, load_beside
from chipmap.ui.operations import scores
from chipmap.ui.operations.institutions import remove_institution
from chipmap.ui.panels.citations import evidence_sections
from chipmap.ui.panels.cited_page import CitedPage
from chipmap.ui.panels.collaborations import collaboration_sections
from chipmap.ui.panels.in_view_page import InViewPage
from chipmap.ui.panels.institution_record import InstitutionRecord
from chipmap.ui.panels.institutions_page import InstitutionsPage
from chipmap.ui.panels.institutions_tab import InstitutionsTab
from chipmap.ui.panels.level_reports import cited_evidence
from chipmap.ui.panels.level_texts import mid_sentence
from chipmap.ui.panels.panel_scroll import PanelScroll
from chipmap.ui.panels.score_editor import ScoreEditor
from chipmap.ui.panels.scores_page import ScoresPage
from chipmap.ui.panels.segment_row import ROW_BLEED
from chipmap.ui.panels.subject_header import SubjectHeader
from chipmap.ui.panels.subject_titles import title_of
from chipmap.ui.panels.tab_strip import TabStrip
from chipmap.ui.selection import PAGES_WITH_PANEL
from chipmap.ui.tokens import PANEL_PADDING
from chipmap.ui.widgets.parts import button, label, rule
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.workspace import Announcement
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.panels.analysis_page import AnalysisPage
    from chipmap.ui.selection import Selection, View

SCORES, INSTITUTIONS, EVIDENCE, COLLABORATIONS, ANALYSIS = range(5)
SCORECARDS = "scorecards"
"""The page beside whose grid the panel is for scoring."""


class SidePanel(QFrame):
    """Shows and scores the selected subject. `editing_changed` says when scoring begins and ends."""

    editing_changed = Signal(bool)
    export_asked = Signal(str)
    fiche_asked = Signal()
    institution_asked = Signal(object)
    """The Institution that is to be edited, or a draft of one to be added."""
    method_asked = Signal(str)
    """The section of the description of methods that is to be read."""
    weights_asked = Signal()
    trade_asked = Signal()
    collaboration_asked = Signal(str)
    codes_asked = Signal()
    left = Signal()
    """Scoring beside the grid is done; the keyboard goes back to the grid."""

    def __init__(self, bridge: WorkspaceBridge, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "surface")
        self.setAccessibleName(_("Details of the selection"))
        self._bridge = bridge
        self._selection = selection
        self._is_editing = False
        self._tab_of_places = SCORES
        self._analysis: AnalysisPage | None = None
        self._loading: QWidget | None = None
        self._lay_out()
        bridge.changed.connect(self._on_changed)
        selection.changed.connect(self._on_selection_changed)
        self.refresh()

    @property
    def subject(self) -> str:
        """Whom the panel is about: the selected subject, else the focus region."""
        view = self._selection.view
        return view.subject or view.focus

    @property
    def is_editing(self) -> bool:
        return self._is_editing

    def begin_editing(self) -> None:
        """Score the subject; the levels have the keyboard, so that a digit answers at once."""
        if self._selection.view.page == SCORECARDS and not self._selection.view.rater:
            # What all raters say together cannot be edited; one's own scores can.
            self._selection.choose(rater=OWNER)
        self._set_editing(is_editing=True)
        self.editor.take_focus()

    def follow_page(self) -> None:
        """Beside the grid of scorecards a rater's row is edited; elsewhere a person asks for that."""
        view = self._selection.view
        if view.page == SCORECARDS or self._is_editing:
            self.editor.commit_pending()
            self._set_editing(is_editing=view.page == SCORECARDS and bool(view.rater))

    def end_editing(self) -> None:
        """Return to reading, or to the grid of scorecards; what is being typed is kept."""
        self.editor.commit_pending()
        if self._selection.view.page == SCORECARDS:
            self.left.emit()
            return
        self._set_editing(is_editing=False)
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit_pending(self) -> None:
        """Keep what is still being typed, before the workspace is saved or closed."""
        if self._is_editing:
            self.editor.commit_pending()

    def show_tab(self, tab: int) -> None:
        """Open one of the tabs SCORES, INSTITUTIONS, EVIDENCE, COLLABORATIONS, ANALYSIS."""
        self.tabs.choose(tab)
        self.refresh()

    def add_institution(self) -> None:
        """Ask for a new institution, in the country that the panel is about."""
        dataset, subject = self._bridge.dataset, self.subject
        institution = dataset.institutions.get(subject)
        country = institution.country if institution is not None else subject
        self.institution_asked.emit(
            institution_draft(country=country if country in dataset.countries else "")
        )

    def edit_institution(self, institution: str) -> None:
        """Ask for changes of an institution."""
        self.institution_asked.emit(self._bridge.dataset.institutions[institution])

    @property
    def analysis(self) -> AnalysisPage:
        """The page of the Analysis tab; made when it is first shown, because it brings numpy along."""
        return self._analysis or self._make_analysis()

    def refresh(self) -> None:
        """Show the selection as the workspace has it now; a page without the panel need not pay for it."""
        view = self._selection.view
        if view.page not in PAGES_WITH_PANEL:
            return
        subject = self.subject
        is_institution = subject in self._bridge.dataset.institutions
        title = title_of(self._bridge.dataset, self._bridge.names, subject, view.focus)
        self.header.show_title(title, can_close=view.subject is not None)
        self.tabs.rename_tab(INSTITUTIONS, _("Record") if is_institution else _("Institutions"))
        if self._is_editing:
            self.editor.show_row(subject, view)
        else:
            self._show_tab_page(subject, view)

    def _show_tab_page(self, subject: str, view: View) -> None:
        """Only the page that can be seen is brought up to date."""
        tab = self.tabs.current
        bridge = self._bridge
        if tab == SCORES:
            self.scores.show_subject(subject, view, is_focus=view.subject is None)
        elif tab == INSTITUTIONS and subject in bridge.dataset.institutions:
            self.record.show_institution(bridge.dataset.institutions[subject])
            self._pages.setCurrentWidget(self._record_page)
            return
        elif tab == INSTITUTIONS:
            self.institutions.show_subject(subject, view.segment, view.horizon)
            self.in_view.refresh()
        elif tab == EVIDENCE:
            self.evidence.show_sections(
                evidence_sections(bridge, subject, view.segment),
                empty_title=_("No evidence yet"),
                empty_text=_(
                    "Nothing is cited about {subject} in {segment}. Add evidence while scoring."
                ).format(
                    subject=bridge.subject_name(subject),
                    segment=mid_sentence(bridge.segment_name(view.segment)),
                ),
            )
        elif tab == ANALYSIS and self._analysis is None and not is_loaded(ANALYSIS_PAGE):
            self._load_analysis()
            return
        elif tab == ANALYSIS:
            self.analysis.show_subject(subject, view)
        else:
            self.collaborations.show_sections(
                collaboration_sections(bridge, subject),
                empty_title=_("No collaborations yet"),
                empty_text=_("No call, project, degree or agreement with {subject} is recorded.").format(
                    subject=bridge.subject_name(subject)
                ),
            )
        self._pages.setCurrentWidget(self._page_of_tab[tab])

    def _make_analysis(self) -> AnalysisPage:
        if self._analysis is None:
            from chipmap.ui.panels.analysis_page import AnalysisPage

            self._analysis = AnalysisPage(self._bridge)
            self._analysis.method_asked.connect(self.method_asked)
            self._analysis.weights_asked.connect(self.weights_asked)
            self._analysis.trade_asked.connect(self.trade_asked)
            self._analysis.codes_asked.connect(self.codes_asked)
            self.analysis_scroll = PanelScroll(self._analysis, side=PANEL_PADDING)
            self._page_of_tab[ANALYSIS] = self.analysis_scroll
            self._pages.addWidget(self.analysis_scroll)
        return self._analysis

    def _load_analysis(self) -> None:
        """The tab says that it is coming until its modules are there; then it is shown, if still wanted."""
        if self._loading is None:
            self._loading = PanelScroll(
                label(_("Computing the figures…"), "small", "text2"), side=PANEL_PADDING
            )
            self._pages.addWidget(self._loading)
            load_beside((ANALYSIS_PAGE,), self._on_analysis_loaded)
        self._pages.setCurrentWidget(self._loading)

    def _on_analysis_loaded(self) -> None:
        if isValid(self) and self.tabs.current == ANALYSIS:
            self._make_analysis()
            self.refresh()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._top = QVBoxLayout()
        self._top.setContentsMargins(*_top_margins(0))
        self._top.setSpacing(10)
        self.header = SubjectHeader()
        self.header.back_asked.connect(lambda country: self._selection.choose(subject=country))
        self.header.close_asked.connect(lambda: self._selection.choose(subject=None))
        self.header.fiche_asked.connect(self.fiche_asked)
        self.tabs = TabStrip(
            (_("Scores"), _("Institutions"), _("Evidence"), _("Collaborations"), _("Analysis"))
        )
        self.tabs.tab_chosen.connect(lambda _tab: self.refresh())
        self._top.addWidget(self.header)
        self._top.addWidget(self.tabs)
        outer.addLayout(self._top)
        outer.addWidget(rule())
        self._pages = self._make_pages()
        outer.addWidget(self._pages, 1)
        outer.addWidget(rule())
        outer.addLayout(self._footer())

    def _make_pages(self) -> QStackedWidget:
        self.scores = ScoresPage(self._bridge)
        self.scores.segment_chosen.connect(lambda segment: self._selection.choose(segment=segment))
        self.scores.suggestion_accepted.connect(self._on_suggestion_accepted)
        self.scores.evidence_asked.connect(lambda: self.show_tab(EVIDENCE))
        self.institutions = InstitutionsPage(self._bridge)
        self.institutions.institution_chosen.connect(lambda key: self._selection.choose(subject=key))
        self.institutions.add_asked.connect(self.add_institution)
        self.record = InstitutionRecord(self._bridge)
        self.record.segment_chosen.connect(lambda segment: self._selection.choose(segment=segment))
        self.record.edit_asked.connect(self.edit_institution)
        self.record.remove_asked.connect(lambda key: remove_institution(self._bridge, key))
        self.evidence = CitedPage("file-text")
        self.collaborations = CitedPage("handshake")
        self.collaborations.chosen.connect(self.collaboration_asked)
        self.editor = ScoreEditor(self._bridge)
        self.editor.done.connect(self.end_editing)
        self.editor.segment_stepped.connect(self._step_segment)
        pages = QStackedWidget()
        self.in_view = InViewPage(self._bridge, self._selection)
        self.in_view.institution_chosen.connect(lambda key: self._selection.choose(subject=key))
        self.institutions_tab = InstitutionsTab(self.institutions, self.in_view)
        self._page_of_tab: dict[int, QWidget] = {
            SCORES: PanelScroll(self.scores, side=PANEL_PADDING - ROW_BLEED),
            INSTITUTIONS: self.institutions_tab,
            EVIDENCE: PanelScroll(self.evidence, side=PANEL_PADDING),
            COLLABORATIONS: PanelScroll(self.collaborations, side=PANEL_PADDING),
        }
        self._editor_page = PanelScroll(self.editor, side=PANEL_PADDING)
        self._record_page = PanelScroll(self.record, side=PANEL_PADDING)
        for page in (*self._page_of_tab.values(), self._record_page, self._editor_page):
            pages.addWidget(page)
        return pages

    def _footer(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(PANEL_PADDING, 14, PANEL_PADDING, 14)
        row.setSpacing(8)
        self._edit = button(
            _("Edit scores"), self.begin_editing, look="primary", icon="pencil-ruler", is_footer=True
        )
        self._done = button(_("Done"), self.end_editing, look="primary", icon="check", is_footer=True)
        self._export = button(
            _("Export scorecard"), lambda: self.export_asked.emit(self.subject), is_footer=True
        )
        row.addWidget(self._edit)
        row.addWidget(self._done)
        row.addWidget(self._export)
        row.addStretch(1)
        self._done.hide()
        return row

    def _set_editing(self, *, is_editing: bool) -> None:
        if is_editing == self._is_editing:
            return
        self._is_editing = is_editing
        self.tabs.setVisible(not is_editing)
        self._edit.setVisible(not is_editing)
        self._export.setVisible(not is_editing)
        self._top.setContentsMargins(*_top_margins(14 if is_editing else 0))
        self._done.setVisible(is_editing)
        if is_editing:
            self._pages.setCurrentWidget(self._editor_page)
        self.refresh()
        self.editing_changed.emit(is_editing)

    def _on_changed(self, announcement: Announcement) -> None:
        if self._bridge.is_previewing:
            # What is tried out is seen on the map; the panel, which a dialog covers then, says what is kept.
            return
        if drop_missing(self._selection, self._bridge.dataset):
            return
        if not self._bridge.dataset.has_subject(self.subject):
            gone = [change.record for change in announcement.changes.records(Institution)]
            places = [record.country for record in gone if isinstance(record, Institution)]
            self._selection.choose(subject=places[0] if len(places) == 1 else None)
            return
        self.refresh()

    def _on_selection_changed(self, before: View, after: View) -> None:
        if drop_missing(self._selection, self._bridge.dataset):
            return
        if not self._bridge.dataset.has_subject(self.subject):
            # Going back can lead to an institution that has been removed since.
            self._selection.choose(subject=None)
            return
        self._choose_tab(before, after)
        if (before.page, before.rater) != (after.page, after.rater):
            self.follow_page()
        self.refresh()
        is_other_row = (before.subject, before.segment) != (after.subject, after.segment)
        if is_other_row and self._is_editing and after.page != SCORECARDS:
            # The grid of scorecards keeps the keyboard while one walks through it.
            QTimer.singleShot(0, self.editor, self.editor.take_focus)

    def _choose_tab(self, before: View, after: View) -> None:
        """Coming from a place to an institution, its record is what a person looks for; and back again."""
        institutions = self._bridge.dataset.institutions
        was, is_one = before.subject in institutions, after.subject in institutions
        if is_one and not was:
            self._tab_of_places = self.tabs.current
            if self.tabs.current == SCORES:
                self.tabs.choose(INSTITUTIONS)
        elif was and not is_one and self.tabs.current == INSTITUTIONS:
            self.tabs.choose(self._tab_of_places)

    def _on_suggestion_accepted(self, level: int) -> None:
        view = self._selection.view
        standing = self._bridge.standings.of(self.subject, view.segment)
        scores.accept_suggestion(
            self._bridge,
            subject=self.subject,
            segment=view.segment,
            level=level,
            evidence=tuple(cited_evidence(self._bridge.dataset, standing)),
        )

    def _step_segment(self, step: int) -> None:
        """Score the next or previous segment of the value chain, in the order of the tree."""
        order = [
            segment.id
            for segment in sorted(self._bridge.dataset.segments.values(), key=lambda record: record.order)
            if segment.segment_kind != "total"
        ]
        at = order.index(self._selection.view.segment) if self._selection.view.segment in order else 0
        self._selection.choose(segment=order[(at + step) % len(order)])


def _top_margins(below: int) -> tuple[int, int, int, int]:
    """Around the header; the cross at its right end lines up with the text below by its icon."""
    return PANEL_PADDING, PANEL_PADDING, PANEL_PADDING - 8, below
