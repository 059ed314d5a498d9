"""All the files: what there is, and how to write them into a folder.

`PYTHONPATH=tests/leads python -m nasty.build FOLDER` writes every file, and truth.json beside
them with what each of them says.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from nasty import (
    cells,
    figures,
    headings,
    hostile_cases,
    layouts,
    objects,
    oldfiles,
    pages,
    sheets,
    texts,
    workbooks,
)
from nasty.truth import Case

CASES: tuple[Case, ...] = (
    *(*layouts.CASES, *pages.CASES, *sheets.CASES, *headings.CASES, *figures.CASES),
    *(*cells.CASES, *workbooks.CASES, *oldfiles.CASES, *texts.CASES, *objects.CASES),
)
HOSTILE: tuple[Case, ...] = hostile_cases.CASES


def build(case: Case, folder: Path) -> Path:
    """Write one file into a folder of its own below `folder` and return where it is.

    Its own, because two files may differ in nothing but what people called them.
    """
    path = folder / case.name / case.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(case.make())
    return path


def build_all(cases: Iterable[Case], folder: Path) -> dict[str, Path]:
    """Write the files and return where each is, by the name of its case."""
    return {case.name: build(case, folder) for case in cases}


def plain(case: Case) -> Mapping[str, object]:
    """Return what a file says as data that JSON can hold."""
    expected = case.expected
    return {
        "file": f"{case.name}/{case.file}",
        "rows": expected.rows,
        "reported": expected.reported,
        "refused": expected.refusals,
    }


def main(arguments: list[str]) -> int:
    """Write everything into the folder that is named."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m nasty.build FOLDER\n")
        return 2
    folder = Path(arguments[0])
    paths = build_all((*CASES, *HOSTILE), folder)
    truth = {case.name: plain(case) for case in (*CASES, *HOSTILE)}
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(paths)} files in {folder}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
