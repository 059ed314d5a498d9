"""The document of the API knows everything that a store can tell of a lead."""

from typing import get_args

from chainmatch.api.lead_models import HistoryShape
from chainmatch.leads.store.values import Entry


def test_every_kind_of_entry_has_a_shape() -> None:
    entries = HistoryShape.model_fields["entries"].annotation
    (annotated,) = get_args(entries)
    union = get_args(annotated)[0]
    shapes = {get_args(shape.model_fields["entry"].annotation)[0] for shape in get_args(union)}
    assert shapes == {kind.__name__ for kind in get_args(Entry)}
