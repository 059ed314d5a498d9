"""The command that writes one page of a chain, as a Word document or a picture."""

import sys
from pathlib import Path
from typing import cast

from chainmatch.cli.report import checked_day
from chainmatch.gaps.region import find_gaps
from chainmatch.reports.chain import Chain
from chainmatch.reports.chain_sheet import ChainSheets, chain_paper, dated
from chainmatch.reports.pictures.chain import draw_chain
from chainmatch.reports.word import checked_word, write_word
from chainmatch.reports.wording import Language
from chainmatch.workbench import Workbench


def run_chain_sheet(industry: str, output: Path, date: str | None, lang: str) -> None:
    """Write the page of an industry, given by its id or its name."""
    checked_word(output, (".png", ".svg"))
    on = checked_day(date)
    workbench = Workbench.open()
    named = {found.name: found.id for found in workbench.plan.industries}
    id = named.get(industry, industry)
    workbench.graph.industry(id)
    chain = Chain(workbench.graph, workbench.registry, workbench.relations)
    pages = ChainSheets(chain, find_gaps(workbench.region), cast("Language", lang))
    page = pages.sheet(id)
    if output.suffix.lower() == ".docx":
        write_word(chain_paper(page, on), output)
    else:
        draw_chain(page, dated(page, on), output)
    sys.stdout.write(f"{output}: {len(page.rows)}\n")
