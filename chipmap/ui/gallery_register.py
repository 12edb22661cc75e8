"""Pictures of the register of collaborations as it comes back from somebody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from chipmap.model.exchange.collaboration_layout import HEADER_ROW, Sheet
from chipmap.model.exchange.collaboration_writer import write_collaborations
from chipmap.model.exchange.example_return import fill_in
from chipmap.ui.dialogs.import_dialog import ImportDialog
from chipmap.ui.operations import collaborations as operations
from chipmap.wording.collaboration_workbook import register_words

if TYPE_CHECKING:
    from chipmap.ui.gallery import Studio

_STAGE, _TOPIC, _START, _TRL_FROM, _NEXT_STEP, _OWNER = "D", "H", "I", "K", "O", "P"


def show_register_review(studio: Studio) -> None:
    """A returned register with changes, a conflict, a problem, a new collaboration and its budget."""
    studio.close_dialogs()
    bridge = studio.view.bridge
    first = next(iter(bridge.dataset.collaborations.values()))
    path = studio.folder / "Register of collaborations.xlsx"
    write_collaborations(
        bridge.dataset,
        path,
        words=register_words(),
        names=bridge.names,
        revision=bridge.workspace.revision,
        exported_at=datetime.now(UTC),
    )
    new = len(bridge.dataset.collaborations) + 1
    works: dict[tuple[int, str], int | str] = {
        (1, _STAGE): "Open",
        (2, _TOPIC): "Power electronics for cars and grids",
        (3, _NEXT_STEP): "Agree on the annex",
        (3, _OWNER): "Ministry of Trade",
        (4, _TRL_FROM): "high",
        (new, "B"): "Joint call on chiplets",
        (new, "C"): "Joint call",
        (new, "E"): "EU27\nMalaysia (MYS)",
        (new, _START): 2027,
    }
    fill_in(path, works, sheet_name=Sheet.WORKS, header_row=HEADER_ROW)
    budget: dict[tuple[int, str], int | str] = {
        (1, "B"): "Joint call on chiplets",
        (1, "C"): "MYS",
        (1, "D"): 25_000_000,
        (1, "E"): "MYR",
    }
    fill_in(path, budget, sheet_name=Sheet.BUDGETS, header_row=HEADER_ROW)
    stage = "running" if first.stage != "running" else "planned"
    operations.move_stage(bridge, first.id, stage)
    dialog = ImportDialog(bridge, studio.window.jobs, [path], studio.window)
    dialog.open()
    studio.settle(lambda: dialog.plan is not None)


REGISTER_STATES: list[tuple[str, Callable[[Studio], None]]] = [("import-register", show_register_review)]
