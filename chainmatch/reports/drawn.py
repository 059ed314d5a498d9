"""Pictures as bytes, for documents that hold them."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from chainmatch.reports.pictures.flows import Flows, draw_flows


def flows_png(flows: Flows) -> bytes:
    """Return what comes into a link and goes out of it as a PNG."""
    return _png(lambda path: draw_flows(flows, path))


def _png(draw: Callable[[Path], None]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "picture.png"
        draw(path)
        return path.read_bytes()
