"""The command that lists the leads of a file that may be one enterprise."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from chainmatch.cli.written import Answer, checked_output, deliver
from chainmatch.errors import InputError
from chainmatch.leads.codes import NoCode, credit_code
from chainmatch.leads.duplicates import NamedLead, propose
from chainmatch.leads.named import named_lead
from chainmatch.leads.reading import BadRow, read_leads
from chainmatch.reports.console import printable
from chainmatch.reports.duplicates import DuplicateReport
from chainmatch.reports.wording import Language

_MOST_SHOWN = 50  # pairs on a terminal; files hold them all


@dataclass(frozen=True, slots=True)
class Listed:
    """Whose leads are compared, and how the answer is written."""

    file: Path
    as_json: bool
    output: Path | None
    lang: str


def run_duplicates(asked: Listed) -> None:
    """Print or write the pairs of leads that may be one enterprise; nothing is merged."""
    checked_output(asked.output)
    leads = _leads(asked.file)
    found = propose(leads)
    bad = {lead.id: code for lead in leads if (code := _bad_code(lead)) is not None}
    report = DuplicateReport({lead.id: lead for lead in leads}, cast("Language", asked.lang))
    answer = Answer(
        report.document(found, bad),
        [report.sheet(found)],
        [report.sheet(found[:_MOST_SHOWN])],
        report.lines(found, bad),
        str(len(found)),
    )
    deliver(answer, asked.output, as_json=asked.as_json)


def _leads(path: Path) -> list[NamedLead]:
    leads: list[NamedLead] = []
    for row in read_leads(path, keep_going=True):
        if isinstance(row, BadRow):
            sys.stderr.write(printable(f"left out: {row.place}: {row.reason}") + "\n")
        else:
            leads.append(named_lead(row))
    if not leads:
        raise InputError(f"{path} has no row that can be read as a lead; see the lines above")
    return leads


def _bad_code(lead: NamedLead) -> NoCode | None:
    code = credit_code(lead.credit_code) if lead.credit_code else None
    return code if isinstance(code, NoCode) else None
