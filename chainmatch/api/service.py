"""What the endpoints work with: opened once, shared by all requests, never changed."""

from dataclasses import dataclass
from typing import Self, cast

from starlette.requests import Request

from chainmatch.api.limits import Limits
from chainmatch.api.pool import Pool
from chainmatch.api.refusal import RefusedError
from chainmatch.leads.store.store import Store
from chainmatch.workbench import Workbench

_STORE_THREADS = 4


@dataclass(frozen=True, slots=True)
class Service:
    """The workbench, the store if one is served, and the threads for each."""

    workbench: Workbench
    store: Store | None
    limits: Limits
    computing: Pool
    storing: Pool

    @classmethod
    def of(cls, workbench: Workbench, store: Store | None, limits: Limits) -> Self:
        """Put a service together."""
        computing = Pool(limits.workers, limits.waiting, "computing")
        storing = Pool(_STORE_THREADS, 4 * limits.waiting, "storing")
        return cls(workbench, store, limits, computing, storing)

    def close(self) -> None:
        """Wait for what runs, then close the store."""
        for pool in (self.computing, self.storing):
            pool.close()
        if self.store is not None:
            self.store.close()


def service_of(request: Request) -> Service:
    """Return the service of the application that got a request."""
    return cast("Service", request.app.state.service)


def store_of(request: Request) -> Store:
    """Return the store; 404 where none is served."""
    store = service_of(request).store
    if store is None:
        raise RefusedError(404, "no store of leads is served here", "path")
    return store
