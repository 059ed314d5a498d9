"""Why a whole file is not read."""

from typing import Literal

from chainmatch.errors import InputError

Reason = Literal[
    "missing",
    "empty",
    "format",
    "encoding",
    "damaged",
    "protected",
    "too_large",
    "unsafe",
    "no_heading",
]


class Refusal(InputError):  # noqa: N818  # it says what happens to the file
    """A file is not read at all; `reason` says of which kind the sentence is."""

    def __init__(self, reason: Reason, sentence: str) -> None:
        self.reason: Reason = reason
        super().__init__(sentence)
