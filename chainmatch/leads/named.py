"""Rows of a file as leads that can be compared by name."""

from collections.abc import Mapping

from chainmatch.leads.columns import UNPARSED
from chainmatch.leads.duplicates import NamedLead
from chainmatch.leads.firm_names import name_in
from chainmatch.leads.rows import Row

_TEXTS = ("text", "desc", "scope")


def named_lead(row: Row) -> NamedLead:
    """Return what tells whether a row is another one too; its place in the file is the id.

    A row without a name is called by the firm that its text opens with, if it does.
    """
    text = "；".join(said for field in _TEXTS if (said := _said(row.values, field)))
    return NamedLead(
        id=row.place,
        name=_said(row.values, "name") or name_in(text) or None,
        credit_code=_said(row.values, "credit_code") or _unread(row.values, "credit_code") or None,
        place=_said(row.values, "registered_place") or _said(row.values, "place") or None,
        text=text or None,
    )


def _said(values: Mapping[str, object], field: str) -> str:
    return str(values.get(field) or "").strip()


def _unread(values: Mapping[str, object], field: str) -> str:
    """Return what stands under a field and is not valid: why it is not may still tell something."""
    unparsed = values.get(UNPARSED)
    return str(unparsed.get(field) or "") if isinstance(unparsed, Mapping) else ""
