"""Scenarios in words: what is lost, for how long, what it comes to, why, and how sure that is.

Losses are per cent of normal output of a segment; they are never levels and never money.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from chipmap.wording import _, ngettext
from chipmap.wording.figures import reason_text
from chipmap.wording.formats import MINUS, number, percent
from chipmap.wording.levels import grade_word, measure_word
from chipmap.wording.sentences import capitalised, mid_sentence

if TYPE_CHECKING:
    from chipmap.model.analysis.scenario import ScenarioOutcome, SegmentOutcome
    from chipmap.model.analysis.scenario_report import Certainty, StageLoss, SupplyView
    from chipmap.model.dataset import Dataset
    from chipmap.model.records import Scenario
    from chipmap.model.records.removals import Removal

Naming = Callable[[str], str]
"""What a subject, or a segment, is called."""

MONTHS = {3: 13.0, 6: 26.0, 12: 52.0}
"""The durations that are offered, in weeks."""
_NOTICED = 0.0005


def loss_text(loss: float | None) -> str:
    """A loss as a figure: "43 %", "0.4 %", a dash where it is not known."""
    if loss is None:
        return "–"
    return percent(100 * loss, 0 if loss >= 0.01 or loss < _NOTICED else 1)


def minus_text(loss: float | None) -> str:
    """A loss with its sign: "−43 %"; "0 %" where nothing is lost."""
    text = loss_text(loss)
    return text if loss is None or loss < _NOTICED else MINUS + text


def duration_text(weeks: float | None) -> str:
    """How long it lasts: "6 months", "9 weeks", "lasting"."""
    if weeks is None:
        return _("lasting")
    for months, length in MONTHS.items():
        if weeks == length:
            return _("{count} months").format(count=months)
    return ngettext("{count} week", "{count} weeks", 1 if weeks == 1 else 2).format(count=number(weeks))


def removal_text(removal: Removal, subject: Naming, segment: Naming) -> str:
    """One loss inside a sentence: half of Taiwan's fabrication is "Taiwan, fabrication, 50 %"."""
    name = mid_sentence(segment(removal.segment)) if removal.segment else ""
    if not removal.subject:
        parts = [_("every supplier of {segment}").format(segment=name)]
    elif removal.towards:
        route = _("the route from {place} to {end}")
        parts = [route.format(place=subject(removal.subject), end=subject(removal.towards)), name]
    else:
        parts = [subject(removal.subject), name]
    if removal.part < 1:
        parts.append(percent(100 * removal.part, 1))
    return ", ".join(part for part in parts if part)


def scenario_title(scenario: Scenario, removals: Sequence[Removal], subject: Naming, segment: Naming) -> str:
    """What the page shows, and the name that is offered: "Without Taiwan, fabrication, for 6 months"."""
    if not removals:
        return _("Nothing is lost yet")
    lost = removal_text(removals[0], subject, segment)
    more = len(removals) - 1
    if more:
        text = ngettext("{lost} and {count} more", "{lost} and {count} more", more)
        lost = text.format(lost=lost, count=more)
    if scenario.weeks is None:
        return _("Without {lost}, lasting").format(lost=lost)
    return _("Without {lost}, for {duration}").format(lost=lost, duration=duration_text(scenario.weeks))


def headline_text(found: SegmentOutcome, segment: str) -> str:
    """What the figure says: "of normal packaging output lost, weeks 2–30"."""
    name = mid_sentence(segment)
    if found.reason is not None:
        return _("What {segment} loses is not known.").format(segment=name)
    if found.weeks is None:
        return _("of normal {segment} output lost for as long as it lasts").format(segment=name)
    first, last = found.weeks
    if first == last:
        return _("of normal {segment} output lost in week {week}").format(segment=name, week=first)
    return _("of normal {segment} output lost, weeks {first}–{last}").format(
        segment=name, first=first, last=last
    )


def headline_sentence(found: SegmentOutcome, segment: str) -> str:
    """The figure with its words, as one sentence."""
    words = headline_text(found, segment)
    return words if found.reason is not None else f"{loss_text(found.loss)} {words}"


def lost_weeks_text(found: SegmentOutcome) -> str:
    """What the whole loss adds up to, and that the figure is that of the worst week."""
    if found.lost_weeks is None:
        return ""
    weeks = number(found.lost_weeks)
    return _("In the worst week. In all, {weeks} weeks of normal output are missing.").format(weeks=weeks)


def untouched_text(segment: str) -> str:
    """A segment that loses nothing."""
    return _("Nothing of {segment} is lost, as far as shares and links are known.").format(
        segment=mid_sentence(segment)
    )


