"""Evidence of a score: citing it, correcting it, taking it away."""

from __future__ import annotations

from chipmap.model.edits import evidence as edits
from chipmap.model.labels import Label
from chipmap.model.records import OWNER, Evidence
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.operations.history import apply


def add_evidence(
    bridge: WorkspaceBridge, *, subject: str, segment: str, evidence: Evidence, rater: str = OWNER
) -> None:
    """Cite a piece of evidence for a score."""
    changes = edits.add_evidence(
        bridge.dataset, subject=subject, segment=segment, evidence=evidence, rater=rater
    )
    apply(bridge, changes, Label.ADD_EVIDENCE)


def change_evidence(bridge: WorkspaceBridge, *, before: str, after: Evidence) -> None:
    """Correct the evidence with the key `before`, wherever it is cited."""
    apply(bridge, edits.change_evidence(bridge.dataset, before=before, after=after), Label.CHANGE_EVIDENCE)


def remove_evidence(
    bridge: WorkspaceBridge, *, subject: str, segment: str, evidence_key: str, rater: str = OWNER
) -> None:
    """Cite it no longer for this score."""
    changes = edits.remove_evidence(
        bridge.dataset, subject=subject, segment=segment, evidence_key=evidence_key, rater=rater
    )
    apply(bridge, changes, Label.REMOVE_EVIDENCE)
