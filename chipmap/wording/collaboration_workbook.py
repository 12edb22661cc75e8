"""The texts of the workbook of the register in the current language."""

from __future__ import annotations

from chipmap.model.exchange.collaboration_layout import Sheet
from chipmap.model.exchange.collaboration_words import RegisterWords
from chipmap.model.exchange.scorecard_words import Prompt
from chipmap.model.records import CheckState, CollaborationKind, CollaborationStage, DueDiligenceTopic
from chipmap.wording import _, current_language
from chipmap.wording.collaborations import check_state_word, topic_question, topic_word
from chipmap.wording.levels import collaboration_kind_word, stage_word


def register_words() -> RegisterWords:
    """Every text that the workbook prints."""
    return RegisterWords(
        language=current_language(),
        title=_("Register of collaborations"),
        steps_title=_("How to use this workbook"),
        steps=_steps(),
        instructions={
            Sheet.WORKS: _("One row for each collaboration. Add new ones below; leave their ID blank."),
            Sheet.BUDGETS: _("One row for each partner that puts something in."),
            Sheet.CHECKS: _("What a person has looked into. Nothing here is a verdict."),
        },
        headings={sheet: _headings(sheet) for sheet in Sheet},
        kinds={kind.value: collaboration_kind_word(kind.value) for kind in CollaborationKind},
        stages={stage.value: stage_word(stage.value) for stage in CollaborationStage},
        topics={topic.value: topic_word(topic) for topic in DueDiligenceTopic},
        questions={topic.value: topic_question(topic) for topic in DueDiligenceTopic},
        topics_title=_("What the checks ask"),
        states={state.value: check_state_word(state) for state in CheckState},
        **_prompts(),
    )


def _steps() -> tuple[str, ...]:
    return (
        _("Change what has changed, and add rows for what is new. Leave the IDs as they are."),
        _("Several places, segments or institutions stand in one cell, each on a line of its own."),
        _("Dates are as exact as they are known: 2026, 2026-03 or 2026-03-15."),
        _("The sheet Lists has every word, place, segment and institution that can be entered."),
        _("Rows may be sorted as a whole. A row that is taken out removes nothing from the workspace."),
        _("Return the file. Every change is shown before it is merged."),
    )


def _headings(sheet: Sheet) -> dict[str, str]:
    if sheet is Sheet.BUDGETS:
        return {
            "id": _("ID"),
            "name": _("Collaboration"),
            "partner": _("Partner"),
            "amount": _("Amount"),
            "currency": _("Currency"),
            "year": _("Year"),
            "source": _("Source"),
        }
    if sheet is Sheet.CHECKS:
        return {
            "id": _("ID"),
            "name": _("Place or collaboration"),
            "topic": _("Topic"),
            "state": _("State"),
            "owner": _("Owner"),
            "reviewed_on": _("Reviewed on"),
            "due": _("Due date"),
            "note": _("Note"),
            "documents": _("Documents"),
        }
    return {
        "id": _("ID"),
        "name": _("Name"),
        "collaboration_kind": _("Kind"),
        "stage": _("Stage"),
        "partners": _("Partners"),
        "institutions": _("Institutions"),
        "segments": _("Segments"),
        "topic": _("Topic"),
        "start": _("Start"),
        "end": _("End"),
        "trl_from": _("TRL from"),
        "trl_to": _("TRL to"),
        "restrictions": _("Restrictions"),
        "documents": _("Documents"),
        "next_step": _("Next step"),
        "next_owner": _("Owner of the next step"),
        "next_date": _("Date of the next step"),
        "source": _("Source"),
    }


def _prompts() -> dict[str, Prompt]:
    """What stands beside a cell; titles to 32 characters."""
    return {
        "word_prompt": Prompt(
            _("Choose from the list"),
            _("The sheet Lists has all of them."),
            _("This word is not in the list. It is kept as it is, if you go on."),
        ),
        "date_prompt": Prompt(
            _("Date"), _("2026, 2026-03 or 2026-03-15"), _("Enter a date such as 2026-03-15.")
        ),
        "readiness_prompt": Prompt(
            _("Readiness"),
            _("A technology readiness level from 1 to 9"),
            _("Enter a whole number from 1 to 9."),
        ),
        "currency_prompt": Prompt(
            _("Currency"), _("Three letters, such as EUR"), _("Use the three letters of ISO 4217.")
        ),
        "amount_prompt": Prompt(
            _("Amount"), _("In whole units of the currency"), _("Enter an amount above 0.")
        ),
    }
