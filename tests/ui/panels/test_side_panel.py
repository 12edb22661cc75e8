from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

from chipmap.model.edits.evidence import evidence_of
from chipmap.model.geography.layers import LayerKind
from chipmap.model.records import NA, NOW, OWNER, Confidence
from chipmap.ui.operations import evidence as evidence_operations
from chipmap.ui.operations import history, scores
from chipmap.ui.panels.side_panel import COLLABORATIONS, EVIDENCE, INSTITUTIONS, SCORES


def row_of(panel, segment):
    return next(row for row in panel.scores.chain.shown_rows() if row.line.segment == segment)


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(page):
    return " | ".join(button.accessibleName() for button in page.findChildren(QAbstractButton))


def score(bridge, subject, segment):
    return bridge.dataset.scores.get((subject, segment, OWNER, 1))


def test_an_empty_selection_shows_the_focus_region(panel, bridge):
    assert panel.subject == "EU27"
    assert panel.header.accessibleName() == bridge.subject_name("EU27")


def test_the_widest_gaps_of_the_focus_region_are_listed_with_their_sign(panel, bridge):
    scores.set_level(bridge, subject="EU27", segment="litho", level=2)

    assert "gap −3" in texts(panel.scores)


def test_a_country_is_introduced_with_the_number_of_its_institutions(panel, selection):
    selection.choose(subject="NLD")

    title = panel.header.findChildren(type(panel.header._name))
    assert any("1 institution" in line.text() for line in title)


def test_the_level_is_given_in_words_with_where_it_comes_from(panel, selection):
    selection.choose(subject="NLD")

    said = panel.scores.card.accessibleName()
    assert said.startswith("Leading in litho")
    assert "1 above its 2030 need of 4" in said
    assert "Suggested from revenue by headquarters 2024" in said


def test_a_place_without_any_fact_is_not_scored_and_not_zero(panel, selection):
    selection.choose(subject="MYS")

    assert panel.scores.card.accessibleName().startswith("Litho: not scored")
    assert row_of(panel, "equipment").line.figure == "–"


def test_why_lists_the_rule_and_the_figure_with_its_source(panel, selection, qtbot):
    selection.choose(subject="DEU")

    click(qtbot, panel.scores.card._why)

    reasons = panel.scores.card._reasons.text()
    assert panel.scores.card._reasons.isVisible()
    assert "9\u00a0%" in reasons
    assert "OECD" in reasons
    assert "3 from 8\u00a0%" in reasons


def test_a_click_on_a_row_chooses_its_segment(panel, selection, qtbot):
    click(qtbot, row_of(panel, "packaging"))

    assert selection.view.segment == "packaging"
    assert row_of(panel, "packaging").line.is_chosen


def test_a_click_on_the_chevron_opens_the_sub_segments_and_chooses_nothing(panel, selection, qtbot):
    row = row_of(panel, "packaging")

    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() - 14, row.height() // 2))

    assert selection.view.segment == "litho"
    assert row_of(panel, "packaging_osat").line.depth == 1


def test_the_parents_of_a_chosen_segment_are_open_only_as_long_as_it_is_chosen(panel, selection):
    shown_with_litho = [row.line.segment for row in panel.scores.chain.shown_rows()]

    selection.choose(segment="packaging")

    assert shown_with_litho == ["equipment", "litho", "deposition", "packaging"]
    assert [row.line.segment for row in panel.scores.chain.shown_rows()] == ["equipment", "packaging"]


def test_the_rows_are_walked_and_chosen_by_keyboard(panel, selection, qtbot):
    stop = row_of(panel, "litho")
    stop.setFocus()

    qtbot.keyClick(stop, Qt.Key.Key_Down)
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Return)

    assert selection.view.segment == "deposition"


def test_the_value_chain_is_one_tab_stop(panel):
    stops = [row for row in panel.scores.chain.shown_rows() if row.focusPolicy() & Qt.FocusPolicy.TabFocus]

    assert [row.line.segment for row in stops] == ["litho"]


def test_an_edit_elsewhere_reaches_the_panel_at_once(panel, selection, bridge):
    selection.choose(subject="MYS")

    scores.set_level(bridge, subject="MYS", segment="litho", level=2)

    assert panel.scores.card.accessibleName().startswith("Emerging in litho")
    assert row_of(panel, "litho").line.figure == "2"


def test_undo_takes_the_panel_back(panel, selection, bridge):
    selection.choose(subject="MYS")
    scores.set_level(bridge, subject="MYS", segment="litho", level=2)

    history.undo(bridge)

    assert row_of(panel, "litho").line.figure == "–"


def test_not_applicable_and_zero_are_shown_as_themselves(panel, selection, bridge):
    selection.choose(subject="MYS")
    scores.set_level(bridge, subject="MYS", segment="litho", level=NA)
    scores.set_level(bridge, subject="MYS", segment="deposition", level=0)

    assert row_of(panel, "litho").line.figure == "NA"
    assert row_of(panel, "deposition").line.figure == "0"
    assert row_of(panel, "deposition").line.pips.level == 0


