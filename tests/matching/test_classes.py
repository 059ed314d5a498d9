"""The classes of GB/T 4754 that a lead gets: exact ones, and what holds for every lead."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from chainmatch.errors import DataError
from chainmatch.matching.class_model import ClassModel, Mix, Trust
from chainmatch.matching.classes import UNSURE, class_shares
from chainmatch.matching.company import Company
from chainmatch.matching.result import ClassMatch, to_json
from chainmatch.matching.view import View
from chainmatch.paths import data_file, model_path, read_json
from chainmatch.workbench import Workbench, open_reference

TRUTHS = {
    "建设两条方形磷酸铁锂电芯产线，并配套储能电池PACK车间": "3841",
    "年产三万吨锂电池石墨负极材料，自建石墨化炉": "3091",
    "湿法冶炼生产三元前驱体，供正极材料厂家使用": "3985",
    "碳酸锂和硫酸镍生产线": "2613",
    "电解铜箔年产一万吨，厚度六微米": "3251",
    "以煤为原料经气化合成甲醇": "2614",
    "普通硅酸盐水泥熟料生产": "3011",
    "预拌混凝土搅拌站，供应市政工程": "3021",
    "热轧螺纹钢和高速线材": "3130",
    "矿热炉冶炼硅铁合金": "3140",
    "电解铝液铸造铝锭": "3216",
    "海绵钛冶炼": "3219",
    "中药饮片炮制，以黄芪、当归切片为主": "2730",
    "生产浓缩丸、口服液等中成药": "2740",
    "狂犬病疫苗和重组疫苗的研发与生产": "2762",
    "一次性医用口罩、纱布和敷料": "2770",
    "重离子治疗装置的设计与制造": "3581",
    "离心泵和真空泵制造": "3441",
    "高压阀门、球阀、蝶阀": "3443",
    "铁路货车轴承和轧机轴承": "3451",
    "石油钻机、修井机成套装备": "3512",
    "风力发电机组总装与轮毂": "3415",
    "光伏组件和单晶硅片": "3825",
    "油浸式变压器生产": "3821",
    "高低压开关柜成套": "3823",
    "交联电力电缆和架空导线": "3831",
    "芯片封装测试线": "3973",
    "消费级和植保无人机整机组装": "3963",
    "建设万架规模的数据中心，提供算力服务": "6450",
    "果蔬冷库，库容两万吨": "5930",
    "危险化学品储罐区，对外提供化工品仓储": "5942",
    "百兆瓦集中式光伏电站": "4416",
    "风电场开发与运营": "4415",
    "废旧动力电池拆解，回收黑粉": "4210",
    "危险废物焚烧与填埋处置中心": "7724",
    "第三方检测实验室，开展材料检测": "7452",
    "生物有机肥，利用畜禽粪便堆肥": "2625",
    "除草剂原药及悬浮剂": "2631",
    "马铃薯淀粉加工": "1391",
    "纯净水和矿泉水灌装": "1522",
    "浮法平板玻璃": "3041",
    "瓦楞纸箱和彩盒": "2231",
}
LEADS = [*TRUTHS, "新材料项目", "做贸易的公司，想在园区落户", "连锁火锅餐饮加盟", "🙂 ok"]
DIGITS = re.compile(r"\d{4}|\d{2}")


def gbt(workbench: Workbench, text: str, **fields: object) -> tuple[ClassMatch, ...]:
    return workbench.match_row({"id": "lead", "text": text, **fields}).gbt


@pytest.mark.parametrize(("text", "code"), TRUTHS.items())
def test_what_is_plainly_said_gets_its_class(workbench: Workbench, text: str, code: str) -> None:
    assert gbt(workbench, text)[0].code == code


@pytest.mark.parametrize("text", LEADS)
def test_five_classes_that_exist_and_fall(workbench: Workbench, text: str) -> None:
    found = gbt(workbench, text)
    names = {row["code"]: row["name"] for row in read_json(data_file("gbt4754.json"))["classes"]}
    assert all(names[entry.code] == entry.name for entry in found)
    assert all(0.0 <= entry.confidence <= 1.0 for entry in found)
    assert [len(entry.code) for entry in found] == [4] * 5 + [2] * (len(found) - 5)
    assert len({entry.code for entry in found}) == len(found)
    confidences = [entry.confidence for entry in found[:5]]
    assert confidences == sorted(confidences, reverse=True)


@pytest.mark.parametrize("text", LEADS)
def test_a_division_follows_just_where_the_classes_are_unsure(
    workbench: Workbench, text: str
) -> None:
    found, reference = gbt(workbench, text), workbench.matcher.reference
    assert (len(found) == 6) is (found[0].confidence < UNSURE)
    view = View(Company.from_text(text), reference, workbench.matcher.calibration.sharpness)
    share, sums = class_shares(view), {}
    for row, part in zip(reference.classes, share, strict=True):
        sums[row.code[:2]] = sums.get(row.code[:2], 0.0) + float(part)
    assert share.sum() == pytest.approx(1.0)
    for last in found[5:]:
        assert sums[last.code] == pytest.approx(max(sums.values()))
        trust = reference.class_model.trust
        assert last.confidence == pytest.approx(trust.of(sums[last.code]), abs=1e-9)
        same = [entry.confidence for entry in found[:5] if entry.code.startswith(last.code)]
        assert all(last.confidence >= confidence for confidence in same)


@pytest.mark.parametrize(
    ("text", "code"),
    [("做多种金属冶炼，铜铅锌都有", "32"), ("多种化工产品，涂料、树脂和助剂", "26")],
)
def test_a_lead_of_many_classes_falls_back_to_its_division(
    workbench: Workbench, text: str, code: str
) -> None:
    assert [entry.code for entry in gbt(workbench, text)][5:] == [code]


def test_a_stated_class_stays_first_and_needs_no_division(workbench: Workbench) -> None:
    found = gbt(workbench, "新材料项目", gbt="3240")
    assert found[0].code == "3240"
    assert [len(entry.code) for entry in found] == [4] * 5


def test_a_lead_out_of_scope_gets_classes_too(workbench: Workbench) -> None:
    found = workbench.match_row({"id": "x", "text": "连锁火锅餐饮门店加盟"})
    assert found.status == "abstained"
    assert found.gbt[0].code.startswith("62")


def test_the_json_prints_all_of_them(workbench: Workbench) -> None:
    found = workbench.match_row({"id": "x", "text": "新材料项目"})
    printed = json.loads(json.dumps(to_json(found)))["gbt"]
    assert [list(entry) for entry in printed] == [["code", "name", "confidence"]] * len(found.gbt)
    assert all(DIGITS.fullmatch(entry["code"]) for entry in printed)


def test_opening_again_gives_the_same_classes(workbench: Workbench) -> None:
    again = Workbench.open()
    assert [gbt(again, text) for text in LEADS] == [gbt(workbench, text) for text in LEADS]


def test_the_shipped_model_knows_the_classes_and_is_small() -> None:
    path = model_path("classes.npz")
    model = ClassModel.from_file(path)
    assert model.text is not None
    assert model.text.labels == tuple(c.code for c in open_reference().classes)
    assert path.stat().st_size <= 6_000_000


def test_the_shipped_model_holds_no_sentences() -> None:
    text = ClassModel.from_file(model_path("classes.npz")).text
    assert text is not None
    runs = [gram for gram in text.vocabulary if gram[0] >= "\u3400"]
    assert max(map(len, runs)) <= 3
    words = [gram.removeprefix("w:") for gram in text.vocabulary if gram.startswith("w:")]
    assert max(map(len, words)) <= 16
    assert not any(mark in gram for gram in text.vocabulary for mark in "，。；、 ")


def test_trade_words_are_for_classes_that_exist_and_none_comes_twice() -> None:
    codes = {r["code"] for r in read_json(data_file("gbt4754.json"))["classes"] if r["level"] == 4}
    words = read_json(data_file("class_synonyms.json"))["classes"]
    assert set(words) <= codes
    assert list(words) == sorted(words)
    assert len(words) >= 250
    assert [code for code, listed in words.items() if len(set(listed)) < len(listed)] == []


@pytest.mark.parametrize(("share", "chance"), [(0.0, 0.0), (0.5, 0.5), (1.0, 1.0)])
def test_trust_without_a_fit_is_the_share_itself(share: float, chance: float) -> None:
    assert Trust().of(share) == pytest.approx(chance, abs=1e-8)


def test_trust_rises_with_the_share() -> None:
    given = [Trust(0.4, 0.5).of(share) for share in np.linspace(0, 1, 50).tolist()]
    assert given == sorted(given)


def test_a_model_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "m.npz").write_bytes(b"no model")
    with pytest.raises(DataError, match=r"m\.npz is no model of classes"):
        ClassModel.from_file(tmp_path / "m.npz")
    with pytest.raises(DataError, match="nothing to write"):
        ClassModel(None, Mix()).write(tmp_path / "n.npz")
