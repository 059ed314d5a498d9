"""Leads of a store in words: every stage and every kind of entry has a name, in both languages."""

import datetime as dt
from typing import get_args

import pytest

from chainmatch.leads.pipeline import Status
from chainmatch.leads.store.values import (
    Attachment,
    Entry,
    FileFacts,
    Kind,
    MatchFacts,
    Merge,
    Note,
    Override,
    OverrideReview,
    Snapshot,
    StatusChange,
    Version,
)
from chainmatch.reports.stored import StoredReport, entry_document
from chainmatch.reports.wording import WORDS

AT = dt.datetime(2025, 3, 1, 8, 0, tzinfo=dt.UTC)
ID = "L-000001"
ENTRIES: tuple[Entry, ...] = (
    Version(1, ID, 1, "added", {"text": "x"}, Status.lead, "", "s", AT, "来电"),
    Note(2, ID, "先看地", "s", AT),
    Attachment(3, ID, FileFacts("a.pdf", 1, "ab" * 32, "", "柜 1"), "s", AT),
    StatusChange(4, ID, 2, Status.lead, Status.declined, "不符", "s", AT),
    Snapshot(5, ID, 2, MatchFacts("d", "static", {}), "s", AT),
    Override(6, ID, {"park": "a"}, {"park": "b"}, "就近", "s", AT),
    OverrideReview(7, ID, 6, "rejected", "不近", "t", AT),
    Merge(8, ID, "L-000002", {}, "s", AT),
)


def test_every_stage_and_entry_has_a_name_in_both_languages() -> None:
    entries = {kind.__name__ for kind in get_args(Entry)} - {"Version"}
    kinds = set(get_args(Kind)) - {"moved"} | entries  # a move is told as a StatusChange
    for key in (*(f"stage.{status}" for status in Status), *(f"event.{kind}" for kind in kinds)):
        assert all(WORDS[key]), key


def test_the_examples_are_of_every_kind() -> None:
    assert {type(entry) for entry in ENTRIES} == set(get_args(Entry))


@pytest.mark.parametrize(
    ("language", "details"),
    [
        (
            "zh",
            [
                *("v1 · 来电", "先看地", "a.pdf · 柜 1", "线索 → 谢绝 · 不符", "v2 · static"),
                *('{"park": "a"} → {"park": "b"} · 就近', "不同意 #6 · 不近"),
                "L-000001 ← L-000002",
            ],
        ),
        (
            "en",
            [
                *("v1 · 来电", "先看地", "a.pdf · 柜 1", "lead → declined · 不符", "v2 · static"),
                *('{"park": "a"} → {"park": "b"} · 就近', "rejected #6 · 不近"),
                "L-000001 ← L-000002",
            ],
        ),
    ],
)
def test_a_timeline_says_what_happened(language: str, details: list[str]) -> None:
    sheet = StoredReport(language).history(ENTRIES)
    assert [row[3] for row in sheet.rows] == details
    assert {row[0] for row in sheet.rows} == {"2025-03-01 08:00"}


def test_an_entry_as_json_says_what_it_is_and_when() -> None:
    told = entry_document(ENTRIES[3])
    assert (told["entry"], told["after"], told["at"]) == (
        "StatusChange",
        "declined",
        "2025-03-01T08:00:00+00:00",
    )
