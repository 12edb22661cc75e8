"""Maps in a deck: one editable shape for each place, in one group, each with its name and its value.

The shapes are written as XML at once: built point by point through the library, six maps would take longer
than all the rest of a deck.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from chipmap.model.exchange.deck_shapes import Box, MapFill, MapShape

EMU_PER_INCH: Final = 914_400
_OUTLINE_EMU: Final = 6_350
_STRONG_EMU: Final = 19_050


def map_group(shapes: Iterable[MapShape], box: Box, *, first_id: int, name: str, alt_text: str) -> Any:  # noqa: ANN401 - XML of the library
    """The group of all shapes, at its place on a slide; ids are counted from `first_id`."""
    left, top = _emu(box.left), _emu(box.top)
    width, height = _emu(box.width), _emu(box.height)
    head = (
        f"<p:grpSp {nsdecls('p', 'a')}><p:nvGrpSpPr>"
        f"<p:cNvPr id='{first_id}' name={quoteattr(name)} descr={quoteattr(alt_text)}/>"
        "<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
        f"<a:off x='{left}' y='{top}'/><a:ext cx='{width}' cy='{height}'/>"
        f"<a:chOff x='{left}' y='{top}'/><a:chExt cx='{width}' cy='{height}'/>"
        "</a:xfrm></p:grpSpPr>"
    )
    drawn = [_shape(shape, box, number) for number, shape in enumerate(shapes, start=first_id + 1)]
    return parse_xml("".join([head, *drawn, "</p:grpSp>"]))


def _shape(shape: MapShape, box: Box, number: int) -> str:
    rings = [[(_emu(x), _emu(y)) for x, y in ring] for ring in shape.rings]
    across = [x for ring in rings for x, _y in ring]
    down = [y for ring in rings for _x, y in ring]
    left, top = min(across, default=0), min(down, default=0)
    width, height = max(across, default=1) - left or 1, max(down, default=1) - top or 1
    path = "".join(_ring(ring, left, top, is_area=bool(shape.colour)) for ring in rings)
    said = f"{shape.name}: {shape.value}" if shape.value else shape.name
    return (
        f"<p:sp><p:nvSpPr><p:cNvPr id='{number}' name={quoteattr(shape.name)} descr={quoteattr(said)}/>"
        "<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>"
        f"<a:off x='{_emu(box.left) + left}' y='{_emu(box.top) + top}'/>"
        f"<a:ext cx='{width}' cy='{height}'/></a:xfrm>"
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l='0' t='0' r='r' b='b'/>"
        f"<a:pathLst><a:path w='{width}' h='{height}'>{path}</a:path></a:pathLst></a:custGeom>"
        f"{_fill(shape)}{_outline(shape)}</p:spPr></p:sp>"
    )


def _ring(ring: Sequence[tuple[int, int]], left: int, top: int, *, is_area: bool) -> str:
    (x, y), *rest = ring
    lines = "".join(f"<a:lnTo><a:pt x='{x - left}' y='{y - top}'/></a:lnTo>" for x, y in rest)
    return (
        f"<a:moveTo><a:pt x='{x - left}' y='{y - top}'/></a:moveTo>{lines}{'<a:close/>' if is_area else ''}"
    )


def _fill(shape: MapShape) -> str:
    if not shape.colour:
        return "<a:noFill/>"
    if shape.fill is MapFill.PLAIN:
        return f"<a:solidFill><a:srgbClr val='{shape.colour}'/></a:solidFill>"
    return (
        f"<a:pattFill prst='{shape.fill.value}'><a:fgClr><a:srgbClr val='{shape.ink}'/></a:fgClr>"
        f"<a:bgClr><a:srgbClr val='{shape.colour}'/></a:bgClr></a:pattFill>"
    )


def _outline(shape: MapShape) -> str:
    width = _STRONG_EMU if shape.is_outlined else _OUTLINE_EMU
    return f"<a:ln w='{width}'><a:solidFill><a:srgbClr val='{shape.outline}'/></a:solidFill></a:ln>"


def _emu(inches: float) -> int:
    return round(inches * EMU_PER_INCH)
