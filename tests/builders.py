"""Records for tests, one function a kind: every field has a plausible value, and a test names only what
matters to it.
"""

from __future__ import annotations

from typing import Any

from chipmap.model.dataset import Dataset
from chipmap.model.records import (
    NOW,
    OWNER,
    AgendaSession,
    Answer,
    Assumption,
    Budget,
    Collaboration,
    Confidence,
    ConfirmedName,
    Country,
    DueDiligence,
    DueDiligenceTopic,
    EventParticipant,
    Evidence,
    EvidenceKind,
    Grade,
    Hazard,
    Institution,
    KeptMapping,
    Leader,
    Link,
    MatchmakingEvent,
    MeetingWish,
    Need,
    ParticipantContact,
    PlannedMeeting,
    Profile,
    Rater,
    Record,
    Region,
    Round,
    Scenario,
    Score,
    Segment,
    Settings,
    Share,
    Slide,
    SlideKind,
    Source,
    StatedStrength,
    Story,
    SuggestionBasis,
    WishKind,
)
from tests.received_builders import (
    a_merge_conflict,
    a_product_segment,
    a_trade_flow,
    an_import_log,
    an_inbox_row,
)


def some_settings(**changed: Any) -> Settings:
    return Settings(
        **{"workspace_id": "w-0001", "title": "Partners of Europe", "current_year": 2026, **changed}
    )


def a_country(code: str = "NLD", name: str = "Netherlands", **changed: Any) -> Country:
    alpha2, numeric = _CODES.get(code, (code[:2], "999"))
    return Country(
        **{"code": code, "alpha2": alpha2, "numeric": numeric, "name": name, "subregion": "", **changed}
    )


_CODES = {
    "NLD": ("NL", "528"),
    "DEU": ("DE", "276"),
    "MYS": ("MY", "458"),
    "TWN": ("TW", "158"),
    "USA": ("US", "840"),
}


def a_region(code: str = "EU27", members: tuple[str, ...] = ("NLD", "DEU"), **changed: Any) -> Region:
    return Region(
        **{
            "code": code,
            "region_kind": "policy",
            "meaning": "European Union",
            "members": members,
            **changed,
        }
    )


def a_segment(id: str = "litho", parent: str = "equipment", **changed: Any) -> Segment:  # noqa: A002
    return Segment(
        **{
            "id": id,
            "parent": parent,
            "name": id.replace("_", " ").capitalize(),
            "short_name": id.replace("_", " ").capitalize(),
            "segment_kind": "equipment",
            "order": 1,
            **changed,
        }
    )


def a_stage(id: str = "equipment", order: int = 1, **changed: Any) -> Segment:  # noqa: A002
    return a_segment(id, "chain", **{"segment_kind": "stage", "order": order, **changed})


def an_institution(id: str = "asml", country: str = "NLD", **changed: Any) -> Institution:  # noqa: A002
    return Institution(
        **{
            "id": id,
            "name": id.upper(),
            "short_name": id.upper(),
            "institution_type": "company",
            "country": country,
            "city": "Veldhoven",
            "latitude": 51.42,
            "longitude": 5.4,
            "segments": ("litho",),
            **changed,
        }
    )


def a_source(id: str = "OECD_LANDSCAPE", **changed: Any) -> Source:  # noqa: A002
    return Source(
        **{
            "id": id,
            "title": "The chip landscape",
            "publisher": "OECD",
            "year": 2026,
            "address": "https://example.org/landscape",
            **changed,
        }
    )


def a_link(
    from_segment: str = "litho", to_segment: str = "packaging", weight: int = 3, **changed: Any
) -> Link:
    return Link(**{"from_segment": from_segment, "to_segment": to_segment, "weight": weight, **changed})


def a_share(segment: str = "litho", subject: str = "NLD", percent: float = 62.0, **changed: Any) -> Share:
    return Share(
        **{
            "segment": segment,
            "subject": subject,
            "percent": percent,
            "low": None,
            "high": None,
            "year": 2024,
            "measure": "revenue_by_hq",
            "is_forecast": False,
            "is_lower_bound": False,
            "basis": "revenue",
            "grade": Grade.REPORTED,
            "note": "",
            "source": "OECD_LANDSCAPE",
            **changed,
        }
    )


def a_suggestion_basis(segment: str = "litho", **changed: Any) -> SuggestionBasis:
    return SuggestionBasis(
        **{
            "segment": segment,
            "measure": "revenue_by_hq",
            "year": 2024,
            "basis": "revenue",
            **changed,
        }
    )


def a_leader(company: str = "ASML", **changed: Any) -> Leader:
    return Leader(
        **{
            "segment": "litho",
            "company": company,
            "country": "NLD",
            "percent": 62.0,
            "year": 2024,
            "basis": "revenue",
            "source": "OECD_LANDSCAPE",
            **changed,
        }
    )


def a_profile(subject: str = "NLD", **changed: Any) -> Profile:
    return Profile(
        **{
            "subject": subject,
            "indicator": "public_support_programme",
            "value": 2.5,
            "text": "",
            "unit": "billion EUR",
            "year": 2024,
            "source": "OECD_LANDSCAPE",
            **changed,
        }
    )


def a_need(subject: str = "EU27", segment: str = "litho", level: int | None = 5, **changed: Any) -> Need:
    return Need(
        **{
            "subject": subject,
            "segment": segment,
            "year": 2030,
            "level": level,
            "need_kind": "need",
            "target": "",
            "rationale": "",
            "basis": "judgement",
            "source": "OECD_LANDSCAPE",
            **changed,
        }
    )


