"""Three origins of what parks hold: nothing is counted twice, and guesses stay guesses."""

import numpy as np
import pytest

from chainmatch.gaps.region import find_gaps
from chainmatch.planning.holdings import assignments, inferred, named_by_plan
from chainmatch.workbench import Workbench


def test_only_what_nobody_judged_is_guessed(workbench: Workbench) -> None:
    enterprises = {e.id: e for e in workbench.registry.enterprises}
    for guess in inferred(workbench.matcher):
        one = enterprises[guess.who]
        links = [d for d in one.directions_core or () if "." in d]
        assert not (links and one.park)
        assert "none" not in (one.directions_core or ())
        assert guess.origin == "inferred"
        assert 0 < guess.strength <= 1
        if links:
            assert guess.link in links
        if one.park:
            assert guess.park == one.park
        elif one.zone:
            assert workbench.graph.park(guess.park).zone == one.zone


def test_an_enterprise_is_expected_at_most_once(workbench: Workbench) -> None:
    total: dict[tuple[str, str], float] = {}
    for guess in inferred(workbench.matcher):
        place = guess.who, guess.link
        total[place] = total.get(place, 0.0) + guess.strength
    assert max(total.values()) <= 1.0 + 1e-9


def test_what_is_unknown_is_neither_guessed_nor_seen(workbench: Workbench) -> None:
    first = next(inferred(workbench.matcher))
    rest = list(inferred(workbench.matcher, frozenset({first.who})))
    assert first.who not in {guess.who for guess in rest}


def test_firms_that_the_plan_names_stay_in_their_industry(workbench: Workbench) -> None:
    made = list(named_by_plan(workbench.matcher))
    assert made
    by_firm: dict[str, list[float]] = {}
    for guess in made:
        assert guess.park == ""
        by_firm.setdefault(guess.who, []).append(guess.strength)
        industry = workbench.graph.direction(guess.link).industry
        named = [support.name for support in workbench.graph.industry(industry).supports]
        assert guess.who in named
    assert all(np.isclose(sum(shares), 1.0, atol=0.05) for shares in by_firm.values())


def test_the_region_holds_all_three_origins_apart(workbench: Workbench) -> None:
    known = list(assignments(workbench.plan, workbench.graph, workbench.registry))
    cells = {(c.park, c.link): c for c in workbench.region.cells}
    for one in known:
        cell = cells[one.park, one.link]
        if one.origin == "plan":
            assert cell.listed >= one.strength
        else:
            assert one.who in cell.enterprises
    assert sum(c.expected for c in cells.values()) > 1


def test_a_listing_of_the_whole_industry_weighs_half(workbench: Workbench) -> None:
    gaps = find_gaps(workbench.region)
    half = [g for g in gaps if g.kind == "planned_not_filled" and g.listed == pytest.approx(0.5)]
    whole = [g for g in gaps if g.kind == "bridge"]
    both = [(h, w) for h in half for w in whole if h.link == w.link]
    assert both
    for cell, link in both:
        assert cell.parts.bridge == pytest.approx(link.parts.bridge / 2)
