"""Which leads the law keeps out of which parks; a wrong veto is the worst error there is."""

import pytest

from chainmatch.matching.company import Company
from chainmatch.matching.result import Judgement, ParkMatch
from chainmatch.workbench import Workbench

URBAN = {"lzgx-yantan", "lzgx-qilihe", "lzgx-jiuzhou", "lzjk-anning", "lzjk-xigu"}
HAZARDOUS = (
    "年产3000吨除草剂原药",
    "草甘膦原药和氯氰菊酯原药生产",
    "2,4-滴原药合成",
    "生产甲醇、甲醛",
    "烧碱生产装置扩建",
    "过氧化氢（双氧水）生产",
    "年产硫酸10万吨、硝酸5万吨装置",
    "新建电子级硫酸生产线",
    "苯胺、硝基苯合成",
    "以苯酚为原料合成苯胺",
    "生产環氧氯丙烷和甘油",
    "农药原药生产；化工产品销售",
    "production of methanol from coal",
)
# Each names what the law is about, and none makes it.
HARMLESS = (
    # traded, moved, stored, watched, cleaned up
    *("危险化学品道路运输车队，总部设在安宁", "液氯、液氨仓储物流", "硫酸、烧碱批发销售"),
    *(
        "危险化学品安全生产监管平台建设",
        "为危化品生产企业提供标准厂房建设",
        "化工园区应急救援和消防站建设",
    ),
    *(
        "甲醛检测试纸生产",
        "含氰废水处理药剂生产",
        "废硫酸回收再生",
        "液化石油气充装站建设",
        "液化石油气生产和供应业",
    ),
    *("加氢站与加气站建设", "危化品生产企业安全培训", "危险化学品包装桶制造"),
    # equipment for it
    *("液氯钢瓶制造", "硫酸、硝酸用换热管束制造", "氯碱用离子膜生产", "电石炉用石墨电极生产"),
    *(
        "硝酸装置用阀门制造",
        "过氧化氢低温等离子灭菌器制造",
        "甲醇燃料电池系统生产",
        "甲醇汽车整车制造",
    ),
    *("甲醇制氢设备制造", "乙烯裂解炉管生产", "合成氨压缩机制造"),
    # used to make other things
    *("以甲醇、甲醛为原料生产胶粘剂", "使用甲苯、丙烯酸生产水性涂料", "硫酸法钛白粉生产"),
    *("采用硫酸法生产钛白粉", "以甲醇为碳源生产污水处理药剂", "利用电石渣年产1亿块免烧砖"),
    *("生产铅酸蓄电池，使用硫酸电解液", "建设冷库，采用液氨制冷系统，年产速冻食品3万吨"),
    *("生产消毒柜，采用过氧化氢等离子体灭菌", "医用消毒湿巾生产，含过氧化氢"),
    # part of another name
    *("聚乙烯给水管材生产", "年产2万吨聚丙烯编织袋生产线", "聚苯乙烯泡沫包装箱制造"),
    *("聚四氟乙烯密封件制造", "聚氯乙烯型材制造", "聚丙烯酰胺生产", "丙烯酸乳胶漆生产"),
    *("乙烯基酯树脂玻璃钢制品制造", "苯乙烯系热塑弹性体鞋底制造", "硫酸镍晶体生产"),
    *("硫酸铵化肥生产", "硫酸软骨素食品原料生产", "盐酸二甲双胍片剂生产", "硝酸甘油片生产"),
    *("中药原药材精制饮片生产", "中草药原药加工生产", "反硝化滤料生产", "日光气调库建设"),
    *("MDI气雾吸入剂生产", "TDI涡轮柴油发动机制造", "methanol fuel cell production"),
    *("production of polyethylene pipes", "production of hydrogen peroxide sensors"),
    # said not to be there
    *(
        "无甲醛人造板生产",
        "零甲醛实木复合地板制造",
        "除甲醛空气净化器制造",
        "pvc地板生产，不使用甲醛",
    ),
    *("生产锂电池隔膜，不涉及危险化学品生产", "producing toluene-free paint", "无氰电镀生产线建设"),
    # thought about, not made
    *("精细化工研发中心，甲苯硝化中试", "除草剂原药企业总部及结算中心", "农药原药登记咨询"),
)
FOREIGN_TO_CHEMISTRY = (
    "速冻食品和糕点加工厂",
    "葡萄酒酿造",
    "手机游戏软件开发",
    "乡村旅游和文创",
    "拖拉机和农机具制造",
    "dairy and beverage factory",
)
NEAR_CHEMISTRY = (
    *("食品添加剂生产", "食品用香精香料生产", "饲料添加剂与预混料，面向养殖户", "食品级石蜡制品"),
    *("维生素食品营养强化剂", "年产2万吨小苏打食品", "服装化纤面料生产", "功能高分子医疗器械耗材"),
    *(
        "飞机蒙皮涂料",
        "人工智能芯片光刻胶",
        "无人机巡检石化管线服务",
        "工业大数据软件，服务精细化工企业",
    ),
    *(
        "明胶软糖食品",
        "食品包装材料",
        "玻璃食品瓶",
        "电子商务平台销售化肥",
        "种植大棚膜",
        "白酒酿造副产二氧化碳",
    ),
)
SERVICES = (
    *(
        "化工园区集中污水处理厂",
        "园区蒸汽供热和热电联产",
        "化工原料包装桶制造",
        "化工设备检维修和防腐",
    ),
    *(
        "危险废物处置中心",
        "危化品仓储物流",
        "化工企业食堂餐饮和食品配送",
        "园区标准厂房和双创孵化器",
    ),
    *("在线监测软件平台，为化工企业提供服务", "工业气体和公用工程管廊"),
)


