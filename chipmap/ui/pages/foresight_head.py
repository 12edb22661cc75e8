"""What stands above the table of foresight: its finding as a title, what is known and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.records import ROOT_SEGMENT
from chipmap.ui.pages.foresight_rows import known_needs, widest_cell
from chipmap.ui.panels.level_texts import mid_sentence
from chipmap.ui.panels.partners.missing_note import Field, Missing
from chipmap.wording import _
from chipmap.wording import foresight as words
from chipmap.wording.formats import horizon as horizon_text

if TYPE_CHECKING:
    from chipmap.model.analysis.foresight_table import ForesightTable
    from chipmap.ui.bridge import WorkspaceBridge


def head_texts(bridge: WorkspaceBridge, table: ForesightTable) -> tuple[str, str]:
    """Title and subtitle of the page."""
    focus = bridge.subject_name(table.places[0])
    widest = widest_cell(table)
    if widest is None:
        title = words.title_text(focus, "", None, "")
    else:
        segment, gap = widest
        name = mid_sentence(bridge.segment_name(segment))
        title = words.title_text(focus, name, gap.value, gap.need_horizon or "")
    years = ", ".join(horizon_text(one, bridge.dataset.settings.current_year) for one in table.horizons)
    said = _("Level against need, {years}.").format(years=years)
    known, asked = known_needs(table)
    return title, f"{said} {words.known_text(known, asked)}" if asked else said


def missing_of(bridge: WorkspaceBridge, table: ForesightTable, segment: str) -> Missing | None:
    """What keeps the future of the focus region from being seen; None where nothing does."""
    focus, later = table.places[0], bridge.dataset.settings.later_horizons
    name = bridge.subject_name(focus)
    if segment == ROOT_SEGMENT:
        segment = bridge.dataset.stages()[0].id
    if not known_needs(table)[1]:
        field = Field("need", focus, segment, later[0])
        return Missing(*words.missing_needs(name), _("Record a need"), field)
    if not table.has_expected_levels(focus):
        title, text = words.missing_expectations(name, ", ".join(later))
        widest = widest_cell(table)
        at = widest[0] if widest is not None else segment
        return Missing(title, text, _("Record an expected level"), Field("level", focus, at, later[0]))
    return None
