"""Ranks partners beside the window, on a snapshot; only the newest question is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chipmap.model.match.place_partners import (
    PartnerList,
    Ties,
    can_be_partner,
    candidates_of,
    partners_of,
    reweighted,
)
from chipmap.model.records import ROOT_SEGMENT
from chipmap.ui.newest_answer import NewestAnswer
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QObject

    from chipmap.model.dataset import Dataset
    from chipmap.model.match.place_partners import PartnerTerm
    from chipmap.ui.jobs import Jobs
    from chipmap.ui.match_wish import MatchWish
    from chipmap.ui.selection import View

DRAWS = 1000


class PartnerQuestion(NamedTuple):
    """Whom partners are sought for, in what, and who is ranked."""

    focus: str
    segment: str
    horizon: str
    new_ties: bool
    added: tuple[str, ...]


def question_of(view: View, wish: MatchWish) -> PartnerQuestion:
    """The question that a view asks; what only narrows the answer is no part of it."""
    return PartnerQuestion(view.focus, view.segment, view.horizon, wish.new_ties, wish.added)


def answer_question(dataset: Dataset, question: PartnerQuestion, *, draws: int = DRAWS) -> PartnerList:
    """The ranking that answers a question; the command line computes the same."""
    places = [
        *candidates_of(dataset, question.focus),
        *(place for place in question.added if can_be_partner(dataset, question.focus, place)),
    ]
    return partners_of(
        dataset,
        focus=question.focus,
        segment=None if question.segment == ROOT_SEGMENT else question.segment,
        horizon=question.horizon,
        candidates=places,
        ties=Ties.NEW if question.new_ties else Ties.EXISTING,
        draws=draws,
    )


class PartnerAnswers(NewestAnswer):
    """`answered` carries the PartnerList, in the GUI thread."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(jobs, _("Ranking partners"), parent)

    def ask(self, dataset: Dataset, question: PartnerQuestion) -> None:
        """Rank partners anew."""
        self.compute(lambda _progress: answer_question(dataset, question))

    def weigh(self, found: PartnerList, weights: Mapping[PartnerTerm, float]) -> None:
        """Draw the ranks of a list again, by other weights."""
        self.compute(lambda _progress: reweighted(found, weights, draws=DRAWS))
