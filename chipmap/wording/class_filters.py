"""The filter of a map in words: what the places that are left have in common."""

from __future__ import annotations

from collections.abc import Sequence

from chipmap.model.geography.class_filter import DOTTED, NOT_APPLICABLE, NOTHING, shown_count
from chipmap.model.geography.classes import NEED_CLASSES
from chipmap.model.geography.layers import Layer, LayerKind
from chipmap.wording import _, formats, ngettext
from chipmap.wording.class_names import class_names


def filter_text(layer: Layer) -> str:
    """What is left of a filtered layer: "Only places at level 4 and 5"; empty without a filter."""
    if not layer.only:
        return ""
    numbers = sorted(int(key) for key in layer.only if key.isdigit())
    parts = [_classes_text(layer.kind, numbers)] if numbers else []
    parts += [text for key, text in _pattern_texts(layer.kind).items() if key in layer.only]
    return _("Only places {kind}").format(kind=_joined(parts, _("{first}, or {last}")))


def counted_filter_text(layer: Layer) -> str:
    """The filter and how many places fit it."""
    count = shown_count(layer)
    return ngettext("{filter}: {count} place", "{filter}: {count} places", count).format(
        filter=filter_text(layer), count=count
    )


def class_word(kind: LayerKind, key: str) -> str:
    """What one class of a legend is called by its number and meaning: "4 Strong"."""
    if not key.isdigit():
        return _pattern_texts(kind)[key]
    name = class_names(kind)[int(key)]
    return _("{level} {word}").format(level=key, word=name) if kind is LayerKind.CAPABILITY else name


def pick_hint(kind: LayerKind, key: str) -> str:
    """What clicking a class does, for the tooltip and the description that is read aloud."""
    return _("Show only places {kind}. Ctrl adds one, Shift all up to it.").format(
        kind=_classes_text(kind, [int(key)]) if key.isdigit() else _pattern_texts(kind)[key]
    )


def _classes_text(kind: LayerKind, numbers: Sequence[int]) -> str:
    if kind is LayerKind.CAPABILITY:
        return _("at level {levels}").format(levels=_listed([str(number) for number in numbers]))
    if kind is LayerKind.NEED:
        gaps = [formats.signed(number - NEED_CLASSES // 2) for number in numbers]
        return _("at {gaps} from need").format(gaps=_listed(gaps))
    names = _listed([class_names(kind)[number] for number in numbers])
    if kind is LayerKind.COVERAGE:
        return _("with {parts} of the rows scored").format(parts=names)
    if kind is LayerKind.AGE:
        return _("with newest evidence {ages} old").format(ages=names) if 0 not in numbers else _age(numbers)
    return _("with {shares}").format(shares=names)


def _age(numbers: Sequence[int]) -> str:
    """Evidence of this year has no age in words, so the phrase differs."""
    rest = [class_names(LayerKind.AGE)[number] for number in numbers if number]
    if not rest:
        return _("with newest evidence of this year")
    return _("with newest evidence of this year or {ages} old").format(ages=_listed(rest))


def _pattern_texts(kind: LayerKind) -> dict[str, str]:
    nothing = {
        LayerKind.CAPABILITY: _("not scored"),
        LayerKind.NEED: _("without a level or a need"),
        LayerKind.COVERAGE: _("with nothing scored"),
        LayerKind.AGE: _("without dated evidence"),
    }
    return {
        DOTTED: _("suggested, or scored without evidence"),
        NOTHING: nothing.get(kind, _("without a cited share")),
        NOT_APPLICABLE: _("not applicable"),
    }


def _listed(parts: Sequence[str]) -> str:
    return _joined(parts, _("{first} and {last}"))


def _joined(parts: Sequence[str], pattern: str) -> str:
    """A list with commas, and the pattern before its last part."""
    if len(parts) == 1:
        return parts[0]
    return pattern.format(first=", ".join(parts[:-1]), last=parts[-1])
