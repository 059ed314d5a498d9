"""The application: endpoints, and what every request passes on its way to them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import compile_path

from chainmatch.api.access import Access
from chainmatch.api.gap_routes import gaps
from chainmatch.api.guard import Guard
from chainmatch.api.health_routes import health, version
from chainmatch.api.lead_routes import leads
from chainmatch.api.match_routes import matching
from chainmatch.api.refusal import RefusedError, of_error, shown
from chainmatch.api.service import Service
from chainmatch.api.tokens import Caller, TokenFile
from chainmatch.errors import ChainmatchError

PREFIX = "/v1"
_SAID = (
    "Parks, chain links and gaps for leads of promotion staff, as the command line gives them; "
    "and the store of leads. This document is all there is of a page: it needs no network."
)


def make_app(service: Service, tokens: TokenFile | None, local: Caller) -> FastAPI:
    """Return the application; without tokens every caller is `local`."""
    app = FastAPI(
        title="chainmatch",
        version=version(),
        description=_SAID,
        # The pages that come with FastAPI load their scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{PREFIX}/openapi.json",
        lifespan=_lifespan,
        middleware=[
            Middleware(Guard, limits=service.limits),
            Middleware(Access, tokens=tokens, local=local),
        ],
        exception_handlers={
            ChainmatchError: _domain,
            RequestValidationError: _unfit,
            HTTPException: _other,
        },
    )
    app.state.service = service
    for router in (health, matching, gaps, leads):
        app.include_router(router, prefix=PREFIX)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.service.close()


async def _domain(request: Request, error: Exception) -> Response:  # noqa: ARG001
    if not isinstance(error, ChainmatchError):
        raise error
    return of_error(error).response()


async def _other(request: Request, error: Exception) -> Response:
    if isinstance(error, RefusedError):
        return error.response()
    if not isinstance(error, HTTPException):
        raise error
    status, headers = error.status_code, dict(error.headers or {})
    if status == 404:
        return RefusedError(404, "there is nothing at this path", "path").response()
    if status == 405:
        allowed = _methods(request) or headers.get("Allow", "")
        sentence = f"{shown(request.method)} is not done here"
        return RefusedError(405, sentence, "method", allowed, headers={"Allow": allowed}).response()
    return RefusedError(status, error.detail, "body", headers=headers).response()


def _methods(request: Request) -> str:
    """Return all methods of a path: of several endpoints on it, the framework names one."""
    found = (
        methods
        for path, methods in request.app.openapi()["paths"].items()
        if compile_path(path)[0].match(request.scope["path"])
    )
    return ", ".join(sorted(method.upper() for methods in found for method in methods))


async def _unfit(request: Request, error: Exception) -> Response:  # noqa: ARG001
    if not isinstance(error, RequestValidationError):
        raise error
    return _first(error.errors()[0]).response()


def _first(fault: dict[str, Any]) -> RefusedError:
    """Return the first fault of a request that does not fit its shape."""
    place = ".".join(str(part)[:40] for part in fault["loc"])
    allowed = (fault.get("ctx") or {}).get("expected")
    if fault["type"] == "missing":
        return RefusedError(422, f"{place[:80]} is missing", place)
    said = str(fault["msg"]).removeprefix("Value error, ")
    sentence = f"{place[:80]}: {said[:1].lower()}{said[1:]}"
    if isinstance(fault.get("input"), str | int | float):
        sentence += f"; {shown(fault['input'])} was given"
    return RefusedError(422, sentence, place, None if allowed is None else str(allowed))
