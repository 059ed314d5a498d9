"""The command line."""

from chainmatch.cli.app import main

__all__ = ["main"]
