import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import streamlit as st
from page import PAYLOADS, ROOT, asked, drawing, markdown, opened, seen
from streamlit.testing.v1 import AppTest

from chainmatch.matching.company import Company
from chainmatch.ui import session
from chainmatch.ui.parts import _STYLE, plain
from chainmatch.ui.words import WORDS
from chainmatch.workbench import Workbench

ANODE = "做锂电负极材料的，人造石墨为主，要大块地和便宜的电"
# Ids, units and names that are the same in Chinese.
SAME = re.compile(
    r"\[[a-z]{2}\d{3}|(?:lzxq|lzgx|bygx|lzjk)-[a-z]+|GB/T|LM Wind Power|English"
    r"|\[[A-Z]{2,3}-\d+\]|data/park_facts\.json|https?://\S+"
)


def headings(at: AppTest) -> list[str]:
    found = (re.fullmatch(r"(\d) · (.+)", text) for text in seen(at))
    return [match[2] for match in found if match]


def test_the_first_screen_says_what_to_do() -> None:
    at = opened()
    assert not at.exception
    assert [info.value for info in at.info] == [WORDS["empty"][0]]
    assert headings(at) == []


def test_a_description_gets_the_parks_of_the_matcher_in_their_order(workbench: Workbench) -> None:
    match = workbench.match(Company.from_text(ANODE))
    at = asked(ANODE)
    assert not at.exception
    allowed = [park.id for park in match.parks if not park.vetoed]
    assert headings(at) == [workbench.graph.park(id).name for id in allowed[:5]]
    assert [int(bar.value) for bar in at.get("progress")] == [
        int(park.confidence * 100) for park in match.parks if park.id in allowed[:5]
    ]


def test_links_gaps_and_classes_are_those_of_the_matcher(workbench: Workbench) -> None:
    match = workbench.match(Company.from_text(ANODE))
    at = asked(ANODE)
    ids = [str(id).replace("\\", "").replace("\u2060", "") for id in at.table[0].value["编号"]]
    assert ids == [link.id for link in match.links]
    told = "\n".join(seen(at))
    report = workbench.report("zh")
    assert all(report.gap(gap) in told for gap in match.gaps)
    assert all(f"{found.code} {found.name}" in told for found in match.gbt)


def test_the_route_goes_from_the_best_link_to_the_best_park(workbench: Workbench) -> None:
    match = workbench.match(Company.from_text(ANODE))
    dot = drawing(asked(ANODE))
    steps = workbench.graph.path(match.links[0].id, match.parks[0].id)
    assert dot.count("->") == len(steps) + 1
    assert [dot.index(step.target_name) for step in steps]
    assert "对应条目" in dot
    assert "专栏" in dot


def test_what_each_family_adds_sums_to_what_is_shown(workbench: Workbench) -> None:
    best = workbench.match(Company.from_text(ANODE)).parks[0]
    told = seen(asked(ANODE))
    total = told.index(f"合计 {best.score:+.1f}")
    families = [r for r in workbench.report("zh").reasons(best) if abs(r.log_odds) >= 0.05]
    adds = [re.fullmatch(r"\S+ ([+-]\d\.\d)", text) for text in told]
    first = [float(match[1]) for match in adds if match][: len(families)]
    assert total >= 0
    assert sum(first) == pytest.approx(best.score, abs=0.2)


def test_a_sample_is_one_click_away() -> None:
    at = opened()
    number = [row["name"] for row in session.samples()].index("江苏扬农化工")
    at.button(key=f"sample-{number}").click().run()
    assert at.text_area(key="text").value == session.samples()[number]["text"]
    assert at.header[0].value == "江苏扬农化工"
    assert headings(at)[0] == "绿色化工园区"


def test_parks_that_a_rule_excludes_come_last_with_the_rule() -> None:
    at = asked("年产2万吨农药原药和中间体，属危险化学品生产")
    folded = next(e for e in at.expander if e.label.startswith("不符合准入的园区"))
    told = [text.value for text in folded.text]
    assert len(told) == 5
    assert all(line.startswith("✗ 不符合") and line.endswith("[URB-01]") for line in told)
    assert "雁滩园区" not in headings(at)


def test_optional_fields_reach_the_matcher() -> None:
    at = opened()
    at.text_area(key="text").input("精细化工中间体")
    at.radio(key="hazard").set_value("yes")
    at.number_input(key="energy_tce").set_value(1200)
    at.selectbox(key="gbt").set_value("2614")
    at.button(key="go").click().run()
    row = at.session_state["answer"].row
    assert row["hazardous_chemicals"] is True
    assert (row["energy_tce"], row["gbt"]) == (1200, "2614")
    assert any("节能审查意见" in text for text in seen(at))


@pytest.mark.parametrize("text", ["", "   ", "!", "12345", "字" * 10_001])
def test_what_cannot_be_read_gets_one_sentence(text: str) -> None:
    at = asked(text)
    assert not at.exception
    assert len(at.warning) == 1
    told = at.warning[0].value
    assert told.replace("\u2060", "").startswith(f"描述有 {len(text.strip())} 个字符")
    assert headings(at) == []


def test_a_lead_outside_the_plan_is_told_so_and_what_to_add() -> None:
    at = asked("连锁火锅餐饮品牌，在商场开设直营门店，提供堂食、外卖和会员服务。")
    assert not at.exception
    told = seen(at)
    assert WORDS["abstained"][0] in told
    assert WORDS["add"][0] in told
    assert any(text.startswith("最接近：") for text in told)
    assert drawing(at) == ""


def test_the_language_changes_the_words_and_keeps_the_lead() -> None:
    at = asked(ANODE)
    parks = headings(at)
    at.radio(key="language").set_value("en").run()
    assert at.title[0].value == WORDS["match.title"][1]
    assert at.text_area(key="text").value == ANODE
    assert headings(at) == parks
    ours = {zh for zh, en in WORDS.values() if zh != en}
    assert ours & set(seen(at)) == set()


def test_no_english_is_left_in_chinese() -> None:
    at = asked("年产2万吨农药原药和中间体，属危险化学品生产", "某企业")
    told = [SAME.sub("", text) for text in seen(at)]
    assert [text for text in told if re.search("[A-Za-z]{2,}", text)] == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_a_lead_holds_is_markdown(payload: str) -> None:
    at = asked(f"{payload} {ANODE}", payload)
    assert not at.exception
    assert at.header[0].value == plain(payload)
    assert [text for text in markdown(at) if payload in text] == []
    assert [element.proto.body for element in at.get("html")] == [_STYLE]


def test_data_that_cannot_be_opened_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    st.cache_resource.clear()
    monkeypatch.setenv("CHAINMATCH_HOME", str(tmp_path))
    at = opened()
    st.cache_resource.clear()
    assert not at.exception
    assert at.error[0].value == WORDS["broken"][0]


def test_the_page_starts_without_torch() -> None:
    code = (
        "import sys; from streamlit.testing.v1 import AppTest;"
        f"at = AppTest.from_file({str(ROOT / 'app.py')!r}, default_timeout=120).run();"
        "print(len(at.exception), 'torch' in sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert result.stdout.split() == ["0", "False"], result.stderr


def test_the_server_stays_on_this_machine() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["address"] == "127.0.0.1"
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"] == {"toolbarMode": "viewer", "showErrorDetails": "none"}
    assert ":" not in config["theme"]["font"]
