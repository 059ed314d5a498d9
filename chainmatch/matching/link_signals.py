"""What speaks for a chain link: plan text by meaning and by word, and what like enterprises do."""

import numpy as np

from chainmatch.matching.classes import class_shares
from chainmatch.matching.reference import Vector
from chainmatch.matching.signals import Signal, no_evidence
from chainmatch.matching.view import View, best_of


def _name(view: View) -> Vector:
    return view.cosine("link_name")


def _text(view: View) -> Vector:
    return view.cosine("link_text")


def _product(view: View) -> Vector:
    reference = view.reference
    return best_of(view.product, reference.product_link, len(reference.directions))


def _product_evidence(view: View, link: int) -> tuple[str, ...]:
    owned = np.flatnonzero(view.reference.product_link == link)
    if not owned.size:
        return ()
    product = view.reference.products[owned[np.argmax(view.product[owned])]]
    return (f"{product.name} ({product.source.locator})",)


def _words(view: View) -> Vector:
    return np.log1p(view.link_words)


def _words_evidence(view: View, link: int) -> tuple[str, ...]:
    if not view.link_words[link]:
        return ()
    shared = view.reference.link_words.contributions(view.words, view.reference.directions[link].id)
    return tuple(word for word, _ in sorted(shared, key=lambda pair: (-pair[1], pair[0]))[:5])


def _like(view: View) -> Vector:
    share = view.weight @ view.reference.known_links
    total = share.sum()
    return np.log(share / total + 0.01) if total else np.zeros_like(share)


def _like_words(view: View) -> Vector:
    if not view.known_words.size:
        return np.zeros(len(view.reference.directions))
    return np.asarray((view.known_words[:, None] * view.reference.known_links).max(axis=0))


def _like_evidence(view: View, link: int) -> tuple[str, ...]:
    reference = view.reference
    worth = view.weight * reference.known_links[:, link]
    best = np.argsort(-worth, kind="stable")[:2]
    return tuple(reference.registry.enterprises[i].name for i in best if worth[i] > 1.0)


def _trained(view: View) -> Vector:
    return view.trained[:-1]


def _trained_evidence(view: View, link: int) -> tuple[str, ...]:
    """Name the words of the lead that speak most for the link, none inside another."""
    model, name = view.reference.link_model, view.reference.directions[link].id
    if model is None or view.reading is None or name not in model.labels:
        return ()
    told: list[str] = []
    for gram, part in model.contributions(view.reading, name)[:12]:
        word = gram.removeprefix("w:")
        if part > 0.05 and len(word) > 1 and not any(word in other for other in told):
            told = [other for other in told if other not in word] + [word]
    return tuple(told[:4])


def _classes(view: View) -> Vector:
    if not view.reference.classes:
        return np.zeros(len(view.reference.directions))
    share = class_shares(view) @ view.reference.class_links
    return np.asarray(np.log(share + 0.01), dtype=np.float64)


LINK_SIGNALS = (
    Signal("trained", _trained, _trained_evidence),
    Signal("classes", _classes, no_evidence),
    Signal("link_text", _text, no_evidence),
    Signal("link_name", _name, no_evidence),
    Signal("product", _product, _product_evidence),
    Signal("words", _words, _words_evidence),
    Signal("like_enterprises", _like, _like_evidence),
    Signal("like_enterprises_words", _like_words, no_evidence),
)
