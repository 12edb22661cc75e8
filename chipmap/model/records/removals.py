"""What is lost in a scenario, and how it is spelled: `SUBJECT[>TO][:SEGMENT][=PART]`.

    TWN:fab=0.5       half of Taiwan's fabrication and of everything beneath it
    EU27              everything that the EU's members hold
    :crm_gallium      every supplier of gallium
    tsmc:fab=0.6      an institution: 0.6 of what its place holds there, because shares are known of places
    CHN>EU27:wafers   a route: what China supplies no longer reaches the EU

SUBJECT is a place, a region or an institution; PART is the lost part of its capacity, above 0 to 1 (whole
where it is left out). Buyers purchase at world shares, so a route takes from its end what the loss of the
supplier takes from everybody; what it adds is who is meant.
"""

from __future__ import annotations

from collections.abc import Iterable

from chipmap.model.frozen_dataclass import dataclass

TOWARDS, IN, PART = ">", ":", "="


@dataclass(frozen=True, slots=True)
class Removal:
    """What is lost: a place (or every place, where empty), in a segment and all beneath it (or everywhere).

    `part` is the part of its capacity that is lost, above 0 to 1; of an institution, the part of its place's
    capacity. `towards` is the place or region that no longer gets it; empty: nobody does.
    """

    subject: str = ""
    segment: str = ""
    part: float = 1.0
    towards: str = ""


def read_removal(text: str) -> Removal | None:
    """What a spelling means; None where it is none."""
    named, equals, stated = text.partition(PART)
    subject, _colon, segment = named.partition(IN)
    origin, arrow, towards = subject.partition(TOWARDS)
    part = read_part(stated) if equals else 1.0
    is_lacking = not origin and (bool(arrow) or not segment)
    if part is None or is_lacking or (arrow and not towards):
        return None
    return Removal(origin.strip(), segment.strip(), part, towards.strip())


def read_part(text: str) -> float | None:
    """A part above 0 to 1; None for anything else."""
    try:
        part = float(text.replace(",", "."))
    except ValueError:
        return None
    return part if 0 < part <= 1 else None


def removal_text(removal: Removal) -> str:
    """How a removal is spelled; `read_removal` gives the same removal back."""
    towards = f"{TOWARDS}{removal.towards}" if removal.towards else ""
    segment = f"{IN}{removal.segment}" if removal.segment else ""
    part = "" if removal.part == 1.0 else f"{PART}{removal.part!r}"
    return f"{removal.subject}{towards}{segment}{part}"


def read_removals(texts: Iterable[str]) -> tuple[Removal, ...]:
    """The removals of a kept scenario; what is no spelling is left out."""
    return tuple(found for text in texts if (found := read_removal(text)) is not None)
