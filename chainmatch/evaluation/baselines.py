"""What a user would try instead: each ranks the parks for one lead."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

from chainmatch.matching.reference import Matrix, Reference, Vector, link_text, park_text
from chainmatch.matching.view import View, best_of
from chainmatch.registry.firms import brand
from chainmatch.registry.known import Registry
from chainmatch.text.lexical import words

Baseline = Callable[[View], Vector]
"""Scores of the parks for one lead: (parks,), higher is better; ties go by the plan."""


def most_populated(view: View) -> Vector:
    """Score parks by the number of known enterprises in them."""
    where = view.reference.known_park[view.shown]
    counts = np.bincount(where[where >= 0], minlength=len(view.reference.parks))
    return np.asarray(counts, dtype=np.float64)


def tfidf(texts: Iterable[str]) -> Baseline:
    """Return a baseline: TF-IDF cosine of the lead with each of `texts`."""
    vectorizer = _vectorizer()
    table = vectorizer.fit_transform(texts)

    def score(view: View) -> Vector:
        return np.asarray((table @ vectorizer.transform([view.text]).T).todense()).ravel()

    return score


def bm25(view: View) -> Vector:
    """Score parks by BM25 of the lead with the words of each park's layout."""
    return view.park_words


def embedding(view: View) -> Vector:
    """Score parks by the cosine of the lead with the text of each park's layout."""
    return view.cosine("park_text")


def neighbours(view: View) -> Vector:
    """Score parks by their nearest known enterprise."""
    return _nearest(view, view.known)


def _nearest(view: View, known: Vector) -> Vector:
    """Score parks by the best of `known` (known,) among the enterprises shown in them."""
    where = view.reference.known_park
    placed = (where >= 0) & view.shown
    return best_of(known[placed], where[placed], len(view.reference.parks), empty=-1.0)


def _vectorizer() -> TfidfVectorizer:
    return TfidfVectorizer(tokenizer=words, token_pattern=None, lowercase=False)


def tfidf_neighbours(registry: Registry) -> Baseline:
    """Return a baseline: the known enterprise nearest by TF-IDF, the better of two texts."""
    vectorizer = _vectorizer()
    known = registry.enterprises
    table = vectorizer.fit_transform([*(e.desc for e in known), *(e.desc_short for e in known)])

    def score(view: View) -> Vector:
        both = np.asarray((table @ vectorizer.transform([view.text]).T).todense()).ravel()
        return _nearest(view, both.reshape(2, -1).max(axis=0))

    return score


class TfidfClassifier:
    """TF-IDF and a logistic regression over the parks, trained on the known enterprises.

    A lead is never judged by a model that saw the fold of one of its own records; firms are in
    one fold. Models are trained at their first use.
    """

    FOLDS = 10

    def __init__(self, reference: Reference) -> None:
        self._known = reference.registry.enterprises
        self._where = reference.known_park
        numbers: dict[str, int] = {}
        keys = [brand(e.name) or e.name or e.id for e in self._known]
        folds = [numbers.setdefault(key, len(numbers)) % self.FOLDS for key in keys]
        self._fold = np.array(folds, dtype=np.intp)
        self._models: dict[frozenset[int], tuple[Any, Any]] = {}

    def __call__(self, view: View) -> Vector:
        """Score parks by probability; parks without any known enterprise come last."""
        held = frozenset(self._fold[~view.shown].tolist())
        vectorizer, model = self._models.get(held) or self._train(held)
        score = np.full(len(view.reference.parks), -1.0)
        score[model.classes_] = model.predict_proba(vectorizer.transform([view.text]))[0]
        return score

    def _train(self, held: frozenset[int]) -> tuple[Any, Any]:
        used = self.trained_on(held)
        texts = [self._known[i].desc for i in used] + [self._known[i].desc_short for i in used]
        vectorizer = _vectorizer()
        table = vectorizer.fit_transform(texts)
        # One park against the rest, in the dual: twenty times faster than all parks at once.
        one = LogisticRegression(C=10.0, solver="liblinear", dual=True, max_iter=500)
        model = OneVsRestClassifier(one).fit(table, np.tile(self._where[used], 2))
        self._models[held] = vectorizer, model
        return vectorizer, model

    def trained_on(self, held: frozenset[int]) -> NDArray[np.intp]:
        """Return the known enterprises (their places) that a model without some folds sees."""
        return np.flatnonzero((self._where >= 0) & ~np.isin(self._fold, list(held)))


def encoder_baselines(
    name: str,
    reference: Reference,
    encode: Callable[[Sequence[str]], Matrix],
    texts: Iterable[str] = (),
) -> Mapping[str, Baseline]:
    """Return the baselines of another encoder: its nearest enterprise, its layouts.

    `encode` gives rows of norm 1; `texts` are leads (normalised) to encode at once, others cost
    a call each.
    """
    known = reference.registry.enterprises
    layouts = encode([park_text(park) for park in reference.parks])
    table = encode([*(e.desc for e in known), *(e.desc_short for e in known)])
    listed = list(dict.fromkeys(texts))
    vectors: dict[str, Matrix] = {}
    if listed:
        vectors |= zip(listed, encode(listed), strict=True)

    def vector(view: View) -> Matrix:
        if view.text not in vectors:
            vectors[view.text] = encode([view.text])[0]
        return vectors[view.text]

    def nearest(view: View) -> Vector:
        both = np.asarray(table @ vector(view), dtype=np.float64).reshape(2, -1)
        return _nearest(view, both.max(axis=0))

    def layout(view: View) -> Vector:
        return np.asarray(layouts @ vector(view), dtype=np.float64)

    return {f"embedding of layouts, {name}": layout, f"nearest enterprise, {name}": nearest}


def park_baselines(reference: Reference) -> Mapping[str, Baseline]:
    """Return all park baselines by the name under which they are reported."""
    return {
        "most populated park": most_populated,
        "TF-IDF of layouts": tfidf(park_text(p) for p in reference.parks),
        "BM25 of layouts": bm25,
        "embedding of layouts": embedding,
        "nearest enterprise": neighbours,
        "nearest enterprise by TF-IDF": tfidf_neighbours(reference.registry),
        "TF-IDF and logistic regression": TfidfClassifier(reference),
    }


def link_baselines(reference: Reference) -> Mapping[str, Baseline]:
    """Return all link baselines by name: scores of the links, (links,)."""
    return {
        "TF-IDF of links": tfidf(link_text(d) for d in reference.directions),
        "BM25 of links": lambda view: view.link_words,
        "embedding of links": lambda view: view.cosine("link_text"),
    }
