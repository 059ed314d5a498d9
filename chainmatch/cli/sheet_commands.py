"""The lead desk's commands for whole files: each hands its options over; heavy parts at use."""

from pathlib import Path
from typing import Annotated

import typer

from chainmatch.cli.lead_commands import WhoOption
from chainmatch.cli.options import Lang, LangOption, RulesOption
from chainmatch.cli.store_commands import DEFAULT_STORE, JsonOption, StoreOption

sheets = typer.Typer()

OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write a workbook (.xlsx) or JSON (.json).")
]


@sheets.command(name="import")
def import_leads(
    file: Annotated[Path, typer.Argument(help="Your sheet: xlsx, xls, csv, tsv, jsonl, txt …")],
    preview: Annotated[
        bool, typer.Option("--preview", help="Only show how it would be read.")
    ] = False,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="What your headers mean (JSON).")
    ] = None,
    save_mapping: Annotated[
        Path | None,
        typer.Option("--save-mapping", help="Write what the headers were found to mean."),
    ] = None,
    repair: Annotated[
        Path | None,
        typer.Option("--refused", help="Write what could not be read, to mend (.xlsx)."),
    ] = None,
    as_json: JsonOption = False,
    output: OutputOption = None,
    who: WhoOption = None,
    place: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.zh,
) -> None:
    """Take a file of leads into the store; the same file twice adds nothing twice."""
    from chainmatch.cli.importing import Taking, run_import

    asked = (file, place, who, preview, mapping, save_mapping, repair, as_json, output)
    run_import(Taking(*asked, lang.value))


@sheets.command()
def screen(
    file: Annotated[Path, typer.Argument(help="Your sheet: xlsx, xls, csv, tsv, jsonl, txt …")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Answers, one JSON object a lead (.jsonl).")
    ],
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="What your headers mean (JSON).")
    ] = None,
    rules: RulesOption = None,
) -> None:
    """Screen many leads; stopped at any moment, the same command goes on where it was."""
    from chainmatch.cli.screen import Screening, run_screen

    run_screen(Screening(file, output, mapping, rules))
