"""The command that lists the admission rules in force, and checks a file of the user's own."""

import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from chainmatch.cli.written import Answer, checked_output, deliver
from chainmatch.paths import home
from chainmatch.plan.load import load_plan
from chainmatch.reports.rules import RuleReport
from chainmatch.reports.wording import Language
from chainmatch.workbench import open_admission


@dataclass(frozen=True, slots=True)
class Listing:
    """The user's own rules if named, when a rule is stale, and how the list is written."""

    own: Path | None
    years: int
    as_json: bool
    output: Path | None
    lang: str


def run_rules(asked: Listing) -> None:
    """Print or write the rules in force, and those that the user has switched off."""
    checked_output(asked.output)
    book = open_admission(asked.own).book
    today = datetime.now().astimezone().date()
    plan = load_plan(home() / "data")
    report = RuleReport(plan, today, asked.years, cast("Language", asked.lang))
    answer = Answer(
        report.document(book),
        [report.sheet(book), report.off(book)],
        [report.short(book), report.off(book)],
        report.lines(book),
        str(len(book.rules)),
    )
    deliver(answer, asked.output, as_json=asked.as_json)


def run_check(path: Path) -> None:
    """Say that a file of the user's own rules is sound; raises InputError with every fault."""
    book = open_admission(path).book
    own = sum(rule.origin == "user" for rule in book.rules)
    sys.stdout.write(f"{path}: sound, {own} rules, {len(book.off)} switched off\n")
