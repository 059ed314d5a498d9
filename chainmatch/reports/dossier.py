"""The report on one lead for a review meeting (项目研判报告), as a paper.

Four headings; what the lead does not say is 未提供, what is inferred says so, every number is that
of the match, and every statement names its source in the last part.
"""

from dataclasses import replace

from chainmatch.planning.fill import profile
from chainmatch.reports.dossier_advice import CLOCK, Advice, Clock
from chainmatch.reports.dossier_basis import Basis
from chainmatch.reports.dossier_case import Beside, Case, Ground
from chainmatch.reports.dossier_lead import LeadMatters
from chainmatch.reports.dossier_verdict import Verdict
from chainmatch.reports.drawn import flows_png
from chainmatch.reports.paper import Block, Heading, Paper, Paragraph, Picture, Section, day

__all__ = ["CLOCK", "Beside", "Case", "Clock", "Ground", "dossier"]

_FLOWS = 7  # relations that the picture draws on either side


def dossier(case: Case, ground: Ground) -> Paper:
    """Return the report on a lead, with a picture of its link where one is recommended."""
    say, language = ground.word, ground.language
    named = say("dossier.titled").format(name=case.name) if case.name else say("dossier.title")
    under = say("dossier.under").format(
        id=case.match.id or say("unsaid"), on=day(case.on, language)
    )
    lead = LeadMatters(case.company, case.beside.fields, language).blocks()
    judged = (*Verdict(case, ground).blocks(), Heading(say("dossier.heading.3")))
    judged += Advice(case, ground).blocks()
    blocks: tuple[Block, ...] = (
        Paragraph(named, "title"),
        Paragraph(under, "under_title"),
        Heading(say("dossier.heading.1")),
        *lead,
        Heading(say("dossier.heading.2")),
        *judged,
        Heading(say("dossier.heading.4")),
        *Basis(case, ground, judged).blocks(),
    )
    sections = (Section(blocks), *_picture(case, ground))
    return Paper(named, case.on, language, sections)


def _picture(case: Case, ground: Ground) -> tuple[Section, ...]:
    """Return a page with what the link buys and sells; none for a lead that is not matched."""
    if case.match.status != "matched":
        return ()
    link = case.match.links[0].id
    found = profile(ground.chain.graph, link, ground.chain.relations, {})
    if not (found.suppliers or found.users):
        return ()
    few = replace(found, suppliers=found.suppliers[:_FLOWS], users=found.users[:_FLOWS])
    flows = ground.fill.flows(few)
    told = ground.word("basis.picture").format(title=flows.title)
    blocks = (Paragraph(told, "caption"), Picture(flows_png(flows), told))
    return (Section(blocks, landscape=True),)
