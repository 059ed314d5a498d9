"""Ends of a relation by hand; partners both ways; the maker's word, not the user's."""

import pytest

from chainmatch.matching.company import Company
from chainmatch.matching.making import only_used
from chainmatch.plan.relations import Relation
from chainmatch.planning.parties import known_parties, party_of_lead
from chainmatch.planning.partners import Party, down_end, fit, partners, up_end
from chainmatch.workbench import Workbench

ACID = Relation(
    *("r1", "10.4", "9.1", "by-product", "硫酸", ("3212",), ("2643",)),
    *(("铅锌冶炼", "硫酸"), ("钛白粉",), "curated", 3, "硫酸法钛白要用大量硫酸", "工艺"),
)


def party(id: str, text: str, link: str = "", code: str = "", place: str | None = None) -> Party:
    links = {link: 1.0} if link else {}
    classes = {code: 1.0} if code else {}
    return Party(id, id, text, links, classes, place.split("-")[0] if place else None, place, "s")


SMELTER = party("smelter", "铅锌冶炼,副产硫酸", "10.4", "3212", "bygx-core")
PIGMENT = party("pigment", "年产10万吨钛白粉", "9.1", "2643", "bygx-yindong")
COATING = party("coating", "采用钛白粉生产涂料", "9.1", "2641", "bygx-core")
FOOD = party("food", "面粉加工", "12.1", "1311")


def test_signs_add_up_as_independent_ones() -> None:
    end = fit(SMELTER, up_end(ACID))
    assert end.word == "铅锌冶炼"
    assert end.fit == pytest.approx(1 - 0.4 * 0.4 * 0.7)
    assert fit(COATING, down_end(ACID)).word == ""
    assert fit(COATING, down_end(ACID)).fit == pytest.approx(0.3)
    assert fit(FOOD, down_end(ACID)).fit == 0.0


def test_partners_are_found_from_either_end() -> None:
    known = [SMELTER, PIGMENT, COATING, FOOD]
    (mine,) = partners(SMELTER, known, [ACID])
    assert (mine.role, mine.party.id, mine.near) == ("by-product user", "pigment", "zone")
    (theirs,) = partners(PIGMENT, known, [ACID])
    assert (theirs.role, theirs.party.id) == ("by-product source", "smelter")
    assert mine.score == pytest.approx(theirs.score)
    assert mine.score == pytest.approx(mine.mine.fit * mine.theirs.fit)
    assert partners(FOOD, known, [ACID]) == ()


def test_nobody_is_a_partner_of_itself_and_the_nearer_comes_first() -> None:
    near = party("near", "年产10万吨钛白粉", "9.1", "2643", "bygx-core")
    found = partners(SMELTER, [SMELTER, PIGMENT, near], [ACID])
    assert [one.party.id for one in found] == ["near", "pigment"]
    assert found[0].near == "park"


@pytest.mark.parametrize(
    ("clause", "used"),
    [
        ("以硫酸为原料生产磷肥", True),
        ("采用硫酸分解磷矿", True),
        ("年产硫酸20万吨", False),
        ("副产硫酸", False),
        ("采用硫磺制取硫酸", False),
        ("生产磷肥", False),
    ],
)
def test_a_product_is_told_from_a_feed(clause: str, used: bool) -> None:
    assert only_used(clause, "硫酸") == used


@pytest.fixture(scope="module")
def known(workbench: Workbench) -> list[Party]:
    return list(known_parties(workbench.matcher))


@pytest.mark.parametrize(
    ("text", "role", "flow", "name"),
    [
        ("铅锌冶炼，副产硫酸", "by-product user", "硫酸", "东方钛业"),
        ("硫酸法钛白粉年产15万吨", "by-product source", "硫酸", "白银有色集团铜冶炼"),
        ("年产钛白粉10万吨，副产硫酸亚铁", "by-product user", "硫酸亚铁", "东方钛业"),
        ("年产2万吨磷酸铁锂正极材料", "customer", "正负极", "电池"),
        ("电解铜冶炼", "customer", "铜", "德福新材料"),
    ],
)
def test_what_practice_shows_comes_out(
    text: str, role: str, flow: str, name: str, workbench: Workbench, known: list[Party]
) -> None:
    company = Company.from_text(text)
    me = party_of_lead(company, workbench.match(company), "lead")
    found = partners(me, known, workbench.relations)[:20]
    assert any(
        one.role == role and flow in one.relation.what and name in one.party.name for one in found
    ), [(one.role, one.party.name, one.relation.what) for one in found]
