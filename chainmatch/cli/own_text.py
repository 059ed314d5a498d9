"""A lead's text as the command line gives it."""

import sys

from chainmatch.leads.encoding import decode


def own_text(given: str) -> str:
    """Return the text itself, or what standard input holds where `-` is given."""
    return decode(sys.stdin.buffer.read(), "standard input") if given == "-" else given
