"""Leads that were read, matched one by one, and the line of JSON that a match is written as."""

from dataclasses import dataclass

from chainmatch.leads.reading import BadRow, Row
from chainmatch.matching.company import Company
from chainmatch.matching.result import Match, to_json
from chainmatch.reports.lines import json_line
from chainmatch.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Answered:
    """A match with the title and the words of its lead."""

    title: str
    text: str
    match: Match


def answer_text(workbench: Workbench, text: str) -> Answered:
    """Match one lead of free text; raises InputError for text that cannot be a lead."""
    company = Company.from_text(text)
    return Answered("", company.text, workbench.match(company))


def answer_row(workbench: Workbench, number: int, row: Row | BadRow) -> Answered:
    """Match one row of a file; a row that cannot be read or matched is an `invalid` match.

    `number` counts leads from 1 and is the id of a row that has none.
    """
    if isinstance(row, BadRow):
        match = workbench.invalid(str(number), f"{row.place}: {row.reason}")
        return Answered(row.place, row.raw, match)
    values = {"id": str(number), **row.values}
    match = workbench.match_row(values)
    text = next((str(values[f]) for f in ("text", "desc", "scope", "name") if values.get(f)), "")
    return Answered(str(values.get("name") or values["id"]), text, match)


def match_line(match: Match) -> str:
    """Return a match as one line of JSON, the line's end with it."""
    return json_line(to_json(match))
