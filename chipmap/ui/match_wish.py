"""How partners are looked at: which ties count, who is ranked besides the partner places, who is left out.

It is part of the View, so that going back and forward finds it again; nothing of it changes the workspace.
"""

from __future__ import annotations

from chipmap.model.frozen_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class MatchWish:
    """`added` are places beside the workspace's partner places; the rest narrows what is shown."""

    new_ties: bool = False
    added: tuple[str, ...] = ()
    has_collaboration: bool = False
    least_coverage: float = 0.0
    member_of: str = ""
    has_security_review: bool = False

    @property
    def is_filtered(self) -> bool:
        """Whether some partners may be left out."""
        has_condition = self.has_collaboration or self.has_security_review
        return has_condition or self.least_coverage > 0 or bool(self.member_of)
