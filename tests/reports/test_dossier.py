"""The report on a lead says what the match says, with its sources, and adds nothing."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from chainmatch.matching.company import Company
from chainmatch.matching.result import Match
from chainmatch.reports.dossier import Beside, Case, dossier
from chainmatch.reports.paper import Block, Heading, Paper, Paragraph, Picture, Table, texts
from chainmatch.reports.wording import word
from chainmatch.workbench import Workbench

ON = dt.date(2026, 11, 25)
HEADINGS = ("一、项目简介", "二、研判", "三、建议", "四、其他")
LFP = "建设年产5万吨磷酸铁锂正极材料项目，总投资12亿元，占地200亩"
CHLORINE = "年产3万吨氯碱、液氯及光气法TDI"
FIXED = {"7", "10", "100%"}
"""Numbers of the wording itself."""


def case_of(workbench: Workbench, row: Mapping[str, object], **beside: object) -> Case:
    company = Company.from_row(row)
    given = Beside(fields=row, **beside)  # type: ignore[arg-type]
    return Case(company, workbench.match(company), workbench.question(company), ON, given)


def report(workbench: Workbench, row: Mapping[str, object], **beside: object) -> Paper:
    return dossier(case_of(workbench, row, **beside), workbench.ground("zh"))


def part(paper: Paper, number: int) -> list[Block]:
    """Return the blocks below one heading."""
    blocks = list(paper.sections[0].blocks)
    places = [i for i, block in enumerate(blocks) if isinstance(block, Heading)] + [len(blocks)]
    return blocks[places[number - 1] + 1 : places[number]]


def said(blocks: list[Block]) -> str:
    return "\n".join(texts(blocks))


def table(blocks: list[Block], head: str) -> Table:
    return next(b for b in blocks if isinstance(b, Table) and head in b.header)


def stated(paper: Paper) -> dict[str, str]:
    """Return what the first part says of each matter."""
    rows = table(part(paper, 1), "事项").rows
    return {row[i]: row[i + 1] for row in rows for i in (0, 2)}


@pytest.fixture(scope="module")
def lfp(workbench: Workbench) -> Paper:
    return report(workbench, {"id": "L-7", "name": "正极材料项目", "text": LFP})


@pytest.mark.parametrize("text", [LFP, CHLORINE, "经营火锅店", "打造一流营商环境", "磷酸铁锂"])
def test_every_report_has_the_four_headings(workbench: Workbench, text: str) -> None:
    paper = report(workbench, {"text": text})
    assert paper.headings == HEADINGS
    paragraphs = [b.text for b in paper.blocks if isinstance(b, Paragraph | Heading)]
    assert all(told.strip() for told in paragraphs)
    assert all(part(paper, number) for number in (1, 2, 3, 4))


def test_what_the_lead_states_stands_with_its_unit_and_the_rest_is_not_stated(
    workbench: Workbench,
) -> None:
    row = {"name": "正极", "text": LFP, "invest_wanyuan": 120000.0, "energy_tce": 4500.5}
    row |= {"hazardous_chemicals": False, "预计年产值(万元)": 300000, "批示": "请研究"}
    paper = report(workbench, row)
    matters = stated(paper)
    assert matters["企业或项目名称"] == "正极"
    assert matters["计划总投资"] == "120,000 万元"
    assert matters["年综合能耗"] == "4,500.5 吨标准煤"
    assert matters["用地"] == "原文：“占地200亩”"
    assert matters["预计年产值"] == "300,000（表头：预计年产值(万元)）"
    assert matters["是否生产危险化学品"] == "否"
    assert matters["就业人数"] == matters["年用水量"] == matters["投资主体"] == "未提供"
    further = next(b for b in part(paper, 1)[3:] if isinstance(b, Table))
    assert further.rows == (("批示", "请研究"),)
    assert f"线索原文：“{LFP}”" in said(part(paper, 1))


@pytest.mark.parametrize(
    ("text", "matter", "told"),
    [
        ("年產5萬噸磷酸鐵鋰，佔地面積約200畝，計劃總投資額12億元", "用地", "佔地面積約200畝"),
        (
            "年產5萬噸磷酸鐵鋰，佔地面積約200畝，計劃總投資額12億元",
            "计划总投资",
            "計劃總投資額12億元",
        ),
        ("年产铜箔，12亿元总投资", "计划总投资", "12亿元总投资"),
        ("铜箔，预计年产值达 3,500 万元，纳税２００万元", "预计年产值", "产值达 3,500 万元"),
        ("铜箔，预计年产值达3亿元，纳税２００万元", "预计年税收", "纳税２００万元"),
        (
            "copper foil, investment of 1.2 billion yuan",
            "计划总投资",
            "investment of 1.2 billion yuan",
        ),
        ("铜箔项目，带动就业约300人", "就业人数", "就业约300人"),
        ("铜箔项目，综合能耗约4.5万吨标准煤", "年综合能耗", "能耗约4.5万吨标准煤"),
        ("双氧水，属危险化学品生产", "是否生产危险化学品", "属危险化学品生产"),
    ],
)
def test_what_only_the_text_says_is_quoted_as_it_stands(
    workbench: Workbench, text: str, matter: str, told: str
) -> None:
    assert stated(report(workbench, {"text": text}))[matter] == f"原文：“{told}”"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"low": 5000.0, "high": 8000.0}, "5,000—8,000 万元"),
        ({"low": 5000.0}, "不低于5,000 万元"),
        ({"high": 5000.0}, "不超过5,000 万元"),
        ({"value": 5000.5, "about": True}, "约5,000.5 万元"),
        (0, "0 万元"),
    ],
)
def test_a_rough_figure_stays_rough(workbench: Workbench, value: object, told: str) -> None:
    row = {"text": "铜箔", "invest_wanyuan": value, "phone": "+86 931", "容积": {"a": 1}}
    paper = report(workbench, row)
    assert stated(paper)["计划总投资"] == told
    further = next(b for b in part(paper, 1)[3:] if isinstance(b, Table))
    assert further.rows == (("联系电话", "+86 931"), ("容积", "{'a': 1}"))


def test_a_figure_that_cannot_be_read_is_shown_as_written(workbench: Workbench) -> None:
    row = {"text": LFP, "unparsed": {"energy_tce": "5—8万吨"}}
    told = stated(report(workbench, row))["年综合能耗"]
    assert told == "“5—8万吨”（照录，不能换算成统一单位）"


def test_a_long_lead_is_quoted_in_part_and_says_so(workbench: Workbench) -> None:
    told = said(part(report(workbench, {"text": "磷酸铁锂正极材料" * 1100}), 1))
    assert "共8800字，摘录前600字" in told
    assert len(told) < 1500


def shares(match: Match) -> set[str]:
    """Return every probability of a match as a report would write it."""
    found = [match.in_scope, match.chain.confidence, match.place.confidence]
    for group in (match.links, match.industries, match.parks, match.zones, match.gbt):
        found += [one.confidence for one in group]
    return {f"{share:.0%}" for share in found}


@pytest.mark.parametrize(
    "text", [LFP, CHLORINE, "铝板带，供电池托盘", "速冻水饺和冷库", "经营火锅店"]
)
def test_every_share_of_a_report_is_of_the_match(workbench: Workbench, text: str) -> None:
    case = case_of(workbench, {"text": text})
    paper = dossier(case, workbench.ground("zh"))
    asked = case.question.answers if case.question else ()
    allowed = shares(case.match) | {f"{p.confidence:.0%}" for a in asked for p in a.parks} | FIXED
    found = set(re.findall(r"\d+%", said([*part(paper, 2), *part(paper, 3)])))
    assert found
    assert found <= allowed


@pytest.mark.parametrize("text", [LFP, CHLORINE, "速冻水饺和冷库"])
def test_every_reason_adds_what_the_match_says(workbench: Workbench, text: str) -> None:
    case = case_of(workbench, {"text": text})
    lead = workbench.report("zh")
    paper = dossier(case, workbench.ground("zh"))
    parks = table(part(paper, 2), "支持理由")
    for row, park in zip(parks.rows, case.open_parks, strict=False):
        sums = {f"{r.name} {r.log_odds:+.1f}" for r in lead.reasons(park)}
        told = re.findall(r"^(\S+ [+-]\d+\.\d)", "\n".join(row[3:]), re.MULTILINE)
        assert told
        assert set(told) <= sums
        assert row[1:3] == (lead.park_name(park.id), f"{park.confidence:.0%}")
    links = table(part(paper, 2), "主要理由")
    for row, link in zip(links.rows, case.match.links, strict=False):
        told = set(re.findall(r"[+-]\d+\.\d", row[4]))
        assert told <= {f"{r.log_odds:+.1f}" for r in link.reasons}
        assert row[0] == f"{link.id} {link.name}"


def test_every_mark_that_is_cited_is_in_the_sources(workbench: Workbench, lfp: Paper) -> None:
    sources = {row[0]: row for row in table(part(lfp, 4), "出处").rows}
    cited = set(re.findall(r"\[([A-Za-z]+-?\d+)(?=[\],])", said([*part(lfp, 2), *part(lfp, 3)])))
    assert cited
    assert cited <= set(sources)
    known = {e.id: e for e in workbench.registry.enterprises}
    for mark in cited & set(known):
        assert sources[mark][1] == known[mark].name
        assert sources[mark][2] == known[mark].source or known[mark].source == ""
    assert "专栏14-4" in sources
    assert sources["专栏14-4"][2] == "甘政办发〔2023〕88号 专栏14-4"


def test_the_report_says_what_it_rests_on(workbench: Workbench, lfp: Paper) -> None:
    told = said(part(lfp, 4))
    for value in (workbench.plan.digest, workbench.registry.digest, "zh-industry-static-v1"):
        assert value in told
    assert "2026年11月25日" in told
    assert "不预测项目能否落地" in told
    assert "属于推断、不是事实的内容" in told
    rows = table(part(lfp, 4), "片区").rows
    assert [row[0] for row in rows] == [zone.name for zone in workbench.plan.zones]


def test_admission_names_clause_source_and_what_is_missing(workbench: Workbench) -> None:
    case = case_of(workbench, {"text": CHLORINE})
    blocks = part(dossier(case, workbench.ground("zh")), 2)
    rows = table(blocks, "条款和出处").rows
    rules = {rule.id: rule for rule in workbench.matcher.admission.rules}
    judged = case.advised[0].eligibility
    assert len(rows) == len(judged)
    for row, one in zip(rows, judged, strict=True):
        assert row[0].startswith(f"{rules[one.rule].title}[{one.rule}]")
        assert row[1] == word(one.verdict, "zh")
        assert rules[one.rule].source in row[4]
        assert row[2] == "、".join(word(need, "zh") for need in one.needs)
    unverified = [row for row, one in zip(rows, judged, strict=True) if one.rule == "EN-02"]
    assert unverified[0][4].endswith("未核对原文")


def test_parks_that_a_rule_refuses_are_named_and_not_ranked(workbench: Workbench) -> None:
    case = case_of(workbench, {"text": CHLORINE})
    blocks = part(dossier(case, workbench.ground("zh")), 2)
    vetoed = [p for p in case.match.parks if p.vetoed]
    assert vetoed
    ranked = {row[1] for row in table(blocks, "支持理由").rows}
    lead = workbench.report("zh")
    for park in vetoed:
        assert lead.park_name(park.id) not in ranked
        assert f"{lead.park_name(park.id)}[URB-01]" in said(blocks)
    assert "前置条件尚有待核：[HC-05]" in said(part(dossier(case, workbench.ground("zh")), 3))


@pytest.mark.parametrize(
    ("text", "advice", "asked"),
    [
        ("经营火锅店", "建议不列入本规划范围内跟进", "做什么产品"),
        ("打造一流营商环境", "建议暂缓，待补充资料后再研判。线索没有写明产品", "做什么产品"),
    ],
)
def test_a_lead_outside_the_plan_gets_no_park(
    workbench: Workbench, text: str, advice: str, asked: str
) -> None:
    paper = report(workbench, {"text": text})
    assert advice in said(part(paper, 3))
    assert "园区：不推荐。" in said(part(paper, 3))
    assert asked in said(part(paper, 3))
    assert "不推荐园区" in said(part(paper, 2))
    names = [park.name for park in workbench.plan.parks]
    assert [n for n in names if n in said([*part(paper, 2), *part(paper, 3)])] == []
    assert not any(isinstance(block, Picture) for block in paper.blocks)


def test_a_lead_that_every_park_refuses_gets_no_park(workbench: Workbench) -> None:
    case = case_of(workbench, {"text": CHLORINE})
    refused = next(p for p in case.match.parks if p.vetoed).eligibility
    match = replace(
        case.match, parks=tuple(replace(p, eligibility=refused) for p in case.match.parks)
    )
    paper = dossier(replace(case, match=match), workbench.ground("zh"))
    assert "全部24个园区均有准入规则不予通过" in said(part(paper, 2))
    assert "园区：不推荐。" in said(part(paper, 3))
    assert "建议暂缓" in said(part(paper, 3))


def test_the_score_is_shown_as_given_and_nothing_is_scored_for_it(workbench: Workbench) -> None:
    score = (("投资强度", 18.0, 20.0, "600万元/亩"), ("税收强度", None, 15.0, ""))
    paper = report(workbench, {"text": LFP}, score=score, shortfalls=("税收强度未提供",))
    rows = table(part(paper, 2), "评分项").rows
    assert rows == (("投资强度", "18", "20", "600万元/亩"), ("税收强度", "未评分", "15", ""))
    told = said(part(paper, 2))
    assert "已评分1项，得18分（这些项满分20分）；未评分1项。" in told
    assert "差距：税收强度未提供" in told
    assert "评分项" not in said(part(report(workbench, {"text": LFP}), 2))


def test_the_clock_runs_from_the_day_of_receipt(workbench: Workbench) -> None:
    beside = {"received": dt.date(2026, 11, 23), "status": "在谈", "owner": "招商一处"}
    told = said(part(report(workbench, {"text": LFP}, **beside), 3))
    assert "研判不迟于2026年11月26日，反馈不迟于2026年11月30日" in told
    assert "状态在谈，责任人招商一处，收到日期2026年11月23日" in told
    told = said(part(report(workbench, {"text": LFP}), 3))
    assert "江府办函〔2024〕37号" in told
    assert "状态未提供，责任人未提供，收到日期未提供" in told


def test_the_history_is_told_line_by_line(workbench: Workbench) -> None:
    history = ("2026-11-23 登记", " ", "2026-11-24 电话核实")
    blocks = part(report(workbench, {"text": LFP}, history=history), 4)
    items = [b.text for b in blocks if isinstance(b, Paragraph) and b.text.startswith("2026")]
    assert items == ["2026-11-23 登记", "2026-11-24 电话核实"]


def test_the_chain_names_neighbours_with_who_is_known(workbench: Workbench, lfp: Paper) -> None:
    rows = table(part(lfp, 2), "位置").rows
    assert {row[0] for row in rows} == {"上游", "下游"}
    chain = workbench.ground("zh").chain
    ups = chain.suppliers("14.4")[:5]
    assert [row[1] for row in rows if row[0] == "上游"] == [chain.name(n.link) for n in ups]
    for row, beside in zip(rows, ups, strict=False):
        count = len(beside.known)
        assert row[4].startswith(f"{count}家：") if count else row[4] == "名录中没有"
        assert f"[{beside.relation.id}]" in row[3]


def test_an_english_report_says_the_same(workbench: Workbench) -> None:
    case = case_of(workbench, {"text": LFP})
    paper = dossier(case, workbench.ground("en"))
    assert paper.headings == (
        "1. The project",
        "2. Assessment",
        "3. Advice",
        "4. Other matters",
    )
    chinese = dossier(case, workbench.ground("zh"))
    found = [set(re.findall(r"\d+%", said(part(p, 2)))) for p in (paper, chinese)]
    assert found[0] == found[1]


def test_the_same_lead_gives_the_same_report(workbench: Workbench) -> None:
    assert report(workbench, {"text": LFP}) == report(workbench, {"text": LFP})
