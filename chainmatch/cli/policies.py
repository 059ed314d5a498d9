"""The command that lists the measures of support that bear on a lead."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from chainmatch.cli.own_text import own_text
from chainmatch.cli.written import Answer, checked_output, deliver
from chainmatch.errors import InputError
from chainmatch.matching.company import Company
from chainmatch.matching.result import Match
from chainmatch.paths import data_file
from chainmatch.plan.policies import load_policies
from chainmatch.planning.support import TIERS, LeadStanding, supports, tiers_in
from chainmatch.reports.support import SupportReport
from chainmatch.reports.wording import Language
from chainmatch.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Applicant:
    """The lead, what is known of its standing, and how the answer is written."""

    text: str
    tier: str | None
    here: bool | None
    current: bool
    top: int
    as_json: bool
    output: Path | None
    lang: str


def run_policies(asked: Applicant) -> None:
    """Print or write the measures that bear on a lead."""
    if asked.tier is not None and asked.tier not in TIERS:
        raise InputError(f"--tier {asked.tier!r} is unknown; allowed are {', '.join(TIERS)}")
    checked_output(asked.output)
    text = own_text(asked.text)
    company = Company.from_text(text)
    workbench = Workbench.open()
    stored = load_policies(data_file("policies.json"), workbench.plan)
    # A period may have ended since the file was written.
    policies = stored.on(datetime.now().astimezone().date().isoformat())
    lead = standing(company, workbench.match(company), asked)
    found = [
        support
        for support in supports(lead, policies.policies)
        if support.policy.status == "current" or not asked.current
    ]
    report = SupportReport(workbench.plan, policies, cast("Language", asked.lang))
    last = report.documents(found)
    answer = Answer(
        report.document(found),
        [report.sheet(found), last],
        [report.short(found[: asked.top]), last],
        [report.note() if found else report.none()],
        str(len(found)),
    )
    deliver(answer, asked.output, as_json=asked.as_json)


def standing(company: Company, match: Match, asked: Applicant) -> LeadStanding:
    """Return what is known of a lead; a lead that fits nothing has no industry and no link."""
    fits = match.status == "matched"
    return LeadStanding(
        text=company.normal.text,
        industries={i.id: i.confidence for i in match.industries} if fits else {},
        links={link.id: link.confidence for link in match.links} if fits else {},
        zones={zone.id: zone.confidence for zone in match.zones},
        tiers=tiers_in(company.normal.text) | ({asked.tier} if asked.tier else set()),
        here=asked.here,
    )
