"""Slogans: which clauses of a text praise instead of saying what is made."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from chainmatch.errors import DataError
from chainmatch.text.encoder import Encoder
from chainmatch.text.linear import LinearText
from chainmatch.text.normalise import has_letters
from chainmatch.text.sentences import clauses

_SURE = 0.0  # log-odds above which a clause is a slogan: 2 in 100 clauses of real firms are
_PLAIN = -4.0  # below it a clause plainly says what is made; most clauses of real firms do
_BESIDE = -1.4  # beside a plain clause, what is above this is left out: 3 in 100 of real clauses
_LEAST = 4  # characters that must be left, else the text is taken whole
_LEFT = -2.5  # what is left of a clause beside a slogan must say a product more plainly
_APART = 0.1  # cosine below which a doubtful clause is about something else: 5 in 100 of real ones
_NOUN = 5  # characters of the name of a product (铜, 疫苗, 冻干食品)
_CLAIM = re.compile(
    r"\d|生产|制造|加工|合成|精制|提纯|年产|投产|产线|装置|建设|产品|企业|公司|项目|总部"
    r"|produc|manufactur|synthes|make|plant|company|firm"
)
_FEW = 3  # items: a shorter enumeration is taken whole
_SHORT = 8  # characters: longer slogans are left to the classifier


class Slogans:
    """Takes slogans out of a normalised text, so that they are not averaged into its meaning."""

    def __init__(self, model: LinearText, phrases: Sequence[str]) -> None:
        """Take a two-way classifier (its one score is for slogan) and short fixed phrases."""
        self._model = model
        short = (phrase for phrase in phrases if _LEAST <= len(phrase) <= _SHORT)
        longest = sorted(short, key=lambda phrase: (-len(phrase), phrase))
        self._cut = re.compile("|".join(map(re.escape, longest)) or "(?!)")

    @classmethod
    def from_files(cls, model: Path, phrases: Path) -> "Slogans":
        """Read the classifier and the list of slogans; DataError where one is faulty."""
        try:
            listed = json.loads(phrases.read_text(encoding="utf-8"))["slogans"]
        except (ValueError, KeyError) as error:
            raise DataError(f"{phrases.name} is no list of slogans: {error!r}") from error
        return cls(LinearText.from_file(model), [str(phrase) for phrase in listed])

    def without(self, text: str, encoder: Encoder | None = None) -> str:
        """Return the clauses that say something; the whole text where no clause does.

        With an encoder, a doubtful clause that is about something else than the clauses which
        plainly say what is made is left out too.
        """
        parts = [part for clause in clauses(text) for part in self._parts(clause.text)]
        plain = [clause for clause, score, _ in parts if score < _PLAIN]
        limit = _BESIDE if plain else _SURE
        kept = [
            (clause, score)
            for clause, score, left in parts
            if score < (min(limit, _LEFT) if left else limit)
        ]
        if encoder and plain:
            kept = _together(kept, plain, encoder)
        said = ";".join(self._items(clause) for clause, _ in kept)
        return said if len(said) >= _LEAST and has_letters(said) else text

    def _parts(self, clause: str) -> list[tuple[str, float, bool]]:
        """Cut short slogans out of a clause: each part, its score, and whether it is what is left.

        What is left of 培育新质生产力 says nothing, of 绿色低碳水泥 the product.
        """
        parts = [part for part in self._cut.split(clause) if has_letters(part)]
        return [(part, self.score(part), part != clause) for part in parts]

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


def _together(
    kept: Sequence[tuple[str, float]], plain: Sequence[str], encoder: Encoder
) -> list[tuple[str, float]]:
    """Leave out doubtful clauses that are apart from the plain ones and make no claim themselves.

    What names a making, a product, a firm or a figure stays, and so does what is too short to be
    more than the name of a product: it may be a second business.
    """
    long = [(c, score) for c, score in kept if len(c) > _NOUN]
    doubtful = [c for c, score in long if score >= _PLAIN and not _CLAIM.search(c)]
    if not doubtful:
        return list(kept)
    rows = encoder.encode([";".join(plain), *doubtful])
    near = dict(zip(doubtful, (rows[1:] @ rows[0]).tolist(), strict=True))
    return [(clause, score) for clause, score in kept if near.get(clause, 1.0) >= _APART]
