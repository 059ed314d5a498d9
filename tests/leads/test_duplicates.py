"""Leads that may be one enterprise: what is proposed, what never is, and why."""

import hashlib
import itertools
import math
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pairs import read_pairs

from chainmatch.leads.codes import CreditCode, check_character, credit_code
from chainmatch.leads.duplicates import Candidate, NamedLead, propose
from chainmatch.leads.evidence import WEIGHTS, weight
from chainmatch.leads.firm_names import parse
from chainmatch.leads.likeness import abbreviates, compare
from chainmatch.leads.pairing import MOST_NEIGHBOURS

PAIRS = read_pairs()
NAMES = st.sampled_from([lead.name for pair in PAIRS for lead in (pair.left, pair.right)])


def code(at: int) -> str:
    body = f"9199990012345{at:04d}"
    return body + check_character(body)


def named(*names: str | None) -> list[NamedLead]:
    return [NamedLead(str(at), name) for at, name in enumerate(names)]


def kinds(found: Candidate) -> set[str]:
    return {item.code for item in found.evidence}


def verdicts(*names: str | None) -> list[str]:
    return [found.verdict for found in propose(named(*names))]


@pytest.mark.parametrize("half", ["test", "all"])
def test_the_bars_are_held(half: str) -> None:
    counts: Counter[tuple[bool, bool]] = Counter()
    for pair in PAIRS:
        if half in {pair.half, "all"}:
            found = pair.proposed()
            said = found is not None and found.verdict == "same"
            counts[pair.answer == "same", said] += 1
    right = counts[True, True]
    precision = right / (right + counts[False, True])
    recall = right / (right + counts[True, False])
    assert precision >= 0.98
    assert 2 * precision * recall / (precision + recall) >= 0.95


def test_the_labelled_pairs_are_many_and_split_by_hash() -> None:
    assert len(PAIRS) >= 400
    assert 0.4 <= sum(pair.answer == "same" for pair in PAIRS) / len(PAIRS) <= 0.6
    assert len({pair.kind for pair in PAIRS}) >= 30
    for pair in PAIRS:
        key = "|".join(sorted([pair.left.name or "", pair.right.name or ""]))
        even = hashlib.sha256(key.encode()).digest()[0] % 2 == 0
        assert pair.half == ("dev" if even else "test"), key


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.answer == "branch"])
def test_a_branch_is_neither_the_same_nor_another(pair: object) -> None:
    found = pair.proposed()  # type: ignore[attr-defined]
    assert found.verdict == "branch"
    assert "branch" in kinds(found)


def test_equal_codes_are_one_enterprise_whatever_the_names() -> None:
    leads = [NamedLead("a", "甘肃靖远煤电股份有限公司", code(1))]
    leads += [NamedLead("b", "甘肃能化股份有限公司", code(1).lower())]
    (found,) = propose(leads)
    assert found.verdict == "same"
    assert {"same_code", "names_differ"} == kinds(found)
    assert found.evidence[0].values == (code(1),)


@given(NAMES, st.integers(0, 9), st.integers(0, 9))
def test_two_valid_codes_are_never_one_enterprise(name: str, a: int, b: int) -> None:
    found = propose([NamedLead("a", name, code(a)), NamedLead("b", name, code(b))])
    assert [one.verdict == "same" for one in found] in ([a == b], [])
    if a != b:
        assert all("codes_differ" in kinds(one) for one in found)


def test_equal_names_with_two_codes_are_told_so_that_somebody_looks() -> None:
    leads = [NamedLead("a", "兰州宏达机械有限公司", code(1))]
    leads += [NamedLead("b", "兰州宏达机械有限公司", code(2))]
    (found,) = propose(leads)
    assert (found.verdict, kinds(found)) == ("unsure", {"codes_differ", "same_name"})


def test_a_branch_may_have_a_code_of_its_own() -> None:
    leads = [NamedLead("a", "中国铝业股份有限公司", code(1))]
    leads += [NamedLead("b", "中国铝业股份有限公司兰州分公司", code(2))]
    (found,) = propose(leads)
    assert (found.verdict, "codes_of_seats" in kinds(found)) == ("branch", True)


