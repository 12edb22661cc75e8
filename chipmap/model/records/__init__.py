"""The records that a workspace holds, one frozen class for each kind of product.md's vocabulary.

A record never changes: an edit makes another one. `key` identifies it within its kind; the first part of a
key that is a tuple is the subject or segment it belongs to. `None` means that a thing is not known, never
zero.
"""

from __future__ import annotations

from chipmap.model.records.assumptions import Assumption
from chipmap.model.records.ballots import UNNAMED_OWNER, Evidence, Rater, Score
from chipmap.model.records.chain import ROOT_SEGMENT, Link, Segment
from chipmap.model.records.engagements import (
    Budget,
    CheckState,
    Collaboration,
    CollaborationKind,
    CollaborationStage,
    DueDiligence,
    DueDiligenceTopic,
    Hazard,
    Scenario,
)
from chipmap.model.records.events import (
    AgendaSession,
    EventParticipant,
    MatchmakingEvent,
    MeetingWish,
    ParticipantContact,
    PlannedMeeting,
    WishKind,
)
from chipmap.model.records.figures import (
    Leader,
    Need,
    Profile,
    Share,
    Source,
    StatedStrength,
    SuggestionBasis,
)
from chipmap.model.records.imports import ConflictKind, ImportLog, MergeConflict, Resolution
from chipmap.model.records.outside import ConfirmedName, InboxRow, KeptMapping, ProductSegment, TradeFlow
from chipmap.model.records.places import Country, Institution, Region
from chipmap.model.records.rounds import Round, StopCriteria, round_key
from chipmap.model.records.scale import NA, NOW, OWNER, Answer, Confidence, EvidenceKind, Grade, NotApplicable
from chipmap.model.records.settings import Consolidation, RegionRule, Settings
from chipmap.model.records.stories import Slide, SlideKind, Story

Key = str | tuple[str | int, ...]
"""What identifies a record within its kind."""

Record = (
    Settings
    | Country
    | Region
    | Segment
    | Institution
    | Source
    | Link
    | Share
    | SuggestionBasis
    | Leader
    | Profile
    | Need
    | StatedStrength
    | Evidence
    | Rater
    | Score
    | Collaboration
    | Hazard
    | ImportLog
    | MergeConflict
    | TradeFlow
    | ConfirmedName
    | KeptMapping
    | InboxRow
    | Assumption
    | Round
    | Budget
    | DueDiligence
    | Scenario
    | MatchmakingEvent
    | EventParticipant
    | ParticipantContact
    | MeetingWish
    | PlannedMeeting
    | AgendaSession
    | Story
    | Slide
    | ProductSegment
)
"""Any record of a workspace."""

__all__ = [
    "NA",
    "NOW",
    "OWNER",
    "ROOT_SEGMENT",
    "UNNAMED_OWNER",
    "AgendaSession",
    "Answer",
    "Assumption",
    "Budget",
    "CheckState",
    "Collaboration",
    "CollaborationKind",
    "CollaborationStage",
    "Confidence",
    "ConfirmedName",
    "ConflictKind",
    "Consolidation",
    "Country",
    "DueDiligence",
    "DueDiligenceTopic",
    "EventParticipant",
    "Evidence",
    "EvidenceKind",
    "Grade",
    "Hazard",
    "ImportLog",
    "InboxRow",
    "Institution",
    "KeptMapping",
    "Key",
    "Leader",
    "Link",
    "MatchmakingEvent",
    "MeetingWish",
    "MergeConflict",
    "Need",
    "NotApplicable",
    "ParticipantContact",
    "PlannedMeeting",
    "ProductSegment",
    "Profile",
    "Rater",
    "Record",
    "Region",
    "RegionRule",
    "Resolution",
    "Round",
    "Scenario",
    "Score",
    "Segment",
    "Settings",
    "Share",
    "Slide",
    "SlideKind",
    "Source",
    "StatedStrength",
    "StopCriteria",
    "Story",
    "SuggestionBasis",
    "TradeFlow",
    "WishKind",
    "round_key",
]
