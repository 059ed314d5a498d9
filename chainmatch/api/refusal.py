"""The one shape of what goes wrong: a sentence, the place, what is allowed."""

import json
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.responses import Response

from chainmatch.errors import ChainmatchError, MissingExtraError, StoreError
from chainmatch.leads.refusal import Refusal
from chainmatch.leads.store.values import StaleLeadError, UnknownLeadError

MOST_SHOWN = 60  # characters of what was given that an answer repeats
_SENTENCE = 1_000  # characters
_PLACE = 80  # characters

_OF_FILES = {"format": 415, "too_large": 413}


class RefusedError(HTTPException):
    """A request is not answered as it was meant; `status` says of which kind the sentence is."""

    def __init__(
        self,
        status: int,
        error: str,
        place: str,
        allowed: str | None = None,
        *,
        id: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, error, dict(headers or {}))
        told = {"error": _line(error, _SENTENCE), "place": _line(place, _PLACE)}
        if allowed is not None:
            told["allowed"] = _line(allowed, _SENTENCE)
        if id is not None:
            told["id"] = id
        self.told = told

    def response(self) -> Response:
        """Return what the client is sent."""
        body = json.dumps(self.told, ensure_ascii=False) + "\n"
        return Response(
            body.encode("utf-8", "backslashreplace"),
            self.status_code,
            self.headers,
            "application/json",
        )


def shown(value: object) -> str:
    """Return a value as an answer may repeat it: one line, cut."""
    return _line(repr(value), MOST_SHOWN)


def of_error(error: ChainmatchError, place: str = "body") -> RefusedError:
    """Return the answer to an error that is the client's to mend, or the store's."""
    if isinstance(error, UnknownLeadError):
        return RefusedError(404, str(error), "path.id")
    if isinstance(error, StaleLeadError):
        return RefusedError(409, str(error), "body.version")
    if isinstance(error, StoreError):
        # Its sentence names a path of the server, which is nobody else's concern.
        return RefusedError(503, "the store cannot be used now; try again later", "store")
    if isinstance(error, MissingExtraError):
        return RefusedError(415, str(error), place)
    status = _OF_FILES.get(error.reason, 422) if isinstance(error, Refusal) else 422
    return RefusedError(status, str(error), place)


def _line(text: str, most: int) -> str:
    line = "".join(c if c.isprintable() else " " for c in text)
    return line if len(line) <= most else line[: most - 1] + "…"
