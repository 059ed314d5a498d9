"""The command that explains: why this park or link, why not, and what would change it."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from chainmatch.cli.match import Opening
from chainmatch.cli.own_text import own_text
from chainmatch.errors import InputError
from chainmatch.matching.company import Company
from chainmatch.matching.contrast import Contrast
from chainmatch.matching.question import Question
from chainmatch.reports.contrast import ContrastReport, Facet
from chainmatch.reports.question import QuestionReport
from chainmatch.reports.wording import Language, word

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asked to explain; neither park nor link means the first park."""

    text: str
    park: str | None
    link: str | None
    as_json: bool
    lang: str
    opening: Opening


def run_explain(asked: Asked) -> None:
    """Print the contrast of the asked choice with the first one."""
    if asked.park is not None and asked.link is not None:
        raise InputError("give --park ID or --link ID: one of the two, not both")
    text = own_text(asked.text)
    company = Company.from_text(text)
    workbench = asked.opening.workbench()
    contrast = workbench.contrast(company, park=asked.park, link=asked.link)
    question = workbench.question(company)
    language = cast(Language, asked.lang)
    report = workbench.contrast_report(language)
    if asked.as_json:
        document = json.dumps(report.document(contrast, question), ensure_ascii=False)
        sys.stdout.write(document.encode("utf-8", "backslashreplace").decode() + "\n")
    else:
        _print(report, workbench.question_report(language), contrast, question)


def _print(
    report: ContrastReport,
    questions: QuestionReport,
    contrast: Contrast,
    question: Question | None,
) -> None:
    from rich.console import Console, Group
    from rich.panel import Panel
    from rich.text import Text

    from chainmatch.reports.console import preview, printable

    console = Console(highlight=False, width=None if sys.stdout.isatty() else 140)
    parts: list[RenderableType] = [Text(preview(contrast.text), style="dim")]
    if contrast.message:
        parts.append(Text(word(contrast.message, report.language), style="yellow"))
    parts += [
        _table(report, contrast, report.signals(contrast), numbers=True),
        _table(report, contrast, report.facts(contrast), numbers=False),
        Text(printable("\n".join(_tail(report, questions, contrast, question)))),
    ]
    console.print(Panel(Group(*parts), title=Text(report.head(contrast)), title_align="left"))


def _tail(
    report: ContrastReport,
    questions: QuestionReport,
    contrast: Contrast,
    question: Question | None,
) -> list[str]:
    would = "\n  ".join(report.change(contrast))
    named = f"{word('what_would', report.language)}：\n  {would}" if contrast.change else would
    if question is None:
        return [named]
    asked = f"{word('ask', report.language)}：{questions.ask(question)}"
    told = [f"  {found.answer} → {found.result}" for found in questions.outcomes(question)]
    return [named, asked, *told]


def _table(
    report: ContrastReport, contrast: Contrast, facets: Sequence[Facet], *, numbers: bool
) -> "Table":
    from rich.table import Table
    from rich.text import Text

    from chainmatch.reports.console import printable

    table = Table(expand=True, show_edge=False, pad_edge=False, show_lines=not numbers)
    table.add_column("", ratio=2, overflow="fold")
    for side in (contrast.asked, contrast.other):
        table.add_column(Text(report.name(side.id)), ratio=4, overflow="fold")
    if numbers:
        table.add_column(word("difference", report.language), width=10)
    for facet in facets:
        cells = [facet.name, facet.asked, facet.other, *([facet.difference] if numbers else [])]
        table.add_row(*(Text(printable(cell)) for cell in cells))
    return table
