"""How the signals of a GB/T 4754 class add up, with the text classifier among them."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from chainmatch.errors import DataError
from chainmatch.text.sparse import SparseText


@dataclass(frozen=True, slots=True)
class Mix:
    """Weights in log-odds: of a cosine, of a share of like enterprises, of the text classifier.

    The values here are assumed; they hold where no classes were fitted.
    """

    meaning: float = 8.0
    like: float = 4.0
    text: float = 0.0


@dataclass(frozen=True, slots=True)
class Trust:
    """How often a choice with a share among all is accepted: a line in log-odds (Platt 1999).

    Several classes may be acceptable, so what it gives for all need not sum to 1.
    """

    slope: float = 1.0
    offset: float = 0.0

    def of(self, share: float) -> float:
        """Return the chance in [0, 1] that a choice with this share is accepted; it rises."""
        return float(1 / (1 + np.exp(-self.slope * log_odds(share) - self.offset)))


def log_odds(share: float) -> float:
    """Return the log-odds of a share in [0, 1], kept within +-20."""
    kept = min(max(share, 2e-9), 1 - 2e-9)
    return float(np.log(kept / (1 - kept)))


@dataclass(frozen=True, slots=True)
class ClassModel:
    """A text classifier over codes (none: not fitted), with the mix and trust fitted to it."""

    text: SparseText | None = None
    mix: Mix = field(default_factory=Mix)
    trust: Trust = field(default_factory=Trust)

    @classmethod
    def from_file(cls, path: Path) -> "ClassModel":
        """Read a model; raises DataError where the file is none."""
        try:
            with np.load(path, allow_pickle=False) as stored:
                mix = {name: float(stored[f"mix_{name}"]) for name in asdict(Mix())}
                trust = {name: float(stored[f"trust_{name}"]) for name in asdict(Trust())}
                return cls(SparseText.from_arrays(stored), Mix(**mix), Trust(**trust))
        except (OSError, KeyError, ValueError) as error:
            raise DataError(f"{path.name} is no model of classes: {error}") from error

    def write(self, path: Path) -> None:
        """Write the model, compressed; raises DataError where there is no classifier."""
        if self.text is None:
            raise DataError("a model of classes without a classifier has nothing to write")
        arrays: dict[str, Any] = self.text.arrays()
        arrays |= {f"mix_{name}": np.array(value) for name, value in asdict(self.mix).items()}
        arrays |= {f"trust_{name}": np.array(value) for name, value in asdict(self.trust).items()}
        np.savez_compressed(path, **arrays)
