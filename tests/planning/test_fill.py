"""A profile comes from plan, relations and classes; candidates are matching read backwards."""

import pytest

from chainmatch.matching.company import Company
from chainmatch.matching.result import Match
from chainmatch.plan.relations import Relation
from chainmatch.planning.fill import candidates, profile
from chainmatch.workbench import Workbench

TIES = (
    Relation(
        *("r1", "10.2", "14.4", "material", "铜箔", ("3251",), ("3985",), ("铜箔",), ("正极",)),
        *("curated", 3, "集流体", "工艺"),
    ),
    Relation(
        *("r2", "14.4", "15.5", "material", "正极材料", ("3985",), ("3841",)),
        *(("磷酸铁锂",), ("电芯",), "curated", 3, "电芯用正极", "工艺"),
    ),
)
LEADS = (
    ("row 1", Company.from_text("年产2万吨磷酸铁锂正极材料")),
    ("row 2", Company.from_text("经营连锁火锅店")),
    ("row 3", Company.from_text("新建10万吨黄磷和光气法异氰酸酯项目，生产危险化学品")),
)


def asked(workbench: Workbench, leads: tuple) -> list[tuple[str, Company, Match]]:
    return [(place, company, workbench.match(company)) for place, company in leads]


def test_a_profile_names_products_words_and_neighbours(workbench: Workbench) -> None:
    counts = {"3985": {"14.4": 6, "9.3": 2}, "2613": {"14.4": 1}, "5210": {"none": 4}}
    found = profile(workbench.graph, "14.4", TIES, counts)
    assert found.products == tuple(
        product.name for product in workbench.graph.direction("14.4").products
    )
    assert found.classes == (("3985", 0.75), ("2613", 1.0))
    assert "磷酸铁锂" in found.terms
    assert "正极" in found.terms
    assert "铜箔" not in found.terms
    assert [one.id for one in found.suppliers] == ["r1"]
    assert [one.id for one in found.users] == ["r2"]
    assert {tie.park for tie in found.parks} >= {"lzxq-mat"}


def test_candidates_are_ranked_by_what_matching_says(workbench: Workbench) -> None:
    found = candidates(workbench.matcher, asked(workbench, LEADS), "14.4")
    assert found[0].place == "row 1"
    for one in found:
        assert 0.0 <= one.score <= 1.0
        link = {m.id: m.confidence for m in one.match.links}.get("14.4")
        if link is not None:
            assert one.link_share == pytest.approx(link)
        park = next(p for p in one.match.parks if p.id == one.park)
        assert one.park_share == park.confidence
        expected = 0.0 if park.vetoed else one.match.in_scope * one.link_share * park.confidence
        assert one.score == pytest.approx(expected)


def test_a_vetoed_park_is_never_filled(workbench: Workbench) -> None:
    match = workbench.match(LEADS[2][1])
    vetoed = next(park.id for park in match.parks if park.vetoed)
    (one,) = candidates(workbench.matcher, asked(workbench, LEADS[2:]), "9.2", vetoed)
    assert one.score == 0.0
    assert one.failed


def test_the_asked_park_is_kept(workbench: Workbench) -> None:
    found = candidates(workbench.matcher, asked(workbench, LEADS), "14.4", "bygx-yindong")
    assert {one.park for one in found} == {"bygx-yindong"}


def test_a_link_that_the_match_does_not_show_has_its_share(workbench: Workbench) -> None:
    (one,) = candidates(workbench.matcher, asked(workbench, LEADS[:1]), "20.5")
    assert "20.5" not in {link.id for link in one.match.links}
    assert 0 < one.link_share <= min(link.confidence for link in one.match.links)
