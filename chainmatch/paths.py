"""Where data/ and models/ are, and how their JSON is read."""

import json
import os
from pathlib import Path
from typing import Any

from chainmatch.errors import DataError


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


def read_json(path: Path) -> Any:  # noqa: ANN401  # any JSON value
    """Read a JSON file; raises DataError naming the file and the line that breaks."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DataError(f"{path.name} cannot be read: {error}") from error


def _existing(path: Path) -> Path:
    if not path.exists():
        raise DataError(
            f"{path} is missing; set CHAINMATCH_HOME to the folder that holds data/ and models/"
        )
    return path
