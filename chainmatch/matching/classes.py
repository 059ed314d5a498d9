"""GB/T 4754 coding, first version: class names by meaning and by word, and like enterprises."""

import numpy as np

from chainmatch.matching.fuse import probabilities
from chainmatch.matching.reference import Vector
from chainmatch.matching.result import ClassMatch
from chainmatch.matching.view import View

# Assumed weights, until classes are fitted: of a cosine, a log BM25, a neighbour share.
_MEANING, _WORD, _LIKE = 8.0, 1.0, 4.0


def classes(view: View, top: int = 3) -> tuple[ClassMatch, ...]:
    """Return the best classes with their share among all; the stated class first, if any."""
    reference = view.reference
    if not reference.classes:
        return ()
    score = _MEANING * view.cosine("class")
    score = score + _WORD * np.log1p(reference.class_words.scores(view.words))
    score = score + _LIKE * _like(view)
    share = probabilities(score)
    order = np.argsort(-share, kind="stable")[:top].tolist()
    stated = [
        reference.class_index[code] for code in [view.company.gbt] if code in reference.class_index
    ]
    best = [*stated, *(i for i in order if i not in stated)][:top]
    return tuple(
        ClassMatch(reference.classes[i].code, reference.classes[i].name, float(share[i]))
        for i in best
    )


def _like(view: View) -> Vector:
    coded = view.reference.known_class >= 0
    share = np.bincount(
        view.reference.known_class[coded],
        weights=view.weight[coded],
        minlength=len(view.reference.classes),
    )
    total = share.sum()
    return np.asarray(share / total if total else share, dtype=np.float64)
