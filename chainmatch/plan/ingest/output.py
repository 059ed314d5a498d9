"""A plan -> its two JSON documents, the same bytes each time, written both or not at all."""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from chainmatch.digest import digest, file_digest
from chainmatch.plan.load import CHAIN_FILE, PARKS_FILE
from chainmatch.plan.schema import Plan

DIGESTS_FILE = "DIGESTS.json"


def to_json(plan: Plan) -> dict[str, dict[str, Any]]:
    """Return the JSON documents of a plan by file name."""
    chain = {
        "number": plan.number,
        "title": plan.title,
        "industries": [asdict(industry) for industry in plan.industries],
    }
    parks = {
        "number": plan.number,
        "zones": [asdict(zone) for zone in plan.zones],
        "indicators": [asdict(row) for row in plan.indicators],
        "functions": [asdict(function) for function in plan.functions],
    }
    return {CHAIN_FILE: chain, PARKS_FILE: parks}


def plan_digest(documents: dict[str, Any]) -> str:
    """Return the sha256 of the canonical JSON of both documents."""
    return digest(json.loads(json.dumps(documents)))


def dumps(document: dict[str, Any]) -> str:
    """Return the text of one document: indent 1, keys in the order of the schema, UTF-8 letters."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def record_digests(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Note the sha256 of the files `names` of `folder` in its DIGESTS.json; returns all notes."""
    path = folder / DIGESTS_FILE
    known: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    known |= {name: file_digest(folder / name) for name in names}
    ordered = dict(sorted(known.items()))
    path.write_text(dumps(ordered), encoding="utf-8", newline="\n")
    return ordered


def write(plan: Plan, out: Path) -> tuple[Path, ...]:
    """Write both documents into the folder `out`, or nothing; returns their paths."""
    out.mkdir(parents=True, exist_ok=True)
    texts = {out / name: dumps(document) for name, document in to_json(plan).items()}
    drafts = {path: path.with_suffix(".json.part") for path in texts}
    try:
        for path, text in texts.items():
            drafts[path].write_text(text, encoding="utf-8", newline="\n")
        for path, part in drafts.items():
            os.replace(part, path)  # noqa: PTH105  # both drafts are whole before the first move
    finally:
        for part in drafts.values():
            part.unlink(missing_ok=True)
    return tuple(texts)
