"""Clients of an application in this process."""

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import FastAPI
from fastapi.testclient import TestClient

LOCAL = "http://127.0.0.1"


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def beside(app: FastAPI, token: str) -> TestClient:
    """Return one more client of an application that runs."""
    return TestClient(app, LOCAL, headers=bearer(token))


@contextmanager
def client_of(app: FastAPI, **headers: str) -> Iterator[TestClient]:
    """Yield a client; what is raised within is answered as a server answers it."""
    with TestClient(app, LOCAL, raise_server_exceptions=False, headers=headers) as client:
        yield client
