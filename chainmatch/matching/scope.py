"""Whether a lead is about anything that the plan or its parks hold."""

from collections.abc import Mapping

import numpy as np

from chainmatch.matching.view import View

SCOPE_FEATURES = ("link", "known", "link_words", "known_words", "outside", "trained")


def scope_features(view: View, own_example: int | None = None) -> dict[str, float]:
    """Return how near the lead is to plan, known enterprises and outside examples, by name.

    `own_example` is the index of the outside example that the lead itself is, when fitting.

    Cosines are in [-1, 1]; word features are BM25 a word of the lead, log(1 + x), >= 0.
    """
    reference = view.reference
    words = max(len(view.text) / 2.0, 4.0) ** 0.5
    shown = view.shown
    outside = view.cosine("outside")
    if own_example is not None:
        outside = np.delete(outside, own_example)
    known_words = reference.known_words.scores(view.words) * shown
    return {
        "link": float(
            max(view.product.max(initial=0.0), view.cosine("link_text").max(initial=0.0))
        ),
        "known": float((view.known * shown).max(initial=0.0)),
        "link_words": float(np.log1p(view.link_words.max(initial=0.0) / words)),
        "known_words": float(np.log1p(known_words.max(initial=0.0) / words)),
        "trained": float(np.logaddexp.reduce(view.trained[:-1]) - view.trained[-1]),
        "outside": float(outside.max(initial=0.0)),
    }


def in_scope(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the probability in [0, 1] that the lead is in scope: a logistic of its features."""
    score = weights.get("bias", 0.0) + sum(
        weights.get(name, 0.0) * value for name, value in values.items()
    )
    return float(1.0 / (1.0 + np.exp(-score)))
