"""Fit the link classifier on leads that the maintainers wrote for training."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from chainmatch.text.linear import LinearText, grams
from chainmatch.text.normalise import normalise

STRENGTH = 10.0  # inverse of the ridge; 3 and 30 were worse or no better on other leads
_SEEN = 2  # a gram must stand in so many leads


def read_leads(path: Path) -> list[dict[str, Any]]:
    """Read the leads written for training."""
    leads: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["leads"]
    return leads


def fit_classifier(texts: Sequence[str], labels: Sequence[str]) -> LinearText:
    """Return a multinomial logistic regression over TF-IDF of grams; deterministic."""
    vectorizer = TfidfVectorizer(analyzer=grams, sublinear_tf=True, min_df=_SEEN)
    table = vectorizer.fit_transform([normalise(text).text for text in texts])
    model = LogisticRegression(C=STRENGTH, max_iter=300).fit(table, list(labels))
    return LinearText(
        [str(label) for label in model.classes_],
        [str(gram) for gram in vectorizer.get_feature_names_out()],
        vectorizer.idf_.astype(np.float32),
        model.coef_.T.astype(np.float32),
        model.intercept_.astype(np.float32),
    )


def fit_links(leads: Path, out: Path) -> LinearText:
    """Fit the link classifier on a file of training leads and write it."""
    rows = read_leads(leads)
    model = fit_classifier([row["text"] for row in rows], [row["link"] for row in rows])
    model.write(out)
    return model
