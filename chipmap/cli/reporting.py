"""How commands answer: results on standard output, messages on standard error, one of four exit codes.

With `--json` exactly one JSON object is printed on standard output, whatever happens, and nothing else.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from enum import IntEnum
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from chipmap.model.errors import ChipmapError, RuleBroken
from chipmap.wording import _

_logger = logging.getLogger(__name__)

JSON_FLAG = "--json"


class ExitCode(IntEnum):
    """What the caller may rely on."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    REFUSED = 3
    STOPPED = 130


class Refused(Exception):
    """A command did not do what was asked; `fields` join the error in the JSON object."""

    def __init__(self, code: str, message: str, **fields: object) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.fields = fields


class CommandGroup(TyperGroup):
    """The root of all commands: turns every outcome into a message, or a JSON object, and an exit code."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,  # noqa: ANN401 - handed on as it came
    ) -> Any:  # noqa: ANN401 - as in the class above
        """Run a command line; leaves the process with its exit code unless `standalone_mode` is off."""
        given = sys.argv[1:] if args is None else list(args)
        try:
            outcome = super().main(
                args,
                prog_name,
                complete_var,
                standalone_mode=False,
                windows_expand_args=windows_expand_args,
                **extra,
            )
            code = _code_of(outcome)
        except (TyperException, Refused, ChipmapError, typer.Abort) as error:
            code = report_error(error, as_json=JSON_FLAG in given)
        except KeyboardInterrupt:
            _report("stopped", _("Stopped."), as_json=JSON_FLAG in given)
            code = ExitCode.STOPPED
        except Exception as error:
            _logger.exception("The command failed")
            code = report_error(error, as_json=JSON_FLAG in given)
        if standalone_mode:
            sys.exit(int(code))
        return int(code)


def _code_of(outcome: object) -> int:
    """The exit code of a command that has ended; raises where it is that of an interrupt."""
    code = outcome if isinstance(outcome, int) else ExitCode.DONE
    if code == ExitCode.STOPPED:
        raise KeyboardInterrupt
    return code


def report_error(error: Exception, *, as_json: bool) -> ExitCode:
    """Say what went wrong and give the exit code that belongs to it."""
    if isinstance(error, TyperException):
        _report_usage(error, as_json=as_json)
        return ExitCode.USAGE
    if isinstance(error, typer.Abort):
        _report("stopped", _("Stopped. Nothing was changed."), as_json=as_json)
        return ExitCode.STOPPED
    if isinstance(error, Refused):
        _report(error.code, error.message, as_json=as_json, fields=error.fields)
    elif isinstance(error, ChipmapError):
        from chipmap.wording.errors import message_of

        code = error.issue.code if isinstance(error, RuleBroken) else error.code
        _report(code, message_of(error), as_json=as_json, params=_plain(error.params))
    else:
        message = _("Something unexpected happened: {details}").format(details=error)
        _report("unexpected", message, as_json=as_json)
    return ExitCode.REFUSED


def _report_usage(error: TyperException, *, as_json: bool) -> None:
    show = getattr(error, "show", None)
    if as_json or show is None:
        _report("usage", _plain_usage(error.format_message()), as_json=as_json)
    else:
        error.message = _plain_usage(error.message)
        show()


def _plain_usage(message: str) -> str:
    """A message about wrong usage without the name of the exception that it began as."""
    return message.replace("Value error, ", "")


def _report(
    code: str,
    message: str,
    *,
    as_json: bool,
    params: Mapping[str, object] | None = None,
    fields: Mapping[str, object] | None = None,
) -> None:
    if as_json:
        print_json({"error": {"code": code, "message": message, **(params or {})}, **(fields or {})})
    else:
        typer.echo(message, err=True)


def show_result(result: Mapping[str, object], lines: Iterable[str], *, as_json: bool) -> None:
    """Print a result: as one JSON object, or as lines for a person."""
    if as_json:
        print_json(result)
        return
    for line in lines:
        typer.echo(line)


def tell(message: str) -> None:
    """A message beside the result, such as what was done on the way."""
    typer.echo(message, err=True)


def print_json(result: Mapping[str, object]) -> None:
    typer.echo(json.dumps(result, ensure_ascii=False, indent=2, default=str))


def _plain(params: Mapping[str, object]) -> dict[str, object]:
    """The parameters of an error as JSON has them; who holds a lock becomes an object of its own."""
    return {
        name: asdict(value) if is_dataclass(value) and not isinstance(value, type) else _text(value)
        for name, value in params.items()
    }


def _text(value: object) -> object:
    return value if isinstance(value, str | int | float | bool | None) else str(value)
