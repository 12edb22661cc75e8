"""What the card of a partner says, put together from its terms; every word stands on a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chipmap.model.match.place_partners import PartnerTerm, PlacePartner
from chipmap.model.match.weights import whole_parts
from chipmap.ui.panels.level_texts import figure_of
from chipmap.ui.panels.partners.part_bar import BarPart
from chipmap.ui.panels.pips import Pips
from chipmap.wording import _
from chipmap.wording import partners as words
from chipmap.wording.partner_reasons import partner_reasons

if TYPE_CHECKING:
    from typing import Literal

    from chipmap.ui.bridge import WorkspaceBridge

    Tone = Literal["success", "warn", "danger", "text2"]


@dataclass(frozen=True, slots=True)
class CardReport:
    """One ranked partner; `parts` add up to `total`, `tone` is the ink of the exposure."""

    place: str
    name: str
    total: int
    parts: tuple[BarPart, ...]
    reasons: tuple[str, ...]
    rank: str
    segment: str
    pips: Pips
    figure: str
    work: str
    exposure: str
    tone: Tone
    spoken: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list was asked for: the words around every card."""

    focus: str
    segment: str
    horizon: str


def card_report(bridge: WorkspaceBridge, one: PlacePartner, asked: Asked) -> CardReport:
    """The card of a partner that has a rank."""
    assert one.ranked.total is not None
    assert one.ranked.rank is not None
    parts = bar_parts(one)
    total = sum(part.points for part in parts)
    name = bridge.subject_name(one.place)
    standing = bridge.standings.of(one.place, asked.segment, asked.horizon)
    share = exposure_of(one)
    rank = words.rank_text(one.ranked.rank, one.ranked.rank_interval)
    reasons = partner_reasons(bridge.dataset, bridge.names, one, asked.focus)
    spoken = [
        _("{name}, {total} of 100").format(name=name, total=total),
        rank,
        ", ".join(f"{words.term_word(part.term)} {part.points}" for part in parts),
        *reasons,
    ]
    return CardReport(
        place=one.place,
        name=name,
        total=total,
        parts=parts,
        reasons=reasons,
        rank=rank,
        segment=bridge.segment_name(asked.segment),
        pips=Pips.of(standing, None),
        figure=figure_of(standing),
        work=words.work_text(len(one.collaborations)),
        exposure=words.exposure_text(share),
        tone=_tone(share, bridge.dataset.settings.share_thresholds),
        spoken=". ".join(spoken),
    )


def bar_parts(one: PlacePartner) -> tuple[BarPart, ...]:
    """The points of the known terms, whole, adding up to the printed total."""
    total = round(one.ranked.total or 0.0)
    points = whole_parts(dict(one.ranked.contributions), total)
    return tuple(BarPart(term, points[term.value]) for term in PartnerTerm if term.value in points)


def exposure_of(one: PlacePartner) -> float | None:
    """The mean share in per cent that a partner holds of the segments, where it is known."""
    value = one.terms[PartnerTerm.LOW_EXPOSURE].value
    return None if value is None else 100.0 * (1.0 - value)


def _tone(share: float | None, thresholds: tuple[float, ...]) -> Tone:
    """How much leaning on a partner would rest on one place, by the workspace's own classes of shares."""
    if share is None:
        return "text2"
    if share >= thresholds[0]:
        return "danger"
    return "warn" if share >= thresholds[1] else "success"
