"""The store as a plain Python object: what the real ones must agree with, whatever is done."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

WAY = ["lead", "review", "talks", "signed", "building", "producing", "full"]


class RefusedError(Exception):
    """The model refuses; so must the store."""


def shown(text: str) -> str:
    """Return text as it comes back: NUL and lone surrogates are replaced, nothing else."""
    marks = {0: "␀"} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    return text.translate(marks)


def same(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", shown(text)).split())


@dataclass
class Known:
    """A lead of the model: its versions as (text, status, owner), and what happened to it."""

    versions: list[tuple[str, str, str]]
    log: list[str]
    into: int | None = None
    shelved_from: str = ""

    @property
    def now(self) -> tuple[str, str, str]:
        return self.versions[-1]


@dataclass
class Model:
    """Leads by number, from 1; a lead says one text."""

    leads: dict[int, Known] = field(default_factory=dict)

    def _holder(self, text: str) -> int | None:
        for number, lead in self.leads.items():
            if any(same(version[0]) == same(text) for version in lead.versions):
                return number
        return None

    def _said(self, text: str) -> str:
        if not shown(text).strip():
            raise RefusedError
        return shown(text)

    def _new(self, text: str, what: str) -> int:
        number = len(self.leads) + 1
        self.leads[number] = Known([(shown(text), "lead", "")], [what])
        return number

    def _open(self, number: int) -> Known:
        if number not in self.leads or self.leads[number].into is not None:
            raise RefusedError
        return self.leads[number]

    def _at(self, number: int, version: int) -> Known:
        lead = self._open(number)
        if version != len(lead.versions):
            raise RefusedError
        return lead

    def add(self, text: str) -> None:
        said = self._said(text)
        if self._holder(said) is not None:
            raise RefusedError
        self._new(said, "added")

    def change(self, number: int, version: int, text: str) -> None:
        said = self._said(text)
        lead = self._at(number, version)
        _, status, owner = lead.now
        if lead.now[0] != said:
            lead.versions.append((said, status, owner))
            lead.log.append("changed")

    def assign(self, number: int, version: int, owner: str) -> None:
        lead = self._at(number, version)
        text, status, before = lead.now
        if shown(owner).strip() != before:
            lead.versions.append((text, status, shown(owner).strip()))
            lead.log.append("assigned")

    def move(self, number: int, version: int, to: str, reason: str) -> None:
        lead = self._at(number, version)
        text, status, owner = lead.now
        if not self._may(lead, status, to, bool(shown(reason).strip())):
            raise RefusedError
        if to == "shelved":
            lead.shelved_from = status
        lead.versions.append((text, to, owner))
        lead.log.append(f"{status} to {to}")

    def _may(self, lead: Known, status: str, to: str, explained: bool) -> bool:
        if status == "shelved":
            return to == lead.shelved_from
        if status == "declined":
            return to == "lead" and explained
        if to in {"shelved", "declined"}:
            return explained
        step = WAY.index(to) - WAY.index(status)
        return step == 1 or (step == -1 and explained)

    def note(self, number: int, text: str) -> None:
        if not shown(text).strip():
            raise RefusedError
        self._open(number).log.append(f"note {shown(text)}")

    def snapshot(self, number: int, text: str) -> None:
        lead = self._open(number)
        lead.log.append(f"snapshot {len(lead.versions)} {shown(text)}")

    def merge(self, kept: int, merged: int) -> None:
        if kept == merged:
            raise RefusedError
        one, other = self._open(kept), self._open(merged)
        one.log.append("merge")
        other.log += ["merge", "merged"]
        other.versions.append(other.now)
        other.into = kept

    def unmerge(self, number: int) -> None:
        lead = self.leads.get(number)
        if lead is None or lead.into is None:
            raise RefusedError
        lead.into = None
        lead.versions.append(lead.now)
        lead.log.append("unmerged")

    def import_texts(self, texts: Sequence[str]) -> list[str]:
        """Return the outcome of each row."""
        told = []
        for text in texts:
            if not shown(text).strip():
                told.append("refused")
            elif self._holder(text) is not None:
                told.append("known")
            else:
                self._new(text, "imported")
                told.append("added")
        return told
