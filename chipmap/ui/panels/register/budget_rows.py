"""What each partner puts in: one line for each, with an amount and a currency of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from chipmap.model.edits.collaborations import set_budget
from chipmap.model.errors import RuleBroken
from chipmap.ui import theme
from chipmap.ui.panels.line_fields import LineField
from chipmap.ui.widgets.parts import clear_layout, label
from chipmap.wording import _
from chipmap.wording.formats import number
from chipmap.wording.issues import reason_of, suggestion_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chipmap.model.dataset import Dataset
    from chipmap.ui.bridge import WorkspaceBridge

_SIZES = {"": 1.0, "k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_FORM = re.compile(r"(\d+(?:[.,]\d+)?)\s*([a-z]*)")
_GROUPED = re.compile(r"\d{1,3}(?:[,.'\u00a0\u202f ]\d{3})+")
_CURRENCY_WIDTH = 74


class UnreadableAmount(ValueError):
    """What was typed is no amount of money."""


def amount_of(text: str) -> float | None:
    """An amount as people write it: 250000, 250 000, 6 million, 1.5 bn; None for nothing."""
    plain = text.strip().casefold()
    if not plain:
        return None
    if _GROUPED.fullmatch(plain):
        return float(re.sub(r"\D", "", plain))
    found = _FORM.fullmatch(plain.replace("\u00a0", " "))
    sizes = {**_SIZES, _("million").casefold(): 1e6, _("billion").casefold(): 1e9}
    if found is None or found[2] not in sizes:
        raise UnreadableAmount(text)
    return float(found[1].replace(",", ".")) * sizes[found[2]]


def amount_text(amount: float | None) -> str:
    """An amount as it stands in its field; it reads back as the same."""
    if amount is None:
        return ""
    for size, word in ((1e9, _("billion")), (1e6, _("million"))):
        if amount >= size and float(f"{amount / size:.3f}") * size == amount:
            return f"{number(amount / size, 3)} {word}"
    return f"{amount:,.0f}".replace(",", " ") if amount == int(amount) else repr(amount)


class BudgetRows(QWidget):
    """`committed` carries partner, amount (None for none) and currency, once both are right."""

    committed = Signal(str, object, str)

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._shown: tuple[str, tuple[str, ...]] | None = None
        self.amounts: dict[str, LineField] = {}
        self.currencies: dict[str, LineField] = {}
        self._problem = label("", "small", "danger")
        self._none = label(_("Add partners first; each of them has a budget of its own."), "small", "text2")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 4)

    @property
    def problem(self) -> str:
        """What is wrong with the amount or currency typed last; empty where nothing is."""
        return self._problem.text()

    def show_budgets(self, collaboration: str, partners: Sequence[str]) -> None:
        """Show the budgets of a collaboration, one line for each of its partners."""
        shown = (collaboration, tuple(partners))
        is_other = shown != self._shown
        if is_other:
            self._shown = shown
            self._make_rows(partners)
            self._say("")
        budgets = self._bridge.dataset.budgets
        for partner in partners:
            budget = budgets.get((collaboration, partner))
            amount = amount_text(budget.amount) if budget is not None else ""
            self.amounts[partner].show_text(amount, is_other=is_other)
            currency = budget.currency if budget is not None else self.currencies[partner].text()
            self.currencies[partner].show_text(currency, is_other=is_other)

    def _make_rows(self, partners: Sequence[str]) -> None:
        for kept in (self._problem, self._none):
            self._grid.removeWidget(kept)
            kept.setParent(self)
            kept.hide()
        clear_layout(self._grid)
        self.amounts, self.currencies = {}, {}
        for row, partner in enumerate(partners):
            name = self._bridge.subject_name(partner)
            amount, currency = LineField(_("Amount")), LineField("EUR")
            amount.setAccessibleName(_("Budget of {partner}").format(partner=name))
            amount.setToolTip(_("Such as 250 000 or 6 million"))
            currency.setAccessibleName(_("Currency of {partner}").format(partner=name))
            currency.setMaxLength(3)
            currency.setFixedWidth(theme.current().px(_CURRENCY_WIDTH))
            amount.setMinimumWidth(1)
            for field in (amount, currency):
                field.committed.connect(lambda _text, one=partner: self._commit(one))
            self.amounts[partner], self.currencies[partner] = amount, currency
            for column, part in enumerate((label(name, "small"), amount, currency)):
                self._grid.addWidget(part, row, column)
        last = self._none if not partners else self._problem
        self._grid.addWidget(last, len(partners), 0, 1, 3)
        self._none.setVisible(not partners)

    def _commit(self, partner: str) -> None:
        """Hand a budget over once it is one; before that say what is missing."""
        assert self._shown is not None
        currency = self.currencies[partner].text().strip().upper()
        text = self.amounts[partner].text()
        try:
            amount = amount_of(text)
        except UnreadableAmount:
            self._say(
                _("“{text}” is not an amount. Enter a number, such as 250 000 or 6 million.").format(
                    text=text
                )
            )
            return
        problem = _problem_of(self._bridge.dataset, self._shown[0], partner, amount, currency)
        self._say(problem)
        if not problem:
            self.committed.emit(partner, amount, currency)

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))


def _problem_of(
    dataset: Dataset, collaboration: str, partner: str, amount: float | None, currency: str
) -> str:
    try:
        set_budget(dataset, collaboration, partner, amount=amount, currency=currency)
    except RuleBroken as broken:
        return f"{reason_of(broken.issue)} {suggestion_of(broken.issue)}"
    return ""