def test_a_misread_code_speaks_for_it_and_proves_nothing() -> None:
    misread = code(1).replace("0", "O", 1)
    assert credit_code(misread).proposal == CreditCode(code(1))  # type: ignore[union-attr]
    assert propose([NamedLead("a", "甲厂", code(1)), NamedLead("b", "乙厂", misread)]) == ()
    name = "兰州鑫源新材料有限公司"
    (found,) = propose([NamedLead("a", name, code(1)), NamedLead("b", name, misread)])
    assert kinds(found) == {"code_meant", "same_name"}


def test_the_score_is_that_of_the_evidence_shown() -> None:
    shown = 0
    for pair in PAIRS:
        if found := pair.proposed():
            total = sum(item.weight for item in found.evidence)
            assert found.score == pytest.approx(1 / (1 + math.exp(-total)))
            assert (found.verdict == "unsure") is (total < 0)
            shown += 1
    assert shown > 280


def test_the_evidence_names_what_differs() -> None:
    (found,) = propose(named("兰州鑫源材料有限责任公司", "新源材料股份有限公司（兰州）"))
    told = {item.code: item.values for item in found.evidence}
    assert told["homophone"] == ("鑫", "新", "xin")
    assert told["form"] == ("有限责任公司", "股份有限公司")
    assert told["moved"] == ("兰州",)
    (found,) = propose(named("兰石重装", "兰州兰石重型装备股份有限公司"))
    told = {item.code: item.values for item in found.evidence}
    assert told["abbreviation"] == ("兰石重装", "兰石重型装备")
    assert told["place_left_out"] == ("兰州",)


def test_a_short_name_that_fits_several_firms_is_unsure_with_each() -> None:
    two = "兰州恒达机械有限公司", "西安恒达机械有限公司"
    assert verdicts("恒达机械", two[0]) == ["same"]
    assert verdicts("恒达机械", *two) == ["unsure", "unsure"]
    assert verdicts("恒达机械", two[0], two[0]) == ["same", "same"]
    with_code = [NamedLead("a", "恒达机械", code(1)), NamedLead("b", two[0], code(1))]
    found = propose([*with_code, NamedLead("c", two[1])])
    assert {(one.left, one.right): one.verdict for one in found}["a", "b"] == "same"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("纸业", "置业"),
        ("林业", "磷业"),
        ("水务", "税务咨询"),
        ("石墨", "石墨烯"),
        ("铅业", "锌业"),
    ],
)
def test_two_trades_are_no_slip_of_the_pen(left: str, right: str) -> None:
    assert "same" not in verdicts(f"兰州恒信{left}有限公司", f"兰州恒信{right}有限公司")


def test_texts_and_places_speak_too_but_never_alone() -> None:
    text = "年产五万吨磷酸铁锂正极材料，配套前驱体车间"
    other = "城市绿化和苗木种植，兼营花卉批发零售业务"
    names = "兰州德凯科技有限公司", "兰州德凯有限公司"

    def score(left: str, right: str, place: str | None = None) -> float:
        leads = [NamedLead("a", names[0], place=place, text=left)]
        return propose([*leads, NamedLead("b", names[1], place="兰州", text=right)])[0].score

    assert score(text, other) < score(text, "") < score(text, text)
    assert score(text, text, "四川省成都市") < score(text, text, "甘肃省兰州市")
    assert propose([NamedLead("a", None, text=text), NamedLead("b", "", text=text)]) == ()


@pytest.mark.parametrize(
    ("name", "verdict"),
    [("恒达机械", "unsure"), ("恒达机械有限公司", "same"), ("兰州恒达机械有限公司", "same")],
)
def test_a_short_name_in_two_places_may_be_two_firms(name: str, verdict: str) -> None:
    (found,) = propose([NamedLead("a", name, place="兰州"), NamedLead("b", name, place="成都市")])
    assert found.verdict == verdict