def nothing_text(*, is_known: bool) -> str:
    """No segment loses anything, or nobody knows what is lost."""
    if not is_known:
        return _("What is lost is not known: no share of it is recorded.")
    return _("Nothing is lost, as far as shares are known.")


def ineffective_text(subject: str) -> str:
    """A removal that reaches no known share."""
    return _("{subject} holds no known share there: what is lost by it is not known.").format(subject=subject)


def alike_text(focus: str) -> str:
    """Why the figures are those of every buyer."""
    return _(
        "Nothing is known of who buys from whom: all buy at world shares, so {focus} is hit like every buyer."
    ).format(focus=focus)


def route_text(place: str, end: str) -> str:
    """What a closed route means with purchases at world shares."""
    return _(
        "{place} still produces, but {end} no longer gets it. All buy at world shares, so its loss is "
        "that of losing {place}; it may be smaller, as {end} alone wants spare capacity then."
    ).format(place=place, end=end)


def cause_text(found: SegmentOutcome, segment: Naming, lost: Iterable[str]) -> str:
    """Why a segment loses: the chain of what binds it, back to the suppliers that are lost."""
    if found.reason is not None:
        return reason_text(found.reason)
    who = _listed(lost)
    chain = [segment(one) for one in found.causes]
    if len(chain) == 1:
        return _("{segment} is hit itself by the loss of {suppliers}; no input binds it more.").format(
            segment=chain[0], suppliers=who
        )
    steps = " ← ".join([chain[0], *(mid_sentence(one) for one in chain[1:])])
    return _(
        "{steps}. It begins with {suppliers} in {root}; each arrow is the input that binds most."
    ).format(steps=steps, suppliers=who, root=mid_sentence(chain[-1]))


def _listed(names: Iterable[str], most: int = 3) -> str:
    found = list(names)
    if not found:
        return _("a supplier")
    if len(found) > most:
        return _("{names} and {count} more").format(names=", ".join(found[:most]), count=len(found) - most)
    return ", ".join(found)


def stage_figure(loss: StageLoss) -> str:
    """What a stage loses, where there is room for one figure: "−43 %", "0 %" or a dash."""
    return minus_text(loss.loss)


def stage_note(loss: StageLoss) -> str:
    """What stands below it: its worst part, that nothing is lost, or that nothing is known."""
    if loss.part:
        return _("part {loss}").format(loss=minus_text(loss.part_loss))
    if loss.loss is None:
        return _("not known")
    return _("lost") if loss.loss >= _NOTICED else _("no loss")


def stage_spoken(name: str, loss: StageLoss, segment: Naming) -> str:
    """A stage after the loss, for tooltips and screen readers."""
    said = (
        _("{stage}: what it loses is not known, no share and no input is").format(stage=name)
        if loss.loss is None
        else _("{stage}: {loss} of normal output lost").format(stage=name, loss=loss_text(loss.loss))
    )
    if not loss.part:
        return said
    part = _("its worst part, {segment}, loses {loss}").format(
        segment=mid_sentence(segment(loss.part)), loss=loss_text(loss.part_loss)
    )
    return f"{said}; {part}"


def covers_text(view: SupplyView) -> str:
    """How much of the direct loss others make up for."""
    if view.resourced <= 0:
        return _("Nobody makes up for any of the {loss} that is lost directly.").format(
            loss=loss_text(view.direct)
        )
    return _("Of {direct} lost directly, {covered} can be made up and {open} cannot.").format(
        direct=loss_text(view.direct), covered=loss_text(view.resourced), open=loss_text(view.not_covered)
    )


def stepping_in_limit_text(view: SupplyView, substitution: float, spare: float) -> str:
    """What bounds stepping in: spare capacity, or what can be re-sourced at all."""
    limit = substitution * view.direct
    if view.resourced > 0 and abs(view.resourced - limit) < _NOTICED:
        return _("Bound by what can be re-sourced at all: {part} of a loss.").format(
            part=percent(100 * substitution)
        )
    return _("Bound by spare capacity: {part} of each supplier’s output.").format(part=percent(100 * spare))


def work_text(count: int, *, is_own: bool, focus: str) -> str:
    """Whether there is work with somebody who could step in."""
    if is_own:
        return _("belongs to {focus}").format(focus=focus)
    if not count:
        return _("no collaboration yet")
    return ngettext("{count} collaboration", "{count} collaborations", count).format(count=count)


