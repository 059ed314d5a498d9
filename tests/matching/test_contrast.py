"""Why not that park: exact sums, and changes that really do what they say."""

import math
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chainmatch.errors import InputError, UnknownIdError
from chainmatch.matching.changes import Change, changed, link_changes, park_changes, possible
from chainmatch.matching.company import Company
from chainmatch.matching.contrast import Contrast
from chainmatch.matching.counterfactual import MOST_TRIES, Standing, Trials, most_tries, search
from chainmatch.workbench import Workbench

ALUMINIUM = "年产5万吨铝板带，供新能源汽车电池托盘"
CHLORINE = "年产3万吨液氯"
MIXED = "公司主营中药饮片加工，兼营物流配送"
quick = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def explain(workbench: Workbench, text: str, park: str) -> Contrast:
    return workbench.contrast(Company.from_text(text), park=park)


def check_sums(contrast: Contrast) -> None:
    asked, other = contrast.asked, contrast.other
    total = sum(difference.value for difference in contrast.differences)
    assert total == pytest.approx(asked.score - other.score, abs=1e-9)
    mine, theirs = asked.standing.confidence, other.standing.confidence
    if contrast.kind == "link":
        assert total == pytest.approx(math.log(mine) - math.log(theirs), abs=1e-6)
    else:  # the confidence of the first park is trusted by a curve of its own
        assert (mine >= theirs - 1e-9) == (total >= -1e-9)


def test_the_asked_park_stands_beside_the_first(workbench: Workbench) -> None:
    found = explain(workbench, ALUMINIUM, "lzxq-mat")
    assert (found.asked.id, found.other.id) == ("lzxq-mat", "lzjk-honggu")
    assert found.asked.standing.rank > found.other.standing.rank == 1
    assert "铝板带" in {span.text for span in found.other.spans}
    assert any("专栏2-2" in said.locator for said in found.asked.plan)
    assert any(said.link == "10.2" and not said.locator for said in found.asked.plan)
    assert all(firm.source for firm in found.asked.present)
    assert found.asked.count == sum(
        enterprise.park == "lzxq-mat" for enterprise in workbench.registry.enterprises
    )


def test_the_first_park_stands_beside_the_second(workbench: Workbench) -> None:
    company = Company.from_text(ALUMINIUM)
    found = workbench.contrast(company)
    ranked = [park.id for park in workbench.match(company).parks]
    assert [found.asked.id, found.other.id] == ranked[:2]
    assert found.change is None
    check_sums(found)


def test_a_vetoed_park_is_freed_by_the_fact_that_vetoed_it(workbench: Workbench) -> None:
    found = explain(workbench, CHLORINE, "lzgx-yantan")
    assert found.asked.standing.vetoed
    assert found.change is not None
    assert found.change.lifted is not None
    assert found.change.lifted.changes == (Change("hazardous_chemicals", "no"),)
    assert any(j.verdict == "fail" and j.rule == "URB-01" for j in found.asked.rules)


def test_leaving_out_what_is_made_elsewhere_is_tried(workbench: Workbench) -> None:
    company = Company.from_text(MIXED)
    drops = [
        change.value
        for change in park_changes(company, workbench.matcher.reference, "lzjk-xigu")
        if change.kind == "drop"
    ]
    assert drops == ["公司主营中药饮片加工", "兼营物流配送"]
    without = changed(company, [Change("drop", drops[0], 0, len(drops[0]))])
    assert without.text == "兼营物流配送"
    assert workbench.match(without).parks[0].id == "lzjk-xigu"


@pytest.mark.parametrize(
    ("text", "park"),
    [
        (ALUMINIUM, "lzxq-mat"),
        (CHLORINE, "lzgx-yantan"),
        (MIXED, "lzjk-xigu"),
        (MIXED, "lzxq-chem"),
    ],
)
def test_what_is_reported_holds_when_matched_again(
    workbench: Workbench, text: str, park: str
) -> None:
    company = Company.from_text(text)
    change = workbench.contrast(company, park=park).change
    assert change is not None
    assert change.tried <= MOST_TRIES
    for trial in filter(None, (change.first, change.lifted, change.nearest)):
        parks = workbench.match(changed(company, trial.changes)).parks
        at = [found.id for found in parks].index(park)
        assert (at + 1, parks[at].confidence) == (trial.after.rank, trial.after.confidence)
        assert 1 <= len(trial.changes) <= 2
    assert change.first is None or change.first.after.first
    assert change.lifted is None or not change.lifted.after.vetoed
    assert change.first is None or change.nearest is None


