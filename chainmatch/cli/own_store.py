"""The store that the commands work on: named by an option, a variable, or a file here."""

import getpass
import sys
from pathlib import Path

from chainmatch.errors import InputError
from chainmatch.leads.store.address import address
from chainmatch.leads.store.store import Store, open_store
from chainmatch.reports.console import printable


def existing(place: str) -> Store:
    """Open a store that is there; raises InputError for a path where no file is.

    A list of a mistyped path would else be an empty new store.
    """
    path = address(place).path
    if path is not None and not path.exists():
        raise InputError(
            f"the store {path} does not exist; make it with `chainmatch store init`, or name "
            "another with --store"
        )
    return open_store(place)


def new_path(path: Path) -> Path:
    """Return a path for something new; raises InputError where its folder does not exist."""
    if not path.absolute().parent.is_dir():
        raise InputError(f"{path}: its folder does not exist; give one that does")
    return path


def acting(who: str | None) -> str:
    """Return who acts: as told, else the user of this machine."""
    try:
        return who or getpass.getuser()
    except (OSError, KeyError) as error:
        raise InputError("nobody knows who you are here; say it with --who") from error


def say(line: str) -> None:
    """Print one line."""
    sys.stdout.write(printable(line) + "\n")
