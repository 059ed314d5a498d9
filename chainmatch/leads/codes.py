"""Unified social credit codes (GB 32100-2015): valid ones, and why others are not."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Reason = Literal[
    "empty", "rounded", "licence_number", "length", "letters", "registrar", "region", "placeholder",
    "checksum",
]  # fmt: skip

LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LENGTH = 18
_MOST_LETTERS = 100  # of a text that are read
_LICENCE_LENGTH = 15  # registration numbers of before 2015
_WEIGHTS = tuple(pow(3, place, 31) for place in range(_LENGTH - 1))
# Letters that the standard leaves out, and what they are misread from.
_CONFUSED = str.maketrans({"O": "0", "I": "1", "Z": "2", "S": "5"})
_REGISTRARS = frozenset("123456789ANY")
_KINDS = frozenset("123456789")
_SPACES = re.compile(r"[\s\u200b-\u200f\u2060\ufeff'`‘’-]+")
_EXPONENT = re.compile(r"\d(?:\.\d+)?E\+?\d+")


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A valid code: 18 characters, upper case, half width.

    `registrar` says who keeps the register (9: market supervision), `kind` of what kind the body
    is, `region` is six digits of GB/T 2260, `organisation` the nine characters of GB 11714.
    """

    text: str

    @property
    def registrar(self) -> str:
        """Return the character of the registering authority."""
        return self.text[0]

    @property
    def kind(self) -> str:
        """Return the character of the kind of body."""
        return self.text[1]

    @property
    def region(self) -> str:
        """Return the six digits of where the body was first registered."""
        return self.text[2:8]

    @property
    def organisation(self) -> str:
        """Return the nine characters of the organisation code."""
        return self.text[8:17]


@dataclass(frozen=True, slots=True)
class NoCode:
    """Why a text is no valid code, the text as it was read, and what may have been meant.

    `proposal` is a valid code that differs only in letters which the standard leaves out because
    they are misread (O for 0, I for 1, Z for 2, S for 5). It is for a person to accept.
    """

    reason: Reason
    text: str
    proposal: CreditCode | None = None


def credit_code(text: str) -> CreditCode | NoCode:
    """Return the code that a text is, or why it is none; never raises.

    Width, case, spaces and hyphens do not matter. Whether the code was ever given out is not
    known here, nor whether its region still exists: old ones stay in force.
    """
    plain = _folded(text)
    reason = _fault(plain)
    if reason is None:
        return CreditCode(plain)
    meant = plain.translate(_CONFUSED)
    proposal = CreditCode(meant) if meant != plain and _fault(meant) is None else None
    return NoCode(reason, plain, proposal)


def _folded(text: str) -> str:
    """Return a text in half width and upper case without spaces; folding it again is idle."""
    before, plain = None, text[:_MOST_LETTERS]
    while plain != before:  # a mark may join a letter once the space between is gone
        before = plain
        plain = _SPACES.sub("", unicodedata.normalize("NFKC", plain)).upper()
    return plain


def check_character(body: str) -> str:
    """Return the last character for the 17 before it (modulus 31).

    Raises ValueError for a character that the standard leaves out.
    """
    total = sum(
        factor * LETTERS.index(letter) for factor, letter in zip(_WEIGHTS, body, strict=True)
    )
    return LETTERS[-total % 31]


def _fault(plain: str) -> Reason | None:
    shape = _fault_of_shape(plain)
    if shape is not None:
        return shape
    if plain[0] not in _REGISTRARS or plain[1] not in _KINDS:
        return "registrar"
    if not plain[2:8].isdecimal() or plain[2:8] == "0" * 6:
        return "region"
    if len(set(plain[8:17])) == 1:
        return "placeholder"
    return None if check_character(plain[:-1]) == plain[-1] else "checksum"


def _fault_of_shape(plain: str) -> Reason | None:
    if not plain:
        return "empty"
    if _EXPONENT.fullmatch(plain):
        return "rounded"  # a spreadsheet took the code for a number
    if len(plain) != _LENGTH:
        licence = len(plain) == _LICENCE_LENGTH and plain.isascii() and plain.isdigit()
        return "licence_number" if licence else "length"
    return None if set(plain) <= set(LETTERS) else "letters"
