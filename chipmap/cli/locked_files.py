"""Reads a workbook that may be locked: the password comes from standard input or is asked for, never kept."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from chipmap.cli.progress_bar import progress_bar
from chipmap.model.errors import WorkbookRefused
from chipmap.wording import _
from chipmap.wording.errors import message_of

if TYPE_CHECKING:
    from chipmap.model.exchange.raw_workbook import RawWorkbook

_TRIES = 3


def read_asking(file: Path, *, has_password_in_stdin: bool, as_json: bool) -> RawWorkbook:
    """The workbook, opened with the first line of standard input or with what a person types when asked.

    Nobody is asked where there is no terminal or where JSON is wanted. Raises `WorkbookRefused`.
    """
    if has_password_in_stdin:
        return _read(file, sys.stdin.readline().rstrip("\r\n"), as_json=as_json)
    may_ask = sys.stdin.isatty() and not as_json
    password = ""
    for tries_left in reversed(range(_TRIES + 1)):
        try:
            return _read(file, password, as_json=as_json)
        except WorkbookRefused as refused:
            if refused.params.get("reason") not in ("password", "password-wrong"):
                raise
            if not (may_ask and tries_left):
                raise
            typer.echo(message_of(refused), err=True)
        password = typer.prompt(_("Password"), hide_input=True, err=True)
    raise AssertionError("the last try returns or raises")


def _read(file: Path, password: str, *, as_json: bool) -> RawWorkbook:
    from chipmap.model.exchange.workbook_reader import read_workbook

    with progress_bar(_("Reading the workbook"), is_shown=not as_json) as progress:
        return read_workbook(file, password=password, progress=progress)
