"""The partner score in words."""

from __future__ import annotations

from chipmap.wording import _


def term_word(term: str) -> str:
    """What a term of the partner score is called."""
    return {
        "fills_our_gap": _("Fills our gap"),
        "fills_their_gap": _("Fills their gap"),
        "balance": _("Balance"),
        "relatedness": _("Relatedness"),
        "ties": _("Ties"),
        "low_exposure": _("Low exposure"),
    }.get(term, term)
