"""Whether a clause says that a product is made."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainmatch.matching.making import makes
from chainmatch.workbench import Workbench

TERMS = ("硫酸", "硝酸", "甲醇", "methanol", "toluene", "原药")
MADE = (
    ("生产硫酸", "硫酸"),
    ("硫酸生产", "硫酸"),
    ("年产10万吨硫酸", "硫酸"),
    ("硫酸10万吨/年项目", "硫酸"),
    ("硫酸装置扩建", "硫酸"),
    ("产品包括电子级硫酸", "硫酸"),
    ("硫酸、硝酸生产", "硫酸"),
    ("硫酸、硝酸生产", "硝酸"),
    ("生产磷肥和硫酸", "硫酸"),
    ("生产硫酸、磷肥", "硫酸"),
    ("使用硫磺生产硫酸", "硫酸"),
    ("生产硫酸(工业级)", "硫酸"),
    ("methanol production", "methanol"),
    ("producing methanol and toluene", "toluene"),
    ("a plant for production of methanol", "methanol"),
)
NOT_MADE = (
    ("硫酸镍生产", "硫酸"),
    ("过硫酸生产", "硫酸"),
    ("使用硫酸生产", "硫酸"),
    ("硫酸法生产钛白粉", "硫酸"),
    ("硫酸生产用泵", "硫酸"),
    ("硫酸生产企业厂房建设", "硫酸"),
    ("硫酸、硝酸用阀门", "硫酸"),
    ("以硫酸、硝酸为原料生产化肥", "硝酸"),
    ("硫酸、硝酸为原料生产化肥", "硫酸"),
    ("副产硫酸", "硫酸"),
    ("外购甲醇、硫酸", "硫酸"),
    ("methanol engine production", "methanol"),
    ("using methanol and toluene", "toluene"),
    ("dimethanol production", "methanol"),
    ("没有它的生产", "硫酸"),
)
HEADS = (
    "罐",
    "阀门",
    "泵",
    "传感器",
    "储槽",
    "钢瓶",
    "燃料电池",
    "渣制砖",
    "树脂",
    "管道",
    "试纸",
    "行业软件",
)


@pytest.mark.parametrize(("clause", "term"), MADE)
def test_making_is_seen(clause: str, term: str) -> None:
    assert makes(clause, term, TERMS)


@pytest.mark.parametrize(("clause", "term"), NOT_MADE)
def test_anything_else_is_not_making(clause: str, term: str) -> None:
    assert not makes(clause, term, TERMS)


def test_only_some_terms_may_end_a_longer_name() -> None:
    assert makes("草甘膦原药合成", "原药", TERMS, any_opening=True)
    assert not makes("草甘膦原药合成", "原药", TERMS)
    assert not makes("中药原药材加工生产", "原药", TERMS, any_opening=True)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_thing_named_after_a_chemical_is_never_the_chemical(
    workbench: Workbench, data: st.DataObject
) -> None:
    terms = [t for t in workbench.matcher.terms._terms["hazardous_products"] if not t.isascii()]
    term, head = data.draw(st.sampled_from(terms)), data.draw(st.sampled_from(HEADS))
    found = workbench.match_row({"text": f"年产三千套{term}{head}，{term}{head}生产"})
    assert [p.id for p in found.parks if p.vetoed and p.id != "lzxq-chem"] == []
