"""Every quality figure from one command: measures, models/results.json, tables of the READMEs.

Run with `make bench-quality`. The benchmark are the 153 enterprises that two readers labelled
(ids ne…, ba…, ex…; 100 have a park) and 15 leads that fit nothing; each case is matched without
its own records, with weights fitted on other cases.
"""

import json
import re
from pathlib import Path
from typing import Any

from chainmatch.cli.evaluate import chosen, load_cases, measured, results
from chainmatch.cli.measures import cell, show_tables
from chainmatch.digest import file_digest
from chainmatch.evaluation.metrics import Measure
from chainmatch.workbench import Workbench

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "data" / "enterprises.json"
OUTSIDE = ROOT / "data" / "out_of_scope_cases.jsonl"
RESULTS = ROOT / "models" / "results.json"
READMES = ("README.md", "README.zh-CN.md")
BENCHMARK = "^(ne|ba|ex)"
MEASURES = ("park @1", "park @3", "park @5", "zone @1", "link top-1 accepted", "link top-3 core")
OURS = "chainmatch, weights out of fold"


def main() -> None:
    """Measure, print, write."""
    workbench = Workbench.open()
    inside = chosen(load_cases(CASES), BENCHMARK)
    tables = measured(workbench, inside, load_cases(OUTSIDE), leave_one_out=True)
    show_tables(tables)
    document = results(workbench, tables)
    document |= {"cases": file_digest(CASES), "outside": file_digest(OUTSIDE), "only": BENCHMARK}
    RESULTS.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    stored = json.loads(RESULTS.read_text(encoding="utf-8"))
    for name in READMES:
        path = ROOT / name
        path.write_text(with_quality(path.read_text(encoding="utf-8"), stored), encoding="utf-8")


def with_quality(text: str, document: dict[str, Any]) -> str:
    """Return a README with the measured tables between its quality marks."""
    marked = re.compile(r"(<!-- quality -->\n).*?(<!-- /quality -->)", re.DOTALL)
    return marked.sub(lambda found: found[1] + quality(document) + found[2], text)


def quality(document: dict[str, Any]) -> str:
    """Return the tables of the READMEs from measured results, as Markdown."""
    parts = [_grid(document["tables"], wording) for wording in ("desc", "desc_short")]
    ours = [t for t in document["tables"] if t["method"] == OURS]
    notes = [
        f"- `{table['wording']}`: "
        + ", ".join(f"{name} {value:.2f}" for name, value in table["notes"].items())
        for table in ours
    ]
    return "\n".join(parts) + "\n" + "\n".join(notes) + "\n"


def _grid(tables: list[dict[str, Any]], wording: str) -> str:
    lines = [f"| `{wording}` | {' | '.join(MEASURES)} |", f"|---|{'---|' * len(MEASURES)}"]
    for table in tables:
        if table["wording"] != wording or "seen" in table["method"]:
            continue
        found = {m["name"]: Measure(**m) for m in table["measures"]}
        cells = " | ".join(cell(found.get(name)) for name in MEASURES)
        lines.append(f"| {table['method']} | {cells} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
