"""The commands that write documents: each hands its options over; heavy parts come at use."""

from pathlib import Path
from typing import Annotated

import typer

from chainmatch.cli.options import Lang, LangOption
from chainmatch.errors import InputError

documents = typer.Typer()

DateOption = Annotated[
    str | None, typer.Option("--date", help="Day of the document, e.g. 2026-11-25; else today.")
]


@documents.command()
def report(
    output: Annotated[Path, typer.Option("--output", "-o", help="Word document to write (.docx).")],
    text: Annotated[
        str | None, typer.Argument(help="What the enterprise makes; - reads it.")
    ] = None,
    source: Annotated[
        Path | None, typer.Option("--input", "-i", help="A file of leads; name one by --id.")
    ] = None,
    id: Annotated[str | None, typer.Option("--id", help="The lead's id, or its number.")] = None,
    date: DateOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """Write the report on one lead for a review meeting (项目研判报告), as a Word document."""
    from chainmatch.cli.report import Wanted, run_report

    if (text is None) == (source is None):
        raise InputError("give either TEXT or --input FILE: one of the two, not both or neither")
    run_report(Wanted(text, source, id, output, date, lang.value))


@documents.command()
def chainsheet(
    industry: Annotated[str, typer.Argument(help="An industry's id or name, e.g. 15 or 新能源.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="File to write: .docx, .png or .svg.")
    ],
    date: DateOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """Write one page of a chain: its links, who does them, which parks list them, the gaps."""
    from chainmatch.cli.chain_sheet import run_chain_sheet

    run_chain_sheet(industry, output, date, lang.value)


@documents.command()
def targets(
    registry: Annotated[
        Path,
        typer.Option("--registry", help="Your list of enterprises: jsonl, csv, xlsx, parquet …"),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Workbook to write (.xlsx).")],
    link: Annotated[
        list[str] | None,
        typer.Option(
            "--link", help="A link to fill; may come again. Else those of the first gaps."
        ),
    ] = None,
    date: DateOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """List who of your own enterprises would fill each wanted link (靶向企业清单)."""
    from chainmatch.cli.targets import Sought, run_targets

    run_targets(Sought(link or [], registry, output, date, lang.value))
