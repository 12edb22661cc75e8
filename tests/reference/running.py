"""A case through its adaptor; what goes wrong there fails every value of the case."""

from __future__ import annotations

from tests.reference.adaptors import ADAPTORS, Answer
from tests.reference.cases_on_disk import Case, NotThere
from tests.reference.comparing import ABSENT, Line, lines_of


def run_case(case: Case) -> list[Line]:
    """A line for each expected value. Raises `NotThere` where a file of the case is on another machine."""
    adaptor = ADAPTORS.get(case.format)
    if adaptor is None:
        return _failed(case, f"no adaptor for {case.format}")
    try:
        answer = adaptor(case)
    except NotThere:
        raise
    except Exception as error:  # noqa: BLE001 - a method that breaks must not stop the cases after it
        return _failed(case, f"{type(error).__name__}: {error}")
    if not isinstance(answer, Answer):
        answer = Answer(case.expected, answer)
    lines = list(lines_of(case.name, answer.expected, answer.got, case.tolerance))
    return lines or _failed(case, "the case expects nothing")


def _failed(case: Case, why: str) -> list[Line]:
    lines = [
        Line(line.case, line.name, line.expected, why, line.tolerance)
        for line in lines_of(case.name, case.expected, ABSENT, case.tolerance)
    ]
    return lines if case.expected is not None else [Line(case.name, "case", "values", why, case.tolerance)]
