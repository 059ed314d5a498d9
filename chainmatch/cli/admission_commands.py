"""The commands of rules and score sheets: each hands its options over; imports are at use."""

from pathlib import Path
from typing import Annotated

import typer

from chainmatch.cli.options import Lang, LangOption, RulesOption
from chainmatch.cli.planning_commands import JsonOption, OutputOption

admission = typer.Typer()


@admission.command()
def rules(
    own: RulesOption = None,
    check: Annotated[
        Path | None, typer.Option("--check", help="Only say whether this file of rules is sound.")
    ] = None,
    years: Annotated[
        int, typer.Option("--stale-after", min=0, help="Years after which a rule counts as stale.")
    ] = 3,
    as_json: JsonOption = False,
    output: OutputOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """List the admission rules in force: force, scope, source, date, whose they are, how old."""
    from chainmatch.cli.rules import Listing, run_check, run_rules

    if check is not None:
        run_check(check)
    else:
        run_rules(Listing(own, years, as_json, output, lang.value))


TextArgument = Annotated[str | None, typer.Argument(help="What the enterprise makes; - reads it.")]
SheetOption = Annotated[
    str, typer.Option("--sheet", help="Id of a shipped sheet, or a file (.json) of your own.")
]
InputOption = Annotated[
    Path | None, typer.Option("--input", "-i", help="Leads: jsonl, csv, xlsx … to score.")
]
ParkOption = Annotated[str | None, typer.Option("--park", help="For this park; else the best one.")]
SayOption = Annotated[
    list[str] | None,
    typer.Option("--say", help="A field of TEXT, e.g. land_mu=30; may come again."),
]
GivenOption = Annotated[
    list[str] | None,
    typer.Option("--given", help="A person's answer, e.g. A3=5 or V1=no; may come again."),
]


@admission.command()
def score(
    text: TextArgument = None,
    sheet: SheetOption = "",
    source: InputOption = None,
    park: ParkOption = None,
    say: SayOption = None,
    given: GivenOption = None,
    rules: RulesOption = None,
    as_json: JsonOption = False,
    output: OutputOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """Score leads by a review sheet: points got and open, and the verdicts still possible."""
    from chainmatch.cli.score import Asked, run_score

    run_score(
        Asked(
            text=text,
            source=source,
            sheet=sheet,
            park=park,
            said=say or [],
            given=given or [],
            rules=rules,
            as_json=as_json,
            output=output,
            lang=lang.value,
        )
    )
