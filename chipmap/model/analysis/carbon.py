"""What a square centimetre of wafer emits where it is made, and how clean the power of a segment's makers is.

After ACT (Gupta et al., ISCA 2022). Factors are figures with a year and a source. Where none is published, as
for power, analogue and silicon carbide, there is no result: nothing is extrapolated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from chipmap.model.analysis.figures import Figure, Reason, Term, fault_of, is_missing

_TOLERANCE = 1e-9
_LEAST_ABATED, _MOST_ABATED = 95.0, 99.0
FULL_LEAST, FULL_MOST = 0.98, 1.02

ACT_SOURCE = "Gupta et al., ACT, ISCA 2022; facebookresearch/ACT, commit abc9fbb, MIT"

_NODES = ("28nm", "20nm", "14nm", "10nm", "8nm", "7nm", "5nm", "3nm")
_ENERGY = dict(zip(_NODES, (0.9, 1.2, 1.2, 1.475, 1.52, 2.15, 2.75, 3.25), strict=True))
_GASES_95 = dict(zip(_NODES, (175.0, 190.0, 200.0, 240.0, 240.0, 350.0, 430.0, 470.0), strict=True))
_GASES_99 = dict(zip(_NODES, (100.0, 110.0, 125.0, 150.0, 150.0, 200.0, 225.0, 275.0), strict=True))
_GRID = {
    "world": 481.0, "taiwan": 642.0, "singapore": 471.0, "europe": 300.0, "korea": 402.0, "japan": 446.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CarbonFactors:
    """Published factors; a workspace may replace each.

    `energy` kWh/cm² by node; `gases_95` and `gases_99` g CO₂e/cm² at 95 % and 99 % abatement; `materials`
    g CO₂e/cm²; `grid` g CO₂e/kWh by location, as delivered there in `year`.
    """

    energy: Mapping[str, float] = field(default_factory=lambda: _ENERGY)
    gases_95: Mapping[str, float] = field(default_factory=lambda: _GASES_95)
    gases_99: Mapping[str, float] = field(default_factory=lambda: _GASES_99)
    materials: float = 500.0
    grid: Mapping[str, float] = field(default_factory=lambda: _GRID)
    year: int = 2022
    source: str = ACT_SOURCE


@dataclass(frozen=True, slots=True)
class Footprint:
    """Emissions of one wafer area in g CO₂e/cm² of good silicon: three parts that add up to the total."""

    total: float | None
    electricity: float | None = None
    gases: float | None = None
    materials: float | None = None
    reason: Reason | None = None
    explain: tuple[Term, ...] = ()


def wafer_footprint(
    node: str,
    location: str,
    *,
    abatement_percent: float = 97.0,
    yield_part: float = 0.875,
    factors: CarbonFactors | None = None,
) -> Footprint:
    """(grid · energy + gases + materials)/yield in g CO₂e/cm², for logic nodes with published factors.

    Gases between 95 % and 99 % abatement are linear (97 % is the mean). A node or location without a factor,
    an abatement outside 95–99 % and a yield outside 0–1 give a reason.
    """
    known = factors or CarbonFactors()
    rates = (
        known.energy.get(node), known.gases_95.get(node), known.gases_99.get(node), known.grid.get(location)
    )  # fmt: skip
    energy, gases_95, gases_99, grid = rates
    if energy is None or gases_95 is None or gases_99 is None or grid is None:
        return Footprint(None, reason=Reason.NO_FACTOR)
    fault = _fault([energy, gases_95, gases_99, grid, known.materials, yield_part, abatement_percent])
    is_in_range = _LEAST_ABATED <= abatement_percent <= _MOST_ABATED and _TOLERANCE < yield_part <= 1
    if fault is not None or not is_in_range:
        return Footprint(None, reason=fault or Reason.OUT_OF_RANGE)
    part = (abatement_percent - _LEAST_ABATED) / (_MOST_ABATED - _LEAST_ABATED)
    electricity = grid * energy / yield_part
    gases = (gases_95 + part * (gases_99 - gases_95)) / yield_part
    materials = known.materials / yield_part
    terms = (
        Term("electricity", grid * energy, electricity),
        Term("gases", gases * yield_part, gases),
        Term("materials", known.materials, materials),
    )
    return Footprint(electricity + gases + materials, electricity, gases, materials, explain=terms)


def _fault(numbers: list[float]) -> Reason | None:
    return Reason.MISSING if any(map(is_missing, numbers)) else fault_of(numbers, may_be_negative=False)


@dataclass(frozen=True, slots=True)
class Intensity:
    """The mean grid factor behind a segment in g CO₂e/kWh, over the `coverage` (0 to 1) that has a factor."""

    value: float | None
    coverage: float = 0.0
    reason: Reason | None = None
    explain: tuple[Term, ...] = ()


def segment_intensity(shares: Mapping[str, float], grid: Mapping[str, float] | None = None) -> Intensity:
    """Σ share · grid / Σ covered share; `shares` are parts of the world (0 to 1) by location.

    Locations without a factor, and a part of the world that nobody is known to hold, lower the coverage and
    do not count as clean. 0.98–1.02 in all is a whole; more gives a reason.
    """
    factors = CarbonFactors().grid if grid is None else grid
    if not shares:
        return Intensity(None, reason=Reason.NOTHING_GIVEN)
    covered = {name: share for name, share in shares.items() if name in factors}
    fault = _fault([*shares.values(), *(factors[name] for name in covered)])
    whole = 0.0 if fault else sum(shares.values())
    if fault is not None or whole > FULL_MOST + _TOLERANCE:
        return Intensity(None, reason=fault or Reason.OVER_HUNDRED)
    total = sum(covered.values())
    if total <= _TOLERANCE:
        return Intensity(None, reason=Reason.NO_FACTOR if whole > _TOLERANCE else Reason.NOT_POSITIVE)
    terms = tuple(
        Term("location", factors[name], share * factors[name] / total, name)
        for name, share in covered.items()
    )
    coverage = total / whole if whole >= FULL_LEAST - _TOLERANCE else total
    return Intensity(sum(term.contribution for term in terms), min(1.0, coverage), explain=terms)


def moved_share(
    shares: Mapping[str, float], part: float, *, origin: str, target: str
) -> dict[str, float] | Reason:
    """The shares after a part of the world (0 to 1) has moved; more than the origin holds gives a reason."""
    if any(map(is_missing, [*shares.values(), part])) or origin not in shares:
        return Reason.MISSING
    if not 0 <= part <= shares[origin] + _TOLERANCE:
        return Reason.OUT_OF_RANGE
    moved = dict(shares)
    moved[origin] = max(0.0, moved[origin] - part)
    moved[target] = moved.get(target, 0.0) + part
    return moved


def change_by_moving(
    shares: Mapping[str, float],
    part: float,
    *,
    origin: str,
    target: str,
    grid: Mapping[str, float] | None = None,
) -> Figure:
    """The change of a segment's intensity in g CO₂e/kWh when a part of the world moves; below 0 is cleaner.

    Both places need a factor: a change of coverage would look like a change of emissions.
    """
    factors = CarbonFactors().grid if grid is None else grid
    if origin not in factors or target not in factors:
        return Figure(None, Reason.NO_FACTOR)
    moved = moved_share(shares, part, origin=origin, target=target)
    if isinstance(moved, Reason):
        return Figure(None, moved)
    before, after = segment_intensity(shares, factors), segment_intensity(moved, factors)
    if before.value is None or after.value is None:
        return Figure(None, before.reason or after.reason)
    terms = (Term("after", after.value, after.value), Term("before", before.value, -before.value))
    return Figure(after.value - before.value, explain=terms)
