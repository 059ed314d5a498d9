"""Which words of a lead speak for a link or a park, as places in the text that was written."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chainmatch.matching.company import Company
from chainmatch.matching.matcher import Matcher
from chainmatch.matching.reference import Vector
from chainmatch.matching.result import Contribution
from chainmatch.matching.view import View
from chainmatch.text.lexical import words
from chainmatch.text.normalise import Normalised
from chainmatch.text.vocabulary import STOP_WORDS

_LEAST, _PART = 0.02, 0.2  # log-odds a character; share of the strongest character
_KNOWN = ("neighbour_words", "nearest_words")
_ROUTE = ("route_plan", "route_known")
_WESTERN = re.compile("[a-z0-9]+")
# Amounts and the bare verb: the classifier has a view of them, but they do not say what is made.
_SAYS_NOTHING = re.compile(
    r"年产|生产(?!性)|总?投资|[\d.百千万亿]+(?:吨|套|台|件|支|元|亩|米|平方米|立方米|公斤|千瓦时?|mw|gw|kwh)"
)

Pairs = Sequence[tuple[str, float]]
"""Pieces of normalised text, each with what it adds in log-odds."""


@dataclass(frozen=True, slots=True)
class Span:
    """The half-open range [start, end) of the original text, and its weight in log-odds."""

    start: int
    end: int
    text: str
    weight: float


class Speaking:
    """What the words of one lead add to a link or a park: signals shared out over the text.

    A signal that rests on no words (a meaning, a count) has no place in the text and is left out.
    """

    def __init__(self, matcher: Matcher, company: Company) -> None:
        self.view = View(company, matcher.reference, matcher.calibration.sharpness)
        self.links = matcher.fuse_links(self.view)
        self._trained = matcher.calibration.links.get("trained", 0.0)

    def link(self, id: str, reasons: Iterable[Contribution]) -> tuple[Span, ...]:
        """Return the spans that speak for a link; weights are parts of its log-odds."""
        reference, given = self.view.reference, _given(reasons)
        place = reference.link_index[id]
        only = np.zeros(len(reference.directions))
        only[place] = 1.0
        trained = [(gram, part * self._trained) for gram, part in self._grams(only)]
        shared = reference.link_words.contributions(self.view.words, id)
        named = [
            (p.name.lower(), 1.0)
            for p in reference.directions[place].products
            if p.name.lower() in self.view.text
        ]
        scaled = [(shared, ("words",)), (named, ("product",))]
        return self._spans([*trained, *_scaled(scaled, given)])

    def park(self, id: str, reasons: Iterable[Contribution]) -> tuple[Span, ...]:
        """Return the spans that speak for a park: words of its links, layout and enterprises."""
        reference, given = self.view.reference, _given(reasons)
        place = reference.park_index[id]
        shared = reference.park_words.contributions(self.view.words, id)
        scaled = [
            (self._grams(self._route(place)), _ROUTE),
            (shared, ("words",)),
            (self._known(place), _KNOWN),
        ]
        return self._spans(list(_scaled(scaled, given)))

    def _grams(self, mixture: Vector) -> Pairs:
        """Return what each known gram adds to a mixture of links, (links,), above the mean."""
        model, reading = self.view.reference.link_model, self.view.reading
        if model is None or reading is None or not mixture.any():
            return []
        index = self.view.reference.link_index
        wanted = [mixture[index[name]] if name in index else 0.0 for name in model.labels]
        column = reading.weights @ np.array(wanted) - reading.weights.mean(axis=1)
        return list(zip(reading.grams, (reading.values * column).tolist(), strict=True))

    def _route(self, park: int) -> Vector:
        """Return how the lead's links share its way to a park: (links,), sum 1 or all 0."""
        reference = self.view.reference
        here = reference.known_links[reference.known_park == park].sum(axis=0)
        worth = self.links.share * (reference.plan_ties[:, park] + here)
        total = worth.sum()
        return np.asarray(worth / total if total else worth, dtype=np.float64)

    def _known(self, park: int) -> Pairs:
        """Return the words shared with the enterprise of the park that shares most."""
        reference = self.view.reference
        shared = np.where(reference.known_park == park, self.view.known_words, 0.0)
        if not shared.size or not shared.max():
            return []
        best = reference.registry.enterprises[int(shared.argmax())]
        return reference.known_words.contributions(self.view.words, best.id)

    def _spans(self, pairs: Pairs) -> tuple[Span, ...]:
        normal = self.view.company.normal
        return spans(normal, character_weights(normal.text, self._written(pairs)))

    def _written(self, pairs: Pairs) -> Pairs:
        """Put the English phrases of the lead in the place of their Chinese terms."""
        english, text = self.view.reference.english, self.view.company.normal.text
        if not self.view.western or english is None:
            return pairs
        phrases = [(text[start:end], term) for start, end, term in english.found(text)]
        told: list[tuple[str, float]] = []
        for piece, part in pairs:
            plain = piece.removeprefix("w:")
            meant = [phrase for phrase, term in phrases if plain in term]
            told += [(phrase, part / len(meant)) for phrase in meant] or [(piece, part)]
        return told


