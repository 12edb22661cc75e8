"""What stands below every slide: whose figures, when, by which names and from which sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from chipmap.model.story.slide_content import SlideFooter
from chipmap.wording import _, formats, ngettext

if TYPE_CHECKING:
    from chipmap.model.story.slide_content import SlideContent
    from chipmap.wording.slides.asked import SlideAsked

NAMED_SOURCES = 3


def slide_footer(asked: SlideAsked, sources: Sequence[str]) -> SlideFooter:
    """The footer of a slide that rests on these sources, most important first."""
    settings = asked.dataset.settings
    raters = len({score.rater for score in asked.dataset.scores.values()})
    footer = SlideFooter(
        workspace=settings.title,
        revision=asked.revision,
        raters=raters,
        date=formats.date(asked.made_on),
        naming_profile=asked.names.profile,
        sources=_cited(asked, sources),
        text="",
        state=_round_text(asked),
    )
    return replace(footer, text=_text_of(footer))


def with_revision(content: SlideContent, revision: int) -> SlideContent:
    """The content as of another revision of the workspace, where only words have changed since."""
    footer = replace(content.footer, revision=revision)
    return replace(content, footer=replace(footer, text=_text_of(footer)))


def _text_of(footer: SlideFooter) -> str:
    parts = [footer.workspace]
    if footer.revision is not None:
        parts.append(_("revision {number}").format(number=footer.revision))
    if footer.raters:
        parts.append(ngettext("{count} rater", "{count} raters", footer.raters).format(count=footer.raters))
    parts += [footer.state] if footer.state else []
    parts += [footer.date, _("names: {profile}").format(profile=footer.naming_profile)]
    return ", ".join(parts) + ". " + footer.sources


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
