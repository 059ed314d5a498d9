"""What is done to a store while it is killed, and what must be true of it afterwards.

Each trial runs in a forked process and is killed with SIGKILL at a random moment of its work; then
the store is opened, checked, and the work is done again to its end.
"""

import datetime as dt
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import alembic.command  # noqa: F401  # here, so that a forked process need not load it
from sqlalchemy import text

from chainmatch.digest import digest
from chainmatch.errors import StoreError
from chainmatch.leads.pipeline import Status
from chainmatch.leads.store.address import address
from chainmatch.leads.store.backup import backup, check, restore
from chainmatch.leads.store.engine import engine_for, reading
from chainmatch.leads.store.migrate import migrate
from chainmatch.leads.store.schema import METADATA
from chainmatch.leads.store.store import Store, open_store
from chainmatch.leads.store.values import (
    Filter,
    ImportRow,
    Page,
    Source,
    StaleLeadError,
    StatusChange,
)

SOURCE = Source("台账.xlsx", "5e" * 32)
_EPOCH = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
_LEAD = "L-000001"


class Places(Protocol):
    """Makes places of stores; `name` is what the table calls the database."""

    name: str

    def empty(self) -> str:
        """Return a place where nothing is yet."""
        ...


def fixed() -> dt.datetime:
    """Return one moment, so that two stores of the same work are equal."""
    return _EPOCH


def rows(count: int) -> Iterator[ImportRow]:
    """Yield rows of a file: every tenth says what an earlier one says, every 50th is refused."""
    for n in range(1, count + 1):
        said = n - 5 if n % 10 == 0 else n
        values = {
            "name": f"企业{said}",
            "text": f"年产{said}吨电解铜箔",
            "invest_wanyuan": said * 1.5,
        }
        yield ImportRow("表一", n, {} if n % 50 == 0 else values, {"企业名称": f"企业{n}"})


