"""Bounds of bytes, time and number; faults of ours told by an id."""

import asyncio
import json
import logging
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from clients import bearer, client_of
from fastapi import FastAPI
from fastapi.testclient import TestClient

from chainmatch.api import match_routes
from chainmatch.api.application import make_app
from chainmatch.api.limits import Limits
from chainmatch.api.pool import Pool
from chainmatch.api.refusal import RefusedError
from chainmatch.api.service import Service
from chainmatch.api.tokens import Caller
from chainmatch.workbench import Workbench

JSON = {"Content-Type": "application/json"}
MOST = 200_000  # bytes, as in conftest


@pytest.mark.parametrize("path", ["/v1/match", "/v1/leads", "/v1/screen"])
@pytest.mark.parametrize("told", [True, False])
def test_a_body_that_is_too_large_is_not_read(client: TestClient, path: str, told: bool) -> None:
    read: list[int] = []

    def parts() -> Iterator[bytes]:
        for number in range(1000):
            read.append(number)
            yield b'["' + b"x" * 10_000

    content: Any = b"".join(parts()) if told else parts()
    found = client.post(path, content=content, headers=JSON)
    assert (found.status_code, found.json()["place"]) == (413, "body")
    assert found.json()["error"] == "the body has more than 200,000 bytes"


def test_an_upload_that_is_too_large_is_refused(client: TestClient) -> None:
    found = client.post("/v1/screen", files={"file": ("a.txt", b"x" * (MOST + 1))})
    assert (found.status_code, found.json()["allowed"]) == (413, "at most 200,000 bytes")


def called(app: FastAPI, headers: dict[str, str], bodies: list[bytes]) -> tuple[int, Any, int]:
    """Call an application as no honest client does; return status, answer and parts read."""
    parts = iter(bodies)
    read: list[bytes] = []
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        read.append(next(parts))
        return {"type": "http.request", "body": read[-1], "more_body": len(read) < len(bodies)}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/v1/match",
        "query_string": b"",
        "http_version": "1.1",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
    }
    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    body = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], json.loads(body), len(read)


def test_a_length_that_is_a_lie_is_found_out(
    app: FastAPI, tokens: tuple[Path, dict[str, str]]
) -> None:
    headers = {**JSON, **bearer(tokens[1]["guest"]), "Content-Length": "10"}
    status, told, parts = called(app, headers, [b" " * 50_000] * 100)
    assert (status, told["place"], parts) == (413, "body", 5)


def test_nothing_is_read_of_who_has_no_token(app: FastAPI) -> None:
    status, _, parts = called(app, JSON, [b" " * 50_000] * 100)
    assert (status, parts) == (401, 0)


def test_a_fault_of_ours_is_told_by_an_id_that_the_log_has(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> str:
        raise ZeroDivisionError("a secret of the server")

    monkeypatch.setattr(match_routes, "_matched", broken)
    with caplog.at_level(logging.ERROR, "chainmatch.api"):
        found = client.post("/v1/match", json={"text": "电芯"})
    told = found.json()
    assert (found.status_code, told["place"]) == (500, "server")
    assert re.fullmatch("[0-9a-f]{8}", told["id"])
    assert told["error"] == f"a fault of ours; please report it with the id {told['id']}"
    assert f"fault {told['id']}: POST '/v1/match'" in caplog.text
    assert "a secret of the server" in caplog.text
    assert "secret" not in found.text
    assert "电芯" not in caplog.text
    assert client.get("/v1/leads").status_code == 200


@pytest.fixture
def brief(workbench: Workbench) -> Iterator[TestClient]:
    """Return a client of an application that waits for nothing long, with one thread."""
    limits = replace(Limits(), seconds=0.2, workers=1, waiting=0)
    app = make_app(Service.of(workbench, None, limits), None, Caller("x", "write"))
    with client_of(app) as opened:
        yield opened


def test_what_takes_too_long_is_given_up_and_its_place_is_kept_till_it_ends(
    brief: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, ended = threading.Event(), threading.Event()

    def slow(*_: object) -> str:
        go_on.wait()
        ended.set()
        return "{}\n"

    with monkeypatch.context() as patched:
        patched.setattr(match_routes, "_matched", slow)
        late = brief.post("/v1/match", json={"text": "电芯"})
        busy = brief.post("/v1/match", json={"text": "电芯"})
    go_on.set()
    ended.wait()
    assert [found.status_code for found in (late, busy)] == [503, 503]
    assert late.json()["error"] == "the request took more than 0.2 s and was given up"
    assert busy.json()["error"] == "1 requests are being answered already; try again later"
    assert busy.headers["retry-after"] == "5"


def test_a_screening_that_nobody_waits_for_stops(
    brief: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = threading.Event()

    def endless(*arguments: object) -> None:
        stop = arguments[-1]
        assert isinstance(stop, threading.Event)
        stop.wait()
        stopped.set()
        raise ValueError

    monkeypatch.setattr(match_routes, "screen", endless)
    assert brief.post("/v1/screen", json=[{"text": "电芯"}]).status_code == 503
    assert stopped.wait(30)


def test_who_waits_in_line_and_is_given_up_never_runs() -> None:
    async def told() -> list[str]:
        pool, go_on, ran = Pool(1, 1, "test"), threading.Event(), []
        first = asyncio.ensure_future(pool.run(go_on.wait))
        second = asyncio.ensure_future(pool.run(ran.append, "second"))
        await asyncio.sleep(0)
        with pytest.raises(RefusedError, match="2 requests are being answered already"):
            await pool.run(ran.append, "third")
        second.cancel()
        await asyncio.sleep(0)
        fourth = asyncio.ensure_future(pool.run(ran.append, "fourth"))
        go_on.set()
        await asyncio.gather(first, fourth)
        pool.close()
        return ran

    assert asyncio.run(told()) == ["fourth"]