def _given(reasons: Iterable[Contribution]) -> dict[str, float]:
    return {reason.signal: reason.log_odds for reason in reasons}


def _scaled(
    parts: Iterable[tuple[Pairs, tuple[str, ...]]], given: dict[str, float]
) -> Iterator[tuple[str, float]]:
    """Share the log-odds of signals out over what speaks for them; only what is positive."""
    for pairs, signals in parts:
        total = sum(max(given.get(name, 0.0), 0.0) for name in signals)
        positive = sum(part for _, part in pairs if part > 0)
        if total and positive:
            yield from ((piece, part * total / positive) for piece, part in pairs if part > 0)


def character_weights(text: str, pairs: Pairs) -> Vector:
    """Return the log-odds of each character of a normalised text: (characters,).

    A piece is shared evenly over its places and their characters; one that is found nowhere
    (a word in the singular, say) adds nothing.
    """
    weights = np.zeros(len(text))
    for piece, part in pairs:
        places = list(_places(text, piece))
        for start, end in places:
            weights[start:end] += part / len(places) / (end - start)
    return weights


def _places(text: str, piece: str) -> Iterator[tuple[int, int]]:
    """Find a gram of the classifier: `w:` marks a word, `<` and `>` the ends of a Western one."""
    plain = piece.removeprefix("w:")
    core = plain.removeprefix("<").removesuffix(">")
    if not core:
        return
    before = "(?<![a-z0-9])" if plain.startswith("<") else ""
    after = "(?![a-z0-9])" if plain.endswith(">") else ""
    for found in re.finditer(f"{before}(?=({re.escape(core)}){after})", text):
        yield found.span(1)


def spans(normal: Normalised, weights: Vector) -> tuple[Span, ...]:
    """Return the maximal runs of strong words as spans of the original, in order.

    They lie within the original text and never overlap; there may be none.
    """
    bar = max(_LEAST, _PART * float(weights.max(initial=0.0)))
    found: list[Span] = []
    for start, end in _runs(_whole_words(normal.text, weights >= bar)):
        at, to = normal.original_span(start, end)
        weight = float(weights[start:end].sum())
        # Two runs may come from one character of the original, a ligature say.
        if found and at < found[-1].end:
            before = found.pop()
            at, to, weight = before.start, max(before.end, to), before.weight + weight
        if at < to and weight > 0:
            found.append(Span(at, to, normal.original[at:to], weight))
    return tuple(found)


def _whole_words(text: str, strong: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Widen strong characters to words that are half strong; drop other pieces, and amounts."""
    whole = strong.copy()
    for found in [*_WESTERN.finditer(text), *_SAYS_NOTHING.finditer(text)]:
        whole[slice(*found.span())] = False
    western = [f.span() for f in _WESTERN.finditer(text) if f[0] not in STOP_WORDS]
    long = {word for word in words(text) if len(word) > 1 and not _SAYS_NOTHING.search(f"1{word}")}
    chinese = (place for word in long for place in _places(text, word))
    for start, end in [*western, *chinese]:
        if strong[start:end].mean() >= 0.5:
            whole[start:end] = True
    return whole


def _runs(strong: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """Yield the runs of two characters and more, half-open."""
    marks = "".join("x" if value else " " for value in strong)
    return (found.span() for found in re.finditer("xx+", marks))
