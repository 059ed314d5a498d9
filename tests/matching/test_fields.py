"""Named fields: what is stated, what two figures give, what is only estimated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.matching.company import AMOUNTS, FIGURES, Company
from chainmatch.matching.facts import UNSAID, Fact, LeadFacts, ParkFacts
from chainmatch.matching.fields import (
    ESTIMATES,
    FIELDS,
    RATIOS,
    STATED,
    number,
    parts,
    read,
    stated,
)

LAND, RATIO = (estimate.formula for estimate in ESTIMATES)


@pytest.mark.parametrize(
    ("name", "figures", "value"),
    [
        ("invest_per_mu", {"invest_wanyuan": 6300, "land_mu": 30}, 210.0),
        ("tax_per_mu", {"tax_wanyuan": 750, "land_mu": 30}, 25.0),
        ("output_per_mu", {"output_wanyuan": 12_000, "land_mu": 30}, 400.0),
        ("jobs_per_mu", {"jobs": 90, "land_mu": 30}, 3.0),
        ("tce_per_wanyuan", {"energy_tce": 900, "output_wanyuan": 10_000}, 0.09),
        ("water_per_wanyuan", {"water_m3": 5_000, "output_wanyuan": 10_000}, 0.5),
    ],
)
def test_a_ratio_is_of_two_figures(name: str, figures: dict[str, float], value: float) -> None:
    found = number(figures, name)
    assert (found.value, found.missing, found.firm) == (value, (), True)


def test_every_ratio_is_tried_and_has_the_unit_of_its_figures() -> None:
    for ratio in RATIOS:
        assert FIELDS[ratio.name].unit == f"{FIELDS[ratio.over].unit}/{FIELDS[ratio.under].unit}"
        assert parts(ratio.name) == (ratio.over, ratio.under)
    assert parts("jobs") == ("jobs",)


@pytest.mark.parametrize(
    ("figures", "missing"),
    [
        ({}, ("invest_wanyuan", "land_mu")),
        ({"invest_wanyuan": 6300}, ("land_mu",)),
        ({"land_mu": 30}, ("invest_wanyuan",)),
        ({"invest_wanyuan": 6300, "land_mu": 0}, ("land_mu",)),
        ({"invest_wanyuan": -1, "land_mu": 30}, ("invest_wanyuan",)),
        ({"invest_wanyuan": 6300, "land_mu": -30}, ("land_mu",)),
        ({"invest_wanyuan": 6300, "floor_m2": 20_000}, ("land_mu",)),
        ({"invest_wanyuan": 6300, "floor_m2": 20_000, "plot_ratio": 0}, ("land_mu",)),
    ],
)
def test_a_ratio_names_what_is_missing(figures: dict[str, float], missing: tuple[str, ...]) -> None:
    found = number(figures, "invest_per_mu")
    assert (found.value, found.missing) == (None, missing)


def test_land_follows_from_floor_area_and_is_marked_as_an_estimate() -> None:
    figures = {"invest_wanyuan": 6300.0, "floor_m2": 20_000.1, "plot_ratio": 1.0}
    land = number(figures, "land_mu")
    assert land.value == pytest.approx(30.0, abs=1e-3)
    assert (land.firm, land.evidence, land.missing) == (False, (LAND,), ("land_mu",))
    intensity = number(figures, "invest_per_mu")
    assert (intensity.firm, intensity.evidence) == (False, ("invest_per_mu", LAND))
    assert intensity.missing == ("land_mu",)
    assert number(figures | {"land_mu": 40.0}, "land_mu").value == 40.0


def test_the_plot_ratio_follows_from_floor_area_and_land() -> None:
    found = number({"floor_m2": 20_000.1, "land_mu": 30.0}, "plot_ratio")
    assert found.value == pytest.approx(1.0, abs=1e-4)
    assert (found.firm, found.evidence) == (False, (RATIO,))


@given(st.floats(1, 1e6), st.floats(0.1, 5))
def test_land_and_plot_ratio_undo_each_other(floor: float, ratio: float) -> None:
    land = number({"floor_m2": floor, "plot_ratio": ratio}, "land_mu").value
    back = number({"floor_m2": floor, "land_mu": float(land or 0)}, "plot_ratio").value
    assert back == pytest.approx(ratio)


def test_every_figure_of_a_lead_is_a_field_with_a_unit() -> None:
    assert set(FIGURES) <= {name for name, field in FIELDS.items() if field.kind == "number"}
    assert [name for name in AMOUNTS if not FIELDS[name].unit] == []


def test_what_a_lead_states_is_read_as_it_is() -> None:
    row = {"text": "某某项目", "gbt": "2614", "catalogue_class": "限制", "construction": "新建"}
    company = Company.from_row(row | {"hazardous_chemicals": False, "jobs": 120})
    values = {name: stated(company, name).value for name in ("gbt", *row.keys() - {"text", "gbt"})}
    assert values == {"gbt": "2614", "catalogue_class": "限制", "construction": "新建"}
    assert stated(company, "hazardous_chemicals").value is False
    assert stated(company, "jobs").value == 120
    odd = Company.from_row({"text": "某某项目", "catalogue_class": "好", "construction": 3})
    assert {name: stated(odd, name).value for name in STATED} == dict.fromkeys(STATED)


def lead(**known: Fact) -> LeadFacts:
    names = ("hazardous_production", "likely_hazardous", "chemical", "unrelated_to_chemistry")
    return LeadFacts(
        **dict.fromkeys((*names, "toxic_gas", "chlor_alkali"), UNSAID) | known, figures={}
    )


@pytest.mark.parametrize(
    ("name", "origin", "firm"),
    [
        ("hazardous_production", "text", True),
        ("unrelated_to_chemistry", "text", True),
        ("chemical", "stated", True),
        ("chemical", "text", False),
        ("toxic_gas", "text", False),
        ("chlor_alkali", "text", False),
    ],
)
def test_words_that_only_make_a_question_fair_are_not_firm(
    name: str, origin: str, firm: bool
) -> None:
    fact = Fact(True, origin, ("word",))
    found = read(lead(**{name: fact}), ParkFacts("p", None, None), name)
    assert (found.value, found.evidence, found.firm) == (True, ("word",), firm)


def test_what_is_not_known_of_a_park_or_lead_is_named() -> None:
    nowhere, here = ParkFacts("p", None, None), ParkFacts("q", chemical_park=True, urban=False)
    assert read(lead(), nowhere, "park.chemical_park").missing == ("park.chemical_park",)
    assert read(lead(), here, "park.chemical_park").value is True
    assert read(lead(), here, "park.urban").value is False
    assert read(lead(), here, "hazardous_production").missing == ("hazardous_chemicals",)
    assert read(lead(), here, "chemical").missing == ("gbt",)
