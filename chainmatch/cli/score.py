"""The command that scores leads by a review sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from chainmatch.cli.match import Opening
from chainmatch.cli.own_leads import own_leads
from chainmatch.cli.own_text import own_text
from chainmatch.cli.written import Answer, checked_output, deliver
from chainmatch.errors import InputError
from chainmatch.leads.columns import UNPARSED, canonical
from chainmatch.matching.company import Company
from chainmatch.matching.fields import RATIOS, STATED
from chainmatch.paths import data_file
from chainmatch.reports.score import ScoreReport
from chainmatch.reports.wording import Language
from chainmatch.screening.reading import own_sheets, shipped_sheets
from chainmatch.screening.scoresheet import Given, ScoreResult, score
from chainmatch.screening.sheets import Sheet
from chainmatch.workbench import Workbench

_SAID = tuple(name for name in STATED if name not in {ratio.name for ratio in RATIOS})
_PREVIEW = 60  # characters by which a lead without a name is known
_YES_OR_NO = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Asked:
    """The lead or leads, the sheet, what is said and given besides, and how it is written."""

    text: str | None
    source: Path | None
    sheet: str
    park: str | None
    said: Sequence[str]
    given: Sequence[str]
    rules: Path | None
    as_json: bool
    output: Path | None
    lang: str


def run_score(asked: Asked) -> None:
    """Print or write the score of one lead, or of every lead of a file."""
    if (asked.text is None) == (asked.source is None):
        raise InputError("give either TEXT or --input FILE: one of the two, not both or neither")
    if asked.source is not None and (asked.said or asked.given):
        raise InputError("--say and --given speak of one lead; give them with TEXT, not --input")
    checked_output(asked.output)
    sheet = find_sheet(asked.sheet)
    given = dict(_answer(one) for one in asked.given)
    company = _company(asked) if asked.text is not None else None
    workbench = Opening(rules=asked.rules).workbench()
    if asked.park is not None:
        workbench.graph.park(asked.park)
    titles = {rule.id: rule.title for rule in workbench.matcher.admission.rules}
    report = ScoreReport(workbench.plan, sheet, titles, cast("Language", asked.lang))
    if company is not None:
        answer = _one(workbench, report, company, asked.park, given)
    else:
        answer = _many(workbench, report, cast(Path, asked.source), asked.park)
    deliver(answer, asked.output, as_json=asked.as_json)


def _one(
    workbench: Workbench, report: ScoreReport, company: Company, park: str | None, given: Given
) -> Answer:
    result = score(report.sheet, workbench.match(company), company, park, given)
    tables = [report.table(result), report.conditions(result)]
    document = report.document([(company.text[:_PREVIEW], result)])
    return Answer(document, tables, tables, report.lines(result), "1")


def _many(workbench: Workbench, report: ScoreReport, source: Path, park: str | None) -> Answer:
    results: list[tuple[str, ScoreResult]] = []
    for lead in own_leads(workbench, source):
        name = lead.company.name or lead.place
        results.append((name, score(report.sheet, lead.match, lead.company, park)))
    summary = report.summary(results)
    lines = [report.about(), report.note()]
    whole = [summary, report.details(results)]
    return Answer(report.document(results), whole, [summary], lines, str(len(results)))


def find_sheet(named: str) -> Sheet:
    """Return the sheet of an id, or the one of a user's own file (FILE, or FILE#ID of several)."""
    path, _, id = named.partition("#")
    if path.lower().endswith(".json"):
        found = own_sheets(Path(path))
        chosen = [sheet for sheet in found if id in {"", sheet.id}]
        if len(chosen) == 1:
            return chosen[0]
        allowed = ", ".join(f"{path}#{sheet.id}" for sheet in found)
        raise InputError(f"--sheet {named!r} names {len(chosen)} sheets; allowed are {allowed}")
    shipped = shipped_sheets(data_file("score_sheets.json"))
    for sheet in shipped:
        if sheet.id == named:
            return sheet
    allowed = ", ".join(sheet.id for sheet in shipped)
    raise InputError(
        f"--sheet {named!r} is no sheet; allowed are {allowed} (other regions' examples), "
        "or a file of your own ending in .json"
    )


def _company(asked: Asked) -> Company:
    """Return the lead of the text with the fields that were said beside it."""
    row: dict[str, object] = {"text": own_text(cast(str, asked.text))}
    for one in asked.said:
        name, _, value = one.partition("=")
        read = canonical({name: value}) if name in _SAID else {UNPARSED: {}}
        if UNPARSED in read:
            allowed = ", ".join(_SAID)
            raise InputError(f"--say {one!r} says nothing; allowed is FIELD=VALUE of {allowed}")
        row |= read
    return Company.from_row(row)


def _answer(given: str) -> tuple[str, float | bool]:
    name, _, value = given.partition("=")
    if value in _YES_OR_NO:
        return name, _YES_OR_NO[value]
    try:
        return name, float(value)
    except ValueError as error:
        raise InputError(
            f"--given {given!r} is no ID=POINTS and no ID=yes or ID=no, for example A3=5"
        ) from error
