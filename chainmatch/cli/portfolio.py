"""The command that picks leads within a budget."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from chainmatch.cli.own_leads import own_leads
from chainmatch.cli.written import Answer, checked_output, deliver
from chainmatch.errors import InputError
from chainmatch.gaps.region import find_gaps
from chainmatch.matching.company import AMOUNTS
from chainmatch.planning.offers import gap_weights, offer
from chainmatch.planning.portfolio import Limits, Offer, choose, curve
from chainmatch.reports.pictures.canvas import checked_picture
from chainmatch.reports.pictures.curve import draw_curve
from chainmatch.reports.portfolio import PortfolioReport
from chainmatch.reports.wording import Language
from chainmatch.workbench import Workbench

_PREVIEW = 30
_CURVE = 15  # leads up to which the trade-off is worked out


@dataclass(frozen=True, slots=True)
class Budget:
    """The user's leads, what may be taken, and how the answer is written."""

    leads: Path
    count: int
    figures: Sequence[str]
    capacity: Sequence[str]
    as_json: bool
    output: Path | None
    picture: Path | None
    lang: str


def run_portfolio(asked: Budget) -> None:
    """Print or write the set of leads that closes most within the budget."""
    checked_output(asked.output)
    checked_picture(asked.picture)
    workbench = Workbench.open()
    limits = limits_of(workbench, asked)
    gaps = find_gaps(workbench.region)
    weights = gap_weights(gaps)
    limited = sorted({*limits.figures, *(name for _, name in limits.parks)})
    offers: list[Offer] = []
    outside: list[str] = []
    names: dict[str, str] = {}
    for lead in own_leads(workbench, asked.leads):
        names[lead.place] = lead.company.name or lead.company.text[:_PREVIEW]
        made = offer(lead.place, lead.company, lead.match, gaps, limited)
        if made is None:
            outside.append(lead.place)
        else:
            offers.append(made)
    found = choose(offers, weights, limits)
    short = Limits(min(limits.count, _CURVE), limits.figures, limits.parks)
    rows = curve(offers, weights, short)
    report = PortfolioReport(workbench.plan, names, weights, cast("Language", asked.lang))
    if asked.picture is not None:
        draw_curve(report.picture(found, limits, rows), asked.picture)
    document = report.document(found, offers, rows, outside)
    sheets = [report.sheet(found, offers), report.curve(rows)]
    lines = report.lines(found, limits, outside)
    answer = Answer(document, sheets, sheets, lines, str(len(found.chosen)))
    deliver(answer, asked.output, as_json=asked.as_json)


def limits_of(workbench: Workbench, asked: Budget) -> Limits:
    """Read figure=number and PARK:figure=number."""
    figures = dict(_figure(given) for given in asked.figures)
    parks = {}
    for given in asked.capacity:
        park, _, rest = given.partition(":")
        workbench.graph.park(park)
        name, most = _figure(rest)
        parks[park, name] = most
    return Limits(asked.count, figures, parks)


def _figure(given: str) -> tuple[str, float]:
    name, _, number = given.partition("=")
    try:
        most = float(number)
    except ValueError as error:
        raise InputError(
            f"budget {given!r} is no figure=number, for example land_mu=500"
        ) from error
    if name not in AMOUNTS or not 0 <= most < float("inf"):
        raise InputError(
            f"budget {given!r} is impossible; allowed are {', '.join(AMOUNTS)} with 0 or more"
        )
    return name, most