def contents(place: str) -> str:
    """Return the digest of all rows of all tables."""
    with open_store(place) as store, reading(store.engine) as connection:
        return digest(
            {
                table.name: sorted(map(str, connection.execute(table.select())))
                for table in METADATA.sorted_tables
            }
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a trial left: `lost` and `doubled` rows, and complaints of the check."""

    lost: int = 0
    doubled: int = 0
    complaints: tuple[str, ...] = ()


class Trial(Protocol):
    """One kind of work: `prepare` makes its place, `work` is killed, `judge` looks after it."""

    def prepare(self) -> str:
        """Return a place that is ready for the work."""
        ...

    def work(self, place: str, acknowledge: Callable[[], None]) -> None:
        """Do the work; `acknowledge` tells the outer world that a step is done."""
        ...

    def judge(self, place: str, acknowledged: int) -> Verdict:
        """Open the store, check it, end the work, and say what is wrong."""
        ...


def _checked(place: str) -> tuple[str, ...]:
    with open_store(place) as store:
        return check(store).problems


def _against(found: str, allowed: set[str]) -> Verdict:
    return Verdict() if found in allowed else Verdict(lost=1)


class Importing:
    """An import that is cut off goes on where it stopped."""

    name = "import"

    def __init__(self, places: Places, count: int) -> None:
        self.places, self.count = places, count

    def prepare(self) -> str:
        """Return an empty store."""
        place = self.places.empty()
        open_store(place).close()
        return place

    def work(self, place: str, acknowledge: Callable[[], None]) -> None:
        """Import the rows."""
        del acknowledge
        with open_store(place, fixed) as store:
            store.import_rows(SOURCE, rows(self.count), "staff-1")

    def judge(self, place: str, acknowledged: int) -> Verdict:
        """Import again, and count every row and every lead."""
        del acknowledged
        complaints = _checked(place)
        self.work(place, lambda: None)
        with open_store(place) as store:
            # A second one there is where the first ended just before the process was killed.
            first = store.batches()[0]
            numbers = [row.row for row in store.batch_rows(first.id)]
            leads = _all(store)
        wanted = {row.values.get("name") for row in rows(self.count) if row.values}
        lost = self.count - len(set(numbers)) + len(wanted - set(leads))
        doubled = len(numbers) - len(set(numbers)) + len(leads) - len(set(leads))
        return Verdict(lost, doubled, (*complaints, *_checked(place)))


def _all(store: Store) -> list[str]:
    found: list[str] = []
    while page := store.list(Filter(merged=True), "oldest", Page(len(found), 10_000)).leads:
        found += [lead.title for lead in page]
    return found


class Moving:
    """A step that was acknowledged is there, once."""

    name = "status change"

    def __init__(self, places: Places, count: int) -> None:
        self.places, self.count = places, count

    def prepare(self) -> str:
        """Return a store with one lead."""
        place = self.places.empty()
        with open_store(place) as store:
            store.add({"text": "铜箔"}, "staff-1")
        return place

    def work(self, place: str, acknowledge: Callable[[], None]) -> None:
        """Move the lead forward and back."""
        with open_store(place) as store:
            lead = store.get(_LEAD)
            for _ in range(self.count):
                to = Status.review if lead.status is Status.lead else Status.lead
                lead = store.move(_LEAD, to, lead.version, "staff-1", "x")
                acknowledge()

    def judge(self, place: str, acknowledged: int) -> Verdict:
        """Count the steps; one may be done and not yet acknowledged."""
        complaints = _checked(place)
        with open_store(place) as store:
            lead = store.get(_LEAD)
            steps = [e for e in store.history(_LEAD) if isinstance(e, StatusChange)]
        done = len(steps)
        doubled = max(0, done - acknowledged - 1) + abs(lead.version - 1 - done)
        return Verdict(max(0, acknowledged - done), doubled, complaints)


class Migrating:
    """A migration is done or not begun; the store opens either way with all its rows."""

    name = "migration"

    def __init__(self, places: Places, count: int) -> None:
        self.places, self.count = places, count
        self.wanted = ""

    def prepare(self) -> str:
        """Return a store of schema 0001 with rows in it."""
        place = self.places.empty()
        engine = engine_for(address(place))
        migrate(engine, "0001")
        with engine.begin() as connection:
            connection.execute(text(_OLD_BATCH), {"n": self.count})
            for n in range(1, self.count + 1):
                connection.execute(text(_OLD_ROW), {"n": n})
        engine.dispose()
        return place

    def work(self, place: str, acknowledge: Callable[[], None]) -> None:
        """Upgrade it by opening it."""
        del acknowledge
        open_store(place).close()

    def judge(self, place: str, acknowledged: int) -> Verdict:
        """Open it and compare it with one that was upgraded undisturbed."""
        del acknowledged
        if not self.wanted:
            undisturbed = self.prepare()
            self.wanted = contents(undisturbed)
        complaints = _checked(place)
        verdict = _against(contents(place), {self.wanted})
        return Verdict(verdict.lost, 0, complaints)


_OLD_BATCH = (
    "INSERT INTO import_batch VALUES (1, 'a', 'b', 's', "
    "'2025-01-01T00:00:00.000000+00:00', NULL, :n, 0, 0, 0, :n)"
)
_OLD_ROW = "INSERT INTO import_row VALUES (:n + 1, 1, 't', :n, 'refused', 'x', NULL)"


class Restoring:
    """A restore leaves what was there or the new store, never a mixture."""

    name = "restore over a store"

    def __init__(self, places: Places, count: int, folder: Path) -> None:
        self.places = places
        self.old, self.new = (self._filled(rows_there) for rows_there in (count // 2, count))
        self.saved_old = _saved(self.old, folder / f"{places.name}-{self.name}-old")
        self.saved_new = _saved(self.new, folder / f"{places.name}-{self.name}-new")
        self.before, self.after = contents(self.old), contents(self.new)

    def _filled(self, count: int) -> str:
        place = self.places.empty()
        Importing(self.places, count).work(place, lambda: None)
        return place

    def prepare(self) -> str:
        """Return a store with the old rows."""
        place = self.old
        restore(self.saved_old, place, replace=True)
        return place

    def work(self, place: str, acknowledge: Callable[[], None]) -> None:
        """Restore the new rows over them."""
        del acknowledge
        restore(self.saved_new, place, replace=True)

    def judge(self, place: str, acknowledged: int) -> Verdict:
        """Compare with before and after, then restore to the end."""
        del acknowledged
        complaints = _checked(place)
        between = _against(contents(place), {self.before, self.after})
        self.work(place, lambda: None)
        end = _against(contents(place), {self.after})
        return Verdict(between.lost + end.lost, 0, complaints)


class RestoringAnew(Restoring):
    """A restore to where nothing was."""

    name = "restore to a new place"

    def __init__(self, places: Places, count: int, folder: Path) -> None:
        super().__init__(places, count, folder)
        self.before = contents(places.empty())  # opening makes a store without leads

    def prepare(self) -> str:
        """Return a place where nothing is."""
        return self.places.empty()


def _saved(place: str, path: Path) -> Path:
    with open_store(place) as store:
        return backup(store, path)


@contextmanager
def forked(work: Callable[[Callable[[], None]], None]) -> Iterator[tuple[int, int]]:
    """Yield the id of a process that does the work, and the pipe of its acknowledgements."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receive)
        code = 1
        try:
            work(lambda: os.write(send, b"."))
            code = 0
        finally:
            os._exit(code)
    os.close(send)
    try:
        yield child, receive
    finally:
        os.close(receive)


def killed(trial: Trial, dice: random.Random) -> tuple[bool, Verdict]:
    """Run a trial once, killed at a random moment; tell whether it was still at work."""
    place = trial.prepare()
    started = time.perf_counter()
    trial.work(place, lambda: None)
    whole = time.perf_counter() - started
    place = trial.prepare()
    with forked(lambda acknowledge: trial.work(place, acknowledge)) as (child, receive):
        time.sleep(dice.uniform(0, whole))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        acknowledged = sum(len(part) for part in iter(lambda: os.read(receive, 65_536), b""))
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        return True, Verdict(complaints=("the work failed before it was killed",))
    return os.WIFSIGNALED(status), trial.judge(place, acknowledged)


@dataclass(frozen=True, slots=True)
class Contest:
    """Processes that change one lead: changes that are gone, refusals of the lock, retries."""

    processes: int
    changes: int
    lost: int
    lock_errors: int
    retried: int
    seconds: float


def contest(place: str, processes: int, each: int) -> Contest:
    """Let processes change the same lead, each so many times, and count what is kept."""
    with open_store(place) as store:
        store.add({"name": "甲", "count": 0}, "staff-1")
    started = time.perf_counter()
    running = []
    for number in range(processes):
        receive, send = os.pipe()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                os.write(send, f"{_counting(place, each, f'staff-{number}')}".encode())
                code = 0
            finally:
                os._exit(code)
        os.close(send)
        running.append((child, receive))
    told = []
    for child, receive in running:
        os.waitpid(child, 0)
        told.append([int(n) for n in os.read(receive, 999).decode().split() or (0, each)])
        os.close(receive)
    seconds = time.perf_counter() - started
    with open_store(place) as store:
        lead = store.get(_LEAD)
        kept = min(lead.values["count"], lead.version - 1, len(store.versions(_LEAD)) - 1)
    retried, errors = map(sum, zip(*told, strict=True))
    total = processes * each
    return Contest(processes, total, total - kept, errors, retried, round(seconds, 1))


def _counting(place: str, each: int, who: str) -> str:
    retried = errors = done = 0
    with open_store(place) as store:
        while done < each:
            lead = store.get(_LEAD)
            values = {**lead.values, "count": lead.values["count"] + 1}
            try:
                store.change(_LEAD, values, lead.version, who)
                done += 1
            except StaleLeadError:
                retried += 1
            except StoreError:
                errors += 1
    return f"{retried} {errors}"
