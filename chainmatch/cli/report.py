"""The command that writes the report on one lead for a review meeting."""

import datetime as dt
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from chainmatch.cli.own_text import own_text
from chainmatch.errors import InputError
from chainmatch.leads.reading import BadRow, read_leads
from chainmatch.matching.company import Company
from chainmatch.reports.console import printable
from chainmatch.reports.dossier import Beside, Case, dossier
from chainmatch.reports.word import checked_word, write_word
from chainmatch.reports.wording import Language
from chainmatch.workbench import Workbench

_NAMED = 5  # ids that an error names


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lead is reported on, where to, of which day (ISO; None is today)."""

    text: str | None
    source: Path | None
    id: str | None
    output: Path
    date: str | None
    lang: str


def run_report(wanted: Wanted) -> None:
    """Write the report as a Word document and say so."""
    checked_word(wanted.output)
    on = checked_day(wanted.date)
    fields = _fields(wanted)
    company = Company.from_row(fields)
    workbench = Workbench.open()
    match = workbench.match(company)
    case = Case(company, match, workbench.question(company), on, Beside(fields=fields))
    write_word(dossier(case, workbench.ground(cast("Language", wanted.lang))), wanted.output)
    sys.stdout.write(f"{wanted.output}: {match.status}\n")


def checked_day(given: str | None) -> dt.date:
    """Return the given day, else today; raises InputError for what is no day."""
    if given is None:
        return dt.datetime.now().astimezone().date()
    try:
        return dt.date.fromisoformat(given)
    except ValueError as error:
        raise InputError(
            f"--date {given!r} is no day; allowed is for example 2026-11-25"
        ) from error


def _fields(wanted: Wanted) -> Mapping[str, object]:
    if wanted.text is not None:
        return {"id": wanted.id or "", "text": own_text(wanted.text)}
    source = cast(Path, wanted.source)
    rows: list[Mapping[str, object]] = []
    for number, row in enumerate(read_leads(source, keep_going=True), 1):
        if isinstance(row, BadRow):
            sys.stderr.write(printable(f"left out: {row.place}: {row.reason}") + "\n")
        else:
            rows.append({"id": str(number), **row.values})
    found = [row for row in rows if wanted.id is None or str(row["id"]) == wanted.id]
    if len(found) == 1:
        return found[0]
    ids = ", ".join(repr(str(row["id"])) for row in rows[:_NAMED]) + (", …" * (len(rows) > _NAMED))
    if wanted.id is None:
        raise InputError(
            f"{source.name} holds {len(rows)} leads; name one by --id: {ids or 'none'}"
        )
    many = f"stands {len(found)} times in" if found else "is not in"
    raise InputError(f"--id {wanted.id!r} {many} {source.name}; there are {ids or 'no leads'}")
