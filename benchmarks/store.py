"""What a store of leads survives, from one command: models/store.json and models/STORE.md.

Run with `make bench-store`: processes killed at random moments, two processes at one lead, and how
fast a file is imported, on SQLite and on a PostgreSQL server of its own.
"""

import json
import random
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

import sqlalchemy
import store_trials as trials
from postgres import Server, server

from chainmatch.cli.measures import Sheet
from chainmatch.leads.store.schema import HEAD
from chainmatch.leads.store.store import open_store

ROOT = Path(__file__).resolve().parent.parent
STORED = ROOT / "models" / "store.json"
PAGE = ROOT / "models" / "STORE.md"
SEED = 20_250_301
KILLS = 200  # on each database, over all kinds of work
CHANGES = 2_000  # of each process
ROWS = 20_000

OPENING = """Written by `make bench-store` from models/store.json; do not edit by hand.

Schema `{schema}`, SQLite {sqlite}, PostgreSQL {postgresql}. Timings are of the machine that wrote
this page and stand for orders of magnitude.
"""
KILLED = """A process is killed with SIGKILL at a random moment of its work (those that had ended by
then do not count). Afterwards the store is opened and checked (pages, references, each lead against
its last version, each import against its rows), and the work is done again to its end. *lost*: rows
or acknowledged steps that are gone, or contents that are neither the old nor the new; *doubled*:
rows or leads that are there twice; *complaints*: whatever the check found.
"""
CONTEST = """Processes change the same lead at the same time, each reading it, adding one, and
naming the version that it read; who comes too late is told, reads again and goes on. *lost*:
changes that the lead, its version or its list of versions does not show; *lock errors*: calls that
failed because another process was writing. The disk is waited for on both databases.
"""
IMPORTED = """Rows of {rows:,} in one file, every tenth known, every 50th refused; then the same
file again.
"""


class Files:
    """Places of SQLite stores in a folder."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self.folder, self._made = folder, 0

    def empty(self) -> str:
        """Return a path where nothing is."""
        self._made += 1
        return str(self.folder / f"store-{self._made}.db")


class Databases:
    """Places of PostgreSQL stores on a server."""

    name = "PostgreSQL"

    def __init__(self, running: Server) -> None:
        self.running = running

    def empty(self) -> str:
        """Return the URL of a new database."""
        return self.running.url(self.running.fresh())


def main() -> None:
    """Measure, print, write."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chainmatch-store-")))
        # Only the client is killed here, so this server need not wait for the disk.
        quick = Databases(stack.enter_context(server()))
        durable = Databases(stack.enter_context(server(durable=True)))
        files = Files(folder)
        document = {
            "schema": HEAD,
            "seed": SEED,
            **versions(files, durable),
            "killed": [row for places in (files, quick) for row in killed(places, folder)],
            "contest": [contest(places) for places in (files, durable)],
            "rows": ROWS,
            "imports": [imported(places) for places in (files, durable)],
        }
    STORED.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(document), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))


def versions(files: Files, databases: Databases) -> dict[str, str]:
    """Return the version of each database."""
    found = {}
    for places in (files, databases):
        with open_store(places.empty()) as store, store.engine.connect() as connection:
            function = (
                "sqlite_version()" if places is files else "current_setting('server_version')"
            )
            said: str = connection.execute(sqlalchemy.text(f"SELECT {function}")).scalar_one()
            found[places.name.lower()] = said.split(maxsplit=1)[0]
    return found


def killed(places: trials.Places, folder: Path) -> Iterator[dict[str, Any]]:
    """Kill each kind of work at random moments."""
    dice = random.Random(SEED)
    kinds: Sequence[trials.Trial] = (
        trials.Importing(places, 3_000),
        trials.Moving(places, 100),
        trials.Migrating(places, 500),
        trials.Restoring(places, 1_500, folder),
        trials.RestoringAnew(places, 1_500, folder),
    )
    for trial in kinds:
        sums = {"kills": 0, "lost": 0, "doubled": 0, "complaints": 0}
        while sums["kills"] < KILLS // len(kinds):
            at_work, verdict = trials.killed(trial, dice)
            sums["kills"] += at_work
            sums["lost"] += verdict.lost
            sums["doubled"] += verdict.doubled
            sums["complaints"] += len(verdict.complaints)
        print(places.name, trial.name, sums, flush=True)
        yield {"database": places.name, "work": trial.name, **sums}


def contest(places: trials.Places) -> dict[str, Any]:
    """Let two processes change one lead."""
    found = asdict(trials.contest(places.empty(), 2, CHANGES))
    print(places.name, found, flush=True)
    return {"database": places.name, **found}


def imported(places: trials.Places) -> dict[str, Any]:
    """Return rows a second of an import, and of the same import again."""
    place = places.empty()
    rows = list(trials.rows(ROWS))
    rates = []
    with open_store(place) as store:
        for _ in range(2):
            started = time.perf_counter()
            store.import_rows(trials.SOURCE, rows, "staff-1")
            rates.append(round(ROWS / (time.perf_counter() - started)))
    print(places.name, rates, flush=True)
    return {"database": places.name, "first": rates[0], "again": rates[1]}


def page(document: Mapping[str, Any]) -> str:
    """Return models/STORE.md from what was measured."""
    parts = ["# What the store of leads survives\n", OPENING.format(**document)]
    for title, text, sheet in _sections(document):
        parts += [f"## {title}\n", text, sheet.markdown()]
    return "\n".join(parts)


def _sections(document: Mapping[str, Any]) -> list[tuple[str, str, Sheet]]:
    counts = ("kills", "lost", "doubled", "complaints")
    kills = tuple(
        (f"{row['database']}, {row['work']}", *(str(row[name]) for name in counts))
        for row in document["killed"]
    )
    numbers = ("processes", "changes", "lost", "lock_errors", "retried", "seconds")
    contests = tuple(
        (row["database"], *(f"{row[name]:,}" for name in numbers)) for row in document["contest"]
    )
    rates = tuple(
        (row["database"], f"{row['first']:,}", f"{row['again']:,}") for row in document["imports"]
    )
    heads = ("processes", "changes", "lost", "lock errors", "told to read again", "seconds")
    return [
        ("Killed at work", KILLED, Sheet("database, work", counts, kills)),
        ("Two at one lead", CONTEST, Sheet("database", heads, contests)),
        (
            "Imports",
            IMPORTED.format(rows=document["rows"]),
            Sheet("database", ("rows/s", "rows/s again"), rates),
        ),
    ]


if __name__ == "__main__":
    main()
