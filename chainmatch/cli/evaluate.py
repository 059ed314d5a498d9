"""The commands that measure and fit."""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from chainmatch.cli.measures import show_tables
from chainmatch.digest import digest, file_digest
from chainmatch.errors import InputError
from chainmatch.evaluation.cases import Case, read_cases, registry_cases
from chainmatch.evaluation.fit import (
    COVERAGE,
    empty_calibration,
    fit_scope,
    samples,
    with_weights,
)
from chainmatch.evaluation.run import Table, answers, baseline_answers, refitted, score
from chainmatch.leads.reading import Row, read_leads
from chainmatch.matching.calibration import Calibration
from chainmatch.matching.company import Company
from chainmatch.matching.scope import in_scope, scope_features
from chainmatch.matching.view import View
from chainmatch.paths import read_json
from chainmatch.workbench import Workbench, open_reference

WORDINGS = ("desc", "desc_short")


def _chosen(cases: Sequence[Case], only: str) -> list[Case]:
    try:
        chosen = [case for case in cases if re.search(only, case.id)]
    except re.error as error:
        raise InputError(f"--only {only!r} is no regular expression: {error}") from error
    if not chosen:
        raise InputError(f"--only {only!r} leaves no case; the first id is {cases[0].id!r}")
    return chosen


def load_cases(*paths: Path) -> tuple[Case, ...]:
    """Read the cases of some files, in order; the shipped registry is a file of cases too."""
    return read_cases([row for path in paths for row in _rows(path)])


def _rows(path: Path) -> list[Mapping[str, Any]]:
    if path.suffix == ".json" and path.is_file():
        document = read_json(path)
        if isinstance(document, dict) and "enterprises" in document:
            return list(document["enterprises"])
    return [row.values for row in read_leads(path) if isinstance(row, Row)]


def run_evaluate(
    workbench: Workbench,
    cases: Path,
    out_of_scope: Path | None,
    output: Path | None,
    *,
    leave_one_out: bool,
    only: str = "",
) -> None:
    """Print every measure beside its baselines; write them where asked.

    `only` is a regular expression that the ids of the cases must match.
    """
    inside = _chosen(load_cases(cases), only)
    outside = load_cases(out_of_scope) if out_of_scope else ()
    tables = _tables(workbench, inside, outside, leave_one_out=leave_one_out)
    show_tables(tables)
    if output:
        document = {
            "cases": file_digest(cases),
            "leave_one_out": leave_one_out,
            "plan": workbench.plan.digest,
            "registry": workbench.registry.digest,
            "encoder": workbench.matcher.reference.encoder.name,
            "tables": [asdict(table) for table in tables],
        }
        output.write_text(
            json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )


def _tables(
    workbench: Workbench, inside: Sequence[Case], outside: Sequence[Case], *, leave_one_out: bool
) -> list[Table]:
    matcher = workbench.matcher
    seen = set(matcher.calibration.fitted.get("seen", "").split())
    fitted_on_these = any(fingerprint(case) in seen for case in inside)
    tables = []
    for wording in WORDINGS:
        if not any(getattr(case, wording) for case in inside):
            continue
        plain = baseline_answers(matcher.reference, inside, wording, leave_one_out=leave_one_out)
        tables += [score(name, wording, given) for name, given in plain.items()]
        given = answers(matcher, [*inside, *outside], wording, leave_one_out=leave_one_out)
        if leave_one_out and fitted_on_these:
            # The shipped weights have seen these cases: the honest row fits them out of fold.
            tables.append(
                score(
                    "chainmatch, weights out of fold", wording, refitted(matcher, inside, wording)
                )
            )
            tables.append(score("chainmatch, shipped weights (seen)", wording, given))
        else:
            tables.append(score("chainmatch", wording, given))
    return tables


def fingerprint(case: Case) -> str:
    """Return twelve hex digits that tell a case's wording from others."""
    return digest(case.desc)[:12]


def run_calibrate(cases: Path | None, output: Path, encoder: str | None) -> None:
    """Fit all weights on the known enterprises, or on other cases, and write them."""
    reference = open_reference(encoder)
    read = load_cases(cases) if cases else registry_cases(reference.registry)
    made = samples([case for case in read if case.in_scope], reference)
    base = with_weights(empty_calibration(reference), made)
    outside = [
        View(Company.from_text(text), reference, base.sharpness) for text in reference.outside
    ]
    weights = {name: round(value, 5) for name, value in fit_scope(made, outside).items()}
    kept = [in_scope(scope_features(sample.view), weights) for sample in made]
    calibration: Calibration = replace(
        base,
        scope=weights,
        scope_threshold=round(float(np.quantile(kept, 1 - COVERAGE)), 5),
        fitted={"seen": " ".join(fingerprint(case) for case in read)},
    )
    calibration.write(output)
    sys.stdout.write(f"{output}: fitted on {len(made)} wordings of {len(read)} cases\n")
