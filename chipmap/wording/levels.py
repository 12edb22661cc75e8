"""The words of the scale: levels, confidence, origin, grades and kinds."""

from __future__ import annotations

from chipmap.model.records import Answer, Confidence, EvidenceKind, Grade, NotApplicable, Settings
from chipmap.wording import _, ngettext
from chipmap.wording.formats import level as level_text


def level_word(level: int) -> str:
    """The name of a level 0–5."""
    return (_("Absent"), _("Nascent"), _("Emerging"), _("Established"), _("Strong"), _("Leading"))[level]


def level_descriptor(level: int, settings: Settings | None = None) -> str:
    """What can be observed at a level; the workspace's own sentence where it has one."""
    if settings is not None and settings.level_descriptors:
        return settings.level_descriptors[level]
    return (
        _("No activity known"),
        _("Research or pilot only"),
        _("First commercial lines, domestic customers"),
        _("Volume production, regional customers"),
        _("Global supplier, several sites"),
        _("Sets the pace worldwide, hard to replace"),
    )[level]


def answer_text(answer: Answer | None) -> str:
    """An answer as it stands in a sentence: "4", "not applicable", "not scored"."""
    if answer is None:
        return _("not scored")
    if isinstance(answer, NotApplicable):
        return _("not applicable")
    return level_text(answer)


def confidence_word(confidence: Confidence) -> str:
    """Low, Medium or High."""
    return {
        Confidence.LOW: _("Low"),
        Confidence.MEDIUM: _("Medium"),
        Confidence.HIGH: _("High"),
    }[confidence]


def grade_word(grade: Grade) -> str:
    """How far a figure carries."""
    return {
        Grade.MEASURED: _("measured"),
        Grade.REPORTED: _("reported"),
        Grade.COMPUTED: _("computed"),
        Grade.JUDGEMENT: _("judgement"),
        Grade.SUGGESTED: _("suggested"),
    }[grade]


def evidence_kind_word(kind: EvidenceKind) -> str:
    """What a piece of evidence is."""
    return {
        EvidenceKind.DOCUMENT: _("Document"),
        EvidenceKind.DATA: _("Data"),
        EvidenceKind.INTERVIEW: _("Interview"),
        EvidenceKind.SITE_LIST: _("Site list"),
        EvidenceKind.LINK: _("Link"),
    }[kind]


def years_text(years: float) -> str:
    """A number of whole years: "0 years", "1 year"."""
    count = round(years)
    return ngettext("{count} year", "{count} years", count).format(count=count)


def measure_word(measure: str) -> str:
    """What a share counts; an unknown measure is shown as it was imported."""
    return {
        "value_added": _("value added"),
        "revenue_by_hq": _("revenue by headquarters"),
        "capacity_by_location": _("capacity by location"),
        "production_by_location": _("production by location"),
        "sites_by_location": _("sites by location"),
        "research_output": _("research output"),
        "demand_by_location": _("demand by location"),
        "other": _("other measure"),
    }.get(measure, measure)


def institution_type_word(institution_type: str) -> str:
    """What an institution is; an unknown type is shown as it was imported."""
    return {
        "company": _("Company"),
        "university": _("University"),
        "fab": _("Fab"),
        "RTO": _("Research organisation"),
        "agency": _("Agency"),
        "programme": _("Programme"),
        "cluster": _("Cluster"),
    }.get(institution_type, institution_type)


def collaboration_kind_word(kind: str) -> str:
    """What a collaboration is; an unknown kind is shown as it was imported."""
    return {
        "joint_call": _("Joint call"),
        "joint_project": _("Joint project"),
        "workshop": _("Workshop"),
        "matchmaking": _("Matchmaking event"),
        "joint_master": _("Joint master's degree"),
        "joint_phd": _("Joint PhD"),
        "joint_investment": _("Joint investment"),
        "mou": _("Memorandum of understanding"),
        "dialogue": _("Dialogue"),
        "digital_partnership": _("Digital partnership"),
    }.get(kind, kind)


def stage_word(stage: str) -> str:
    """How far a collaboration is; an unknown stage is shown as it was imported."""
    return {
        "idea": _("Idea"),
        "planned": _("Planned"),
        "open": _("Open"),
        "running": _("Running"),
        "done": _("Done"),
    }.get(stage, stage)
