"""Every test of the store runs on SQLite and on a real PostgreSQL server."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import backends
import pytest
from backends import POSTGRESQL, SQLITE

from chainmatch.leads.store.engine import writing
from chainmatch.leads.store.files import clear
from chainmatch.leads.store.schema import counter
from chainmatch.leads.store.store import Store, open_store

START = dt.datetime(2025, 3, 1, 8, 0, tzinfo=dt.UTC)


class Clock:
    """A clock that goes on by one second each time somebody looks."""

    def __init__(self) -> None:
        self.looks = 0

    def __call__(self) -> dt.datetime:
        self.looks += 1
        return START + dt.timedelta(seconds=self.looks)


class Places:
    """Places of stores of one kind of database, each its own."""

    def __init__(self, folder: Path, server: object | None) -> None:
        self.folder = folder
        self.server = server
        self._template = ""
        self._count = 0
        self._free: list[str] = []

    @property
    def is_postgresql(self) -> bool:
        return self.server is not None

    def empty(self) -> str:
        """Return a place where nothing is yet."""
        if self.server is not None:
            return self.server.url(self.server.fresh())
        self._count += 1
        return str(self.folder / f"made-{self._count}.db")

    def store(self, now: Callable[[], dt.datetime] | None = None) -> Store:
        """Return a new store without leads, faster than by migrating."""
        if self.server is not None:
            return self._emptied(now or Clock())
        if not self._template:
            self._template = self.empty()
            open_store(self._template).close()
        place = self.empty()
        shutil.copy(self._template, place)
        return open_store(place, now or Clock())

    def _emptied(self, now: Callable[[], dt.datetime]) -> Store:
        """Return a database that no test has open any more; making one takes a server long."""
        store = open_store(self._free.pop() if self._free else self.empty(), now)
        with writing(store.engine) as connection:
            clear(connection)
            fresh = [{"name": "entry", "last": 0}, {"name": "lead", "last": 0}]
            connection.execute(counter.insert(), fresh)
        close = store.close

        def closes() -> None:
            close()
            self._free.append(store.place.url.render_as_string(hide_password=False))

        store.close = closes
        return store


@pytest.fixture(scope="session")
def server() -> Iterator[object]:
    with backends.postgres.server() as running:
        yield running


def _places(request: pytest.FixtureRequest, folder: Path) -> Places:
    running = request.getfixturevalue("server") if request.param == "postgresql" else None
    return Places(folder, running)


@pytest.fixture(scope="session", params=(SQLITE, POSTGRESQL))
def places(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Places:
    return _places(request, tmp_path_factory.mktemp("stores"))


@pytest.fixture(scope="session", params=(SQLITE, POSTGRESQL))
def others(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Return places of a second store, so that each pair of databases is tested."""
    return _places(request, tmp_path_factory.mktemp("others"))


@pytest.fixture
def store(places: Places) -> Iterator[Store]:
    with places.store() as opened:
        yield opened