def judged(workbench: Workbench, text: str, **fields: object) -> dict[str, ParkMatch]:
    return {p.id: p for p in workbench.match_row({"text": text, **fields}).parks}


def vetoed(workbench: Workbench, text: str, **fields: object) -> set[str]:
    return {id for id, park in judged(workbench, text, **fields).items() if park.vetoed}


def of_rule(park: ParkMatch, rule: str) -> Judgement:
    return next(j for j in park.eligibility if j.rule == rule)


@pytest.mark.parametrize("text", HAZARDOUS)
def test_making_hazardous_chemicals_is_kept_out_of_town(workbench: Workbench, text: str) -> None:
    parks = judged(workbench, text)
    assert {id for id, park in parks.items() if park.vetoed} == URBAN
    judgement = of_rule(parks["lzgx-yantan"], "URB-01")
    assert (judgement.verdict, bool(judgement.evidence)) == ("fail", True)
    assert of_rule(parks["lzxq-chem"], "HC-01").verdict == "pass"
    assert of_rule(parks["lzxq-mat"], "HC-01").verdict == "unknown"
    assert of_rule(parks["lzxq-mat"], "HC-06").needs == ("safety_review",)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_names_it_is_kept_out_of_nowhere(workbench: Workbench, text: str) -> None:
    assert vetoed(workbench, text) == set()


@pytest.mark.parametrize("text", FOREIGN_TO_CHEMISTRY)
def test_what_has_nothing_of_chemistry_fails_in_the_chemical_park(
    workbench: Workbench, text: str
) -> None:
    parks = judged(workbench, text)
    assert {id for id, park in parks.items() if park.vetoed} == {"lzxq-chem"}
    assert of_rule(parks["lzxq-chem"], "HC-02").evidence
    assert next(reversed(parks)) == "lzxq-chem"


@pytest.mark.parametrize("text", [*NEAR_CHEMISTRY, *SERVICES])
def test_what_touches_chemistry_never_fails_there(workbench: Workbench, text: str) -> None:
    assert "lzxq-chem" not in vetoed(workbench, text)


@pytest.mark.parametrize("text", NEAR_CHEMISTRY)
def test_what_touches_chemistry_is_asked_not_passed(workbench: Workbench, text: str) -> None:
    judgement = of_rule(judged(workbench, text)["lzxq-chem"], "HC-02")
    assert judgement.verdict == "unknown"
    assert judgement.needs == ("gbt", "serves_chemical_tenants")


def test_a_stated_yes_wins_over_silent_words(workbench: Workbench) -> None:
    assert vetoed(workbench, "精细化工新材料项目", hazardous_chemicals=True) == URBAN


@pytest.mark.parametrize("text", HAZARDOUS)
def test_a_stated_no_wins_over_the_words(workbench: Workbench, text: str) -> None:
    parks = judged(workbench, text, hazardous_chemicals=False)
    assert [id for id, park in parks.items() if park.vetoed] == []
    assert of_rule(parks["lzgx-yantan"], "URB-01").verdict == "pass"
    assert of_rule(parks["lzgx-yantan"], "HC-01").evidence == ("hazardous_chemicals",)


