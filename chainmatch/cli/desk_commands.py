"""The commands of the desk: each hands its options over; heavy parts are imported at use."""

from pathlib import Path
from typing import Annotated

import typer

from chainmatch.cli.lead_commands import WhoOption
from chainmatch.cli.options import Lang, LangOption
from chainmatch.cli.store_commands import DEFAULT_STORE, JsonOption, StoreOption

desk = typer.Typer()

OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write a workbook (.xlsx) or JSON (.json).")
]
OwnerOption = Annotated[str | None, typer.Option("--owner", help="Only of this owner.")]


@desk.command()
def due(
    on: Annotated[str | None, typer.Option("--on", help="As of this day; else today.")] = None,
    owner: OwnerOption = None,
    days: Annotated[int, typer.Option("--days", min=0, help="Due in so many days too.")] = 7,
    clocks: Annotated[
        Path | None,
        typer.Option("--clocks", envvar="CHAINMATCH_CLOCKS", help="Your own terms (JSON)."),
    ] = None,
    as_json: JsonOption = False,
    output: OutputOption = None,
    place: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.zh,
) -> None:
    """List what is overdue, due today, and due soon: one line a lead and term."""
    from chainmatch.cli.desk import Asked, run_due
    from chainmatch.cli.lead import Caller

    caller = Caller(place, lang=lang.value, as_json=as_json, output=output)
    run_due(caller, Asked(on, owner, days, clocks))


@desk.command()
def kpi(
    start: Annotated[str | None, typer.Option("--from", help="First day; else all.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="Last day; else until now.")] = None,
    owner: OwnerOption = None,
    as_json: JsonOption = False,
    output: OutputOption = None,
    place: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.zh,
) -> None:
    """Tell how the desk does: fit of industry, conversion, time in stage, reasons for aside."""
    from chainmatch.cli.desk import run_kpi
    from chainmatch.cli.lead import Caller

    caller = Caller(place, lang=lang.value, as_json=as_json, output=output)
    run_kpi(caller, (start, end), owner)


@desk.command()
def overrides(
    as_json: JsonOption = False,
    output: OutputOption = None,
    place: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.zh,
) -> None:
    """List what staff chose against what was proposed, and who reviewed it."""
    from chainmatch.cli.choices import run_overrides
    from chainmatch.cli.lead import Caller

    run_overrides(Caller(place, lang=lang.value, as_json=as_json, output=output))


@desk.command()
def replay(
    as_json: JsonOption = False,
    output: OutputOption = None,
    who: WhoOption = None,
    place: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.zh,
) -> None:
    """Match the leads of reviewed choices again: which come first now, and which changed."""
    from chainmatch.cli.choices import run_replay
    from chainmatch.cli.lead import Caller

    run_replay(Caller(place, who, lang.value, as_json, output))