def a_stated_strength(subject: str = "NLD", polarity: str = "strength", **changed: Any) -> StatedStrength:
    return StatedStrength(
        **{
            "subject": subject,
            "segment": "litho",
            "polarity": polarity,
            "statement": "Lithography machines",
            "source": "OECD_LANDSCAPE",
            **changed,
        }
    )


def some_evidence(id: str = "E-00000001", **changed: Any) -> Evidence:  # noqa: A002
    return Evidence(
        **{
            "id": id,
            "evidence_kind": EvidenceKind.DOCUMENT,
            "title": "Annual report",
            "locator": "page 12",
            "year": 2025,
            **changed,
        }
    )


def a_rater(id: str = OWNER, **changed: Any) -> Rater:  # noqa: A002
    return Rater(**{"id": id, "name": id.capitalize(), "organisation": "", **changed})


def a_score(
    level: Answer | None = 4,
    subject: str = "NLD",
    segment: str = "litho",
    *,
    need: Answer | None = None,
    horizon: str = NOW,
    need_horizon: str = "2030",
    **changed: Any,
) -> Score:
    """A row of the owner's ballot; `levels` and `needs` by name win over `level` and `need`."""
    return Score(
        **{
            "subject": subject,
            "segment": segment,
            "rater": OWNER,
            "round": 1,
            "levels": () if level is None else ((horizon, level),),
            "needs": () if need is None else ((need_horizon, need),),
            "confidence": Confidence.MEDIUM,
            "year": 2026,
            **changed,
        }
    )


def a_collaboration(id: str = "joint_call_2026", **changed: Any) -> Collaboration:  # noqa: A002
    return Collaboration(
        **{
            "id": id,
            "name": "Joint call on packaging",
            "collaboration_kind": "joint_call",
            "partners": ("EU27", "MYS"),
            "institutions": (),
            "topic": "Packaging",
            "segments": ("packaging",),
            "stage": "planned",
            "start": "2026",
            "source": "OECD_LANDSCAPE",
            **changed,
        }
    )


def a_hazard(id: str = "quake_2024", **changed: Any) -> Hazard:  # noqa: A002
    return Hazard(
        **{
            "id": id,
            "name": "Earthquake",
            "hazard_kind": "earthquake",
            "subject": "TWN",
            "segments": ("packaging",),
            "year": 2024,
            "what_happened": "Most tools recovered within hours",
            "source": "OECD_LANDSCAPE",
            **changed,
        }
    )


def a_dataset(*records: Record, settings: Settings | None = None) -> Dataset:
    """A dataset of `records`; a record given later replaces an earlier one with its key."""
    return Dataset.of([settings or some_settings(), *records])


def three_countries_dataset(*records: Record, settings: Settings | None = None) -> Dataset:
    """Netherlands, Germany and Malaysia, two stages with two sub-segments each, the owner as rater, no
    scores.
    """
    return a_dataset(
        a_country("NLD", "Netherlands"),
        a_country("DEU", "Germany"),
        a_country("MYS", "Malaysia"),
        a_region("EU27", ("NLD", "DEU")),
        a_region("PARTNERS", ("MYS",), meaning="Partner places"),
        a_segment("chain", "", segment_kind="total", order=0),
        a_stage("equipment", 1),
        a_segment("litho", "equipment", order=2),
        a_segment("deposition", "equipment", order=3),
        a_stage("packaging", 4),
        a_segment("packaging_osat", "packaging", segment_kind="process", order=5),
        a_segment("packaging_advanced", "packaging", segment_kind="process", order=6),
        a_source(),
        a_rater(),
        *records,
        settings=settings,
    )


def one_of_every_kind() -> Dataset:
    """The three countries with at least one record of every kind."""
    return three_countries_dataset(
        an_institution(),
        a_link(),
        a_share(),
        a_suggestion_basis(),
        a_leader(),
        a_profile(),
        a_need(),
        a_stated_strength(),
        some_evidence(),
        a_score(need=5, reason="Two plants, one of them new.", evidence=("E-00000001",)),
        a_collaboration(),
        a_hazard(),
        an_import_log(),
        a_merge_conflict(),
        a_trade_flow(),
        a_product_segment(),
        ConfirmedName("place", "mal", "MYS"),
        KeptMapping("f1", "provision.csv", '{"tables": []}'),
        an_inbox_row(),
        Assumption("shock.spare", 0.2, "Interview"),
        Round(1, "2026-11-01T09:00:00+00:00", "2026-11-20T09:00:00+00:00", "By post"),
        Budget("joint_call_2026", "EU27", 6e6, "EUR", 2026, "OECD_LANDSCAPE"),
        DueDiligence("MYS", DueDiligenceTopic.RESEARCH_SECURITY, owner="Desk officer", due="2026-12-01"),
        Scenario("no_mys", "Without Malaysia", ("MYS:packaging=0.5",), weeks=26.0),
        MatchmakingEvent("kl_2027", "Packaging days", "Kuala Lumpur", "2027-03-03"),
        EventParticipant("p1", "kl_2027", "First", country="MYS"),
        EventParticipant("p2", "kl_2027", "Second", country="NLD"),
        ParticipantContact("kl_2027", "p1", "first@example.org"),
        MeetingWish("kl_2027", "p1", "p2", WishKind.WANT),
        PlannedMeeting("kl_2027", "p1", "p2", 0, 1),
        AgendaSession("s1", "kl_2027", 0, "Pilot lines", "MYS", "packaging"),
        Story("story_1", "For the board"),
        Slide("slide_1", "story_1", 0, SlideKind.MAP, "Where packaging happens"),
    )
