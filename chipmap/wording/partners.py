"""The partner score in words: what its terms are called, and reasons built from the numbers that entered."""

from __future__ import annotations

from chipmap.wording import _, ngettext
from chipmap.wording.formats import level as level_text
from chipmap.wording.formats import number, percent


def term_word(term: str) -> str:
    """What a term of the partner score is called."""
    return {
        "fills_our_gap": _("Fills our gap"),
        "fills_their_gap": _("Fills their gap"),
        "balance": _("Balance"),
        "relatedness": _("Relatedness"),
        "ties": _("Ties"),
        "low_exposure": _("Low exposure"),
    }.get(term, term)


def term_meaning(term: str, focus: str, place: str) -> str:
    """How a term comes about, in one sentence."""
    return {
        "fills_our_gap": _("The part of what {focus} still needs that {place} has beyond it."),
        "fills_their_gap": _("The part of what {place} still needs that {focus} has beyond it."),
        "balance": _("The smaller of the two parts divided by the larger: 1 when both gain alike."),
        "relatedness": _("How near what {place} has and {focus} lacks is to what {focus} needs."),
        "ties": _("Collaborations of both: in these segments 1, elsewhere ½; the reverse for new ties."),
        "low_exposure": _("1 minus the mean share that {place} holds of these segments."),
    }[term].format(focus=focus, place=place)


def covered_text(*, place: str, theirs: float, segment: str, other: str, ours: float, need: float) -> str:
    """Who could fill a gap: "Level 4 in packaging, where EU-27 has 2 and needs 4"."""
    return _("{place} has {theirs} in {segment}, where {other} has {ours} and needs {need}").format(
        place=place,
        theirs=level_text(theirs),
        segment=segment,
        other=other,
        ours=level_text(ours),
        need=level_text(need),
    )


def and_more_segments(text: str, count: int) -> str:
    """The same in further segments, which are counted."""
    if not count:
        return text
    more = ngettext("{text}; so in {count} more segment", "{text}; so in {count} more segments", count)
    return more.format(text=text, count=count)


def adds_nothing_text(place: str, other: str) -> str:
    """A gap is known and this place fills none of it."""
    return _("{place} has nothing beyond {other} where {other} falls short").format(place=place, other=other)


def one_way_text(place: str) -> str:
    """A partner without a recorded need is ranked one way."""
    return _("No unmet need of {place} is known, so it is ranked one way").format(place=place)


def no_gap_text(needing: str) -> str:
    """There is no gap to fill."""
    return _("No unmet need of {place} is known here").format(place=needing)


def not_known_text(place: str) -> str:
    """Too little is known of a place for a gap to be held against it."""
    return _("Too little is known of {place} to say what it fills").format(place=place)


def work_text(count: int) -> str:
    """How many collaborations there are."""
    if not count:
        return _("No collaboration yet")
    return ngettext("{count} collaboration", "{count} collaborations", count).format(count=count)


def exposure_text(share: float | None) -> str:
    """What a partner holds of the segments, in per cent of the world."""
    if share is None:
        return _("Share not known")
    return _("Holds {share}").format(share=percent(share, 1 if share < 10 else 0))


def rank_text(rank: int, interval: tuple[int, int] | None) -> str:
    """A rank, with where it lies in nine of ten draws when that is more than one rank."""
    if interval is None or interval[0] == interval[1]:
        return _("Rank {rank}").format(rank=rank)
    return _("Rank {rank} ({first}–{last})").format(rank=rank, first=interval[0], last=interval[1])


def top_text(probability: float) -> str:
    """How often a place is among the first three when every weight varies by a quarter."""
    return _("In the first three in {part} of 1,000 draws of the weights, each varied by 25 %").format(
        part=percent(100 * probability)
    )


def suggested_text(part: float) -> str:
    """How much of the levels behind a match nobody has scored."""
    return _("{part} of the levels are suggested").format(part=percent(100 * part))


def part_text(*, segment: str, ours: float | None, theirs: float | None, need: float | None) -> str:
    """The numbers of one segment in a term: needed, there, and what the other has."""
    unknown = "–"
    return _("{segment}: need {need}, has {ours}, the other has {theirs}").format(
        segment=segment,
        need=unknown if need is None else level_text(need),
        ours=unknown if ours is None else level_text(ours),
        theirs=unknown if theirs is None else level_text(theirs),
    )


def adds_text(part: float | None) -> str:
    """What a segment adds to a term of 0–1."""
    if part is None:
        return _("not known")
    text = number(part, 2)
    return text if text == "0" else "+" + text


def points_text(points: int, most: int) -> str:
    """What a term adds to the total, of what it could."""
    return _("{points} of {most}").format(points=points, most=most)


def sum_text(value: float, weight: float, scale: float) -> str:
    """How the points of a term come about; weights of unknown terms are shared out among the known."""
    if abs(scale - 1) < 0.005:
        return _("{value} × weight {weight}.").format(value=number(value, 2), weight=number(weight))
    return _("{value} × weight {weight} × {scale}, because terms that are not known are left out.").format(
        value=number(value, 2), weight=number(weight), scale=number(scale, 2)
    )


def left_out_text(names: str) -> str:
    """The segments in which a level is not known."""
    return _("Left out, because a level is not known: {names}.").format(names=names)


def unranked_text(known: float, missing: list[str]) -> str:
    """Why a partner has no rank."""
    return _("{known} of the weight is known; missing: {terms}").format(
        known=percent(100 * known), terms=", ".join(missing)
    )


def missing_need(focus: str, segment: str, horizon: str) -> tuple[str, str]:
    """Nobody has said what the focus region needs here: title and what to do."""
    title = _("No need of {focus} is recorded in {segment}").format(focus=focus, segment=segment)
    text = _(
        "Partners are ranked by the gap between what {focus} has and what it needs. "
        "Record the level that it will need in {segment}, and by when ({horizon})."
    )
    return title, text.format(focus=focus, segment=segment, horizon=horizon)


def missing_level(focus: str, segment: str, horizon: str) -> tuple[str, str]:
    """A need is recorded, but the level to hold it against is not known: title and what to do."""
    title = _("The level of {focus} in {segment} is not known").format(focus=focus, segment=segment)
    text = _("A need is recorded. Score the level of {focus} for {horizon}, so that the gap can be seen.")
    return title, text.format(focus=focus, horizon=horizon)


def met_need(focus: str) -> tuple[str, str]:
    """Every need that is recorded is met."""
    title = _("Every recorded need of {focus} is met here").format(focus=focus)
    return title, _("Choose another segment or horizon, or record a need that goes further.")


def pair_text(both: str, they_add: str, we_add: str) -> str:
    """What joins two institutions."""
    parts = []
    if they_add:
        parts.append(_("They add {segments}").format(segments=they_add))
    if we_add:
        parts.append(_("We add {segments}").format(segments=we_add))
    if both:
        parts.append(_("Both hold {segments}").format(segments=both))
    return ". ".join(parts)
