"""The command that looks for partners of one enterprise."""

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from chainmatch.cli.own_leads import own_leads
from chainmatch.cli.own_text import own_text
from chainmatch.cli.written import Answer, checked_output, deliver
from chainmatch.errors import InputError, UnknownIdError
from chainmatch.matching.company import Company
from chainmatch.planning.parties import known_parties, party_of_enterprise, party_of_lead
from chainmatch.planning.partners import Party, partners
from chainmatch.reports.partners import PartnerReport
from chainmatch.reports.pictures.canvas import checked_picture, draw_sentence
from chainmatch.reports.pictures.flows import draw_flows
from chainmatch.reports.wording import Language, word
from chainmatch.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Sought:
    """Whose partners are sought, among whom, and how they are written."""

    text: str | None
    enterprise: str | None
    leads: Path | None
    top: int
    as_json: bool
    output: Path | None
    picture: Path | None
    lang: str


def run_partners(sought: Sought) -> None:
    """Print or write the likely partners of one enterprise."""
    if (sought.text is None) == (sought.enterprise is None):
        raise InputError("give either TEXT or --enterprise NAME: one of the two")
    checked_output(sought.output)
    checked_picture(sought.picture)
    workbench = Workbench.open()
    me = _asker(workbench, sought)
    own = own_leads(workbench, sought.leads) if sought.leads else []
    known = [
        *known_parties(workbench.matcher),
        *(party_of_lead(lead.company, lead.match, lead.place) for lead in own),
    ]
    found = partners(me, known, workbench.relations)
    language = cast("Language", sought.lang)
    report = PartnerReport(workbench.plan, language)
    line = word("partner.note" if found else "partner.none", language)
    if sought.picture is not None and found:
        draw_flows(report.flows(me, found, sought.top), sought.picture)
    elif sought.picture is not None:
        draw_sentence(word("partner.title", language), line, sought.picture)
    shown, whole = [report.short(found[: sought.top])], [report.sheet(found)]
    answer = Answer(report.document(found), whole, shown, [line], str(len(found)))
    deliver(answer, sought.output, as_json=sought.as_json)


def _asker(workbench: Workbench, sought: Sought) -> Party:
    if sought.text is not None:
        text = own_text(sought.text)
        company = Company.from_text(text)
        return party_of_lead(company, workbench.match(company), "TEXT")
    wanted = sought.enterprise or ""
    known = workbench.registry.enterprises
    named = [e for e in known if wanted in {e.id, e.name}]
    named = named or [e for e in known if wanted and wanted in e.name]
    if not named:
        near = difflib.get_close_matches(wanted, [e.name for e in known], 1, 0.3)
        raise UnknownIdError(
            f"enterprise {wanted!r} is not among the known ones; nearest: {(near or [''])[0]!r}"
        )
    return party_of_enterprise(workbench.matcher, named[0])
