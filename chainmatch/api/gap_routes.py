"""The gaps of the region."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Security
from pydantic import Field
from starlette.responses import Response

from chainmatch.answers.gaps import Asked, gaps_asked, gaps_document
from chainmatch.api.bodies import answer
from chainmatch.api.documented import BEARER, refusals
from chainmatch.api.models import GapsShape, JsonObject, Shape
from chainmatch.api.refusal import of_error
from chainmatch.api.service import Service, service_of
from chainmatch.errors import ChainmatchError
from chainmatch.gaps.coverage import GapKind
from chainmatch.gaps.priority import Weights
from chainmatch.workbench import Workbench

gaps = APIRouter(tags=["planning"], dependencies=[Security(BEARER)])

_USUAL = Weights()
Weight = Annotated[float, Field(ge=0, le=1_000)]


class GapsQuery(Shape):
    """Which gaps are asked for, and how much each part of the priority counts."""

    kind: GapKind | None = None
    park: str | None = Field(default=None, max_length=40, description="Id of a park.")
    link: str | None = Field(default=None, max_length=40, description="Id of a chain link.")
    once: bool = Field(default=False, description="The first gap of every link only.")
    top: int | None = Field(
        default=None, ge=1, le=100_000, description="The first so many; else all, as `--json`."
    )
    bridge: Weight = _USUAL.bridge
    criticality: Weight = _USUAL.criticality
    emphasis: Weight = _USUAL.emphasis
    hosts: Weight = _USUAL.hosts
    overlap: Weight = _USUAL.overlap

    @property
    def weights(self) -> dict[str, float]:
        """Return the weights by name."""
        return {name: getattr(self, name) for name in Weights.__dataclass_fields__}


@gaps.get("/gaps", responses={200: {"model": GapsShape}, **refusals()})
async def find(
    query: Annotated[GapsQuery, Query()], service: Annotated[Service, Depends(service_of)]
) -> Response:
    """Find the gaps of the region by priority: the bytes that `chainmatch gaps --json` prints.

    `top` leaves out all later gaps; how firm the order is still counts all of them.
    """
    return answer(await service.computing.run(_found, service.workbench, query))


def _found(workbench: Workbench, query: GapsQuery) -> JsonObject:
    asked = Asked(query.kind, query.park, query.link, query.once)
    try:
        found = gaps_asked(workbench, asked, _USUAL.changed(query.weights))
    except ChainmatchError as error:
        raise of_error(error, "query") from error
    return gaps_document(workbench, replace(found, gaps=found.gaps[: query.top]))
