"""What a person can answer: levels, confidence, horizons; and how far evidence carries."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Final

NOW: Final = "now"
"""The horizon of today; its year is `Settings.current_year`. Later horizons are years: "2030", "2035"."""

OWNER: Final = "owner"
"""The rater who is asked first: the person whose workspace this is."""


class NotApplicable(Enum):
    """The answer that a segment does not apply to a subject: left out of averages, ranks and gaps."""

    NA = "NA"

    def __repr__(self) -> str:
        return self.value


NA: Final = NotApplicable.NA

Answer = int | NotApplicable
"""A level 0 Absent, 1 Nascent, 2 Emerging, 3 Established, 4 Strong, 5 Leading; or *not applicable*.

Not scored is the absence of an answer (`None` where one is optional)."""


class Confidence(StrEnum):
    """How sure the rater is; `weight` is 1/3, 2/3, 1 wherever a number is needed (semantics.md)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def weight(self) -> float:
        return {"low": 1 / 3, "medium": 2 / 3, "high": 1.0}[self.value]


class EvidenceKind(StrEnum):
    """What a piece of evidence is."""

    DOCUMENT = "document"
    DATA = "data"
    INTERVIEW = "interview"
    SITE_LIST = "site_list"
    LINK = "link"


class Grade(StrEnum):
    """How far a figure or a piece of evidence carries."""

    MEASURED = "measured"
    REPORTED = "reported"
    COMPUTED = "computed"
    JUDGEMENT = "judgement"
    SUGGESTED = "suggested"
