"""What a user would try instead: each ranks the parks for one lead."""

from collections.abc import Callable, Iterable, Mapping

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from chainmatch.matching.reference import Reference, Vector, link_text, park_text
from chainmatch.matching.view import View, best_of
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
    vectorizer = TfidfVectorizer(tokenizer=words, token_pattern=None, lowercase=False)
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
    where = view.reference.known_park
    placed = (where >= 0) & view.shown
    return best_of(view.known[placed], where[placed], len(view.reference.parks), empty=-1.0)


def park_baselines(reference: Reference) -> Mapping[str, Baseline]:
    """Return all park baselines by the name under which they are reported."""
    return {
        "most populated park": most_populated,
        "TF-IDF of layouts": tfidf(park_text(p) for p in reference.parks),
        "BM25 of layouts": bm25,
        "embedding of layouts": embedding,
        "nearest enterprise": neighbours,
    }


def link_baselines(reference: Reference) -> Mapping[str, Baseline]:
    """Return all link baselines by name: scores of the links, (links,)."""
    return {
        "TF-IDF of links": tfidf(link_text(d) for d in reference.directions),
        "BM25 of links": lambda view: view.link_words,
        "embedding of links": lambda view: view.cosine("link_text"),
    }
