"""The labelled pairs of names, read from name_pairs.tsv."""

from dataclasses import dataclass
from pathlib import Path

from chainmatch.leads.duplicates import Candidate, NamedLead, propose

FILE = Path(__file__).with_name("name_pairs.tsv")


@dataclass(frozen=True)
class NamePair:
    """Two leads, and whether they are one enterprise: same, branch or other."""

    half: str
    answer: str
    kind: str
    left: NamedLead
    right: NamedLead

    def proposed(self) -> Candidate | None:
        """Return what is proposed for the two alone."""
        found = propose([self.left, self.right])
        return found[0] if found else None


def read_pairs() -> tuple[NamePair, ...]:
    """Return all pairs in the order of the file."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return tuple(
        NamePair(
            half,
            answer,
            kind,
            NamedLead("left", left, left_code or None, left_place or None),
            NamedLead("right", right, right_code or None, right_place or None),
        )
        for half, answer, kind, left, right, left_code, right_code, left_place, right_place in rows
    )
