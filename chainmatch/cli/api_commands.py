"""The commands for the HTTP API: each hands its options over; the server is imported at use."""

from pathlib import Path
from typing import Annotated

import typer

from chainmatch.cli.options import CalibrationOption, EncoderOption

serving = typer.Typer()

DEFAULT_TOKENS = Path("chainmatch.tokens")


@serving.command()
def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65_535, help="Port; 0 takes a free one.")
    ] = 8000,
    place: Annotated[
        str | None,
        typer.Option(
            "--store",
            envvar="CHAINMATCH_STORE",
            help="Store of leads, a path or URL; else chainmatch.db if it is here.",
        ),
    ] = None,
    tokens: Annotated[
        Path | None,
        typer.Option(
            "--token-file",
            envvar="CHAINMATCH_TOKENS",
            help="Who may call (see token); without it only this machine.",
        ),
    ] = None,
    encoder: EncoderOption = None,
    calibration: CalibrationOption = None,
) -> None:
    """Serve matching, gaps and leads over HTTP."""
    from chainmatch.cli.match import Opening
    from chainmatch.cli.serve import Serving, run_serve

    run_serve(Serving(host, port, place, tokens, Opening(encoder, calibration)))


@serving.command()
def token(
    name: Annotated[str, typer.Argument(help="Whose token; it is kept with what they change.")],
    role: Annotated[str, typer.Option("--role", help="read, or write.")] = "read",
    path: Annotated[
        Path,
        typer.Option("--token-file", envvar="CHAINMATCH_TOKENS", help="File of tokens."),
    ] = DEFAULT_TOKENS,
) -> None:
    """Make a token and print it, once: the file holds its hash only."""
    from chainmatch.cli.serve import run_token

    run_token(path, name, role)
