"""The leads of the store: what a caller does is kept under the name of the token."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query, Security
from starlette.responses import Response

from chainmatch.api.access import writer
from chainmatch.api.bodies import StrictRoute, answer
from chainmatch.api.documented import BEARER, refusals
from chainmatch.api.lead_models import (
    HistoryShape,
    LeadChange,
    LeadMove,
    LeadShape,
    ListQuery,
    ListShape,
    NewLead,
    NewNote,
    NoteShape,
)
from chainmatch.api.refusal import RefusedError
from chainmatch.api.service import Service, service_of, store_of
from chainmatch.errors import InputError
from chainmatch.leads.edits import edited, values_of_cells
from chainmatch.leads.store.store import Store
from chainmatch.leads.store.values import Filter, KnownLeadError, Lead, Page, lead_number
from chainmatch.reports.stored import document, entry_document

leads = APIRouter(
    prefix="/leads", tags=["leads"], route_class=StrictRoute, dependencies=[Security(BEARER)]
)


def _known_form(
    id: Annotated[str, Path(max_length=40, description="Such as L-000123.", examples=["L-000123"])],
) -> str:
    try:
        lead_number(id)
    except InputError as error:
        raise RefusedError(404, str(error), "path.id") from error
    return id


Id = Annotated[str, Depends(_known_form)]
Serving = Annotated[Service, Depends(service_of)]
Stored = Annotated[Store, Depends(store_of)]
Who = Annotated[str, Depends(writer)]
Key = Annotated[
    str | None,
    Header(
        max_length=255,
        description="May be sent; a lead sent again is known by what it says, with or without it.",
    ),
]


@leads.get("", responses={200: {"model": ListShape}, **refusals(404)})
async def listed(query: Annotated[ListQuery, Query()], service: Serving, store: Stored) -> Response:
    """List leads, a page at a time: the object that `chainmatch lead list --json` prints."""
    wanted = Filter(query.status, query.owner, query.credit_code, query.find, query.merged)
    page = Page(query.skip, query.top)
    return answer(document(await service.storing.run(store.list, wanted, query.order, page)))


@leads.post(
    "",
    status_code=201,
    responses={
        201: {"model": LeadShape, "description": "The new lead."},
        200: {"model": LeadShape, "description": "The lead that says the same already."},
        **refusals(400, 404, 415),
    },
)
async def add(
    body: NewLead,
    service: Serving,
    store: Stored,
    who: Who,
    idempotency_key: Key = None,  # noqa: ARG001  # so that the document tells of it
) -> Response:
    """Add a lead; sent again, it is not added again.

    What a lead says is its key: where one of the store says or once said the same, it is returned
    with 200, unchanged, however much later and with whatever Idempotency-Key.
    """
    lead, status = await service.storing.run(_added, store, body, who)
    return answer(document(lead), status, {"Location": f"/v1/leads/{lead.id}"})


def _added(store: Store, body: NewLead, who: str) -> tuple[Lead, int]:
    values = values_of_cells(body.values)
    try:
        return store.add(values, who, owner=body.owner, why=body.reason), 201
    except KnownLeadError as error:
        return store.get(error.id), 200


@leads.get("/{id}", responses={200: {"model": LeadShape}, **refusals(404)})
async def show(id: Id, service: Serving, store: Stored) -> Response:
    """Show a lead: the object that `chainmatch lead show --json` prints."""
    return answer(document(await service.storing.run(store.get, id)))


@leads.patch("/{id}", responses={200: {"model": LeadShape}, **refusals(400, 404, 409, 415)})
async def change(id: Id, body: LeadChange, service: Serving, store: Stored, who: Who) -> Response:
    """Change fields of a lead that was read at `version`, or its owner; its history stays."""
    return answer(document(await service.storing.run(_changed, store, id, body, who)))


def _changed(store: Store, id: str, body: LeadChange, who: str) -> Lead:
    if body.owner is not None:
        return store.assign(id, body.owner, body.version, who, body.reason)
    before = store.get(id)
    if before.version == body.version:
        values = edited(id, before.values, values_of_cells(body.values), body.unset)
    else:
        values = dict(before.values)  # the store refuses the version before it looks at these
    return store.change(id, values, body.version, who, body.reason)


@leads.post("/{id}/move", responses={200: {"model": LeadShape}, **refusals(400, 404, 409, 415)})
async def move(id: Id, body: LeadMove, service: Serving, store: Stored, who: Who) -> Response:
    """Take one step of the pipeline, from `lead` to `full`, back or aside with a reason."""
    step = (id, body.to, body.version, who, body.reason)
    return answer(document(await service.storing.run(store.move, *step)))


@leads.post(
    "/{id}/notes",
    status_code=201,
    responses={201: {"model": NoteShape}, **refusals(400, 404, 415)},
)
async def note(id: Id, body: NewNote, service: Serving, store: Stored, who: Who) -> Response:
    """Write a note about a lead; one that is sent twice is written twice."""
    return answer(document(await service.storing.run(store.note, id, body.text, who)), 201)


@leads.get("/{id}/history", responses={200: {"model": HistoryShape}, **refusals(404)})
async def history(id: Id, service: Serving, store: Stored) -> Response:
    """Tell everything that happened to a lead: what `chainmatch lead history --json` prints."""
    entries = await service.storing.run(store.history, id)
    return answer({"lead": id, "entries": [entry_document(one) for one in entries]})
