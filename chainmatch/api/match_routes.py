"""Matching: one lead, or all leads of a list or a file."""

import asyncio
import threading
from typing import IO, Annotated, Any

from fastapi import APIRouter, Depends, Security
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from chainmatch.answers.matching import answer_row, answer_text, match_line
from chainmatch.api.bodies import JSON, check_media_type, media_type, parsed, text_of
from chainmatch.api.documented import BEARER, LEAD_BODY, refusals, rows_body
from chainmatch.api.limits import Limits
from chainmatch.api.models import MatchShape
from chainmatch.api.refusal import RefusedError
from chainmatch.api.screening import Upload, checked_name, chunks, screen
from chainmatch.api.service import Service, service_of
from chainmatch.leads.columns import is_heading
from chainmatch.leads.reading import BadRow, read_line
from chainmatch.workbench import Workbench

matching = APIRouter(tags=["matching"], dependencies=[Security(BEARER)])

LINES = "application/jsonl"
_FORM = "multipart/form-data"
_NEEDED = "text, desc, scope, name or a heading that means one of them"


@matching.post(
    "/match",
    responses={200: {"model": MatchShape}, **refusals(400, 415)},
    openapi_extra={"requestBody": LEAD_BODY},
)
async def match(request: Request, service: Annotated[Service, Depends(service_of)]) -> Response:
    """Match one lead: the bytes that `chainmatch match --json` prints.

    `{"text": …}` alone is the TEXT of the command line; anything else is a row as in a file.
    """
    check_media_type(request.headers, JSON)
    body = text_of(await request.body())
    line = await service.computing.run(_matched, service, body)
    return Response(line.encode(), media_type=JSON)


@matching.post(
    "/screen",
    response_class=StreamingResponse,
    responses={
        200: {"content": {LINES: {"schema": {"type": "string"}}}, "description": "A line a lead."},
        **refusals(400, 415),
    },
    openapi_extra={"requestBody": rows_body(Limits().rows)},
)
async def screen_leads(
    request: Request, service: Annotated[Service, Depends(service_of)]
) -> Response:
    """Match all leads of a list, or of a file (jsonl, json, csv, tsv, xlsx, xls, ods, txt …).

    The answer is JSON Lines, one object a lead in their order, with the bytes that `chainmatch
    match --input FILE --keep-going --output` writes; a list is the file rows.json. Rows that
    cannot be read are `invalid` objects.
    """
    check_media_type(request.headers, JSON, _FORM)
    if media_type(request.headers) == JSON:
        upload = _listed(await request.body())
    else:
        upload = await _sent(request, service.limits)
    answers = await _screened(service, upload)
    size = {"content-length": str(answers.seek(0, 2))}
    answers.seek(0)
    return StreamingResponse(chunks(answers), headers=size, media_type=LINES)


def _matched(service: Service, body: str) -> str:
    pairs = parsed(body, _Pairs)
    if not isinstance(pairs, _Pairs):
        raise RefusedError(422, "a lead is a JSON object with named fields", "body")
    if len(pairs) == 1 and pairs[0][0] == "text" and isinstance(pairs[0][1], str):
        return match_line(answer_text(service.workbench, pairs[0][1]).match)
    return _of_row(service.workbench, body, [name for name, _ in pairs])


def _of_row(workbench: Workbench, body: str, names: list[str]) -> str:
    if not is_heading(names):
        raise RefusedError(422, "no field says what the enterprise does", "body", _NEEDED)
    row = read_line(body, "body")
    if isinstance(row, BadRow):
        raise RefusedError(422, f"the lead {row.reason}", "body")
    return match_line(answer_row(workbench, 1, row).match)


class _Pairs(list[tuple[str, Any]]):
    """The members of an object in their order, a key given twice too."""


def _listed(body: bytes) -> Upload:
    if not body.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"["):
        raise RefusedError(422, "the rows are no JSON list", "body", "a list of objects, or a file")
    return Upload("rows.json", body)


async def _sent(request: Request, limits: Limits) -> Upload:
    """Return the one file of a form; the parser keeps it in a file without a name till then."""
    async with request.form(max_files=1, max_fields=1) as form:
        file = _only(form)
        return Upload(checked_name(file.filename or "", limits), await file.read())


def _only(form: FormData) -> UploadFile:
    items = form.multi_items()
    if len(items) == 1 and items[0][0] == "file" and isinstance(items[0][1], UploadFile):
        return items[0][1]
    raise RefusedError(422, "the form has no file, or something else too", "body", "one part: file")


async def _screened(service: Service, upload: Upload) -> IO[bytes]:
    stop = threading.Event()
    try:
        return await service.computing.run(screen, service.workbench, service.limits, upload, stop)
    except asyncio.CancelledError:
        stop.set()
        raise
