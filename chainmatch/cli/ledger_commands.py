"""The commands about the ledger: each hands its options over."""

from pathlib import Path
from typing import Annotated

import typer

from chainmatch.cli.lead_commands import WhoOption
from chainmatch.cli.options import Lang, LangOption
from chainmatch.cli.store_commands import DEFAULT_STORE, JsonOption, StoreOption

ledger = typer.Typer(no_args_is_help=True, help="The ledger of a store's leads: write, read back.")

FileArgument = Annotated[Path, typer.Argument(help="The ledger (.xlsx).")]


@ledger.command()
def write(
    path: FileArgument,
    status: Annotated[
        list[str] | None, typer.Option("--status", help="Only at this stage; may come again.")
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", help="Only of this owner.")] = None,
    date: Annotated[str | None, typer.Option("--date", help="Day of the ledger.")] = None,
    place: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.zh,
) -> None:
    """Write the ledger: one row a lead, to be edited and read back."""
    from chainmatch.cli.ledger import Book, run_write

    run_write(Book(path, place, lang.value, status or [], owner, date))


@ledger.command()
def read(
    path: FileArgument,
    apply: Annotated[bool, typer.Option("--apply", help="Take the changes over.")] = False,
    as_json: JsonOption = False,
    who: WhoOption = None,
    place: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.zh,
) -> None:
    """Tell row by row what was edited; --apply takes it over, unless the lead changed since."""
    from chainmatch.cli.ledger import Book, run_read

    run_read(Book(path, place, lang.value, who=who, apply=apply, as_json=as_json))
