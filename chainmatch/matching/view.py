"""One lead seen against the reference: similarities and word scores, each computed once."""

from collections.abc import Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from chainmatch.matching.company import Company
from chainmatch.matching.reference import Matrix, Reference, Vector
from chainmatch.text.english import western
from chainmatch.text.linear import Reading

NO_LINK = "none"
"""What the link classifier calls leads that no link of the plan fits."""


class View:
    """The lead's similarities; `hidden` masks known enterprises that must not be seen.

    Cosines are in [-1, 1]; word scores are BM25, >= 0.
    """

    def __init__(
        self,
        company: Company,
        reference: Reference,
        sharpness: float,
        hidden: NDArray[np.bool_] | None = None,
    ) -> None:
        self.company, self.reference, self.sharpness = company, reference, sharpness
        known = len(reference.registry.enterprises)
        self.shown = np.ones(known, dtype=bool) if hidden is None else ~hidden
        slogans = reference.slogans
        said = company.normal.text
        self.bare = slogans.without(said, reference.encoder) if slogans else said
        self.western = western(said)
        english = reference.english if self.western else None
        self.text = english.bridged(self.bare) if english else self.bare
        self.class_share: Vector | None = None  # kept by matching.classes, which computes it
        # The encoder reads both languages by itself; what counts words needs the Chinese terms.
        self.vector: Matrix = reference.encoder.encode([self.bare])[0]

    def cosine(self, group: str) -> Vector:
        """Return the cosines of the lead with one group of reference vectors."""
        return np.asarray(self.reference.vectors[group] @ self.vector, dtype=np.float64)

    @cached_property
    def words(self) -> Mapping[str, int]:
        """The words of the lead with their counts; all indexes cut words alike."""
        return self.reference.link_words.query(self.text)

    @cached_property
    def vague(self) -> tuple[float, float]:
        """The log-odds of naming no product: as said, and without slogans; low without a model."""
        model = self.reference.vague
        if model is None:
            return -np.inf, -np.inf
        said = float(model.scores(self.company.normal.text)[0])
        return said, said if self.bare == self.company.normal.text else float(
            model.scores(self.bare)[0]
        )

    @cached_property
    def reading(self) -> Reading | None:
        """The lead as the link classifier reads it; None where there is no classifier."""
        model = self.reference.link_model
        return model.read(self.text) if model else None

    @cached_property
    def trained(self) -> Vector:
        """Scores of the link classifier, (links + 1,): the last is for none of the links."""
        ids = [direction.id for direction in self.reference.directions]
        model = self.reference.link_model
        if model is None or self.reading is None:
            return np.zeros(len(ids) + 1)
        score = dict(zip(model.labels, model.scores(self.reading).tolist(), strict=True))
        lowest = min(score.values())
        return np.array([score.get(name, lowest) for name in [*ids, NO_LINK]])

    @cached_property
    def product(self) -> Vector:
        """Cosines with every product: (products,)."""
        return self.cosine("product")

    @cached_property
    def product_bar(self) -> float:
        """The cosine that one product in twenty reaches: below it a product does not stand out."""
        if not self.product.size:
            return 1.0
        at = len(self.product) * 19 // 20
        return float(np.partition(self.product, at)[at])

    @cached_property
    def entry(self) -> Vector:
        """Cosines with every layout entry: (entries,)."""
        return self.cosine("entry")

    @cached_property
    def best_entry(self) -> list[int]:
        """The layout entry of each park that is nearest to the lead; -1 for none."""
        reference = self.reference
        return index_of_best(self.entry, reference.entry_park, len(reference.parks))

    @cached_property
    def best_report(self) -> list[int]:
        """The reported industry of each park that is nearest to the lead; -1 for none."""
        reference = self.reference
        return index_of_best(self.reported, reference.reported_park, len(reference.parks))

    @cached_property
    def reported(self) -> Vector:
        """Cosines with every industry that reports name of a park: (terms,)."""
        return self.cosine("reported")

    @cached_property
    def known(self) -> Vector:
        """Cosines with every known enterprise, the better of its two descriptions: (known,)."""
        return np.maximum(self.cosine("known_long"), self.cosine("known_short"))

    @cached_property
    def weight(self) -> Vector:
        """Kernel weight of every known enterprise, 0 where hidden: (known,), mean 1 over shown."""
        raw = np.exp(self.sharpness * (self.known - self.known.max(initial=-1.0))) * self.shown
        mean = raw.sum() / max(self.shown.sum(), 1)
        return np.asarray(raw / mean if mean else raw, dtype=np.float64)

    @cached_property
    def counts(self) -> Vector:
        """How many known enterprises each park has, without the hidden: (parks,)."""
        where = self.reference.known_park[self.shown]
        return np.bincount(where[where >= 0], minlength=len(self.reference.parks)).astype(float)

    @cached_property
    def near_in_park(self) -> dict[int, list[int]]:
        """Known enterprises that weigh more than the mean, by park, the heaviest first."""
        found: dict[int, list[int]] = {}
        near = np.flatnonzero((self.weight > 1.0) & (self.reference.known_park >= 0))
        for i in near[np.argsort(-self.weight[near], kind="stable")].tolist():
            found.setdefault(int(self.reference.known_park[i]), []).append(i)
        return found

    @cached_property
    def nearest_in_park(self) -> list[int]:
        """The known enterprise of each park that is nearest by meaning; -1 for none."""
        return self._first_in_park(self.known)

    @cached_property
    def nearest_words_in_park(self) -> list[int]:
        """The known enterprise of each park that shares most words; -1 for none."""
        return self._first_in_park(np.where(self.known_words > 0, self.known_words, -1.0))

    def _first_in_park(self, values: Vector) -> list[int]:
        reference = self.reference
        placed = np.flatnonzero((reference.known_park >= 0) & self.shown & (values > 0))
        where, size = reference.known_park[placed], len(reference.parks)
        best = index_of_best(values[placed], where, size)
        return [int(placed[i]) if i >= 0 else -1 for i in best]

    @cached_property
    def known_words(self) -> Vector:
        """Word overlap with every known enterprise in [0, 1), 0 where hidden: (known,)."""
        score = np.asarray(self.reference.known_words.scores(self.words), dtype=np.float64)
        score = score * self.shown
        # The constant keeps one rare shared word from counting as a full match.
        return np.asarray(score / (score.max(initial=0.0) + 5.0), dtype=np.float64)

    @cached_property
    def link_words(self) -> Vector:
        """BM25 with every link: (links,)."""
        return np.asarray(self.reference.link_words.scores(self.words), dtype=np.float64)

    @cached_property
    def park_words(self) -> Vector:
        """BM25 with every park's layout: (parks,)."""
        return np.asarray(self.reference.park_words.scores(self.words), dtype=np.float64)


def index_of_best(values: Vector, owner: NDArray[np.intp], size: int) -> list[int]:
    """Return the place of the highest value of each owner, the first of equals; -1 for none."""
    best = np.full(size, -1, dtype=np.intp)
    order = np.argsort(-values, kind="stable")[::-1]
    best[owner[order]] = order  # the last to be written stays: the highest
    return best.tolist()


def best_of(values: Vector, owner: NDArray[np.intp], size: int, empty: float = 0.0) -> Vector:
    """Return the highest value of each owner: (size,); `empty` where an owner has none."""
    best = np.full(size, -np.inf)
    np.maximum.at(best, owner, values)
    best[np.isneginf(best)] = empty
    return best
