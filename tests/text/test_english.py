"""English leads in Chinese key terms."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmatch.errors import DataError
from chainmatch.paths import data_file
from chainmatch.text.english import EnglishTerms, phrase_words, western

TERMS = {
    "lithium battery": "锂电池",
    "battery": "电池",
    "cathode material": "正极材料",
    "freeze-drying": "冻干",
    "cold store": "冷库",
}


@pytest.fixture(scope="module")
def terms() -> EnglishTerms:
    return EnglishTerms(lambda: TERMS)


@pytest.fixture(scope="module")
def shipped() -> EnglishTerms:
    return EnglishTerms.from_tsv(data_file("english_terms.tsv"))


def test_the_longest_phrase_wins_and_each_term_stands_once(terms: EnglishTerms) -> None:
    told = terms.render("lithium batteries, cathode materials and batteries; lithium battery packs")
    assert told == ("锂电池", "正极材料", "电池")


def test_hyphens_and_plurals_do_not_matter(terms: EnglishTerms) -> None:
    assert terms.render("freeze drying and cold-stores") == ("冻干", "冷库")


def test_a_phrase_does_not_cross_punctuation(terms: EnglishTerms) -> None:
    assert terms.render("lithium, battery") == ("电池",)
    assert terms.render("we sell lithium. battery packs too") == ("电池",)


def test_chinese_leads_stay_as_they_are(terms: EnglishTerms) -> None:
    text = "生产锂电池，型号lithium battery"
    assert not western(text)
    assert terms.bridged(text) == text


def test_an_english_lead_keeps_its_words_behind_the_terms(terms: EnglishTerms) -> None:
    assert terms.bridged("a cold store") == "冷库;a cold store"
    assert terms.bridged("a hat") == "a hat"


def test_the_shipped_terms_are_chinese_and_cover_the_trades(shipped: EnglishTerms) -> None:
    asked = "copper foil; aluminium extrusion; cement clinker; cold storage; vaccines; data centre"
    told = shipped.render(asked)
    assert {"铜箔", "水泥熟料", "疫苗", "数据中心"} <= set(told)
    assert not any(western(term) for term in told)


def test_a_faulty_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text("# remark\ncopper\t铜\nzinc\n", encoding="utf-8")
    broken = EnglishTerms.from_tsv(path)
    with pytest.raises(DataError, match=r"terms\.tsv line 3: 'zinc' is no english<TAB>chinese"):
        broken.render("copper")


@given(st.text(alphabet="abc lithium battery.,-;0123456789", max_size=80))
def test_any_text_gives_known_terms_only(text: str) -> None:
    told = EnglishTerms(lambda: TERMS).render(text)
    assert set(told) <= set(TERMS.values())
    assert len(set(told)) == len(told)


def test_words_of_a_phrase_are_singular_and_bare() -> None:
    assert phrase_words("high-purity metals (99.9 %)") == ("high", "purity", "metal", "99.9")
