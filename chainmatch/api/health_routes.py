"""Whether the service answers, and what it answers with."""

import importlib.metadata
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import Response

from chainmatch.api.bodies import answer
from chainmatch.api.documented import refusals
from chainmatch.api.models import Health
from chainmatch.api.service import Service, service_of
from chainmatch.leads.store.engine import reading
from chainmatch.leads.store.migrate import revision
from chainmatch.leads.store.store import Store

health = APIRouter(tags=["health"])


def version() -> str:
    """Return the version of the project; `unknown` where it runs without being installed."""
    try:
        return importlib.metadata.version("chainmatch")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"


@health.get("/health", responses={200: {"model": Health}, **refusals()})
async def health_of(service: Annotated[Service, Depends(service_of)]) -> Response:
    """Say that all is well: version, plan, encoder, and the schema of the store; needs no token."""
    store = service.store
    schema = None if store is None else await service.storing.run(_schema, store)
    return answer(
        {
            "status": "ok",
            "version": version(),
            "plan": service.workbench.plan.digest,
            "encoder": service.workbench.matcher.reference.encoder.name,
            "store": None if schema is None else {"schema": schema},
        }
    )


def _schema(store: Store) -> str:
    with reading(store.engine) as connection:
        return revision(connection) or ""
