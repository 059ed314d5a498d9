"""The commands that measure and fit."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from chainmatch.cli.measures import show_tables
from chainmatch.digest import digest, file_digest
from chainmatch.evaluation.cases import Case, read_cases
from chainmatch.evaluation.fit import (
    COVERAGE,
    empty_calibration,
    fit_links,
    fit_parks,
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
    cases: Path,
    out_of_scope: Path | None,
    output: Path | None,
    encoder: str | None,
    *,
    leave_one_out: bool,
) -> None:
    """Print every measure beside its baselines; write them where asked."""
    workbench = Workbench.open(encoder)
    inside = load_cases(cases)
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
    fitted_on_these = matcher.calibration.fitted.get("cases") == cases_digest(inside)
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


def cases_digest(cases: Sequence[Case]) -> str:
    """Return the digest of the cases' wordings and labels."""
    return digest([[c.id, c.desc, c.desc_short, c.park, sorted(c.core or ())] for c in cases])


def run_calibrate(cases: Path, output: Path, encoder: str | None) -> None:
    """Fit all weights on the cases and write them."""
    reference = open_reference(encoder)
    read = load_cases(cases)
    made = samples([case for case in read if case.in_scope], reference)
    links = fit_links(made)
    base = with_weights(empty_calibration(reference), links, fit_parks(made, links))
    outside = [
        View(Company.from_text(text), reference, base.sharpness) for text in reference.outside
    ]
    weights = {name: round(value, 5) for name, value in fit_scope(made, outside).items()}
    kept = [in_scope(scope_features(sample.view), weights) for sample in made]
    calibration: Calibration = replace(
        base,
        scope=weights,
        scope_threshold=round(float(np.quantile(kept, 1 - COVERAGE)), 5),
        fitted={"cases": cases_digest(read), "file": cases.name},
    )
    calibration.write(output)
    sys.stdout.write(f"{output}: fitted on {len(made)} wordings of {len(read)} cases\n")
