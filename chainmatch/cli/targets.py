"""The command that lists enterprises to turn to for each wanted link, as a workbook."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from chainmatch.answers.gaps import first_of_each
from chainmatch.cli.own_leads import own_leads
from chainmatch.cli.report import checked_day
from chainmatch.errors import InputError
from chainmatch.gaps.region import RegionGap, find_gaps
from chainmatch.paths import model_path, read_json
from chainmatch.planning.fill import candidates, profile
from chainmatch.reports.sheet import write_workbook
from chainmatch.reports.targets import Origin, Target, TargetReport
from chainmatch.reports.wording import Language
from chainmatch.workbench import Workbench

_FIRST = 5  # links of the first gaps, where none is named


@dataclass(frozen=True, slots=True)
class Sought:
    """Which links are to be filled (none named: those of the first gaps), from whose list."""

    links: Sequence[str]
    registry: Path
    output: Path
    date: str | None
    lang: str


def run_targets(sought: Sought) -> None:
    """Write the list of enterprises and say how many it holds."""
    if sought.output.suffix.lower() != ".xlsx":
        raise InputError(
            f"--output {sought.output.name!r} ends in {sought.output.suffix!r}; allowed is .xlsx"
        )
    if not sought.output.absolute().parent.is_dir():
        raise InputError(f"--output {sought.output}: its folder does not exist; give one that does")
    on = checked_day(sought.date)
    workbench = Workbench.open()
    for link in sought.links:
        workbench.graph.direction(link)
    leads = own_leads(workbench, sought.registry)
    matched = [(lead.place, lead.company, lead.match) for lead in leads]
    gaps = find_gaps(workbench.region)
    class_links = read_json(model_path("class_links.json"))
    targets = [
        Target(
            profile(workbench.graph, link, workbench.relations, class_links),
            tuple(gap for gap in gaps if gap.link == link),
            candidates(workbench.matcher, matched, link),
        )
        for link in dict.fromkeys(sought.links or _first(gaps))
    ]
    reference = workbench.matcher.reference
    report = TargetReport(workbench.ground(cast("Language", sought.lang)), reference.class_names)
    origin = Origin(sought.registry.name, len(leads), reference.encoder.name, on)
    write_workbook(report.sheets(targets, origin), sought.output, on)
    sys.stdout.write(f"{sought.output}: {sum(len(target.likely) for target in targets)}\n")


def _first(gaps: Sequence[RegionGap]) -> list[str]:
    return [gap.link for gap in first_of_each(gaps)[:_FIRST]]
