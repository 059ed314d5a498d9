"""Where a store is: the path of a SQLite file, or the URL of a PostgreSQL database."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from chainmatch.errors import InputError, StoreError

_MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Address:
    """A place of a store; `path` is that of the SQLite file, None for PostgreSQL."""

    url: URL
    path: Path | None

    @property
    def name(self) -> str:
        """Return what messages call the store, without a password."""
        return str(self.path) if self.path else self.url.render_as_string(hide_password=True)


def address(text: str | Path) -> Address:
    """Read a path or URL; raises InputError for a URL of anything else."""
    if isinstance(text, Path) or "://" not in text:
        return _file(Path(text))
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise InputError(f"the store {text!r} is no URL: {error}") from error
    kind = url.get_backend_name()
    if kind == "sqlite" and url.database:
        return _file(Path(url.database))
    if kind not in {"postgresql", "postgres"}:
        raise InputError(
            f"the store is a {kind!r} URL; allowed are a path and postgresql://user@host/database"
        )
    return Address(url.set(drivername="postgresql+psycopg"), None)


def _file(path: Path) -> Address:
    return Address(URL.create("sqlite", database=str(path)), path)


def check_file(path: Path) -> None:
    """Raise StoreError unless the file is absent, empty or a SQLite database; touches nothing."""
    try:
        if "\0" in str(path):
            raise ValueError("a path holds no NUL")
        if path.is_dir():
            raise StoreError(f"the store {path} is a folder; a file is needed")
        if not path.absolute().parent.is_dir():
            raise StoreError(f"the store {path}: its folder does not exist; give one that does")
        if not path.exists():
            return
        with path.open("rb") as stream:
            start = stream.read(len(_MAGIC))
    except (OSError, ValueError) as error:
        raise StoreError(f"the store {path} cannot be read: {error}") from error
    if start not in {b"", _MAGIC}:
        raise StoreError(f"{path} is no SQLite database; it is left as it is, give another path")
