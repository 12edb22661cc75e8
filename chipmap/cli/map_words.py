"""What a person means by the classes, the measure and the lines of a map on a command line.

The words are those of the legend and the menus of the map; what is not clear is refused with the choices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.geography.layers import ShareGroup


def classes_meant(layer: str, text: str | None) -> frozenset[str]:
    """The classes of the legend whose places are shown; none given shows all.

    "4,5" in the layer of capability, "-3,-2" against need, in others 1 for the lowest class; "suggested",
    "unknown" and "na" in any.
    """
    if text is None:
        return frozenset()
    keys = _class_keys(layer)
    wanted = [word.strip().casefold().replace("\u2212", "-").lstrip("+") for word in text.split(",")]
    unknown = next((word for word in wanted if word not in keys), None)
    if unknown is not None:
        raise typer.BadParameter(
            _("“{text}” is no class of this layer. Its classes are {choices}.").format(
                text=unknown, choices=", ".join(keys)
            ),
            param_hint="--classes",
        )
    return frozenset(keys[word] for word in wanted)


def measure_meant(dataset: Dataset, layer: str, segment: str, text: str | None) -> ShareGroup | None:
    """The shares that a layer of world shares counts: a measure, or measure and year; None for the first."""
    from chipmap.model.analysis.shares import share_groups
    from chipmap.wording.levels import measure_word
    from chipmap.wording.titles import group_text

    if text is None:
        return None
    if layer != "world-share":
        raise typer.BadParameter(
            _("Only the layer world-share has measures to choose from."), param_hint="--measure"
        )
    groups = share_groups(dataset, segment)
    wanted = text.strip().casefold()
    for group in groups:
        words = (group.measure, measure_word(group.measure), group_text(group))
        spellings = {word.casefold() for word in words}
        spellings |= {f"{word} {group.year}" for word in spellings}
        if wanted in spellings:
            return group
    choices = "; ".join(group_text(group) for group in groups) or _("none")
    raise typer.BadParameter(
        _("No share of this segment counts “{text}”. There are: {choices}.").format(
            text=text, choices=choices
        ),
        param_hint="--measure",
    )


def _class_keys(layer: str) -> dict[str, str]:
    """Every class by the word for it: levels and gaps by their number, others counted from 1."""
    from chipmap.model.geography.class_filter import DOTTED, NOT_APPLICABLE, NOTHING
    from chipmap.model.geography.classes import NEED_CLASSES
    from chipmap.model.geography.layers import LayerKind
    from chipmap.wording.class_names import class_names

    kind = LayerKind(layer)
    first = {LayerKind.CAPABILITY: 0, LayerKind.NEED: -(NEED_CLASSES // 2)}.get(kind, 1)
    keys = {str(first + number): str(number) for number in range(len(class_names(kind)))}
    return keys | {"suggested": DOTTED, "unknown": NOTHING, "na": NOT_APPLICABLE}
