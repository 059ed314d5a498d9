"""The application behind a socket, until it is told to stop."""

import ipaddress
import socket
import sys

import uvicorn

from chainmatch.api.application import PREFIX, make_app
from chainmatch.api.service import Service
from chainmatch.api.tokens import Caller, TokenFile
from chainmatch.errors import InputError

_MOST_CONNECTIONS = 200
_LAST_SECONDS = 30  # for requests that are being answered when it is told to stop


def listen(host: str, port: int, *, tokens: bool) -> socket.socket:
    """Return a socket that listens; InputError for an address that cannot be had.

    Without tokens only this machine may call: InputError for any other address.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        raise InputError(f"--host {host!r:.80} is no address of this machine: {error}") from error
    if not tokens and not ipaddress.ip_address(address[0]).is_loopback:
        raise InputError(
            f"--host {host!r:.80} lets other machines call, which needs --token-file; "
            "allowed without are 127.0.0.1, ::1 and localhost"
        )
    try:
        return socket.create_server(address[:2], family=family, backlog=_MOST_CONNECTIONS)
    except OSError as error:
        raise InputError(
            f"--host {host!r:.80} --port {port} cannot be listened on: {error.strerror}"
        ) from error


def serve(
    service: Service, tokens: TokenFile | None, local: Caller, listening: socket.socket
) -> None:
    """Serve until a signal says stop: no new requests then, those that run are answered."""
    config = uvicorn.Config(
        make_app(service, tokens, local),
        log_level="info",
        ws="none",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_graceful_shutdown=_LAST_SECONDS,
    )
    host, port = listening.getsockname()[:2]
    name = f"[{host}]" if ":" in host else host
    sys.stdout.write(f"http://{name}:{port}{PREFIX}\n")
    sys.stdout.flush()
    with listening:
        uvicorn.Server(config).run(sockets=[listening])
