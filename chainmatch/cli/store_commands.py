"""The commands for a store of leads: each hands its options over; the store is imported at use."""

from pathlib import Path
from typing import Annotated

import typer

from chainmatch.cli.options import Lang, LangOption

store = typer.Typer(no_args_is_help=True, help="The store of leads: make, check, copy, move it.")

StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="CHAINMATCH_STORE",
        help="Path of a SQLite file, or postgresql://user@host/database.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object, no tables.")]
ReplaceOption = Annotated[
    bool, typer.Option("--replace", help="Give up all that the store holds now.")
]
DEFAULT_STORE = "chainmatch.db"


@store.command()
def init(place: StoreOption = DEFAULT_STORE) -> None:
    """Make a store, or bring it to the newest schema."""
    from chainmatch.cli.store import run_init

    run_init(place)


@store.command()
def check(
    place: StoreOption = DEFAULT_STORE, as_json: JsonOption = False, lang: LangOption = Lang.zh
) -> None:
    """Check pages, references and versions, and count what the store holds."""
    from chainmatch.cli.store import run_check

    run_check(place, lang.value, as_json=as_json)


@store.command()
def backup(
    path: Annotated[Path, typer.Argument(help="File to write; of PostgreSQL a folder.")],
    place: StoreOption = DEFAULT_STORE,
) -> None:
    """Copy the store while it is in use; the copy is checked before it gets its name."""
    from chainmatch.cli.store import run_backup

    run_backup(place, path)


@store.command()
def restore(
    path: Annotated[Path, typer.Argument(help="A backup, or a folder of plain files.")],
    place: StoreOption = DEFAULT_STORE,
    replace: ReplaceOption = False,
) -> None:
    """Make the store from a backup, which is checked first."""
    from chainmatch.cli.store import run_restore

    run_restore(place, path, replace=replace)


@store.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Folder to make, one JSON Lines file a table.")],
    place: StoreOption = DEFAULT_STORE,
) -> None:
    """Write everything as plain files that any database can be filled from."""
    from chainmatch.cli.store import run_export

    run_export(place, folder)


@store.command()
def load(
    folder: Annotated[Path, typer.Argument(help="A folder that export wrote.")],
    place: StoreOption = DEFAULT_STORE,
    replace: ReplaceOption = False,
) -> None:
    """Fill an empty store from exported files, with the same ids, versions and times."""
    from chainmatch.cli.store import run_load

    run_load(place, folder, replace=replace)