@pytest.mark.parametrize(
    "text",
    ["危险化学品道路运输，总部在安宁", "第三方化学检测实验室", "硫酸批发销售", "化工应急救援装备"],
)
def test_a_stated_yes_of_who_only_handles_it_is_asked(workbench: Workbench, text: str) -> None:
    parks = judged(workbench, text, hazardous_chemicals=True)
    assert {id for id, park in parks.items() if park.vetoed} == set()
    assert of_rule(parks["lzjk-anning"], "URB-01").verdict == "unknown"


@pytest.mark.parametrize(
    ("code", "fails"),
    [
        ("1432", True),
        ("6513", True),
        ("1495", False),
        ("3985", False),
        ("2614", False),
        ("14", False),
    ],
)
def test_a_stated_class_far_from_chemistry_fails(
    workbench: Workbench, code: str, fails: bool
) -> None:
    assert (vetoed(workbench, "新建厂区一期", gbt=code) == {"lzxq-chem"}) is fails


def test_a_stated_chemical_class_passes(workbench: Workbench) -> None:
    park = judged(workbench, "精细化工项目", gbt="2614")["lzxq-chem"]
    assert of_rule(park, "HC-02").verdict == "pass"


def test_silence_is_unknown_never_pass(workbench: Workbench) -> None:
    for text in ("精细化工中间体项目", "锂电池电解液", "某某科技有限公司"):
        verdicts = {j.verdict for p in judged(workbench, text).values() for j in p.eligibility}
        assert verdicts == {"unknown"}


def test_likely_chemistry_is_asked(workbench: Workbench) -> None:
    judgement = of_rule(judged(workbench, "精细化工中间体项目")["lzgx-yantan"], "URB-01")
    assert (judgement.verdict, judgement.needs) == ("unknown", ("hazardous_chemicals",))
    assert "中间体" in judgement.evidence


@pytest.mark.parametrize("text", ["光气及异氰酸酯生产", "液氯生产", "合成氨装置建设"])
def test_toxic_gases_ask_for_a_review(workbench: Workbench, text: str) -> None:
    judgement = of_rule(judged(workbench, text)["lzxq-chem"], "HC-05")
    assert (judgement.verdict, judgement.severity) == ("unknown", "gate")
    assert judgement.needs == ("safety_review", "local_prohibition_list")


def test_caustic_soda_asks_for_capacity_in_the_chemical_park(workbench: Workbench) -> None:
    parks = judged(workbench, "离子膜烧碱生产")
    assert of_rule(parks["lzxq-chem"], "HC-09").needs == ("capacity_swap",)
    assert "HC-09" not in [j.rule for j in parks["lzxq-mat"].eligibility]


@pytest.mark.parametrize(
    ("figures", "verdict", "needs"),
    [
        ({}, "unknown", ("energy_tce", "power_kwh")),
        ({"energy_tce": 900}, "unknown", ("power_kwh",)),
        ({"power_kwh": 4e6}, "unknown", ("energy_tce",)),
        ({"energy_tce": 900, "power_kwh": 4e6}, "pass", ()),
        ({"energy_tce": 1000, "power_kwh": 4e6}, "unknown", ("energy_review",)),
        ({"power_kwh": 5e6}, "unknown", ("energy_review",)),
        ({"energy_tce": True, "power_kwh": float("nan")}, "unknown", ("energy_tce", "power_kwh")),
    ],
)
def test_the_energy_review_is_exempt_only_by_figures(
    workbench: Workbench, figures: dict[str, float], verdict: str, needs: tuple[str, ...]
) -> None:
    judgement = of_rule(judged(workbench, "铝型材", **figures)["lzjk-honggu"], "EN-02")
    assert (judgement.verdict, judgement.severity, judgement.needs) == (verdict, "hint", needs)


def test_no_known_enterprise_is_kept_out_of_its_own_park(workbench: Workbench) -> None:
    matcher = workbench.matcher
    wrong = []
    for known in workbench.registry.enterprises:
        for text in (known.desc, known.desc_short):
            for gbt in (None, known.gbt):
                lead = Company.from_row({"text": text, "gbt": gbt})
                judgements = matcher.admission.judge(matcher.terms.facts(lead), known.park or "")
                failed = [j.rule for j in judgements if j.verdict == "fail"]
                wrong += [(known.id, text, gbt, failed)] if failed else []
    assert wrong == []
