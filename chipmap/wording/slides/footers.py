"""What stands below every slide: whose figures, when, by which names and from which sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chipmap.model.story.slide_content import SlideFooter
from chipmap.wording import _, formats, ngettext

if TYPE_CHECKING:
    from chipmap.wording.slides.asked import SlideAsked

NAMED_SOURCES = 3


def slide_footer(asked: SlideAsked, sources: Sequence[str]) -> SlideFooter:
    """The footer of a slide that rests on these sources, most important first."""
    settings = asked.dataset.settings
    raters = len({score.rater for score in asked.dataset.scores.values()})
    day = formats.date(asked.made_on)
    cited = _cited(asked, sources)
    parts = [settings.title]
    if asked.revision is not None:
        parts.append(_("revision {number}").format(number=asked.revision))
    if raters:
        parts.append(ngettext("{count} rater", "{count} raters", raters).format(count=raters))
    state = _round_text(asked)
    parts += [state] if state else []
    parts += [day, _("names: {profile}").format(profile=asked.names.profile)]
    text = ", ".join(parts) + ". " + cited
    return SlideFooter(settings.title, asked.revision, raters, day, asked.names.profile, cited, text)


def _round_text(asked: SlideAsked) -> str:
    """Whether the figures are agreed: a closed round is, an open one is a draft."""
    found = asked.dataset.rounds.get(str(asked.dataset.settings.current_round))
    if found is None:
        return ""
    if found.is_open:
        return _("draft of round {number}").format(number=found.number)
    return _("agreed in round {number}").format(number=found.number)


def _cited(asked: SlideAsked, sources: Sequence[str]) -> str:
    """The sources with their years, and how many more there are."""
    known = [source for key in sources if (source := asked.dataset.sources.get(key)) is not None]
    if not known:
        return _("Source: the workspace’s own scores.")
    named = [
        f"{one.publisher or one.title} {one.year}" if one.year else one.publisher or one.title
        for one in known
    ]
    different = list(dict.fromkeys(named))
    shown = "; ".join(different[:NAMED_SOURCES])
    more = len(different) - NAMED_SOURCES
    if more > 0:
        return _("Sources: {named} and {count} more.").format(named=shown, count=more)
    return ngettext("Source: {named}.", "Sources: {named}.", len(different)).format(named=shown)
