"""The application in this process: the shipped workbench, a new store, two tokens."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from clients import bearer, client_of
from fastapi import FastAPI
from fastapi.testclient import TestClient

from chainmatch.api.application import make_app
from chainmatch.api.limits import Limits
from chainmatch.api.service import Service
from chainmatch.api.tokens import Caller, TokenFile, make_token
from chainmatch.cli import main
from chainmatch.leads.store.store import Store, open_store
from chainmatch.workbench import Workbench

NOBODY = Caller("", "read")


@pytest.fixture
def tokens(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """Return a file of tokens, and the tokens of its names."""
    path = tmp_path / "chainmatch.tokens"
    roles = {"staff-1": "write", "staff-2": "write", "guest": "read"}
    return path, {name: make_token(path, name, role) for name, role in roles.items()}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a new store; the application closes it."""
    return open_store(tmp_path / "chainmatch.db")


@pytest.fixture
def limits() -> Limits:
    """Return bounds that are soon reached."""
    return replace(Limits(), body=200_000, rows=20)


@pytest.fixture
def app(
    workbench: Workbench, store: Store, tokens: tuple[Path, dict[str, str]], limits: Limits
) -> Iterator[FastAPI]:
    """Return the application with tokens."""
    application = make_app(Service.of(workbench, store, limits), TokenFile(tokens[0]), NOBODY)
    yield application
    store.close()


@pytest.fixture
def client(app: FastAPI, tokens: tuple[Path, dict[str, str]]) -> Iterator[TestClient]:
    """Return a client that may write, as staff-1."""
    with client_of(app, **bearer(tokens[1]["staff-1"])) as opened:
        yield opened


@pytest.fixture
def printed(
    workbench: Workbench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., bytes]:
    """Return what the command line prints; only opening the shipped data again is spared."""
    monkeypatch.setattr(Workbench, "open", lambda *_, **__: workbench)

    def call(*arguments: object) -> bytes:
        monkeypatch.setattr(sys, "argv", ["chainmatch", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit, match="0"):
            main()
        return capsys.readouterr().out.encode()

    return call
