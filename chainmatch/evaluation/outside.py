"""How leads outside the plan are told from those inside, by kind: far, near, and merely vague."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chainmatch.evaluation.metrics import auroc
from chainmatch.evaluation.run import Answer

COVERAGE = 0.95  # share of leads in scope that a threshold keeps


@dataclass(frozen=True, slots=True)
class Outside:
    """One kind of leads outside the plan, in one wording, beside the `inside` leads in scope.

    All in [0, 1]: `auroc` of the in-scope score; `rejected` the share below the threshold that
    keeps COVERAGE of the leads in scope; `abstained` at the fitted threshold; `told_vague` the
    share of those abstained that are asked for their product.
    """

    wording: str
    kind: str
    n: int
    inside: int
    auroc: float
    rejected: float
    abstained: float
    told_vague: float


def outside_kinds(wording: str, found: Sequence[Answer]) -> tuple[Outside, ...]:
    """Measure each kind of the answers to leads outside the plan; none where there is none."""
    inside = [answer.in_scope for answer in found if answer.case.in_scope]
    if not inside:
        return ()
    threshold = float(np.quantile(inside, 1 - COVERAGE))
    kinds = dict.fromkeys(answer.case.kind for answer in found if not answer.case.in_scope)
    return tuple(
        _kind(wording, [a for a in found if a.case.kind == kind], inside, threshold)
        for kind in kinds
    )


def _kind(
    wording: str, found: Sequence[Answer], inside: Sequence[float], threshold: float
) -> Outside:
    scores = [answer.in_scope for answer in found]
    told = [answer.message == "vague" for answer in found if answer.abstained]
    return Outside(
        wording=wording,
        kind=found[0].case.kind,
        n=len(found),
        inside=len(inside),
        auroc=auroc(inside, scores),
        rejected=float(np.mean([score < threshold for score in scores])),
        abstained=float(np.mean([answer.abstained for answer in found])),
        told_vague=float(np.mean(told)) if told else 0.0,
    )
