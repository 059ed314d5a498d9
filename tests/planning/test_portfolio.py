"""The best set against every set tried by hand; greedy within its bound; limits always kept."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from chainmatch.errors import InputError
from chainmatch.planning import portfolio
from chainmatch.planning.portfolio import Limits, Offer, Portfolio, choose, curve

WEIGHTS = {"g1": 0.5, "g2": 0.3, "g3": 0.2, "g4": 0.1}


def random_case(seed: int, offers: int) -> tuple[list[Offer], Limits]:
    dice = np.random.default_rng(seed)
    made = [
        Offer(
            f"l{i}",
            f"p{dice.integers(2)}",
            {"land_mu": float(dice.integers(5, 60)), "energy_tce": float(dice.integers(0, 900))},
            {gap: round(float(dice.random()), 2) for gap in WEIGHTS if dice.random() < 0.5},
        )
        for i in range(offers)
    ]
    limits = Limits(
        int(dice.integers(1, 5)),
        {"land_mu": float(dice.integers(30, 160)), "energy_tce": 1500.0},
        {("p0", "land_mu"): 60.0},
    )
    return made, limits


def fits(picked: list[Offer], limits: Limits) -> bool:
    def used(name: str, park: str | None = None) -> float:
        return sum(o.needs.get(name, 0.0) for o in picked if park in {None, o.park})

    return (
        len(picked) <= limits.count
        and all(used(name) <= most + 1e-6 for name, most in limits.figures.items())
        and all(used(name, park) <= most + 1e-6 for (park, name), most in limits.parks.items())
    )


def worth(picked: list[Offer]) -> float:
    return sum(
        weight * min(1.0, sum(o.closes.get(gap, 0.0) for o in picked))
        for gap, weight in WEIGHTS.items()
    )


@pytest.mark.parametrize("seed", range(25))
def test_exact_is_the_best_of_all_sets_and_greedy_is_within_its_bound(seed: int) -> None:
    offers, limits = random_case(seed, 9)
    every = [list(s) for n in range(limits.count + 1) for s in combinations(offers, n)]
    best = max((worth(s) for s in every if fits(s, limits)), default=0.0)
    exact, greedy = (choose(offers, WEIGHTS, limits, how) for how in ("exact", "greedy"))
    assert exact.worth == pytest.approx(best, abs=1e-6)
    assert exact.bound == pytest.approx(best, abs=1e-6)
    assert greedy.worth <= exact.worth + 1e-9 <= greedy.bound + 1e-6
    for found in (exact, greedy):
        picked = [o for o in offers if o.id in found.chosen]
        assert fits(picked, limits)
        assert found.worth == pytest.approx(worth(picked))


@pytest.mark.parametrize("seed", range(3))
def test_a_large_case_is_near_its_bound(seed: int) -> None:
    offers, limits = random_case(100 + seed, 300)
    found = choose(offers, WEIGHTS, limits)
    assert found.method == "greedy"
    assert 0.5 * found.bound <= found.worth <= found.bound + 1e-6


def test_two_leads_for_one_gap_are_worth_no_more_than_the_gap() -> None:
    twins = [Offer(i, "p", {}, {"g1": 0.8}) for i in ("a", "b")]
    other = Offer("c", "p", {}, {"g3": 1.0})
    found = choose([*twins, other], WEIGHTS, Limits(2, {}, {}))
    assert found.chosen in {("a", "c"), ("b", "c")}
    assert found.worth == pytest.approx(0.5 * 0.8 + 0.2)


def test_more_leads_are_never_worth_less() -> None:
    offers, limits = random_case(7, 12)
    rows = curve(offers, WEIGHTS, Limits(6, limits.figures, limits.parks))
    assert [count for count, _ in rows] == [1, 2, 3, 4, 5, 6]
    values = [value for _, value in rows]
    assert all(a <= b + 1e-9 for a, b in pairwise(values))


def test_nothing_is_chosen_where_nothing_fits_or_nothing_is_closed() -> None:
    big = Offer("a", "p", {"land_mu": 500.0}, {"g1": 1.0})
    tight = Limits(3, {"land_mu": 100.0}, {})
    assert choose([big], WEIGHTS, tight).chosen == ()
    assert choose([big], WEIGHTS, tight, "greedy").chosen == ()
    idle = Offer("b", "p", {}, {"elsewhere": 1.0})
    none = Portfolio("exact", (), 0.0, 0.0, {})
    assert choose([idle], WEIGHTS, Limits(3, {}, {})) == none
    assert choose([], WEIGHTS, Limits(3, {}, {})) == none
    nobody = choose([big], WEIGHTS, Limits(0, {}, {}))
    assert (nobody.chosen, f"{nobody.bound:.3f}") == ((), "0.000")


def test_an_impossible_budget_is_refused() -> None:
    with pytest.raises(InputError, match="budget land_mu=-1 is impossible; allowed is 0 or more"):
        choose([], WEIGHTS, Limits(3, {"land_mu": -1.0}, {}))


def test_a_set_that_time_did_not_prove_best_is_not_called_exact(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    offers, limits = random_case(3, 40)
    monkeypatch.setattr(portfolio, "_SECONDS", 0.0)
    found = choose(offers, WEIGHTS, limits, "exact")
    greedy = choose(offers, WEIGHTS, limits, "greedy")
    assert (found.method, found.bound) == ("greedy", greedy.bound)
    assert greedy.worth <= found.worth <= greedy.bound + 1e-9
