"""The HTTP API from the command line: started, and its tokens made."""

import sys
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from chainmatch.api.tokens import Caller, TokenFile, make_token
from chainmatch.cli.match import Opening
from chainmatch.cli.own_store import acting, existing, say
from chainmatch.cli.store_commands import DEFAULT_STORE
from chainmatch.errors import MissingExtraError
from chainmatch.leads.store.store import Store

_OPEN = "without --token-file everybody on this machine may read and write; only it is served"


@dataclass(frozen=True, slots=True)
class Serving:
    """Where to serve, what, and to whom; None is no store, no tokens."""

    host: str
    port: int
    place: str | None
    tokens: Path | None
    opening: Opening


def run_serve(wanted: Serving) -> None:
    """Serve until told to stop; everything that can be wrong is found before."""
    try:
        from chainmatch.api.limits import Limits
        from chainmatch.api.service import Service
        from chainmatch.api.serving import listen, serve
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            'the server needs FastAPI; install it with: pip install "chainmatch[api]"'
        ) from error
    tokens = None if wanted.tokens is None else TokenFile(wanted.tokens)
    local = Caller(acting(None) if tokens is None else "", "write")
    with (
        listen(wanted.host, wanted.port, tokens=tokens is not None) as listening,
        _store(wanted.place) as store,
    ):
        service = Service.of(wanted.opening.workbench(), store, Limits())
        if tokens is None:
            sys.stderr.write(f"warning: {_OPEN}\n")
        if store is None:
            sys.stderr.write("warning: no store of leads is served; name one with --store\n")
        serve(service, tokens, local, listening)


def _store(place: str | None) -> "Store | nullcontext[None]":
    """Open the store that is named, or the usual one if it is here."""
    if place is None and not Path(DEFAULT_STORE).exists():
        return nullcontext()
    return existing(DEFAULT_STORE if place is None else place)


def run_token(path: Path, name: str, role: str) -> None:
    """Make a token and print it; where its hash lies is told beside it."""
    token = make_token(path, name, role)
    sys.stderr.write(f"the hash is in {path}; serve it with: --token-file {path}\n")
    say(token)
