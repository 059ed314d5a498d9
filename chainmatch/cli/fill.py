"""The command that says how to fill a link, and who of a list comes closest."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from chainmatch.cli.own_leads import own_leads
from chainmatch.cli.written import Answer, checked_output, deliver
from chainmatch.paths import model_path, read_json
from chainmatch.planning.fill import Candidate, candidates, profile
from chainmatch.reports.pictures.canvas import checked_picture
from chainmatch.reports.pictures.flows import draw_flows
from chainmatch.reports.wording import Language, word
from chainmatch.workbench import Workbench

_LEAST = 0.05  # chance of the link from which a candidate is printed; files hold them all


@dataclass(frozen=True, slots=True)
class Opening:
    """Which link is to be filled, where, from whose list, and how the answer is written."""

    link: str
    park: str | None
    leads: Path | None
    top: int
    as_json: bool
    output: Path | None
    picture: Path | None
    lang: str


def run_fill(asked: Opening) -> None:
    """Print or write the profile of a link and the candidates for it."""
    checked_output(asked.output)
    checked_picture(asked.picture)
    workbench = Workbench.open()
    if asked.park is not None:
        workbench.graph.park(asked.park)
    class_links = read_json(model_path("class_links.json"))
    found = profile(workbench.graph, asked.link, workbench.relations, class_links)
    ranked = _ranked(workbench, asked)
    report = workbench.fill_report(cast("Language", asked.lang))
    if asked.picture is not None:
        draw_flows(report.flows(found), asked.picture)
    likely = [c for c in ranked if c.link_share >= _LEAST and c.score > 0][: asked.top]
    lines = report.lines(found)
    if ranked and not likely:
        lines.append(word("fill.nobody", report.language).format(_LEAST))
    shown, whole = [report.sheet(likely)], [report.sheet(ranked)]
    answer = Answer(report.document(found, ranked), whole, shown, lines, str(len(ranked)))
    deliver(answer, asked.output, as_json=asked.as_json)


def _ranked(workbench: Workbench, asked: Opening) -> tuple[Candidate, ...]:
    if asked.leads is None:
        return ()
    leads = ((lead.place, lead.company, lead.match) for lead in own_leads(workbench, asked.leads))
    return candidates(workbench.matcher, leads, asked.link, asked.park)
