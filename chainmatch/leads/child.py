"""Workbooks are read by a child process under limits: what kills a reader kills only the child.

The child gets the bytes on standard input and writes one JSON value a line: a sheet as an object,
its rows as lists of row number, hidden or not, and cells; at last how it ended.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any, cast

from chainmatch.leads.cells import Broken, Cell
from chainmatch.leads.grid import Grid, Line, Span
from chainmatch.leads.refusal import Refusal

MEMORY = 1_500_000_000  # bytes that the child may ask for
SECONDS = 120.0  # that it may take


def grids(data: bytes, name: str) -> Iterator[Grid]:
    """Yield the sheets of a workbook; the lines of one are to be read before the next is asked for.

    Refusal for what is no workbook, is damaged, or needs more memory or time than it may.
    """
    command = [sys.executable, "-m", "chainmatch.leads.child", name]
    child = subprocess.Popen(  # noqa: S603  # this very module
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    alarm = threading.Timer(SECONDS, child.kill)
    alarm.start()
    try:
        yield from _told(_fed(child, data), name)
    finally:
        alarm.cancel()
        child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()


def _fed(child: "subprocess.Popen[bytes]", data: bytes) -> IO[bytes]:
    given, told = cast("IO[bytes]", child.stdin), cast("IO[bytes]", child.stdout)  # both are pipes
    with suppress(BrokenPipeError):
        given.write(data)
    with suppress(BrokenPipeError):
        given.close()
    return told


def _told(stream: IO[bytes], name: str) -> Iterator[Grid]:
    message = _next(stream, name)
    while isinstance(message, dict) and "sheet" in message:
        ended: list[dict[str, Any]] = []
        spans = tuple(Span(*span) for span in message["spans"])
        lines = _lines(stream, name, ended)
        calendar = bool(message["from_1904"])
        yield Grid(message["sheet"], lines, spans, message["hidden"], from_1904=calendar)
        for _ in lines:  # what nobody read is passed over
            pass
        message = ended[0]
    if isinstance(message, dict) and "refused" in message:
        raise Refusal(message["refused"], message["said"])


def _lines(stream: IO[bytes], name: str, ended: list[dict[str, Any]]) -> Iterator[Line]:
    while isinstance(value := _next(stream, name), list):
        number, hidden, *cells = value
        yield Line(number, tuple(_cell(cell) for cell in cells), bool(hidden))
    ended.append(value)


def _next(stream: IO[bytes], name: str) -> list[Any] | dict[str, Any]:
    line = stream.readline()
    if not line.endswith(b"\n"):
        raise Refusal(
            "damaged", f"{name} could not be read within the limits of memory and time; split it"
        )
    message: list[Any] | dict[str, Any] = json.loads(line)
    return message


def _cell(cell: Cell | list[Any]) -> Cell:
    return Broken(*cell) if isinstance(cell, list) else cell


def main() -> int:
    """Read the workbook on standard input and tell what is in it."""
    from chainmatch.leads import books

    _limit()
    data, out = sys.stdin.buffer.read(), sys.stdout
    out.reconfigure(encoding="ascii")  # type: ignore[union-attr]
    try:
        for grid in books.grids(data, sys.argv[1]):
            spans = [(s.top, s.left, s.bottom, s.right) for s in grid.spans]
            told = {"sheet": grid.title, "hidden": grid.hidden, "spans": spans}
            print(json.dumps({**told, "from_1904": grid.from_1904}))  # noqa: T201  # to the parent
            for line in grid.lines:
                if line.filled:
                    cells = [[c.raw, c.why] if isinstance(c, Broken) else c for c in line.cells]
                    print(json.dumps([line.number, int(line.hidden), *cells]))  # noqa: T201
    except Refusal as refusal:
        print(json.dumps({"refused": refusal.reason, "said": str(refusal)}))  # noqa: T201
    except MemoryError:
        said = f"{sys.argv[1]} needs more memory than it may; split it"
        print(json.dumps({"refused": "too_large", "said": said}))  # noqa: T201
    else:
        print(json.dumps({"end": True}))  # noqa: T201
    return 0


def _limit() -> None:
    """Bound memory and processor time where the system can."""
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (int(SECONDS), int(SECONDS)))


if __name__ == "__main__":
    raise SystemExit(main())
