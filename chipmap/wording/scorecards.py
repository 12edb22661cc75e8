"""The texts of a scorecard workbook in the current language."""

from __future__ import annotations

from chipmap.model.exchange.scorecard_words import (
    AdditionsWords,
    Prompt,
    ReadMeWords,
    ScorecardWords,
    ScoresWords,
    SummaryWords,
)
from chipmap.model.records import Confidence, Settings
from chipmap.wording import _, current_language
from chipmap.wording.levels import (
    confidence_word,
    institution_type_word,
    level_descriptor,
    level_word,
)

_INSTITUTION_TYPES = ("company", "fab", "RTO", "university", "agency", "programme", "cluster")


def scorecard_words(settings: Settings | None = None) -> ScorecardWords:
    """All texts of one workbook; the workspace's own descriptions of the levels travel with it."""
    levels = tuple(
        _("{word}: {meaning}").format(word=level_word(level), meaning=level_descriptor(level, settings))
        for level in range(6)
    )
    number = 1 if settings is None else settings.current_round
    return ScorecardWords(
        language=current_language(),
        read_me=_read_me(levels, number),
        scores=_scores(number),
        additions=_additions(),
        summary=_summary(),
    )


def _read_me(levels: tuple[str, ...], number: int) -> ReadMeWords:
    return ReadMeWords(
        title=_("Scorecard: {subject}"),
        steps_title=_("How to fill in"),
        steps=(
            _("Open the sheet “Scores”. Fill in the columns from “Level now” on; leave the rest as it is."),
            _("Give a level from 0 to 5 for each capability that you know. Leave the cell blank otherwise."),
            _("Enter NA where a capability does not apply. NA and blank are never counted as 0."),
            _("Say how sure you are, for which year the level holds, and why."),
            _("Name your sources, one per line: title | where to find it | year."),
            *_round_steps(number),
            _("Save the file as an Excel workbook (.xlsx) and send it back."),
        ),
        scale_title=_("The scale"),
        levels=levels,
        not_applicable=_("Not applicable: the capability has no meaning for this place or institution."),
        not_scored=_("Blank: not scored. It stays unknown and is never taken for 0."),
        contact=_("Contact"),
        deadline=_("Please return by"),
        your_name=_("Your name"),
        organisation=_("Organisation"),
        comments=_("Comments"),
    )


def _round_steps(number: int) -> tuple[str, ...]:
    if number < 2:
        return ()
    return (
        _(
            "This is round {number}: your earlier answers are filled in. The last columns show the group's "
            "median and spread and, without names, its reasons. Change an answer where they convince you."
        ).format(number=number),
    )


def _scores(number: int) -> ScoresWords:
    return ScoresWords(
        title=_("Scorecard: {subject}"),
        instructions=_("Fill in the columns from “Level now” on. Blank means not scored, NA not applicable."),
        code=_("Code"),
        filled=_("Filled {filled} of {total}"),
        headers={
            "row_id": _("Row ID"),
            "subject": _("Place or institution"),
            "stage": _("Value-chain stage"),
            "capability": _("Capability"),
            "level_now": _("Level now (0–5)"),
            "confidence": _("Confidence"),
            "year": _("Reference year"),
            "reason": _("Why this level"),
            "sources": _("Sources (one per line)"),
            "group_median": _("Group median (round {number})").format(number=number - 1),
            "group_iqr": _("Group IQR (round {number})").format(number=number - 1),
            "own_previous": _("Your earlier answer (round {number})").format(number=number - 1),
            "group_reasons": _("Reasons given (round {number}, without names)").format(number=number - 1),
        },
        level_header=_("Expected level {horizon}"),
        need_header=_("Need {horizon}"),
        row_id_note=_("Please do not change this column: by it your answers find their way back."),
        suggestion_note=_("Cited shares suggest level {level}. It counts only if you enter it."),
        need_note=_("A cited source puts the need at {level} for {year}. It counts only if you enter it."),
        prompts=_prompts(),
        confidences={confidence.value: confidence_word(confidence) for confidence in Confidence},
        groups={
            "end_use": _("End uses"),
            "enabler": _("Enablers"),
            "component_family": _("Component families"),
        },
    )


def _prompts() -> dict[str, Prompt]:
    level_refusal = _("Enter a whole number from 0 to 5, NA, or leave the cell blank.")
    return {
        "level": Prompt(
            _("Level"),
            _("0 Absent, 1 Nascent, 2 Emerging, 3 Established, 4 Strong, 5 Leading; NA; blank = not scored."),
            level_refusal,
        ),
        "need": Prompt(_("Need"), _("The level that will be needed: 0 to 5, NA or blank."), level_refusal),
        "confidence": Prompt(
            _("Confidence"),
            _("How sure you are of this row."),
            _("Choose one of the words in the list, or leave the cell blank."),
        ),
        "year": Prompt(
            _("Reference year"),
            _("The year for which the level now holds."),
            _("Enter a year between 1990 and 2100, or leave the cell blank."),
        ),
        "reason": Prompt(
            _("Why this level"),
            _("What the level rests on, in your own words; up to 2,000 characters."),
            _("Shorten the text to 2,000 characters."),
        ),
        "sources": Prompt(
            _("Sources"),
            _("One per line: title | where to find it | year. Only the title is required."),
            _("Shorten the text to 2,000 characters."),
        ),
    }


def _additions() -> AdditionsWords:
    return AdditionsWords(
        title=_("Institutions that are missing: one row each. Name, type and country are required."),
        headers={
            "name": _("Name"),
            "institution_type": _("Type"),
            "country": _("Country"),
            "city": _("City"),
            "stage": _("Value-chain stage"),
            "level": _("Level now (0–5)"),
            "reason": _("Why this level"),
            "source": _("Source"),
        },
        institution_types={key: institution_type_word(key) for key in _INSTITUTION_TYPES},
        type_prompt=Prompt(_("Type"), _("Choose from the list."), _("Choose one of the words in the list.")),
    )


def _summary() -> SummaryWords:
    return SummaryWords(
        title=_("Summary"),
        answer=_("Level now"),
        count=_("Capabilities"),
        chart_title=_("Capabilities by level now"),
        chart_text=_(
            "Bar chart: how many capabilities have each level now. The table to its left holds the figures."
        ),
        not_applicable=_("Not applicable"),
        not_scored=_("Not scored"),
    )
