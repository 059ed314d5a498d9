"""Who could supply an enterprise, buy from it or use what it leaves over."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from chainmatch.matching.making import only_used
from chainmatch.plan.relations import Relation
from chainmatch.text.sentences import clauses

Role = Literal["supplier", "customer", "by-product source", "by-product user"]

# What each sign of being at one end of a relation is worth alone; together they add up as
# independent signs do. Assumed: no list of real supply contracts is at hand to fit them.
_BY_WORD, _BY_CLASS, _BY_LINK = 0.6, 0.6, 0.3
_LEAST = 0.35  # below this an end is not taken for one: the link alone is not enough


@dataclass(frozen=True)
class Party:
    """An enterprise as partners are sought: its words, links and classes with probabilities.

    `text` is normalised; `place` is a park id, or None; `source` says where it is known from.
    """

    id: str
    name: str
    text: str
    links: Mapping[str, float]
    classes: Mapping[str, float]
    zone: str | None
    place: str | None
    source: str

    @cached_property
    def clauses(self) -> tuple[str, ...]:
        """The clauses of the text."""
        return tuple(span.text for span in clauses(self.text))

    def names(self, words: Iterable[str]) -> str:
        """Return the first of the words that the party names as its own product, else ""."""
        for word in words:
            naming = [clause for clause in self.clauses if word in clause]
            if naming and not all(only_used(clause, word) for clause in naming):
                return word
        return ""


@dataclass(frozen=True, slots=True)
class End:
    """How well a party fits one end of a relation, in [0, 1], and by which signs."""

    fit: float
    word: str
    class_code: str
    class_share: float
    link: str
    link_share: float


@dataclass(frozen=True, slots=True)
class Partner:
    """One likely partner over its best relation; `others` are ids of further relations.

    `score` is the strength of the relation times the fit of both ends, in [0, 1].
    """

    role: Role
    party: Party
    relation: Relation
    score: float
    mine: End
    theirs: End
    near: Literal["park", "zone", "region"]
    others: tuple[str, ...]


def partners(
    me: Party, known: Sequence[Party], relations: Sequence[Relation]
) -> tuple[Partner, ...]:
    """Return the likely partners, the best first; one entry a role and party.

    At equal score the nearer comes first, then the order of `known`.
    """
    found: dict[tuple[Role, str], list[Partner]] = {}
    for made in _pairs(me, known, relations):
        found.setdefault((made.role, made.party.id), []).append(made)
    best = [_best(rows) for rows in found.values()]
    order = {party.id: i for i, party in enumerate(known)}
    nearness = ("park", "zone", "region")
    return tuple(
        sorted(best, key=lambda p: (-p.score, nearness.index(p.near), order[p.party.id], p.role))
    )


def _pairs(me: Party, known: Sequence[Party], relations: Sequence[Relation]) -> Iterator[Partner]:
    for relation in relations:
        leftover = relation.flow == "by-product"
        ends = up_end(relation), down_end(relation)
        for own, other in (ends, ends[::-1]):
            mine = fit(me, own)
            if mine.fit < _LEAST:
                continue
            sells = own is ends[0]
            role: Role = (
                ("by-product user" if leftover else "customer")
                if sells
                else ("by-product source" if leftover else "supplier")
            )
            for party in known:
                theirs = fit(party, other)
                if party.id != me.id and theirs.fit >= _LEAST:
                    score = relation.share * mine.fit * theirs.fit
                    near = _near(me, party)
                    yield Partner(role, party, relation, score, mine, theirs, near, ())


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of one end: the link, the classes and the words."""

    link: str
    classes: tuple[str, ...]
    words: tuple[str, ...]


def up_end(relation: Relation) -> Ask:
    """Return the supplier's end."""
    return Ask(relation.up_link, relation.up_gbt, relation.up_words)


def down_end(relation: Relation) -> Ask:
    """Return the user's end."""
    return Ask(relation.down_link, relation.down_gbt, relation.down_words)


def fit(party: Party, ask: Ask) -> End:
    """Return how well a party fits an end: 1 - product of (1 - worth x share) over the signs."""
    share = party.links.get(ask.link, 0.0)
    code = max(ask.classes, key=lambda c: party.classes.get(c, 0.0), default="")
    coded = party.classes.get(code, 0.0)
    word = party.names(ask.words)
    missed = (1 - _BY_WORD * bool(word)) * (1 - _BY_CLASS * coded) * (1 - _BY_LINK * share)
    return End(1 - missed, word, code if coded else "", coded, ask.link, share)


def _best(rows: Sequence[Partner]) -> Partner:
    ranked = sorted(rows, key=lambda p: (-p.score, p.relation.id))
    first = ranked[0]
    others = tuple(row.relation.id for row in ranked[1:])
    return Partner(
        first.role,
        first.party,
        first.relation,
        first.score,
        first.mine,
        first.theirs,
        first.near,
        others,
    )


def _near(one: Party, other: Party) -> Literal["park", "zone", "region"]:
    if one.place is not None and one.place == other.place:
        return "park"
    return "zone" if one.zone is not None and one.zone == other.zone else "region"
