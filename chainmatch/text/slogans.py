"""Slogans: which clauses of a text praise instead of saying what is made."""

import json
from collections.abc import Sequence
from pathlib import Path

from chainmatch.errors import DataError
from chainmatch.text.linear import LinearText
from chainmatch.text.normalise import has_letters
from chainmatch.text.sentences import clauses

_SURE = 0.0  # log-odds above which a clause is a slogan: 2 in 100 clauses of real firms are
_PLAIN = -4.0  # below it a clause plainly says what is made; most clauses of real firms do
_BESIDE = -1.4  # beside a plain clause, what is above this is left out: 3 in 100 of real clauses
_LEAST = 4  # characters that must be left, else the text is taken whole
_FRAGMENT = 5  # characters: what is left of a clause without its slogans says something
_FEW = 3  # items: a shorter enumeration is taken whole
_SHORT = 8  # characters: longer slogans are left to the classifier


class Slogans:
    """Takes slogans out of a normalised text, so that they are not averaged into its meaning."""

    def __init__(self, model: LinearText, phrases: Sequence[str]) -> None:
        """Take a two-way classifier (its one score is for slogan) and short fixed phrases."""
        self._model = model
        short = (phrase for phrase in phrases if _LEAST <= len(phrase) <= _SHORT)
        self._phrases = tuple(sorted(short, key=lambda phrase: (-len(phrase), phrase)))

    @classmethod
    def from_files(cls, model: Path, phrases: Path) -> "Slogans":
        """Read the classifier and the list of slogans; DataError where one is faulty."""
        try:
            listed = json.loads(phrases.read_text(encoding="utf-8"))["slogans"]
        except (ValueError, KeyError) as error:
            raise DataError(f"{phrases.name} is no list of slogans: {error!r}") from error
        return cls(LinearText.from_file(model), [str(phrase) for phrase in listed])

    def without(self, text: str) -> str:
        """Return the clauses that say something; the whole text where no clause does."""
        scored = [(clause.text, self.score(clause.text)) for clause in clauses(text)]
        plain = any(score < _PLAIN for _, score in scored)
        limit = _BESIDE if plain else _SURE
        kept = (self._bare(clause) for clause, score in scored if score < limit)
        said = ";".join(self._items(clause) for clause in kept if clause)
        return said if len(said) >= _LEAST and has_letters(said) else text

    def _bare(self, clause: str) -> str:
        """Take short slogans out of a clause; "" where no more than a fragment is left."""
        bare = clause if len(clause) > 1 else ""  # one character is what a cut left over
        for phrase in self._phrases:
            bare = bare.replace(phrase, "")
        return bare if bare == clause or len(bare) >= _FRAGMENT else ""

    def _items(self, clause: str) -> str:
        """Leave slogans out of an enumeration; a clause of nothing else stays whole."""
        items = clause.split("、")
        if len(items) <= _FEW:
            return clause
        scored = [(item, self.score(item)) for item in items]
        limit = _BESIDE if any(score < _PLAIN for _, score in scored) else _SURE
        return "、".join(item for item, score in scored if score < limit) or clause

    def score(self, clause: str) -> float:
        """Return the log-odds that a clause is a slogan rather than a product or a figure."""
        return float(self._model.scores(clause)[0])
