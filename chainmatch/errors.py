"""The errors that a user may see: one short sentence with value, place and what is allowed."""


class ChainmatchError(Exception):
    """Base of all errors that are the user's to mend; the command line then exits with 2."""


class PlanError(ChainmatchError):
    """A plan text or plan file is faulty; `faults` lists every fault with its place."""

    def __init__(self, faults: "list[str] | tuple[str, ...]") -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class UnknownIdError(ChainmatchError):
    """An id is not in the plan."""


class InputError(ChainmatchError):
    """A lead, a row or a file of leads cannot be read."""


class EncoderError(ChainmatchError):
    """An encoder cannot be opened, or does not fit the calibration."""


class DataError(ChainmatchError):
    """A shipped data file is missing, faulty or of another version."""


class MissingExtraError(ChainmatchError):
    """An optional package is not installed; the message names the command that installs it."""


class StoreError(ChainmatchError):
    """A store of leads cannot be opened, read or written; nothing of it was changed."""
