"""What the cells of the grid say: an answer, or what is known without one, and how a screen reader says it.

A level that nobody has answered is never an answer: it is dotted, it is not copied, and it leaves its cell
among those that are not scored.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from chipmap.model.analysis.one_ballot import BallotStandings
from chipmap.model.analysis.shown_level import Origin
from chipmap.model.edits.score_blocks import Measure
from chipmap.model.records import NOW, OWNER, Answer, NotApplicable
from chipmap.ui.panels.level_texts import level_class, mid_sentence
from chipmap.wording import _, ngettext
from chipmap.wording.formats import level as level_text
from chipmap.wording.formats import signed
from chipmap.wording.levels import level_word

if TYPE_CHECKING:
    from chipmap.model.analysis.standing import Standing, Standings
    from chipmap.model.dataset import Dataset
    from chipmap.ui.bridge import WorkspaceBridge

EVERYBODY = ""
"""In the place of a rater: what all raters say together, by the workspace's rule."""

NOT_SCORED = "–"


class Question(NamedTuple):
    """What every cell of the grid answers: levels or needs, when, and whose."""

    horizon: str = NOW
    measure: Measure = "level"
    rater: str = OWNER

    @property
    def is_open(self) -> bool:
        """Whether the cells can be answered; what all raters say together cannot."""
        return self.rater != EVERYBODY


class GridCell(NamedTuple):
    """What one cell shows. `answers` are the levels of the raters behind it, lowest first."""

    answer: Answer | None = None
    level: float | None = None
    is_not_applicable: bool = False
    is_bound: bool = False
    is_dotted: bool = False
    origin: Origin = Origin.NONE
    need: float | None = None
    gap: float | None = None
    answers: tuple[int, ...] = ()
    is_suggested: bool = False

    @property
    def is_scored(self) -> bool:
        """Whether somebody whose answers are shown has answered this cell."""
        return self.origin is Origin.SCORED

    @property
    def text(self) -> str:
        """The figure of the cell: "4", "2.5", "≥2", "NA", "–"."""
        if self.is_not_applicable:
            return _("NA")
        if self.level is None:
            return NOT_SCORED
        return f"≥{level_text(self.level)}" if self.is_bound else level_text(self.level)


def asked_horizon(question: Question, dataset: Dataset) -> str | None:
    """The horizon that is answered: needs exist at later ones only, so now asks for the first of them."""
    if question.measure == "level" or question.horizon != NOW:
        return question.horizon
    return next(iter(dataset.settings.later_horizons), None)


