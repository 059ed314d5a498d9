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
