"""Fit the model of GB/T 4754 classes: text classifier, mix of signals, how far to trust it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from chainmatch.evaluation.cases import Case, registry_cases
from chainmatch.evaluation.fit import SHARPNESS, own_records
from chainmatch.evaluation.logit import Table, conditional_logit
from chainmatch.matching.class_model import ClassModel, Mix, Trust, log_odds
from chainmatch.matching.classes import SIGNALS, class_signals, weights
from chainmatch.matching.company import Company
from chainmatch.matching.fuse import probabilities
from chainmatch.matching.reference import Reference
from chainmatch.matching.view import View
from chainmatch.text.english import EnglishTerms
from chainmatch.text.linear import grams
from chainmatch.text.normalise import normalise
from chainmatch.text.sparse import SparseText
from chainmatch.training.sources import IndustryClass

SHRINK = 1.0  # the ridge; 0.3, 2 and 4 were no better on leads out of fold
ENTRIES = 400_000  # weights kept; with 200,000 to 1,200,000 the cases were answered alike
FOLDS = 5
_MIX_RIDGE = 0.001
_SEEN = 2  # a gram must stand in so many documents


@dataclass(frozen=True, slots=True)
class Documents:
    """Texts with the class (its place in the list of codes) that each speaks of."""

    codes: tuple[str, ...]
    texts: tuple[str, ...]
    places: tuple[int, ...]

    def __len__(self) -> int:
        """Return the number of texts."""
        return len(self.texts)

    def joined(self, other: "Documents") -> "Documents":
        """Return both, these first."""
        return replace(self, texts=self.texts + other.texts, places=self.places + other.places)


def standard_documents(
    codes: Sequence[str], standard: Iterable[IndustryClass], words: Mapping[str, Sequence[str]]
) -> Documents:
    """Return names and descriptions of the standard, and our trade words, as documents."""
    place = {code: i for i, code in enumerate(codes)}
    rows = [row for row in standard if row.code in place]
    pairs = [(row.code, row.name) for row in rows]
    pairs += [(row.code, row.description) for row in rows if row.description]
    pairs += [(code, " ".join(words[code])) for code in codes if code in words]
    texts = tuple(normalise(text).text for _, text in pairs)
    return Documents(tuple(codes), texts, tuple(place[code] for code, _ in pairs))


def lead_documents(
    codes: Sequence[str], leads: Iterable[Mapping[str, Any]], english: EnglishTerms | None = None
) -> Documents:
    """Return the leads whose class is known as documents, in their order, as matching reads them.

    `english` puts the Chinese terms before a lead in English.
    """
    place = {code: i for i, code in enumerate(codes)}
    rows = [row for row in leads if row["gbt"] in place]
    plain = [normalise(row["text"]).text for row in rows]
    texts = [english.bridged(text) for text in plain] if english else plain
    return Documents(tuple(codes), tuple(texts), tuple(place[row["gbt"]] for row in rows))


def fit_text(documents: Documents, entries: int = ENTRIES) -> SparseText:
    """Return a ridge regression of classes on TF-IDF of grams, its small weights left out."""
    vectorizer, table = _vectors(documents.texts)
    answers = _dual(_kernel(table), _one_hot(documents))
    return SparseText.from_table(
        documents.codes,
        [str(gram) for gram in vectorizer.get_feature_names_out()],
        vectorizer.idf_.astype(np.float32),
        np.asarray(table.T @ answers, dtype=np.float32),
        entries,
    )


def out_of_fold(standard: Documents, leads: Documents, folds: int = FOLDS) -> Table:
    """Return (leads, classes) scores of each lead by a fit that did not see its fold."""
    whole = standard.joined(leads)
    kernel, wanted = _kernel(_vectors(whole.texts)[1]), _one_hot(whole)
    fold = np.full(len(whole), -1)
    fold[len(standard) :] = np.random.default_rng(0).permutation(len(leads)) % folds
    scores = np.zeros((len(whole), len(whole.codes)))
    for held in range(folds):
        seen, asked = np.flatnonzero(fold != held), np.flatnonzero(fold == held)
        dual = _dual(kernel[np.ix_(seen, seen)], wanted[seen])
        scores[asked] = kernel[np.ix_(asked, seen)] @ dual
    return scores[len(standard) :]


def _vectors(texts: Sequence[str]) -> tuple[TfidfVectorizer, "csr_matrix[np.float64]"]:
    vectorizer = TfidfVectorizer(analyzer=grams, sublinear_tf=True, min_df=_SEEN)
    return vectorizer, csr_matrix(vectorizer.fit_transform(list(texts)))


def _kernel(table: "csr_matrix[np.float64]") -> Table:
    return np.asarray((table @ table.T).toarray(), dtype=np.float64)


def _dual(kernel: Table, wanted: Table) -> Table:
    ridge = kernel + SHRINK * np.eye(len(kernel))
    return np.asarray(solve(ridge, wanted, assume_a="pos"), dtype=np.float64)


def _one_hot(documents: Documents) -> Table:
    return np.eye(len(documents.codes))[list(documents.places)]


def fit_mix(reference: Reference, leads: Sequence[Mapping[str, Any]], text: Table) -> Mix:
    """Return the mix that makes the accepted classes of the leads most probable.

    `text` is (leads, classes): what the classifier says of each lead unseen.
    """
    table = np.stack([class_signals(_view(row["text"], reference), text=False) for row in leads])
    table[:, :, SIGNALS.index("text")] = text
    table -= table.mean(axis=1, keepdims=True)
    right = np.stack([_accepted(reference, {row["gbt"], *row["gbt_accept"]}) for row in leads])
    found = conditional_logit(table, right, np.ones(len(table)), _MIX_RIDGE)
    return Mix(**{name: round(w, 4) for name, w in zip(SIGNALS, found.tolist(), strict=True)})


def registry_scores(reference: Reference, model: SparseText, mix: Mix) -> tuple[Table, Table]:
    """Return scores and accepted classes, (wordings, classes) each, of the known enterprises.

    Each of the two wordings of an enterprise is read without its own records.
    """
    cases = [case for case in registry_cases(reference.registry) if case.gbt]
    scores, right = [], []
    for case in cases:
        for text in (case.desc, case.desc_short):
            signals = _signals(case, text, reference, model)
            scores.append(signals @ weights(mix))
            right.append(_accepted(reference, case.gbt or frozenset()))
    return np.stack(scores), np.stack(right)


def fit_trust(scores: Table, right: Table) -> Trust:
    """Return how the share of the best class tells whether it is accepted.

    `scores` and `right` are (cases, classes).
    """
    best = [float(probabilities(row).max()) for row in scores]
    hit = right[np.arange(len(right)), scores.argmax(axis=1)]
    model = LogisticRegression(C=1e4).fit([[log_odds(share)] for share in best], hit)
    return Trust(round(float(model.coef_[0, 0]), 4), round(float(model.intercept_[0]), 4))


def fit_classes(
    reference: Reference,
    standard: Iterable[IndustryClass],
    words: Mapping[str, Sequence[str]],
    leads: Iterable[Mapping[str, Any]],
) -> ClassModel:
    """Return the model of classes; deterministic on one machine.

    The mix comes from leads out of fold, the trust from the known enterprises.
    """
    codes = [found.code for found in reference.classes]
    named = [row for row in leads if row["gbt"] in set(codes)]
    documents = standard_documents(codes, standard, words)
    lead_texts = lead_documents(codes, named, reference.english)
    mix = fit_mix(reference, named, out_of_fold(documents, lead_texts))
    model = fit_text(documents.joined(lead_texts))
    return ClassModel(model, mix, fit_trust(*registry_scores(reference, model, mix)))


def _signals(case: Case, text: str, reference: Reference, model: SparseText) -> Table:
    view = _view(text, reference, own_records(reference.registry, case))
    signals = class_signals(view, text=False)
    signals[:, SIGNALS.index("text")] = model.scores(view.text)
    return signals


def _view(text: str, reference: Reference, hidden: NDArray[np.bool_] | None = None) -> View:
    return View(Company.from_text(text), reference, SHARPNESS, hidden)


def _accepted(reference: Reference, codes: Iterable[str]) -> Table:
    named = set(codes)
    return np.array([float(found.code in named) for found in reference.classes])
