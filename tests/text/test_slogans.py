"""What praises is left out; what says a product stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainmatch.text.encoder import Encoder, open_encoder
from chainmatch.text.normalise import normalise
from chainmatch.text.slogans import Slogans
from chainmatch.workbench import open_slogans

PRODUCT = "年产两万吨磷酸铁锂正极材料"
PRAISE = (
    "打造百亿级产业集群",
    "以数字经济赋能高质量发展",
    "构建绿色低碳新格局",
    "助力乡村全面振兴",
)


@pytest.fixture(scope="module")
def slogans() -> Slogans:
    return open_slogans()


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return open_encoder(None)


@pytest.mark.parametrize("praise", PRAISE)
def test_praise_beside_a_product_goes(slogans: Slogans, praise: str) -> None:
    assert slogans.without(f"{praise};{PRODUCT};{praise}") == PRODUCT


def test_praise_alone_stays_whole(slogans: Slogans) -> None:
    text = ";".join(PRAISE)
    assert slogans.without(text) == text


def test_no_fragment_of_a_slogan_is_left(slogans: Slogans) -> None:
    assert slogans.without(f"培育新质生产力;{PRODUCT}") == PRODUCT


@pytest.mark.parametrize("product", ["水泥", "食品", "铜箔", "建材", "疫苗"])
def test_a_short_product_behind_a_slogan_stays(
    slogans: Slogans, encoder: Encoder, product: str
) -> None:
    assert product in slogans.without(f"绿色低碳{product};{PRODUCT}", encoder).split(";")


def test_products_of_one_character_stay(slogans: Slogans, encoder: Encoder) -> None:
    left = slogans.without(f"{PRODUCT};主要产品:铜,铅,锌", encoder).split(";")
    assert {"铜", "铅", "锌"} <= set(left)


def test_a_doubtful_clause_about_something_else_goes(slogans: Slogans, encoder: Encoder) -> None:
    buzz = "元宇宙沉浸式体验"
    text = f"{PRODUCT};{buzz}"
    assert buzz in slogans.without(text)
    assert slogans.without(text, encoder) == PRODUCT


def test_a_second_business_stays(slogans: Slogans, encoder: Encoder) -> None:
    for second in ("生产纸箱和包装盒", "兼营冷链仓储企业", "年屠宰肉羊50万只"):
        assert second in slogans.without(f"{PRODUCT};{second}", encoder)


@settings(deadline=None)
@given(st.lists(st.sampled_from((PRODUCT, *PRAISE, "铜", "铜箔、铝箔")), min_size=1, max_size=6))
def test_what_is_left_was_said(slogans: Slogans, encoder: Encoder, parts: list[str]) -> None:
    text = normalise(";".join(parts)).text
    left = slogans.without(text, encoder)
    assert left
    assert all(clause in text for clause in left.split(";"))
    assert (PRODUCT in left) == (PRODUCT in text)
