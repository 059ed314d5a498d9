"""A real PostgreSQL server for tests and benchmarks: in a folder of its own, no network."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

DEBIAN = Path("/usr/lib/postgresql")
PACKAGE = "postgresql"
_STARTS_WITHIN = 30  # seconds


def binaries() -> Path | None:
    """Return the folder of the newest server's programs; None where there is no server."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    elsewhere = shutil.which("initdb")
    if found:
        return found[-1].parent
    return Path(elsewhere).parent if elsewhere else None


class Server:
    """A running server; `fresh` makes one database after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made = 0

    def url(self, database: str) -> str:
        """Return the URL of a database."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def fresh(self, template: str = "template1") -> str:
        """Return the name of a new database, a copy of the template."""
        self._made += 1
        name = f"made_{self._made}"
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop(self, name: str) -> None:
        """Drop a database, whoever is connected."""
        self._run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        with psycopg.connect(
            host=str(self.folder), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement.encode())


@contextmanager
def server(*, durable: bool = False) -> Iterator[Server]:
    """Run a server until the block ends; only a durable one waits for the disk.

    Raises FileNotFoundError where no server is installed.
    """
    programs = binaries()
    if programs is None:
        raise FileNotFoundError(f"no PostgreSQL server; on Debian: apt-get install {PACKAGE}")
    folder = Path(tempfile.mkdtemp(prefix="chainmatch-pg-"))
    shown = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    try:
        data = folder / "data"
        made = [str(programs / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust"]
        subprocess.run([*_as_postgres(), *made, "-E", "UTF8"], check=True, **shown)
        settings = ["listen_addresses=", f"fsync={'on' if durable else 'off'}"]
        command = [str(programs / "postgres"), "-D", str(data), "-k", str(folder)]
        options = [word for setting in settings for word in ("-c", setting)]
        process = subprocess.Popen([*_as_postgres(), *command, *options], **shown)
        try:
            found = Server(folder)
            _wait(found, process)
            yield found
        finally:
            process.send_signal(signal.SIGQUIT)  # at once; nothing of it is needed again
            process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_postgres() -> list[str]:
    """Return how to run as a user that the server accepts: it refuses root."""
    if os.geteuid() != 0:
        return []
    user = ["--reuid=postgres", "--regid=postgres", "--init-groups"]
    return ["setpriv", *user, "--pdeathsig=INT"]


def _wait(started: Server, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _STARTS_WITHIN
    while True:
        try:
            started._run("SELECT 1")  # noqa: SLF001  # its own module
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
