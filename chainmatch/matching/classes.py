"""GB/T 4754 coding: names and trade words by meaning, a text classifier, like enterprises."""

import numpy as np
from numpy.typing import NDArray

from chainmatch.matching.class_model import Mix
from chainmatch.matching.fuse import probabilities
from chainmatch.matching.reference import Vector
from chainmatch.matching.result import ClassMatch
from chainmatch.matching.view import View

SHOWN_CLASSES = 5
UNSURE = 0.6
"""Where the first class is less likely than this, the best division (two digits) follows."""

TRUST = 0.8  # assumed: how far a stated class is believed
SIGNALS = ("like", "meaning", "text")


def classes(view: View, top: int = SHOWN_CLASSES) -> tuple[ClassMatch, ...]:
    """Return the `top` best classes, the likeliest first; the stated class before all, if any.

    Where none is stated and the confidence of the first is below UNSURE, one more entry follows:
    the division (code of two digits) of which the classes are likeliest together. Confidences are
    the chances that a reader accepts the entry; they need not sum to 1, as several may do.
    """
    reference = view.reference
    if not reference.classes:
        return ()
    share = class_shares(view)
    order = np.argsort(-share, kind="stable")[:top].tolist()
    stated = [
        reference.class_index[code] for code in [view.company.gbt] if code in reference.class_index
    ]
    trust = reference.class_model.trust
    found = tuple(
        ClassMatch(reference.classes[i].code, reference.classes[i].name, trust.of(float(share[i])))
        for i in [*stated, *(i for i in order if i not in stated)][:top]
    )
    unsure = not stated and found[0].confidence < UNSURE
    return (*found, division(view, share)) if unsure else found


def class_shares(view: View) -> Vector:
    """Return the share of each class among all: (classes,), in [0, 1], sum 1.

    A class that the lead states gets the share TRUST: registers are mostly, not always, right.
    """
    if view.class_share is None:
        mix = view.reference.class_model.mix
        share = probabilities(class_signals(view) @ weights(mix))
        stated = view.reference.class_index.get(view.company.gbt)
        if stated is not None:
            share = share * (1 - TRUST)
            share[stated] += TRUST
        view.class_share = share
    return view.class_share


def class_signals(view: View, *, text: bool = True) -> NDArray[np.float64]:
    """Return the signals in the order of SIGNALS: (classes, 3); `text` false leaves the last 0."""
    last = _text(view) if text else np.zeros(len(view.reference.classes))
    return np.stack([_like(view), view.cosine("class"), last], axis=1)


def weights(mix: Mix) -> Vector:
    """Return a mix in the order of SIGNALS: (3,)."""
    return np.array([getattr(mix, name) for name in SIGNALS])


def division(view: View, share: Vector) -> ClassMatch:
    """Return the division with the greatest sum of (classes,) shares, and how likely it is."""
    reference = view.reference
    sums = np.bincount(reference.class_division, weights=share)
    best = int(sums.argmax())
    code = reference.divisions[best]
    name = next(c.division for c in reference.classes if c.code.startswith(code))
    return ClassMatch(code, name, reference.class_model.trust.of(float(sums[best])))


def _text(view: View) -> Vector:
    """Return the scores of the text classifier: (classes,), 0 for a class it does not know."""
    model, place = view.reference.class_model.text, view.reference.class_label
    if model is None:
        return np.zeros(len(place))
    return np.append(model.scores(view.text), 0.0)[place]


def _like(view: View) -> Vector:
    coded = view.reference.known_class >= 0
    share = np.bincount(
        view.reference.known_class[coded],
        weights=view.weight[coded],
        minlength=len(view.reference.classes),
    )
    total = share.sum()
    return np.asarray(share / total if total else share, dtype=np.float64)
