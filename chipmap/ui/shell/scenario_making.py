"""Makes the Scenarios page, and ties it to the ribbon, the dialogs, the partners and what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.ui.operations import scenarios as operations
from chipmap.ui.pages.scenarios_page import ScenariosPage
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.analysis.scenario_report import StageLoss
    from chipmap.model.records import Scenario
    from chipmap.ui.shell.workspace_view import WorkspaceView

_SECTION = "scenario"


def make_scenarios_page(view: WorkspaceView) -> ScenariosPage:
    """The page, with its ways out."""
    page = ScenariosPage(view.bridge, view.selection)
    page.method_wanted.connect(lambda: _read_method(view))
    page.partners_wanted.connect(lambda segment, place: _find_partners(view, segment, place))
    page.save_wanted.connect(lambda scenario, name: _ask_name(view, scenario, name))
    page.change_wanted.connect(lambda scenario: operations.change_scenario(view.bridge, scenario))
    page.story_wanted.connect(view.commands["add_slide"].trigger)
    page.rename_wanted.connect(lambda key: _rename(view, key))
    page.remove_wanted.connect(lambda key: operations.remove_scenario(view.bridge, key))
    page.losses_known.connect(lambda losses: _show_losses(view, losses))
    return page


def _show_losses(view: WorkspaceView, losses: tuple[StageLoss, ...] | None) -> None:
    from chipmap.ui.shell.loss_readings import loss_readings

    view.ribbon.show_losses(None if losses is None else loss_readings(view.bridge, losses))


def _read_method(view: WorkspaceView) -> None:
    from chipmap.ui.shell.analysis_dialogs import read_method

    read_method(_SECTION, view.window())


def _find_partners(view: WorkspaceView, segment: str, place: str) -> None:
    """Look for partners in the segment that is hit, at one place where one was asked for."""
    view.selection.choose(page="match", segment=segment, subject=place or None)


def _ask_name(view: WorkspaceView, scenario: Scenario, name: str) -> None:
    from chipmap.ui.dialogs.scenario_dialog import ScenarioDialog

    def keep(said: str, note: str) -> None:
        kept = operations.keep_scenario(view.bridge, scenario, said, note)
        view.selection.choose(scenario=kept)

    dialog = ScenarioDialog(
        _("Save scenario"), _("Save scenario"), name=name, note=scenario.note, parent=view.window()
    )
    dialog.named.connect(keep)
    dialog.open()


def _rename(view: WorkspaceView, key: str) -> None:
    from dataclasses import replace

    from chipmap.ui.dialogs.scenario_dialog import ScenarioDialog

    kept = view.bridge.dataset.scenarios.get(key)
    if kept is None:
        return

    def rename(said: str, note: str) -> None:
        operations.rename_scenario(view.bridge, key, said, note)
        shown = view.selection.view.scenario
        after = view.bridge.dataset.scenarios.get(key)
        if shown is not None and shown.id == key and after is not None:
            view.selection.choose(scenario=replace(shown, name=after.name, note=after.note))

    dialog = ScenarioDialog(
        _("Rename scenario"), _("Rename"), name=kept.name, note=kept.note, parent=view.window()
    )
    dialog.named.connect(rename)
    dialog.open()
