"""The gaps of the region that are asked for, with all that is told of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from chainmatch.errors import InputError
from chainmatch.gaps.coverage import GapKind
from chainmatch.gaps.priority import Stability, Weights, stability
from chainmatch.gaps.region import RegionGap, find_gaps
from chainmatch.reports.gaps import Completeness, GapReport, completeness
from chainmatch.reports.wording import Language
from chainmatch.workbench import Workbench

KINDS: tuple[str, ...] = get_args(GapKind)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which gaps are asked for; None asks for all, `once` for the first gap of every link."""

    kind: str | None = None
    park: str | None = None
    link: str | None = None
    once: bool = False


@dataclass(frozen=True, slots=True)
class FoundGaps:
    """The gaps that were asked for, before and after `once`, and how firm their order is."""

    gaps: Sequence[RegionGap]
    every: Sequence[RegionGap]
    weights: Weights
    firm: Stability
    complete: Sequence[Completeness]


def checked_kind(kind: str | None) -> None:
    """Raise InputError for a kind of gap that there is not."""
    if kind is not None and kind not in KINDS:
        raise InputError(f"kind {kind!r} is unknown; allowed are {', '.join(KINDS)}")


def gaps_asked(workbench: Workbench, asked: Asked, weights: Weights) -> FoundGaps:
    """Find gaps; raises InputError for an unknown kind, UnknownIdError for a park or link."""
    checked_kind(asked.kind)
    every = _of_wanted(workbench, find_gaps(workbench.region, weights), asked)
    gaps = first_of_each(every) if asked.once else every
    firm = stability([gap.parts for gap in gaps], weights)
    return FoundGaps(gaps, every, weights, firm, completeness(workbench.plan, workbench.registry))


def gap_report(workbench: Workbench, language: Language) -> GapReport:
    """Return the wording of gaps in one language."""
    return GapReport(workbench.plan, workbench.registry, workbench.relations, language)


def gaps_document(workbench: Workbench, found: FoundGaps) -> dict[str, Any]:
    """Return everything that was found as plain values; no language has a part in it."""
    told = (found.gaps, found.weights, found.firm, found.complete, workbench.region)
    return gap_report(workbench, "zh").document(*told)


def _of_wanted(
    workbench: Workbench, gaps: Sequence[RegionGap], asked: Asked
) -> tuple[RegionGap, ...]:
    if asked.park is not None:
        workbench.graph.park(asked.park)
    if asked.link is not None:
        workbench.graph.direction(asked.link)
    return tuple(
        gap
        for gap in gaps
        if asked.kind in {None, gap.kind}
        and asked.park in {None, gap.park}
        and asked.link in {None, gap.link}
    )


def first_of_each(gaps: Sequence[RegionGap]) -> tuple[RegionGap, ...]:
    """Return the first gap of every link, in their order."""
    first: dict[str, RegionGap] = {}
    for gap in gaps:
        first.setdefault(gap.link, gap)
    return tuple(first.values())
