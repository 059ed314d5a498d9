"""Every test of the store runs on SQLite and on a real PostgreSQL server."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from backends import POSTGRES, POSTGRESQL, SQLITE

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
        if not self._template:
            self._template = self.empty()
            open_store(self._template).close()
        if self.server is not None:
            template = self._template.split("?", 1)[0].rsplit("/", 1)[1]
            place = self.server.url(self.server.fresh(template))
        else:
            place = self.empty()
            shutil.copy(self._template, place)
        return open_store(place, now or Clock())


@pytest.fixture(scope="session")
def server() -> Iterator[object]:
    with POSTGRES.server() as running:
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
