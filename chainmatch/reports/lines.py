"""JSON as it is printed, written and sent: one document, one line."""

import json
from collections.abc import Mapping
from typing import Any


def json_line(document: Mapping[str, Any]) -> str:
    """Return a document as one line of JSON, a lone surrogate escaped so that UTF-8 can say it."""
    line = json.dumps(document, ensure_ascii=False)
    return line.encode("utf-8", "backslashreplace").decode() + "\n"
