"""Score sheets as data: sections, criteria with their scales, gates, objections and verdicts."""

from dataclasses import dataclass
from typing import Literal

from chainmatch.matching.predicate import Predicate
from chainmatch.matching.result import Origin

By = Literal["published", "ours", "user"]

HUMAN = "human"
SHARES = ("match", "link", "gap")
"""What a match says, in [0, 1]: of the park, of the best link, of a link that closes a gap."""


@dataclass(frozen=True, slots=True)
class Rises:
    """Points rise in proportion from 0 to all of them at `rises_to`."""

    rises_to: float


@dataclass(frozen=True, slots=True)
class Falls:
    """All points from `full_at` on; below, `minus` points for each whole `per`, never < `least`."""

    full_at: float
    minus: float
    per: float
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Band:
    """From `at_least` on: `least` to `most` points; where they differ, a person decides."""

    at_least: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Bands:
    """Bands from the highest down; the last one is from 0 on."""

    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """An answer and its points."""

    answer: str
    points: float


@dataclass(frozen=True, slots=True)
class Classes:
    """Points by the value of a field that is a text."""

    classes: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may answer; none means any number of points up to all."""

    options: tuple[Option, ...]


Scale = Rises | Falls | Bands | Classes | Options


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is scored: at most `points`, from a field, a share of SHARES, or by a person (HUMAN).

    `by` says whether the scale is the published one or ours; `ask` is the question to a person.
    """

    id: str
    title: str
    points: float
    computed: str
    scale: Scale
    by: By = "published"
    ask: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Criteria under one heading."""

    id: str
    title: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """What must hold beside the points."""

    id: str
    title: str
    requires: Predicate


@dataclass(frozen=True, slots=True)
class Objection:
    """What a person must rule out: a yes means the verdict `vetoed`."""

    id: str
    title: str
    ask: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """The verdict from so many points on."""

    at_least: float
    verdict: str


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Verdicts by points, the highest first, with the gates met or missed; none if unstated."""

    met: tuple[Threshold, ...] = ()
    missed: tuple[Threshold, ...] = ()
    vetoed: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A score sheet; `here` says whether it is one of this region, or another region's example.

    `total` may be more than the criteria add up to, where the rest of the sheet is not known.
    """

    id: str
    title: str
    region: str
    here: bool
    source: str
    as_of: str
    verified: bool
    note: str
    total: float
    sections: tuple[Section, ...]
    gates: tuple[Gate, ...]
    objections: tuple[Objection, ...]
    verdicts: Verdicts
    origin: Origin = "shipped"

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria in order."""
        return tuple(criterion for section in self.sections for criterion in section.criteria)

    @property
    def unstated(self) -> float:
        """The points of the total that no criterion here accounts for."""
        return self.total - sum(criterion.points for criterion in self.criteria)
