"""Kappa by hand, and what the stored judgements of relations and gaps say."""

import pytest

from chainmatch.evaluation.agreement import agreement, reviewed
from chainmatch.paths import data_file, read_json
from chainmatch.workbench import Workbench


def test_kappa_by_hand() -> None:
    first = [True] * 6 + [False] * 4
    second = [True] * 5 + [False] + [True] + [False] * 3
    found = agreement("x", first, second)
    # Agreed 8 of 10; by chance .6 x .6 + .4 x .4 = .52.
    assert found.same == pytest.approx(0.8)
    assert found.kappa == pytest.approx((0.8 - 0.52) / 0.48)
    assert (found.first, found.second) == (0.6, 0.6)


def test_readers_who_only_say_yes_agree() -> None:
    assert agreement("x", [True] * 3, [True] * 3).kappa == 1.0


def test_a_third_of_the_relations_was_read_twice_with_decoys_among_them(
    workbench: Workbench,
) -> None:
    document = read_json(data_file("relation_reviews.json"))
    relations, decoys, both = reviewed(document)
    assert relations.n >= len(workbench.relations) // 3
    assert decoys.n >= relations.n // 2
    assert min(relations.first, relations.second) > 0.9
    assert max(decoys.first, decoys.second) < 0.15
    assert both.kappa > 0.8


def test_what_a_reader_refused_is_no_longer_shipped_as_it_was(workbench: Workbench) -> None:
    shipped = {(one.up, one.down, one.what) for one in workbench.relations}
    for item in read_json(data_file("relation_reviews.json"))["items"]:
        refused = not (item["a"]["holds"] and item["b"]["holds"])
        if item["kind"] == "shipped" and refused:
            assert item["outcome"] in {"taken out", "changed", "kept"}
            still = (item["up"], item["down"], item["what"]) in shipped
            assert still == (item["outcome"] == "kept")
            assert item["why"]


def test_two_readers_find_most_of_the_first_ten_gaps_sensible() -> None:
    rows = read_json(data_file("gap_reviews.json"))["gaps"]
    assert len(rows) == 10
    assert sum(row["first"]["sensible"] for row in rows) >= 8
    assert sum(row["second"]["sensible"] for row in rows) >= 8
