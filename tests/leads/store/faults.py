"""Faults injected into a database: the statement after so many fails."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event


class InjectedError(Exception):
    """What a fault raises."""


class Fault:
    """Counts the statements and fails at number `at`; 0 never fails."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.seen = 0

    def __call__(self, *_: object) -> None:
        self.seen += 1
        if self.seen == self.at:
            raise InjectedError(f"statement {self.at}")


@contextmanager
def failing(engine: Engine, at: int) -> Iterator[Fault]:
    """Let statement number `at` of an engine fail while the block runs."""
    fault = Fault(at)
    event.listen(engine, "before_cursor_execute", fault)
    try:
        yield fault
    finally:
        event.remove(engine, "before_cursor_execute", fault)
