"""`chipmap trade …`: which product codes stand for which segment, and whose supply is trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipmap.cli.analysis_options import WithinSegment, name_of, segment_or_whole
from chipmap.cli.documents import changing, reading
from chipmap.cli.options import AsJson, WorkspacePath
from chipmap.cli.references import segment_meant, subject_meant
from chipmap.cli.reporting import show_result
from chipmap.model.labels import Label
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.records import ProductSegment

app = typer.Typer(no_args_is_help=True, help="Product codes of segments, and the places that are trusted.")

Code = Annotated[
    str,
    typer.Argument(
        metavar="CODE",
        help="A product code of the trade flows; a shorter one means all that begin with it.",
        show_default=False,
    ),
]
SegmentOfCode = Annotated[
    str, typer.Argument(metavar="SEGMENT", help="A segment: its id or name.", show_default=False)
]


@app.callback()
def trade() -> None:
    """Nothing is done without a command."""


@app.command("codes")
def list_codes(path: WorkspacePath, *, segment: WithinSegment = None, as_json: AsJson = False) -> None:
    """List which product codes stand for which segment. Many at once come in with “table import”."""
    from chipmap.model.analysis.removals import segments_meant

    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        meant = segments_meant(dataset, segment_or_whole(dataset, segment))
        links = [one for one in dataset.product_segments.values() if one.segment in meant]
        links.sort(key=lambda one: (dataset.segments[one.segment].order, one.product))
        lines = [
            f"{one.product}  {name_of(dataset, one.segment)}" + (f"  ({one.source})" if one.source else "")
            for one in links
        ]
    show_result(
        {"codes": [_code(one) for one in links]}, lines or [_("No code is recorded.")], as_json=as_json
    )


@app.command("link")
def link_code(
    path: WorkspacePath,
    code: Code,
    segment: SegmentOfCode,
    *,
    source: Annotated[
        str, typer.Option("--source", metavar="TEXT", help="Where that is from, or who decided it.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Let a product code stand for a segment, and save."""
    from chipmap.model.edits.products import link_product

    with changing(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        meant = segment_meant(dataset, segment, parameter="SEGMENT")
        changes = link_product(dataset, code, meant, source)
        workspace.apply(changes, label=Label.CHANGE_PRODUCTS)
        workspace.save()
        name = name_of(dataset, meant)
    said = _("{code} stands for {segment}.").format(code=code, segment=name)
    show_result({"code": code, "segment": meant, "changed": bool(changes)}, [said], as_json=as_json)


@app.command("unlink")
def unlink_code(path: WorkspacePath, code: Code, segment: SegmentOfCode, *, as_json: AsJson = False) -> None:
    """Let a product code stand for a segment no longer, and save."""
    from chipmap.model.edits.products import unlink_product

    with changing(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        meant = segment_meant(dataset, segment, parameter="SEGMENT")
        workspace.apply(unlink_product(dataset, code, meant), label=Label.CHANGE_PRODUCTS)
        workspace.save()
        name = name_of(dataset, meant)
    said = _("{code} stands for {segment} no longer.").format(code=code, segment=name)
    show_result({"code": code, "segment": meant, "changed": True}, [said], as_json=as_json)


@app.command("trusted")
def trust_places(
    path: WorkspacePath,
    places: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SUBJECT…]",
            help="The places and regions to trust from now on. Without any, those of now are listed.",
            show_default=False,
        ),
    ] = None,
    *,
    nobody: Annotated[bool, typer.Option("--nobody", help="Trust nobody in particular again.")] = False,
    as_json: AsJson = False,
) -> None:
    """List or name the places whose supply is no exposure, and save.

    Outside the European Union, imports from them do not count as imports from outside. Where nobody is named,
    the focus region and the candidate places are trusted, and for imports nobody.
    """
    from chipmap.model.edits.settings import change_settings

    is_change = bool(places) or nobody
    with (changing if is_change else reading)(path, as_json=as_json) as workspace:
        if is_change:
            dataset = workspace.dataset
            meant = tuple(
                dict.fromkeys(subject_meant(dataset, text, parameter="SUBJECT") for text in places or ())
            )
            changes = change_settings(dataset, trusted_places=meant)
            workspace.apply(changes, label=Label.CHANGE_SETTINGS)
            workspace.save()
        listed = _trusted(workspace.dataset)
    lines = [f"{one['place']}  {one['name']}" for one in listed] or [_("Nobody is named.")]
    show_result({"trusted": listed}, lines, as_json=as_json)


def _trusted(dataset: Dataset) -> list[dict[str, Any]]:
    return [{"place": one, "name": name_of(dataset, one)} for one in dataset.settings.trusted_places]


def _code(link: ProductSegment) -> dict[str, Any]:
    return {"code": link.product, "segment": link.segment, "source": link.source}
