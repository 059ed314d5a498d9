"""Threads for what computes or waits for a database, bounded in number and in waiting."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from chainmatch.api.refusal import RefusedError

P = ParamSpec("P")
T = TypeVar("T")


class Pool:
    """Runs functions in at most `workers` threads; at most `waiting` more stand in line."""

    def __init__(self, workers: int, waiting: int, name: str) -> None:
        self._most = workers + waiting
        self._inside = 0
        self._lock = threading.Lock()
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix=f"chainmatch-{name}")

    async def run(self, work: Callable[P, T], *args: P.args, **words: P.kwargs) -> T:
        """Return what a function returns; 503 where too many wait already.

        Who is cancelled in line never runs; what runs already goes on and keeps its place.
        """
        with self._lock:
            if self._inside >= self._most:
                raise RefusedError(
                    503,
                    f"{self._inside} requests are being answered already; try again later",
                    "server",
                    headers={"Retry-After": "5"},
                )
            self._inside += 1
        future = self._threads.submit(work, *args, **words)
        future.add_done_callback(self._left)
        return await asyncio.wrap_future(future)

    def _left(self, _: "Future[Any]") -> None:
        with self._lock:
            self._inside -= 1

    def close(self) -> None:
        """Wait for what runs; what stands in line is given up."""
        self._threads.shutdown(cancel_futures=True)
