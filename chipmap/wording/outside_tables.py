"""Tables from elsewhere in words: what a row lacks, what a mapping lacks, and what their parts are called."""

from __future__ import annotations

from chipmap.model.errors import MappingRefused, TableRefused
from chipmap.wording import _
from chipmap.wording.gaps import Texts


def table_texts() -> Texts:
    """Every code that a row of a table from elsewhere can raise: the message and the remedy."""
    return {**_name_texts(), **_figure_texts(), **_chain_texts()}


def _name_texts() -> Texts:
    confirm = _("Say what it means, and the rows that wait for it are taken.")
    return {
        "place-not-matched": (_("“{value}” is no place and no provider that is known."), confirm),
        "segment-not-matched": (_("“{value}” is no segment that is known."), confirm),
        "field-missing": (
            _("The row says nothing in a column that it needs."),
            _("Fill the cell, choose another column, or give one value for the whole table."),
        ),
        "row-contradicts": (
            _("An earlier row says something else about the same thing; the earlier one was taken."),
            _("Delete the row that is wrong, or add the column in which the two differ."),
        ),
    }


def _figure_texts() -> Texts:
    return {
        "number-not-understood": (
            _("“{value}” is not a number."),
            _("Enter figures only, with a point or a comma for decimals."),
        ),
        "number-ambiguous": (
            _("“{value}” may be thousands or a decimal."),
            _("Write it without a sign between thousands."),
        ),
        "number-negative": (_("{value} is below zero."), _("Enter zero or more.")),
        "share-without-number": (
            _("The row says that there is a share, but not how much."),
            _("Give one per cent for all minor shares, or enter a number."),
        ),
        "shares-look-like-parts": (
            _("Every share is 1 or less: these may be parts of 1 instead of per cent."),
            _("Show them as per cent in the file, or multiply them by 100."),
        ),
        "measure-unknown": (
            _("“{value}” is no measure of shares that is known."),
            _("Choose one measure for the whole table."),
        ),
        "horizon-not-understood": (
            _("“{value}” is no horizon of this workspace."),
            _("Enter now, or one of the years of its horizons."),
        ),
        "need-without-horizon": (
            _("A need holds for a later year, and the row names none."),
            _("Add a column with the year, or give one for the whole table."),
        ),
        "flow-not-understood": (
            _("“{value}” is neither imports nor exports."),
            _("Enter import or export."),
        ),
    }


def _chain_texts() -> Texts:
    return {
        "parent-assumed": (
            _("The stage “{value}” is not known; the segment was put where its kind usually stands."),
            _("Say which stage it means, and import again."),
        ),
        "link-to-itself": (_("“{value}” would feed itself."), _("Correct one end of the link.")),
        "segment-circle": (
            _("“{value}” would be a part of itself."),
            _("Correct what it is a kind of."),
        ),
        "weight-not-understood": (
            _("“{value}” is no weight of a link."),
            _("Enter 3 or essential, 2 or important, 1 or useful."),
        ),
    }


def table_refusal_text(error: MappingRefused | TableRefused) -> str:
    """Why a mapping or a table cannot be used at all."""
    sentences = {
        ("mapping-refused", "not-json"): _("The mapping is not JSON: {detail}."),
        ("mapping-refused", "not-a-mapping"): _(
            "The mapping has another form at {part}. Save one with --save-mapping and start from it."
        ),
        ("mapping-refused", "version"): _("The mapping has version {detail}, which is not known here."),
        ("mapping-refused", "target"): _(
            "{part}: “{detail}” is not what a table can hold. Use segments, links, providers, shares, "
            "levels, trade or products."
        ),
        ("mapping-refused", "header-row"): _("{part}: “{detail}” is no number of a row."),
        ("mapping-refused", "field"): _("{part} is not known. Known are: {detail}."),
        ("table-refused", "field"): _(
            "{file}: nothing says which column holds {fields}; its columns are {columns}. Choose the column, "
            "or one value for all rows."
        ),
        ("table-refused", "unclear"): _(
            "{file}: its columns ({columns}) do not tell what its rows are. Say in a mapping what the table "
            "holds and which column is which."
        ),
        ("table-refused", "column"): _("{file} has no column “{fields}”. Choose the column for {field}."),
        ("table-refused", "attendance"): _(
            "{file} has no sheet with the columns of {fields}. The help describes both sheets."
        ),
        ("table-refused", "sheet"): _("{file} has no sheet “{fields}” with anything in it."),
    }
    params = {"part": "", "detail": "", "file": "", "fields": "", "field": "", "columns": "", **error.params}
    known = sentences.get((error.code, str(error.params.get("reason", ""))))
    return (known or _("The table cannot be used ({detail}).")).format(**params)


def target_word(target: str) -> str:
    """What a table holds, for a choice."""
    return {
        "segments": _("Segments of the value chain"),
        "links": _("Links between segments"),
        "providers": _("Providers: places and organisations"),
        "shares": _("Shares of segments"),
        "levels": _("Levels and needs"),
        "trade": _("Trade flows"),
        "products": _("Product codes of segments"),
    }.get(target, target)
