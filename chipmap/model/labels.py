"""What an undo step is called; `chipmap.wording.changes` has the words."""

from __future__ import annotations

from enum import StrEnum


class Label(StrEnum):
    """The name of one step in the history of a workspace."""

    CHANGE_SCORE = "change-score"
    CHANGE_NEED = "change-need"
    CHANGE_CELLS = "change-cells"
    CHANGE_CONFIDENCE = "change-confidence"
    CHANGE_YEAR = "change-year"
    CHANGE_REASON = "change-reason"
    ACCEPT_SUGGESTION = "accept-suggestion"
    ADD_EVIDENCE = "add-evidence"
    CHANGE_EVIDENCE = "change-evidence"
    REMOVE_EVIDENCE = "remove-evidence"
    ADD_INSTITUTION = "add-institution"
    CHANGE_INSTITUTION = "change-institution"
    MOVE_INSTITUTION = "move-institution"
    REMOVE_INSTITUTION = "remove-institution"
    CHANGE_SETTINGS = "change-settings"
    ADD_RATER = "add-rater"
    CHANGE_RATER = "change-rater"
    REMOVE_RATER = "remove-rater"
    OPEN_ROUND = "open-round"
    CLOSE_ROUND = "close-round"
    CHANGE_WEIGHTS = "change-weights"
    CHANGE_ASSUMPTIONS = "change-assumptions"
    IMPORT = "import"
    RESOLVE_CONFLICT = "resolve-conflict"
    SET_ASIDE = "set-aside"
    RESTORE = "restore"
