"""A job that is cut off goes on behind its last whole line; another job starts anew."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainmatch.errors import InputError
from chainmatch.screening.journal import Journal

TICKET = {"input": "a", "plan": "b"}
LINES = [f'{{"id": "{i}", "text": "铜箔"}}\n' for i in range(40)]


def work(path: Path, *, upto: int = len(LINES), finish: bool = True) -> int:
    """Write what is missing up to a line; return how many were there."""
    with Journal(path, TICKET) as journal:
        done = journal.done
        assert journal.lines() == LINES[:done]
        for line in LINES[done:upto]:
            journal.append([line])
        if finish:
            journal.finish()
    return done


def test_a_job_that_is_not_disturbed_leaves_its_output_and_nothing_else(tmp_path: Path) -> None:
    assert work(tmp_path / "out.jsonl") == 0
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == "".join(LINES)
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


@settings(deadline=None)
@given(data=st.data())
def test_cut_off_at_any_byte_it_ends_the_same(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("cut") / "out.jsonl"
    work(path, upto=data.draw(st.integers(0, len(LINES))), finish=False)
    part = path.with_name("out.jsonl.part")
    whole = part.read_bytes()
    kept = data.draw(st.integers(0, len(whole)))
    part.write_bytes(whole[:kept])
    assert work(path) == whole[:kept].count(b"\n")
    assert path.read_text(encoding="utf-8") == "".join(LINES)


def test_another_job_starts_anew(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    work(path, upto=7, finish=False)
    with Journal(path, {**TICKET, "plan": "another"}) as journal:
        assert journal.done == 0
        assert journal.lines() == []


def test_a_part_without_its_ticket_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    work(path, upto=7, finish=False)
    for broken in (b"", b"{", b"[]"):
        (tmp_path / "out.jsonl.ticket").write_bytes(broken)
        with Journal(path, TICKET) as journal:
            assert journal.done == 0


def test_two_processes_do_not_write_one_output(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with Journal(path, TICKET), pytest.raises(InputError, match="is being written by another"):
        Journal(path, TICKET)


def test_what_was_there_stays_until_the_end(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("before\n", encoding="utf-8")
    work(path, upto=7, finish=False)
    assert path.read_text(encoding="utf-8") == "before\n"
    work(path)
    assert path.read_text(encoding="utf-8") == "".join(LINES)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        Journal(tmp_path / "none" / "out.jsonl", TICKET)
