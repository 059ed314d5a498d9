"""Who calls: asked before anything of the body is read."""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from chainmatch.api.guard import LOG
from chainmatch.api.refusal import RefusedError, shown
from chainmatch.api.tokens import Caller, TokenFile
from chainmatch.errors import InputError

OPEN = ("/v1/health", "/v1/openapi.json")
"""Paths that anybody may ask for."""

_BEARER: Mapping[str, str] = {"WWW-Authenticate": "Bearer"}
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


class Access:
    """Lets a request in with a token of the file, or, without a file, from this machine.

    The guard around it tells who is not let in.
    """

    def __init__(self, app: ASGIApp, tokens: TokenFile | None, local: Caller) -> None:
        self._app = app
        self._tokens = tokens
        self._local = local

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its caller in the state; raises RefusedError."""
        if scope["type"] == "http":
            if self._tokens is None:
                _check_host(Headers(scope=scope).get("host", ""))
            if scope["path"] not in OPEN:
                scope.setdefault("state", {})["caller"] = self._caller(Headers(scope=scope))
        await self._app(scope, receive, send)

    def _caller(self, headers: Headers) -> Caller:
        if self._tokens is None:
            return self._local
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise RefusedError(
                401,
                "a token is needed",
                "header.Authorization",
                "Authorization: Bearer TOKEN",
                headers=_BEARER,
            )
        try:
            found = self._tokens.caller(token.strip())
        except InputError as error:
            LOG.error("%s; nobody is let in", error)
            raise RefusedError(503, "tokens cannot be checked now", "server") from error
        if found is None:
            sentence = "the token is not known here"
            raise RefusedError(401, sentence, "header.Authorization", headers=_BEARER)
        return found


def _check_host(host: str) -> None:
    """Refuse a page of the web whose name was made to point to this machine."""
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    if name.lower() not in _LOCAL_NAMES:
        raise RefusedError(
            403,
            f"host {shown(host)} is not served without tokens",
            "header.Host",
            ", ".join(sorted(_LOCAL_NAMES)),
        )


def writer(request: Request) -> str:
    """Return the name of a caller who may write; 403 for one who may only read."""
    caller: Caller = request.state.caller
    if caller.role != "write":
        raise RefusedError(
            403, f"{caller.name} may only read", "header.Authorization", "a token of role write"
        )
    return caller.name
