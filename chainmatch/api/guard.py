"""What surrounds every request: its bytes are counted, its time is bounded, faults are told of."""

import asyncio
import logging
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chainmatch.api.limits import Limits
from chainmatch.api.refusal import RefusedError, shown

LOG = logging.getLogger("chainmatch.api")

_HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


class Guard:
    """The outermost of ours; nothing passes it but answers in the one shape."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on within its bounds and answer whatever is raised."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        reading = _Reading(receive, self._limits, Headers(scope=scope))
        sending = _Sending(send, reading)
        try:
            async with asyncio.timeout(self._limits.seconds) as deadline:
                await self._app(scope, reading, sending)
        except ClientDisconnect:
            return  # nobody is left to be told
        except Exception as error:  # boundary: a client sees an id, the log what happened
            if sending.started:
                raise  # half an answer is cut off, so that nobody takes it for a whole one
            refused = self._late() if deadline.expired() else _refused(error, scope)
            await refused.response()(scope, receive, sending)

    def _late(self) -> RefusedError:
        sentence = f"the request took more than {self._limits.seconds:g} s and was given up"
        return RefusedError(503, sentence, "server", headers={"Retry-After": "5"})


class _Reading:
    """Reads a body and counts it: a length that is only said may be wrong or missing."""

    def __init__(self, receive: Receive, limits: Limits, headers: Headers) -> None:
        self._receive = receive
        self._most = limits.body
        self._read = 0
        sized = headers.get("content-length", "0") != "0"
        self.unfinished = sized or "transfer-encoding" in headers

    async def __call__(self) -> Message:
        message = await self._receive()
        self._read += len(message.get("body", b""))
        self.unfinished = bool(message.get("more_body"))
        if self._read > self._most:
            self.unfinished = True
            said = f"{self._most:,} bytes"
            raise RefusedError(413, f"the body has more than {said}", "body", f"at most {said}")
        return message


class _Sending:
    """Sends, with the headers that every answer has, and knows whether it began."""

    def __init__(self, send: Send, reading: _Reading) -> None:
        self._send = send
        self._reading = reading
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            if self._reading.unfinished:
                headers["connection"] = "close"  # else the rest is read on and on
        await self._send(message)


def _refused(error: Exception, scope: Scope) -> RefusedError:
    if isinstance(error, RefusedError):
        return error
    id = secrets.token_hex(4)
    LOG.error("fault %s: %s %s", id, scope["method"], shown(scope["path"]), exc_info=error)
    sentence = f"a fault of ours; please report it with the id {id}"
    return RefusedError(500, sentence, "server", id=id)
