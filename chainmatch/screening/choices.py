"""What staff chose against what was proposed: which choices stand, and how they fare later.

Choices are looked at beside matches and never fed into them: a match is made without this module.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from chainmatch.errors import InputError
from chainmatch.leads.store.values import Override, OverrideReview, Replay, Version
from chainmatch.matching.result import Match

Kind = Literal["park", "link"]
KINDS: tuple[Kind, ...] = ("park", "link")
FIRST = 3  # places that people look at

_KEPT = 3  # proposals that are kept beside the first


@dataclass(frozen=True, slots=True)
class Choice:
    """An override as it stands now; `kind` is None where it chose neither a park nor a link.

    It `stands` while it was not rejected and no later one of its lead and kind took its place;
    `review` is the last word of a reviewer.
    """

    override: Override
    kind: Kind | None
    chosen: str
    proposed: str | None
    review: OverrideReview | None
    stands: bool

    @property
    def replayed(self) -> bool:
        """Whether it counts in a replay: it stands, and somebody else upheld it."""
        return self.stands and self.review is not None and self.review.verdict == "upheld"


@dataclass(frozen=True, slots=True)
class Fate:
    """Where a choice comes now, and where it came in the last replay: 1 is first, None nowhere.

    `known` tells whether the last replay had it.
    """

    choice: Choice
    rank: int | None
    before: int | None
    known: bool

    @property
    def changed(self) -> bool:
        """Whether it was replayed before and came somewhere else."""
        return self.known and self.rank != self.before


def proposal(match: Match, kind: Kind) -> dict[str, Any]:
    """Return what a match proposes, as it is kept with an override: the first place and the next.

    The first place is None where nothing was recommended.
    """
    found = _ranking(match, kind)
    return {
        kind: found[0] if found else None,
        "first": list(found[:_KEPT]),
        "status": match.status,
        "plan": match.plan,
        "encoder": match.encoder,
    }


def check_chosen(match: Match, kind: Kind, chosen: str) -> None:
    """Raise InputError where the choice is what was proposed first."""
    if rank_of(match, kind, chosen) == 1:
        raise InputError(f"{kind} {chosen} is what is proposed first; nothing is overridden")


def rank_of(match: Match, kind: Kind, id: str) -> int | None:
    """Return at which place a match recommends a park or link, from 1; None where it does not."""
    found = _ranking(match, kind)
    return found.index(id) + 1 if id in found else None


def _ranking(match: Match, kind: Kind) -> tuple[str, ...]:
    if match.status != "matched":
        return ()
    if kind == "park":
        return tuple(park.id for park in match.parks if not park.vetoed)
    return tuple(link.id for link in match.links)


def choices(overrides: Sequence[Override], reviews: Sequence[OverrideReview]) -> tuple[Choice, ...]:
    """Return every override with its review and whether it stands, in their order."""
    last = {review.override: review for review in reviews}
    standing = set(_standing(overrides, last))
    return tuple(
        Choice(
            override=one,
            kind=(kind := _kind(one)),
            chosen=str(one.chosen[kind]) if kind else "",
            proposed=_proposed(one, kind),
            review=last.get(one.number),
            stands=one.number in standing,
        )
        for one in overrides
    )


def _standing(overrides: Sequence[Override], last: Mapping[int, OverrideReview]) -> Collection[int]:
    newest: dict[tuple[str, Kind], int] = {}
    for one in overrides:
        kind, review = _kind(one), last.get(one.number)
        if kind is not None and (review is None or review.verdict != "rejected"):
            newest[one.lead, kind] = one.number
    return newest.values()


def _kind(one: Override) -> Kind | None:
    if not isinstance(one.chosen, Mapping):
        return None
    return next((kind for kind in KINDS if isinstance(one.chosen.get(kind), str)), None)


def _proposed(one: Override, kind: Kind | None) -> str | None:
    found = one.proposed.get(kind) if kind and isinstance(one.proposed, Mapping) else None
    return found if isinstance(found, str) else None


def replay(
    found: Sequence[Choice], match: Callable[[Override], Match], last: Replay | None
) -> Iterator[Fate]:
    """Yield where each replayed choice comes now.

    `match` matches the lead as it stood when the choice was made, so that what changed since the
    last replay is ours and not the lead's.
    """
    before = last.ranks if last else {}
    for choice in found:
        if choice.kind is not None and choice.replayed:
            number = choice.override.number
            rank = rank_of(match(choice.override), choice.kind, choice.chosen)
            yield Fate(choice, rank, before.get(number), number in before)


def as_chosen(override: Override, versions: Sequence[Version]) -> Version:
    """Return the version of the lead that staff saw when they chose; the first is always there."""
    return [one for one in versions if one.number < override.number][-1]
