"""Official plan text -> Plan, or every fault with its place."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from chainmatch.errors import PlanError
from chainmatch.paths import data_file
from chainmatch.plan.ingest.boxes import box_faults
from chainmatch.plan.ingest.curation import Curation, load_curation
from chainmatch.plan.ingest.functions import functions
from chainmatch.plan.ingest.hosts import HostReader
from chainmatch.plan.ingest.industries import IndustryReader, chapters, group_faults
from chainmatch.plan.ingest.lines import Block, blocks
from chainmatch.plan.ingest.links import Linker
from chainmatch.plan.ingest.output import plan_digest, to_json, write
from chainmatch.plan.ingest.parks import zones
from chainmatch.plan.ingest.sections import outline
from chainmatch.plan.ingest.tables import indicators
from chainmatch.plan.schema import Plan

CURATION_FILE = "plan_curation.json"
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,8}〔\d{4}〕\d+号")
_TITLE = re.compile(r"^(?!.*(?:通知|文件)$).*(?:规划|纲要|方案|计划|意见).*$")


def ingest(text: str, curation: Curation | None = None) -> Plan:
    """Return the plan that `text` sets out; raises PlanError with every fault and its place."""
    curation = curation or Curation()
    faults: list[str] = []
    found = blocks(text)
    laid = outline(found)
    number = _number(found, curation, faults)
    faults += box_faults(laid)
    areas = zones(laid, curation, number, faults)
    hosts = HostReader(areas, curation)
    reader = IndustryReader(number, hosts, curation)
    named = chapters(laid, faults)
    if not named:
        faults.append("industries: none found; allowed: sections on 传统产业, 新兴产业 or 未来产业")
    faults += group_faults(laid, named)
    industries = reader.industries(named)
    linker = Linker(industries, curation)
    plan = Plan(
        number=number,
        title=_title(found, faults),
        industries=industries,
        zones=tuple(linker.linked(zone) for zone in areas),
        indicators=indicators(laid.tables, number, faults),
        functions=functions(laid, number, faults),
    )
    faults += reader.faults + linker.faults
    for ledger in (*reader.ledgers, hosts.ledger, linker.ledger):
        faults += ledger.faults()
    if faults:
        raise PlanError(list(dict.fromkeys(faults)))
    return replace(plan, digest=plan_digest(to_json(plan)))


def ingest_file(path: Path, out: Path) -> Plan:
    """Ingest the text file `path` and write both JSON files into `out`, or nothing on any fault.

    The shipped curation applies to the document whose number it bears, and to no other.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PlanError([f"{path}: {error}; allowed: a readable UTF-8 text"]) from error
    plan = ingest(text, curation_for(text))
    try:
        write(plan, out)
    except OSError as error:
        raise PlanError([f"{out}: {error}; allowed: a folder that can be written"]) from error
    return plan


def curation_for(text: str) -> Curation:
    """Return the shipped curation where the text bears its document number, else none."""
    curation = load_curation(data_file(CURATION_FILE))
    found = _NUMBER.search(text)
    return curation if found and found[0].endswith(curation.number) else Curation()


def _number(found: list[Block], curation: Curation, faults: list[str]) -> str:
    """Return the document number: the first one that the text bears."""
    for block in found:
        if match := _NUMBER.search(block.text):
            number = match[0]
            if curation.number and number != curation.number:
                faults.append(
                    f"document: number {number!r} is not that of the curation; "
                    f"allowed: {curation.number}"
                )
            return number
    faults.append("document: no number found; allowed: a number such as 甘政办发〔2023〕88号")
    return ""


def _title(found: list[Block], faults: list[str]) -> str:
    """Return the title: the heading that names a plan, not the notice that sends it out."""
    titles = [b.text for b in found if b.kind == "heading" and _TITLE.match(b.text)]
    named = Counter(title for title in titles if not title.startswith(("专栏", "表")))
    if not named:
        faults.append(
            "document: no title found; allowed: a heading that names a plan (规划, 纲要 …)"
        )
        return ""
    return next(iter(named))
