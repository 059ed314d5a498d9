"""What would have to be stated otherwise: changes are tried by matching again, not guessed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from chainmatch.matching.changes import Change, possible
from chainmatch.matching.company import Company
from chainmatch.matching.reference import Matrix
from chainmatch.matching.result import Status

MOST_TRIES = 150
_FEWEST_TRIES, _CHARACTERS = 12, 30_000  # long leads are matched fewer times
_PAIRED = 12  # single changes whose pairs are tried


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a choice stands: its rank from 1, its confidence in [0, 1], and whether it may be."""

    rank: int
    confidence: float
    vetoed: bool
    status: Status

    @property
    def first(self) -> bool:
        """Whether it is what is recommended."""
        return self.rank == 1 and not self.vetoed and self.status == "matched"


@dataclass(frozen=True, slots=True)
class Trial:
    """Changes that were made to a lead, where the choice stood then, and how far the words moved.

    `shift` is one less the cosine of the two texts, in [0, 2]; 0 where only fields changed.
    """

    changes: tuple[Change, ...]
    after: Standing
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """The smallest changes that were found; None where none of the `tried` ones does it.

    `first` puts the choice first; `lifted` takes a veto from it (None where there was none);
    `nearest` is the one that helps most where none puts it first.
    """

    before: Standing
    tried: int
    first: Trial | None
    lifted: Trial | None
    nearest: Trial | None


class Trials:
    """Matches a lead again with changes, within a budget of matches.

    `look` matches a lead and says where the choice stands; `encode` gives a lead's unit vector.
    """

    def __init__(
        self, company: Company, look: Callable[[Company], Standing], encode: Callable[[str], Matrix]
    ) -> None:
        self._company, self._look, self._encode = company, look, encode
        self._meaning = encode(company.normal.text)
        self._left = most_tries(company)

    def of(self, sets: Iterable[tuple[Change, ...]]) -> list[Trial]:
        """Try sets of changes in order while the budget lasts; those that leave no lead are out."""
        return list(self._each(sets))

    def _each(self, sets: Iterable[tuple[Change, ...]]) -> Iterator[Trial]:
        for changes in sets:
            made = possible(self._company, changes)
            if made is None:
                continue
            if self._left <= 0:
                return
            self._left -= 1
            yield Trial(changes, self._look(made), self._shift(made))

    def _shift(self, made: Company) -> float:
        if made.text == self._company.text:
            return 0.0
        return 1.0 - float(self._meaning @ self._encode(made.normal.text))


def most_tries(company: Company) -> int:
    """Return how many times a lead may be matched again: fewer where it is long."""
    return max(_FEWEST_TRIES, min(MOST_TRIES, _CHARACTERS // max(len(company.text), 1)))


def search(before: Standing, candidates: Sequence[Change], trials: Trials) -> Counterfactual:
    """Try each change, then pairs of the best ones.

    The fewest changes win, then the best rank, then the words that move least.
    """
    singles = trials.of((change,) for change in candidates)
    helpful = sorted(singles, key=_place)[:_PAIRED]
    pairs = [] if any(t.after.first for t in singles) else trials.of(_pairs(helpful))
    tried = [*singles, *pairs]
    likely = [trial for trial in tried if trial.after.status == "matched"]
    first = min((t for t in likely if t.after.first), key=_merit, default=None)
    lifted = min((t for t in likely if not t.after.vetoed), key=_merit, default=None)
    better = [t for t in likely if _standing(t.after) < _standing(before)]
    return Counterfactual(
        before,
        len(tried),
        first,
        lifted if before.vetoed else None,
        None if first else min(better, key=_place, default=None),
    )


def _pairs(trials: Sequence[Trial]) -> Iterator[tuple[Change, ...]]:
    listed = [change for trial in trials for change in trial.changes]
    return (pair for pair in combinations(listed, 2) if pair[0].slot != pair[1].slot)


def _standing(standing: Standing) -> tuple[int, float]:
    return standing.rank, -standing.confidence


def _place(trial: Trial) -> tuple[int, float, int]:
    return (*_standing(trial.after), len(trial.changes))


def _merit(trial: Trial) -> tuple[int, int, float, float]:
    return len(trial.changes), trial.after.rank, trial.shift, -trial.after.confidence