def test_leads_that_name_nobody_are_never_paired() -> None:
    assert verdicts("", "", None, None, "待定", "待定", "某公司", "某公司", "有限公司") == []


def test_a_row_that_comes_again_is_paired_with_the_first_of_them() -> None:
    name = "兰州宏达机械有限公司"
    found = propose(named(name, name, name, "蘭州宏達機械有限公司"))
    assert [(one.left, one.right) for one in found] == [("0", "1"), ("0", "2"), ("0", "3")]
    assert {one.verdict for one in found} == {"same"}


def test_a_thousand_equal_rows_give_a_thousand_pairs() -> None:
    found = propose(named(*["兰州宏达机械有限公司"] * 1000))
    assert len(found) == 999
    assert {one.left for one in found} == {"0"}


def test_many_shops_of_one_chain_are_compared_with_their_neighbours_only() -> None:
    shops = [f"中国铁塔股份有限公司第{at}分公司" for at in range(300)]
    found = propose(named(*shops))
    assert {one.verdict for one in found} == {"branch"}
    assert len(found) <= 300 * MOST_NEIGHBOURS
    seen = {one.left for one in found} | {one.right for one in found}
    assert len(seen) == 300


def test_names_of_ten_thousand_letters_are_compared_by_their_start() -> None:
    long = "兰州宏达机械有限公司" + "很长" * 5000
    (found,) = propose(named(long, "兰州宏达机械有限公司", "很" * 10_000))
    assert found.verdict == "same"
    assert "remark" in kinds(found)


def test_no_leads_give_no_pairs() -> None:
    assert propose([]) == ()
    assert propose(named("兰州宏达机械有限公司")) == ()


@given(NAMES, NAMES)
def test_likeness_is_mutual(left: str, right: str) -> None:
    there, back = compare(parse(left), parse(right)), compare(parse(right), parse(left))
    assert (there is None) is (back is None)
    if there is not None and back is not None:
        assert weight(there) == pytest.approx(weight(back))
        assert {item.code for item in there} == {item.code for item in back}


@given(NAMES | st.text(max_size=30))
def test_a_name_is_itself_or_names_nobody(name: str) -> None:
    found = propose(named(name, name))
    assert [one.verdict for one in found] in (["same"], [])


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_leads_changes_no_verdict(seed: int) -> None:
    leads = [
        NamedLead(f"{at}{side}", getattr(pair, side).name)
        for at, pair in enumerate(PAIRS[::3])
        for side in ("left", "right")
    ]
    distinct = list({parse(lead.name or "").plain: lead for lead in leads}.values())
    mixed = random.Random(seed).sample(distinct, len(distinct))

    def told(found: tuple[Candidate, ...]) -> dict[frozenset[str], str]:
        return {frozenset((one.left, one.right)): one.verdict for one in found}

    assert told(propose(distinct)) == told(propose(mixed))
    assert propose(mixed) == propose(mixed)


def test_keys_find_every_pair_that_comparing_relates() -> None:
    names = sorted({lead.name or "" for pair in PAIRS for lead in (pair.left, pair.right)})[::4]
    parts = [parse(name) for name in names]
    paired = {frozenset((one.left, one.right)) for one in propose(named(*names))}
    related = {
        frozenset((str(a), str(b)))
        for a, b in itertools.combinations(range(len(names)), 2)
        if parts[a].plain != parts[b].plain
        and (found := compare(parts[a], parts[b])) is not None
        and weight(found) >= 0
    }
    assert related
    assert related - paired == set()


def test_a_short_form_takes_its_letters_in_order() -> None:
    assert abbreviates("重装", ("重型", "装备"))
    assert abbreviates("新材", ("新材料", "科技"))
    assert not abbreviates("装重", ("重型", "装备"))
    assert not abbreviates("科技", ("环保", "科技"))
    assert abbreviates("能源", ("科技", "能源"))


def test_no_weight_of_a_difference_speaks_for_it() -> None:
    for kind, value in WEIGHTS.items():
        assert value > 0 if kind.startswith(("same_", "near_core")) else value <= 0