class CellSource:
    """Gives the cells of one question; each is worked out when it is first asked for, and kept."""

    def __init__(self, bridge: WorkspaceBridge, question: Question) -> None:
        self._bridge = bridge
        self.question = question
        self._ballot = BallotStandings(question.rater)
        self._kept: dict[str, dict[str, GridCell]] = {}
        self._counts: dict[str, int] = {}
        self._follow()

    def forget(self, subjects: Iterable[str]) -> dict[str, Mapping[str, GridCell]]:
        """The workspace has changed: ask again about these subjects; returns what was known of them."""
        self._follow()
        known: dict[str, Mapping[str, GridCell]] = {}
        for subject in subjects:
            known[subject] = self._kept.pop(subject, {})
            self._counts.pop(subject, None)
        return known

    def forget_all(self) -> None:
        """The workspace has changed in a way that may concern every cell."""
        self._follow()
        self._kept.clear()
        self._counts.clear()

    def cell(self, subject: str, segment: str) -> GridCell:
        """What the cell of a subject and a segment shows."""
        kept = self._kept.get(subject)
        if kept is None:
            kept = self._kept[subject] = {}
        found = kept.get(segment)
        if found is None:
            found = kept[segment] = self._cell(subject, segment)
        return found

    def is_answered(self, subject: str, segment: str) -> bool:
        """Whether the cell holds an answer, without working out what it shows otherwise."""
        question, at = self.question, self._horizon
        if at is None:
            return False
        for score in self._standings.ballots(subject, segment):
            told = score.level(at) if question.measure == "level" else score.need(at)
            if told is not None:
                return True
        return False

    def answered(self, subject: str, segments: Collection[str]) -> int:
        """How many of these segments are answered for a subject; kept until it changes."""
        if subject not in self._counts:
            dataset, at = self._standings.dataset, self._horizon
            this_round, is_level = dataset.settings.current_round, self.question.measure == "level"
            told = set()
            for score in dataset.scores.of(subject).values():
                answers = score.levels if is_level else score.needs
                if score.round == this_round and at in dict(answers):
                    told.add(score.segment)
            self._counts[subject] = len(told.intersection(segments))
        return self._counts[subject]

    def gap_to_need(self, subject: str, segment: str, focus: str) -> float | None:
        """The gap to the subject's own need where one is recorded, else to that of the focus region."""
        horizon, standings = self.question.horizon, self._standings
        own = standings.gap(subject, segment, horizon)
        if own.need is not None:
            return own.value
        need = standings.next_need(focus, segment, horizon)
        return standings.gap_against(need, subject, segment, horizon).value

    def _follow(self) -> None:
        dataset = self._bridge.dataset
        self._horizon = asked_horizon(self.question, dataset)
        is_everybody = self.question.rater == EVERYBODY
        self._standings: Standings = self._bridge.standings if is_everybody else self._ballot.of(dataset)

    def _cell(self, subject: str, segment: str) -> GridCell:
        if self._horizon is None:
            return GridCell()
        if self.question.measure == "need":
            return self._need(subject, segment, self._horizon)
        return self._level(subject, segment, self._horizon)

    def _level(self, subject: str, segment: str, horizon: str) -> GridCell:
        standings = self._standings
        gap = standings.gap(subject, segment, horizon)
        standing: Standing = gap.standing
        told = [score.level(horizon) for score in standings.ballots(subject, segment)]
        return GridCell(
            self._own(told),
            standing.level,
            standing.is_not_applicable,
            standing.origin is Origin.AT_LEAST,
            standing.is_dotted,
            standing.origin,
            gap.need.level if gap.need is not None else None,
            gap.value,
            _levels(told),
            standing.origin in (Origin.SUGGESTED, Origin.AT_LEAST),
        )

    def _need(self, subject: str, segment: str, horizon: str) -> GridCell:
        standings = self._standings
        need = standings.need(subject, segment, horizon)
        if need is None:
            return GridCell()
        told = [score.need(horizon) for score in standings.ballots(subject, segment)]
        is_answered = any(answer is not None for answer in told)
        return GridCell(
            self._own(told),
            need.level,
            need.is_not_applicable,
            is_dotted=not is_answered,
            origin=Origin.SCORED if is_answered else Origin.NONE,
            answers=_levels(told),
        )

    def _own(self, told: list[Answer | None]) -> Answer | None:
        """The rater's answer; several raters together have none."""
        return told[0] if told and self.question.is_open else None


def _levels(told: list[Answer | None]) -> tuple[int, ...]:
    given = (answer for answer in told if answer is not None and not isinstance(answer, NotApplicable))
    return tuple(sorted(given))


def spoken_cell(cell: GridCell, question: Question, place: str, segment: str) -> str:
    """A cell in words: "Malaysia, packaging & test, level 4 strong, suggested, need 5, gap minus 1"."""
    parts = [place, mid_sentence(segment), _spoken_level(cell, question)]
    if cell.level is not None and not cell.is_not_applicable:
        parts += _how_known(cell, question)
    if cell.need is not None:
        parts.append(_("need {need}").format(need=level_text(cell.need)))
    if cell.gap is not None:
        parts.append(_("gap {gap}").format(gap=signed(cell.gap).replace("−", _("minus "))))
    if not question.is_open and cell.answers:
        parts.append(spread_text(cell))
    return ", ".join(parts)


def spread_text(cell: GridCell) -> str:
    """How many raters answered a level, and between which levels: "3 raters, from 2 to 4"."""
    raters = ngettext("{count} rater", "{count} raters", len(cell.answers)).format(count=len(cell.answers))
    if len(cell.answers) < 2:
        return raters
    return _("{raters}, from {low} to {high}").format(
        raters=raters, low=cell.answers[0], high=cell.answers[-1]
    )


def _spoken_level(cell: GridCell, question: Question) -> str:
    if cell.is_not_applicable:
        return _("not applicable")
    if cell.level is None:
        return _("not scored")
    figure, word = level_text(cell.level), level_word(level_class(cell.level)).lower()
    if question.measure == "need":
        return _("need {level} {word}").format(level=figure, word=word)
    if cell.is_bound:
        return _("at least level {level} {word}").format(level=figure, word=word)
    return _("level {level} {word}").format(level=figure, word=word)


def _how_known(cell: GridCell, question: Question) -> list[str]:
    if question.measure == "need":
        return [_("cited, not answered")] if cell.is_dotted else []
    if cell.is_suggested:
        return [_("suggested")]
    said = [_("rolled up")] if cell.origin is Origin.ROLLED_UP else []
    return [*said, _("without evidence")] if cell.is_dotted else said