def test_a_score_without_evidence_is_dotted_until_evidence_is_cited(panel, selection, bridge):
    selection.choose(subject="MYS")
    scores.set_level(bridge, subject="MYS", segment="litho", level=4)
    dotted_before = row_of(panel, "litho").line.pips.is_dotted

    evidence_operations.add_evidence(bridge, subject="MYS", segment="litho", evidence=evidence_of("Survey"))

    assert dotted_before
    assert not row_of(panel, "litho").line.pips.is_dotted


def test_accepting_a_suggestion_scores_it_with_its_sources_and_low_confidence(
    panel, selection, bridge, qtbot
):
    selection.choose(subject="DEU")

    click(qtbot, panel.scores.card._accept)

    kept = score(bridge, "DEU", "litho")
    cited = [bridge.dataset.evidence[key] for key in kept.evidence]
    assert kept.level(NOW) == 3
    assert kept.confidence is Confidence.LOW
    assert [evidence.source for evidence in cited] == ["OECD_LANDSCAPE"]
    assert not panel.scores.card._accept.isVisible()
    history.undo(bridge)
    assert score(bridge, "DEU", "litho") is None
    assert not bridge.dataset.evidence


def test_institutions_active_in_the_segment_come_first_and_open_on_a_click(panel, selection, qtbot):
    panel.show_tab(INSTITUTIONS)
    model = panel.institutions.list.model()

    area = panel.institutions.list.visualRect(model.index(0, 0))
    qtbot.mouseClick(panel.institutions.list.viewport(), Qt.MouseButton.LeftButton, pos=area.center())

    assert model.index(0, 0).data() == "ASML"
    assert selection.view.subject == "asml"


def test_an_institution_leads_back_to_its_country(panel, selection, qtbot):
    selection.choose(subject="asml")

    click(qtbot, panel.header._back)

    assert selection.view.subject == "NLD"


def test_an_institution_is_scored_like_a_country(panel, selection, bridge, qtbot):
    selection.choose(subject="asml")
    panel.begin_editing()

    qtbot.keyClick(panel.focusWidget(), "5")

    assert score(bridge, "asml", "litho").level(NOW) == 5


def test_every_measure_that_disagrees_is_shown_with_year_basis_grade_and_source(panel, selection):
    selection.choose(subject="NLD")

    panel.show_tab(EVIDENCE)

    cards = texts(panel.evidence)
    assert "62\u00a0% of litho" in cards
    assert "90\u00a0% of litho" in cards
    for part in ("revenue", "sites", "2024", "2021", "reported", "OECD"):
        assert part in cards


def test_a_place_without_a_need_is_held_against_the_focus_region_as_on_the_map(panel, selection):
    selection.choose(subject="DEU", layer=LayerKind.NEED)
    against_need = panel.scores.card.accessibleName()
    selection.choose(layer=LayerKind.CAPABILITY)
    on_capability = panel.scores.card.accessibleName()

    assert "2 below EU-27's 2030 need of 5" in against_need
    assert "No need recorded" in on_capability


def test_a_need_of_its_own_keeps_its_own_words(panel, selection):
    selection.choose(subject="NLD", layer=LayerKind.NEED)

    assert "1 above its 2030 need of 4" in panel.scores.card.accessibleName()


def test_needs_strengths_companies_and_profile_are_evidence(panel, selection):
    selection.choose(subject="NLD")

    panel.show_tab(EVIDENCE)

    cards = texts(panel.evidence)
    assert "Level 4 needed in litho" in cards
    assert "Lithography machines" in cards
    assert "ASML: 62\u00a0%" in cards
    assert "Public support programme: 2.5 billion EUR" in cards


def test_a_member_sees_the_collaborations_of_its_region(panel, selection):
    selection.choose(subject="DEU")

    panel.show_tab(COLLABORATIONS)

    assert "Joint call on packaging" in texts(panel.collaborations)


def test_an_empty_tab_says_in_one_sentence_what_is_missing(panel, selection):
    selection.choose(subject="MYS")

    panel.show_tab(EVIDENCE)

    assert panel.evidence._empty.isVisible()
    assert not texts(panel.evidence)


def test_closing_the_subject_returns_to_the_focus_region(panel, selection, qtbot):
    selection.choose(subject="MYS")

    click(qtbot, panel.header._close)

    assert selection.view.subject is None
    assert panel.subject == "EU27"


def test_the_tabs_are_changed_by_arrow_keys(panel, qtbot):
    first = panel.tabs._tabs[SCORES]
    first.setFocus()

    qtbot.keyClick(first, Qt.Key.Key_Right)

    assert panel.tabs.current == INSTITUTIONS


def test_every_control_has_a_name_for_screen_readers(panel, selection, bridge):
    selection.choose(subject="NLD")
    evidence_operations.add_evidence(bridge, subject="NLD", segment="litho", evidence=evidence_of("Survey"))
    panel.begin_editing()
    panel.editor.chips.open_form()

    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
    named = [
        control.accessibleName() or getattr(control, "text", str)()
        for kind in kinds
        for control in panel.findChildren(kind)
        if not control.isHidden() and not control.objectName().startswith("qt_")
    ]

    assert len(named) > 30
    assert all(named)
