"""Shares of a count with their interval, and medians; nothing where nothing was counted."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

_Z = 1.959963984540054  # of the normal distribution, two-sided 95 %


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `n` > 0, and the 95 % interval of the share after Wilson, in [0, 1]."""

    count: int
    n: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share, in [0, 1]."""
        return self.count / self.n


def wilson(count: int, n: int) -> tuple[float, float]:
    """Return the score interval of `count` of `n` > 0 at 95 %, in [0, 1]. Wilson (1927)."""
    share, z2 = count / n, _Z * _Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    # At either end the interval reaches it; rounding must not leave a crumb outside.
    return (
        0.0 if count == 0 else max(0.0, middle - half),
        1.0 if count == n else min(1.0, middle + half),
    )


def share_of(count: int, n: int) -> Share | None:
    """Return `count` of `n` as a share, None where n is 0."""
    return Share(count, n, *wilson(count, n)) if n else None


def middle(values: Sequence[float]) -> float | None:
    """Return the median, None of nothing."""
    return median(values) if values else None
