"""Who may call, and how: one line a token, its name, the SHA-256 of it, and its role."""

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from chainmatch.errors import InputError

Role = Literal["read", "write"]
ROLES: tuple[str, ...] = get_args(Role)

_NAME = re.compile(r"[\w.-]{1,40}")
_SHA256 = re.compile("[0-9a-f]{64}")
_BYTES = 32  # of chance in a token: too much to guess, so a plain hash of it is safe


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, and whether they may write."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Token:
    """A token as its file holds it: never the token itself."""

    caller: Caller
    sha256: str


class TokenFile:
    """The tokens of a file, read again whenever it changes, so that a line taken out is out."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = self._stamp()
        self._tokens = read_tokens(path)

    def caller(self, token: str) -> Caller | None:
        """Return whose token this is, None for nobody's; raises InputError for a faulty file.

        Every line is compared, each in constant time, so that how long it takes tells nothing.
        """
        stamp = self._stamp()
        if stamp != self._seen:
            self._tokens = read_tokens(self._path)
            self._seen = stamp
        given = _hash(token)
        found = [one.caller for one in self._tokens if hmac.compare_digest(one.sha256, given)]
        return found[0] if found else None

    def _stamp(self) -> tuple[int, int, int]:
        try:
            found = self._path.stat()
        except OSError as error:
            raise InputError(f"{self._path} cannot be read: {error.strerror}") from error
        return found.st_mtime_ns, found.st_size, found.st_ino


def read_tokens(path: Path) -> tuple[Token, ...]:
    """Read a file of tokens; raises InputError with the line for what is none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read as a file of tokens: {error}") from error
    numbered = ((number, line.strip()) for number, line in enumerate(lines, start=1))
    tokens = tuple(
        _token(f"{path} line {number}", line)
        for number, line in numbered
        if line and not line.startswith("#")
    )
    names = [token.caller.name for token in tokens]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise InputError(f"{path} names {twice[0]!r} twice; each name has one token")
    return tokens


def _token(place: str, line: str) -> Token:
    name, _, rest = line.partition(":")
    sha256, _, role = rest.partition(":")
    if not (_NAME.fullmatch(name) and _SHA256.fullmatch(sha256) and role in ROLES):
        raise InputError(f"{place} is no token; allowed is NAME:SHA256:ROLE, ROLE read or write")
    return Token(Caller(name, cast("Role", role)), sha256)


def make_token(path: Path, name: str, role: str) -> str:
    """Make a token, write its hash into the file, which is made if need be, and return it.

    The token itself is kept nowhere. Raises InputError for a name or role that cannot be, and for
    a name that has a token.
    """
    if not _NAME.fullmatch(name):
        raise InputError(
            f"name {name!r:.60} is not allowed; allowed are 1 to 40 letters, digits and . _ -"
        )
    if role not in ROLES:
        raise InputError(f"role {role!r:.60} is unknown; allowed are {', '.join(ROLES)}")
    known = read_tokens(path) if path.exists() else ()
    if any(one.caller.name == name for one in known):
        raise InputError(f"{name} has a token in {path}; take its line out before making another")
    token = secrets.token_urlsafe(_BYTES)
    before = path.read_text(encoding="utf-8").rstrip("\n") if known else ""
    _write(path, [*before.splitlines(), f"{name}:{_hash(token)}:{role}"])
    return token


def _write(path: Path, lines: Sequence[str]) -> None:
    """Write the file whole or not at all, for its owner alone."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w", encoding="utf-8") as stream:
            stream.write("\n".join(lines) + "\n")
        part.replace(path)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()
