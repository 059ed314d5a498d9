"""Where data/ and models/ are, and how their JSON is read."""

import json
import os
from pathlib import Path
from typing import Any

from chainmatch.errors import DataError, InputError

OWN_RULES = "rules.local.json"
"""The user's own rules, where this file lies in the working folder."""


def home() -> Path:
    """Return the folder that holds data/ and models/: $CHAINMATCH_HOME, else the checkout."""
    named = os.environ.get("CHAINMATCH_HOME")
    return Path(named) if named else Path(__file__).resolve().parent.parent


def data_file(name: str) -> Path:
    """Return the path of a shipped data file; raises DataError where it is missing."""
    return _existing(home() / "data" / name)


def model_path(name: str) -> Path:
    """Return the path of a shipped model folder or file; raises DataError where it is missing."""
    return _existing(home() / "models" / name)


def own_rules() -> Path | None:
    """Return the user's own rules: the file that $CHAINMATCH_RULES names, else OWN_RULES, or None.

    Raises InputError where the variable names no file: rules that were meant must not be left out.
    """
    named = os.environ.get("CHAINMATCH_RULES")
    if named and not Path(named).is_file():
        raise InputError(f"CHAINMATCH_RULES names {named!r}, which is no file; unset it or mend it")
    found = Path(named or OWN_RULES)
    return found if found.is_file() else None


def read_json(path: Path) -> Any:  # noqa: ANN401  # any JSON value
    """Read a JSON file; raises DataError naming the file and the line that breaks."""
    try:
        # Editors on Windows put a mark before what a user wrote.
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise DataError(f"{path.name} cannot be read: {error}") from error


def _existing(path: Path) -> Path:
    if not path.exists():
        raise DataError(
            f"{path} is missing; set CHAINMATCH_HOME to the folder that holds data/ and models/"
        )
    return path
