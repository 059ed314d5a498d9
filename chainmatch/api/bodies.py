"""Bodies of requests as they must be, and answers as the command line prints them."""

import json
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, NoReturn

from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from chainmatch.api.refusal import RefusedError, shown
from chainmatch.reports.lines import json_line

JSON = "application/json"


def answer(
    document: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a document as the command line prints it."""
    return Response(json_line(document).encode(), status, headers, JSON)


def media_type(headers: Headers) -> str:
    """Return what a body is said to be, without parameters."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def check_media_type(headers: Headers, *allowed: str) -> None:
    """Raise 415 unless a body is said to be of an allowed kind."""
    if (said := media_type(headers)) not in allowed:
        raise RefusedError(
            415,
            f"a body of type {shown(said)} is not read here",
            "header.Content-Type",
            ", ".join(allowed),
        )


def text_of(body: bytes) -> str:
    """Return a body as text; 400 for what is not UTF-8."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError(400, f"the body is not UTF-8 at byte {error.start}", "body") from error


def parsed(text: str, pairs: Callable[[list[tuple[str, Any]]], Any], number: Any = None) -> Any:  # noqa: ANN401
    """Return JSON as `pairs` makes objects of it; 400 for what is none."""
    try:
        return json.loads(text, object_pairs_hook=pairs, parse_constant=number)
    except (ValueError, RecursionError) as error:
        raise RefusedError(400, f"the body is no valid JSON: {error}", "body") from error


class _StrictRequest(Request):
    """A request whose JSON is taken by the letter: a key given twice would lose a value."""

    async def json(self) -> Any:  # noqa: ANN401  # any JSON value
        return parsed(text_of(await self.body()), _object, _no_number)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise RefusedError(400, f"the body gives {shown(twice)} twice", "body")
    return found


def _no_number(text: str) -> NoReturn:
    raise RefusedError(400, f"{text} is no number of JSON", "body")


class StrictRoute(APIRoute):
    """A route that reads JSON and nothing else, strictly."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler behind the check of what the body is."""
        handler = super().get_route_handler()

        async def strict(request: Request) -> Response:
            if self.body_field is not None:
                check_media_type(request.headers, JSON)
            return await handler(_StrictRequest(request.scope, request.receive))

        return strict
