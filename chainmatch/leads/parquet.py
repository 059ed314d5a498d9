"""Rows of a Parquet file: the only door to pyarrow."""

import datetime as dt
import io
from collections.abc import Iterator
from decimal import Decimal

from chainmatch.errors import InputError
from chainmatch.leads.books import MAX_CELLS

_ROWS = 10_000  # rows read at a time


def records(data: bytes, name: str) -> Iterator[tuple[object, ...]]:
    """Yield the names of the columns, then the rows as text, numbers, bools, lists or None.

    Raises InputError for what is no Parquet file, is damaged, or has more cells than fit.
    """
    import pyarrow as pa
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        names = file.schema_arrow.names
        if file.metadata.num_rows * len(names) > MAX_CELLS:
            raise InputError(f"{name} has more than {MAX_CELLS:,} cells; split it")
        yield tuple(names)
        for batch in file.iter_batches(_ROWS):
            columns = [column.to_pylist() for column in batch.columns]
            yield from zip(*([_plain(cell) for cell in column] for column in columns), strict=True)
    except (pa.ArrowException, OSError) as error:
        reason = str(error).split("\n", 1)[0]
        raise InputError(f"{name} is no readable Parquet file: {reason:.80}") from error


def _plain(cell: object) -> object:
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return float(cell)
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else cell
