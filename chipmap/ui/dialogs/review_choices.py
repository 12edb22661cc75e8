"""What a person has chosen from one returned file: items taken, conflicts decided, problems left out.

Items are taken unless they are left out. A conflict keeps ours until a person decides, and counts as open
until then; so does a problem until it is fixed or left out on purpose.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from chipmap.model.records import Resolution

if TYPE_CHECKING:
    from chipmap.model.exchange.import_plan import Decision
    from chipmap.model.records.units import UnitValue


class Choices:
    """Ids of items by what becomes of them; they outlive the plan that they were made on."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.settled: set[str] = set()
        self._decided: dict[str, Decision] = {}
        self._offered: set[str] = set()

    def offer(self, present: AbstractSet[str], chosen: AbstractSet[str]) -> None:
        """Hold on to what was chosen for the items that are still there; new ones begin as planned."""
        self.taken = self.taken_from(present, chosen)
        self._decided = {key: one for key, one in self._decided.items() if key in present}
        # What was offered once and is gone may come back as another thing.
        self._offered = set(present)

    def reconsider(self, keys: Iterable[str]) -> None:
        """Let these items be as new, so that the next plan says whether they are taken."""
        self._offered.difference_update(keys)

    def taken_from(self, present: AbstractSet[str], chosen: AbstractSet[str]) -> set[str]:
        """What would be taken: what a person chose, and of what is new what is `chosen` unasked."""
        return {*(self.taken & present), *((present - self._offered) & chosen)}

    def take(self, key: str, *, is_taken: bool) -> None:
        """Take an item, or theirs of a conflict; or leave it out, or keep mine."""
        (self.taken.add if is_taken else self.taken.discard)(key)
        self._decided.pop(key, None)

    def decide(self, key: str, resolution: Resolution, value: UnitValue = None) -> None:
        """Decide a conflict in any of the ways that there are."""
        from chipmap.model.exchange.import_plan import Decision

        self.settled.add(key)
        self.take(key, is_taken=resolution is Resolution.THEIRS)
        if resolution in (Resolution.BOTH, Resolution.EDITED):
            self._decided[key] = Decision(resolution, value)

    def resolution(self, key: str) -> Resolution:
        """How a conflict stands."""
        if key in self._decided:
            return self._decided[key].resolution
        if key not in self.settled:
            return Resolution.OPEN
        return Resolution.THEIRS if key in self.taken else Resolution.OURS

    def decided(self, conflicts: Iterable[str]) -> Mapping[str, Decision]:
        """The conflicts among these that were decided otherwise than by taking theirs."""
        from chipmap.model.exchange.import_plan import Decision

        decisions = {}
        for key in conflicts:
            if key in self._decided:
                decisions[key] = self._decided[key]
            elif self.resolution(key) is Resolution.OURS:
                decisions[key] = Decision(Resolution.OURS)
        return decisions

    @property
    def changes(self) -> int:
        """How many items change the workspace."""
        return len(self.taken) + len(self._decided)

    def open_count(self, keys: Iterable[str]) -> int:
        """How many of these conflicts and problems nobody has decided yet."""
        return sum(key not in self.settled for key in keys)