def unknown_text(view: SupplyView) -> str:
    """What nobody lists, and how it is taken."""
    if view.unknown is None:
        return _("The shares cannot all be right, so there is no remainder to speak of.")
    if view.unknown < _NOTICED:
        return _("All suppliers are listed.")
    return _(
        "Of {part} nobody is listed. It is drawn hatched and taken as unaffected without spare capacity, so "
        "the loss may be larger."
    ).format(part=loss_text(view.unknown))


def basis_text(view: SupplyView) -> str:
    """What the shares count."""
    if view.basis is None:
        return _("No shares are recorded; the segment passes on what its inputs lose.")
    measure = measure_word(view.basis.measure)
    year = str(view.basis.year) if view.basis.year is not None else _("year not printed")
    parts = [measure, year, view.basis.basis]
    return _("Shares: {what}.").format(what=", ".join(part for part in parts if part))


def certainty_sentences(found: Certainty, segment: Naming) -> list[str]:
    """What the figure rests on."""
    said = [_("{part} of the suppliers are known.").format(part=loss_text(min(1.0, found.coverage)))]
    if found.grades:
        graded = [
            _("{count} {grade}").format(count=count, grade=grade_word(grade))
            for grade, count in sorted(found.grades.items(), key=lambda item: (-item[1], item[0]))
        ]
        said.append(_("Their shares: {grades}.").format(grades=", ".join(graded)))
    if found.links:
        weights = [
            _("{start} to {end} {word}").format(
                start=mid_sentence(segment(link.from_segment)),
                end=mid_sentence(segment(link.to_segment)),
                word=link_word(link.weight),
            )
            for link in found.links
        ]
        said.append(_("Links, all judged: {links}.").format(links="; ".join(weights)))
    return said


def link_word(weight: int) -> str:
    """How much one segment needs another."""
    return {3: _("essential"), 2: _("important"), 1: _("useful")}.get(weight, str(weight))


def band_text(found: SegmentOutcome | None, draws: int) -> str:
    """Where the loss lies in nine of ten draws."""
    band = found.band if found is not None else None
    if band is None or band.low is None or band.high is None or band.median is None:
        return ""
    return _(
        "In 90 of 100 draws between {low} and {high}, median {median}; above 20 % in {large} of them "
        "({draws} draws, seed {seed})."
    ).format(
        low=loss_text(band.low),
        high=loss_text(band.high),
        median=loss_text(band.median),
        large=percent(100 * (band.probability_large or 0.0)),
        draws=draws,
        seed=band.seed,
    )


def delayed_text(outcome: ScenarioOutcome) -> str:
    """Segments in a circle, of which one sees what another put out the week before."""
    if not outcome.delayed:
        return ""
    return _("Segments that need each other see last week's output of one another.")


def hazard_text(dataset: Dataset, hazard: str) -> str:
    """A recorded hazard in a list: its year and name."""
    found = dataset.hazards[hazard]
    return f"{found.year}  {found.name}" if found.year is not None else found.name


def placeless_text(segments: str) -> str:
    """A hazard that cannot be run until somebody says whom it struck."""
    said = _("No single place stands for it, so it cannot be run until one is chosen below.")
    return f"{said} " + _("It struck {segments}.").format(segments=segments) if segments else said


def spoken_curve(name: str, outputs: Sequence[float]) -> str:
    """A course of output for somebody who does not see it."""
    least = min(outputs, default=1.0)
    week = outputs.index(least) + 1 if outputs else 0
    return _("{name}: least output {output} of normal in week {week}").format(
        name=name, output=percent(100 * least), week=week
    )


def part_offer_text(cited: float, basis: str, year: int | None) -> str:
    """What is cited of a company."""
    when = str(year) if year is not None else _("year not printed")
    return _("Cited: {cited} of {basis} ({year}).").format(
        cited=percent(cited, 1), basis=mid_sentence(basis), year=when
    )


def saved_line(scenario: Scenario, removals: Sequence[Removal], subject: Naming, segment: Naming) -> str:
    """What stands below the name of a kept scenario."""
    lost = "; ".join(removal_text(one, subject, segment) for one in removals[:2])
    more = len(removals) - 2
    if more > 0:
        lost = ngettext("{lost} and {count} more", "{lost} and {count} more", more).format(
            lost=lost, count=more
        )
    return capitalised(f"{lost}, {duration_text(scenario.weeks)}")


def percent_points(part: float | None) -> float | None:
    """A part as per cent to one decimal, for a table of numbers."""
    return None if part is None else round(100 * part, 1)


def copy_name(name: str) -> str:
    """What a duplicate is called at first."""
    return _("{name} (copy)").format(name=name)