@pytest.mark.parametrize("text", [ALUMINIUM, CHLORINE, ALUMINIUM * 40, "电" * 10_000])
def test_a_contrast_is_quick(workbench: Workbench, text: str) -> None:
    start = time.process_time()
    explain(workbench, text, "lzgx-yantan")
    assert time.process_time() - start < 3.0  # 0.5 s on an idle machine


@quick
@given(
    st.lists(
        st.sampled_from(
            ("锂电池", "正极材料", "液氯", "生产", "物流", "，", "。", "铝型材", "食品")
        ),
        min_size=1,
        max_size=6,
    ).map("".join),
    st.integers(0, 23),
)
def test_the_differences_add_up(workbench: Workbench, text: str, park: int) -> None:
    try:
        company = Company.from_text(text)
    except InputError:
        return
    check_sums(workbench.contrast(company, park=workbench.plan.parks[park].id))


@pytest.mark.parametrize("link", ["10.2", "14.1", "21.5"])
def test_a_link_is_explained_like_a_park(workbench: Workbench, link: str) -> None:
    found = workbench.contrast(Company.from_text(ALUMINIUM), link=link)
    check_sums(found)
    assert (found.kind, found.asked.id) == ("link", link)
    assert found.asked.plan[0].text == workbench.graph.direction(link).name
    assert found.asked.rules == ()


@pytest.mark.parametrize(("park", "link"), [("lzxq-met", None), (None, "10.22")])
def test_an_unknown_id_names_the_nearest(
    workbench: Workbench, park: str | None, link: str | None
) -> None:
    with pytest.raises(UnknownIdError, match=r"nearest: '(lzxq-mat|10\.2)'"):
        workbench.contrast(Company.from_text(ALUMINIUM), park=park, link=link)


def test_all_phrases_come_from_the_plan(workbench: Workbench) -> None:
    plan, reference = workbench.plan, workbench.matcher.reference
    words = {entry.text for park in plan.parks for entry in park.layout}
    words |= {d.name for d in plan.directions}
    words |= {product.name for d in plan.directions for product in d.products}
    company = Company.from_text(ALUMINIUM)
    for park in plan.parks:
        changes = park_changes(company, reference, park.id)
        assert {c.value for c in changes if c.kind == "add"} <= words
        assert len(changes) == len(set(changes)) <= 92
        assert sum(c.kind == "add" for c in changes) <= 40
        assert sum(c.kind == "gbt" for c in changes) <= 30
    assert {c.value for c in link_changes(company, reference, "14.1") if c.kind == "add"} <= words


def test_changes_make_the_lead_that_they_say() -> None:
    company = Company.from_row({"text": "生产铝板带，供电池托盘。", "name": "某厂", "gbt": "3252"})
    made = changed(
        company,
        [
            Change("drop", "生产铝板带", 0, 5),
            Change("add", "铜箔"),
            Change("hazardous_chemicals", "no"),
            Change("gbt", "3985"),
        ],
    )
    assert (made.text, made.name, made.gbt) == ("供电池托盘；铜箔", "某厂", "3985")
    assert (made.normal.original, made.hazardous_chemicals) == (made.text, False)
    assert changed(company, []) == company
    assert changed(company, [Change("energy", "little")]).figures == {
        "energy_tce": 0.0,
        "power_kwh": 0.0,
    }


def test_a_change_that_leaves_no_lead_is_none() -> None:
    company = Company.from_text("铝板带")
    assert possible(company, [Change("drop", "铝板带", 0, 3)]) is None


def test_where_nothing_helps_it_is_said(workbench: Workbench) -> None:
    company = Company.from_text(ALUMINIUM)
    still = Standing(5, 0.01, vetoed=False, status="matched")
    encoder = workbench.matcher.reference.encoder
    trials = Trials(company, lambda _: still, lambda text: encoder.encode([text])[0])
    found = search(still, [Change("add", "铜箔"), Change("add", "锂箔")], trials)
    assert (found.first, found.lifted, found.nearest, found.tried) == (None, None, None, 3)


def test_long_leads_are_tried_less() -> None:
    assert most_tries(Company.from_text("铝板带")) == MOST_TRIES
    assert most_tries(Company.from_text("铝" * 10_000)) == 12
