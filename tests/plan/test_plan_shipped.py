"""What the shipped plan says, checked against a reading of the printed text."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from chainmatch.plan.ingest import words
from chainmatch.plan.layout import entries, unlinked
from chainmatch.plan.schema import Document, Park, Plan, Source

NUMBER = "甘政办发〔2023〕88号"
INDUSTRIES = [
    ("9", "绿色化工", "traditional", 3),
    ("10", "绿色冶金", "traditional", 4),
    ("11", "新型建材", "traditional", 5),
    ("12", "特色农产品及食品加工", "traditional", 3),
    ("13", "生物医药", "emerging", 5),
    ("14", "新材料", "emerging", 4),
    ("15", "新能源", "emerging", 7),
    ("16", "先进装备制造", "emerging", 6),
    ("17", "核产业", "emerging", 6),
    ("18", "航空航天", "emerging", 2),
    ("19", "数字产业", "emerging", 4),
    ("20", "现代服务业", "emerging", 5),
    ("21", "未来产业", "future", 5),
]
PRODUCTS = {
    "9.1": "丙烯酸酯 聚碳酸酯 聚丙烯酸 高吸水性树脂 聚苯乙烯 聚氨酯 聚酯 偏三甲苯 "
    "绿色高效农用化学品",
    "9.2": "特种催化剂 油田添加剂 化学助剂试剂 医药中间体 农药中间体 化学品研发中试 固废综合利用 "
    "危废综合利用",
    "10.1": "轴承钢 合金弹簧钢 齿轮钢 模具钢 合金冷镦钢 精品钢材",
    "10.3": "硅系多元复合合金 中低碳铬铁 镍铁 硅钙 硅钡 特种铁合金 复合铁合金",
    "10.4": "铅基多元合金 锌基多元合金 超细高活性氧化锌粉 无汞锌粉 高纯锌",
    "11.1": "建筑垃圾综合利用 粉煤灰综合利用 建筑生活废物综合利用 建筑垃圾新型墙体材料 "
    "粉煤灰新型墙体材料 保温结构一体化墙体材料 防水密封材料 低辐射材料",
    "11.2": "装配式建筑混凝土制品 装配式建筑混凝土构件 钢结构构件 多功能一体化墙板 楼板 屋面板 "
    "新型节能门窗 装配式建筑部品部件",
    "11.3": "光伏玻璃 药用玻璃 低辐射镀膜玻璃 低辐射镀膜板材 真空玻璃 中空玻璃 光伏光热一体化玻璃 "
    "光伏光热一体化玻璃制品",
    "11.4": "新型干法水泥生产 42.5级以上高标号水泥 高强低钙硅酸盐水泥 抗硫酸盐水泥 油井水泥",
    "11.5": "氮化硅高温结构陶瓷 碳化硅高温结构陶瓷 氧化锆高温结构陶瓷 高温结构陶瓷 新型铁电陶瓷 "
    "透明铁电陶瓷 无铅压电陶瓷 工业理化瓷 生物陶瓷 半导体敏感陶瓷",
    "12.1": "农产品标准化生产 超微粉碎 微生物发酵 微波膨化 小杂粮加工 农畜产品生产标准 "
    "农畜产品加工标准 农畜产品流通标准 农畜产品质量安全标准",
    "12.2": "特色新食品原料 有效成分提取 超高压加工 真空冻干 精准营养供给 百合系列食品 "
    "电解质配方食品 非全营养配方食品 真空冻干系列食品",
    "12.3": "原料奶安全溯源管理技术 果味乳 功能乳 高档乳品",
    "13.1": "中药提取物 现代中药制剂 中医药大健康产品 中药材饮片 中药配方颗粒 中药大品种二次开发",
    "13.2": "流感疫苗 肺炎疫苗 人用疫苗 口蹄疫疫苗 非洲猪瘟疫苗 动物疫苗 多肽创新药 血液制品 "
    "血浆蛋白 血细胞组分制品 生物技术药",
    "13.4": "高附加值关键药物中间体 高端原料药 干细胞器官再生药物 双特异性抗体药物 抗体偶联药物 "
    "新型单抗药物 大品种化学合成创新药物 仿制药质量和疗效一致性评价",
    "13.5": "肉毒杆菌高端化妆品 肉毒杆菌药品 多肽药妆 胶原蛋白",
    "14.1": "镍钴铜及其合金各种压延加工产品 管材 棒材 线材 特种型材 镍基合金粉末材料 "
    "钴基合金粉末材料 铜基合金粉末材料 合金粉末材料 核能利用新材料 镍钴铜金属盐化工材料 "
    "钛合金压延产品 贵金属加工产品 贵金属功能材料",
    "14.3": "稀土功能材料 超疏水涂层材料 疏油涂层材料 固体润滑材料 防腐材料 防污材料 防辐射材料 "
    "特种功能材料 文物保护材料 土壤修复材料 生态环境修复材料",
    "15.1": "风能发电 太阳能发电 生物质能发电 地热能发电 新能源先进发电 新能源综合利用 "
    "太阳能+多能互补",
    "15.3": "特高压输电 柔性输电 能源互联网 可再生能源并网 可再生能源消纳 "
    "高比例新能源接入电力系统安全防御 高比例新能源接入电力系统韧性提升 交互协同智能电力调度系统",
    "15.4": "充电设施 储能电站 智能网联汽车基础技术平台 智能网联汽车软硬件系统 线控底盘 智能终端",
    "15.6": "氢燃料电池整车 电解水制氢 液态阳光绿氢 天然气管道掺氢 绿氢冶金 绿氢化工 加氢站",
    "16.2": "风力发电装备 光伏发电装备 光热发电装备 氢能装备 新能源输配电装备 生物质能装备 "
    "新能源成套装备 新能源装备关键零部件",
    "16.3": "大功率机车检修 大功率机车大部件制造 城市轨道交通车辆检修 城市轨道交通车辆维护",
    "16.6": "高性能真空获得装备 高端真空测试仪器 高端数控真空镀膜装备 大型智能化真空炉装备 "
    "生物医药真空专用装备 食品卫生真空专用装备 航空航天真空专用装备 核工业真空专用装备",
    "17.2": "重离子微孔膜专用加速器 核孔膜系列产品 呼吸门控系统 四维放射治疗计划系统 "
    "重离子三维适形照射治疗 辐射诱变育种 突变种质 诱变新品种 诱变新菌种",
    "17.6": "同位素合成 同位素合成设备 乏燃料提取同位素 高附加值同位素",
    "18.1": "民用轻型飞机 旋翼式无人直升机 民用无人机光电探测雷达 商用无人飞行器 气象无人飞行器 "
    "单兵飞行器 轻型通用飞机 军民两用无人机 察打一体机",
    "18.2": "自动飞行控制系统 电作动器 宇航装备 民用卫星电推进系统 民用小型铷原子钟 民用压力容器",
    "19.1": "智能融合终端 智能制造单元 智能生产线 数字化车间 兰石云 丝绸之路信息港工业互联网",
    "19.2": "数字技术应用场景 智能物流 智慧交通 数字金融 电子商务服务平台 物流服务平台 "
    "创新创业服务平台 环境能源交易服务平台",
    "19.4": "兰州国家级互联网骨干直联点 大数据国家新型工业化产业示范基地 国家东数西算工程 "
    "中国电信兰州新区大数据中心 中国移动丝绸之路西北大数据产业园 润泽国际信息港 "
    "飞天智脑人工智能计算中心",
    "20.3": "科技资源共享 科技资源数据分析 科技信息服务 科技咨询服务 科技情报服务 创新创业科技服务 "
    "检验检测认证 研发服务 技术服务 技术成果交易服务 科技公共服务平台",
    "20.4": "生态旅游 精品旅游线 兰州新区西岔园区陈家井村乡村振兴文旅项目 "
    "史喇口村文旅振兴乡村样板村创建项目 榆中县李家庄田园综合体项目 兰州石佛沟生态旅游示范区",
    "20.5": "兰州至白银旅游廊道 沿黄旅游公路 花村·顾家善 青城古镇 黄河风情线",
    "21.1": "基因编辑 病原体快速鉴定 病原体短期规模化检测 科学追踪溯源 细胞治疗 基因治疗 康养产业 "
    "合成生物技术 创新药 医美产品 生物可降解材料 生物制造菌种 酶制剂",
    "21.2": "超大模型智能计算 人工智能+药物研发 人工智能+新材料 人工智能+基础科学 "
    "科学服务基础性工具",
    "21.3": "商业化先进核能 绿氢制储输用 战略性储能技术 新型小堆装备 超高温气冷堆装备 核能小型化 "
    "多能融合",
    "21.5": "新一代宇航动力 空间动力 物理场探测新原理 空间高效能源转换机理",
}
PARKS = [
    "lzxq-chem 绿色化工园区",
    "lzxq-mat 新材料园区",
    "lzxq-equip 装备制造园区",
    "lzxq-bio 生物医药园区",
    "lzxq-data 大数据产业园区",
    "lzxq-agri 农副产品加工产业园",
    "lzgx-yantan 雁滩园区",
    "lzgx-dinglian 定连园区",
    "lzgx-jiuzhou 九州经济开发区",
    "lzgx-qilihe 七里河园区",
    "lzgx-heping 榆中和平园区",
    "bygx-core 白银高新区核心区",
    "bygx-yindong 银东工业园",
    "bygx-yinxi 白银西区经济开发区",
    "bygx-pingchuan 白银平川经济开发区",
    "bygx-liuchuan 刘川工业集中区",
    "bygx-jingtai 景泰工业集中区",
    "bygx-huining 会宁工业集中区",
    "lzjk-anning 安宁园区",
    "lzjk-xigu 西固园区",
    "lzjk-honggu 红古园区",
    "lzjk-jiuhe 九合园区",
    "lzjk-airportnorth 机场北高新园区",
    "lzjk-eco 生态修复与产业发展示范区",
]
LAYOUT = {
    "lzxq-chem": "精细化工和专用化学品 化工新材料 材料后加工",
    "lzxq-data": "智能设备研发生产 数据存储运算 软件开发集成",
    "lzxq-agri": "生产加工 食品检测 冷链物流 贮藏销售 产品体验",
    "lzgx-yantan": "总部经济 数字产业 科技孵化 科技研发 成果转化 科技金融",
    "lzgx-dinglian": "生物医药 先进装备制造 新材料 数字产业 航空航天 核产业",
    "bygx-core": "精细化工 生物医药 先进装备制造 特色新材料 科技研发 产业孵化 产城融合",
    "bygx-yindong": "有色金属新材料 煤化工 铬锰钛无机盐化工 工业物流",
    "bygx-pingchuan": "陶瓷建材 装备制造 新材料",
    "bygx-liuchuan": "稀土新材料 有色冶金 装备制造 现代物流",
    "lzjk-xigu": "现代物流 现代商贸 进出口加工 空铁联运 公铁联运 铁海联运",
    "lzjk-jiuhe": "仓储 货运 批发 冷链 特色农产品深加工 商贸物流 工业母机 电子产品 "
    "高端装备制造配套产业",
    "lzjk-airportnorth": "生物医药 电子信息 现代中药制造 医疗器械制造 保健品加工",
    "lzjk-eco": "生态修复 先进制造 文化旅游 现代服务业",
}
TARGETS = {
    "lzxq-chem": ["绿色、安全、智慧的千亿级化工园区"],
    "lzxq-equip": [],
    "lzxq-data": ["大数据产业链"],
    "lzgx-yantan": ["创新策源核心区"],
    "bygx-liuchuan": ["全省重要的新材料产业园", "科技创新示范园", "循环经济示范园"],
    "lzjk-xigu": ["国际综合内陆港", "国际贸易枢纽"],
    "lzjk-airportnorth": ["生物医药产业园区"],
}


def names(plan: Plan) -> list[str]:
    return [product.name for d in plan.directions for product in d.products]


def park(plan: Plan, park_id: str) -> Park:
    return next(park for park in plan.parks if park.id == park_id)


def test_document(shipped: Plan) -> None:
    assert shipped.number == NUMBER
    assert shipped.title == "兰白国家自主创新示范区和科技创新改革试验区发展规划纲要（2023—2027年）"


def test_industries(shipped: Plan) -> None:
    found = [(i.id, i.name, i.group, len(i.directions)) for i in shipped.industries]
    assert found == INDUSTRIES
    assert len(shipped.directions) == 59


def test_ids_follow_the_numbering_of_the_plan(shipped: Plan) -> None:
    for industry in shipped.industries:
        for i, direction in enumerate(industry.directions, start=1):
            assert (direction.id, direction.industry) == (f"{industry.id}.{i}", industry.id)
            for k, product in enumerate(direction.products, start=1):
                assert product.id == f"{direction.id}.{k}"


def test_names_of_directions_are_nouns(shipped: Plan) -> None:
    found = {direction.id: direction.name for direction in shipped.directions}
    assert found["13.4"] == "化学药及制剂"
    assert [found[f"19.{i}"] for i in range(1, 5)] == [
        "工业数字化转型",
        "服务业数字化转型",
        "数字内容产业",
        "大数据基础服务",
    ]
    assert found["20.5"] == "黄河风情旅游带"


@pytest.mark.parametrize("direction", PRODUCTS)
def test_products(shipped: Plan, direction: str) -> None:
    found = next(d for d in shipped.directions if d.id == direction)
    expected = PRODUCTS[direction].split()
    if found.name in expected:  # a direction's own name is not repeated among its products
        expected.remove(found.name)
    assert [product.name for product in found.products] == expected


def test_every_direction_names_products_once(shipped: Plan) -> None:
    for direction in shipped.directions:
        found = [product.name for product in direction.products]
        assert len(found) >= 2
        assert len(found) == len(set(found))


def test_product_names_are_clean(shipped: Plan) -> None:
    for name in names(shipped):
        assert "等" not in name
        assert not re.search(r"[、，。；：“”（）()《》\s的]", name), name
        assert not words.GENERIC.match(name) or name == "技术服务"
        assert 2 <= len(name) <= 24


def test_product_names_neither_open_nor_close_with_a_shell(shipped: Plan) -> None:
    shells = re.compile(r"(?:研发和应用|产业化|技术研发|推广应用|示范应用|试点建设|建设|发展)$")
    verbs = re.compile(
        r"^(?:重点|开展|发展|推广|推进|推动|加快|支持|研制|建设|打造|探索|构建|鼓励)"
    )
    wrong = [name for name in names(shipped) if shells.search(name) or verbs.search(name)]
    assert wrong == []


def test_parks(shipped: Plan) -> None:
    assert [f"{park.id} {park.name}" for park in shipped.parks] == PARKS
    assert [(zone.id, len(zone.parks)) for zone in shipped.zones] == [
        ("lzxq", 6),
        ("lzgx", 5),
        ("bygx", 7),
        ("lzjk", 6),
    ]
    assert park(shipped, "bygx-yinxi").aliases == ("银西产业园",)


@pytest.mark.parametrize("park_id", LAYOUT)
def test_layout(shipped: Plan, park_id: str) -> None:
    assert [entry.text for entry in park(shipped, park_id).layout] == LAYOUT[park_id].split()


@pytest.mark.parametrize("park_id", TARGETS)
def test_targets_of_parks(shipped: Plan, park_id: str) -> None:
    assert [target.text for target in park(shipped, park_id).targets] == TARGETS[park_id]


def test_layout_of_zones(shipped: Plan) -> None:
    zone = shipped.zones[0]
    assert [(entry.id, entry.text) for entry in zone.layout[3:6]] == [
        ("lzxq.4", "核产业"),
        ("lzxq.5", "清洁能源"),
        ("lzxq.6", "生物医药"),
    ]
    assert [len(zone.layout) for zone in shipped.zones] == [12, 7, 9, 7]
    assert zone.source == Document(NUMBER, "二(三)2 兰州新区")


def links(plan: Plan, entry_id: str) -> list[tuple[str, str, str]]:
    entry = next(entry for entry in entries(plan) if entry.id == entry_id)
    return [(link.id, link.kind, link.basis) for link in entry.links]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("lzgx.6", [("12", "industry", "stated")]),
        ("2.1.2", [("9.3", "direction", "same_term")]),
        ("2.6.3", [("20.1.5", "product", "same_term")]),
        ("4.3.4", [("12", "industry", "same_term")]),
        ("4.1.4", [("14", "industry", "same_term")]),
        ("2.3.3", [("16.3", "direction", "same_term")]),
        ("2.1.1", [("9", "industry", "same_term"), ("9.2", "direction", "curated")]),
        ("4.5.1", [("14", "industry", "same_term"), ("14.3.1", "product", "curated")]),
        ("5.3.3", [("14.2.9", "product", "curated")]),
        ("3.1.1", []),
    ],
)
def test_links(shipped: Plan, entry: str, expected: list[tuple[str, str, str]]) -> None:
    assert links(shipped, entry) == expected


def test_a_stated_link_is_the_name_of_an_industry(shipped: Plan) -> None:
    known = {industry.id: industry.name for industry in shipped.industries}
    for entry in entries(shipped):
        for link in entry.links:
            assert (link.basis == "stated") == (known.get(link.id) == entry.text)
            assert bool(link.note) == (link.basis == "curated")


def test_what_nothing_ties_to_the_chain_is_reported(shipped: Plan) -> None:
    assert {entry.text for entry in unlinked(shipped)} == {
        "产品体验",
        "总部经济",
        "产城融合",
        "轻工业",
        "进出口加工",
        "节能环保",
        "生态修复",
    }


def sources(value: object) -> Iterator[Source]:
    if isinstance(value, tuple):
        for part in value:
            yield from sources(part)
    elif is_dataclass(value):
        for field in fields(value):
            part = getattr(value, field.name)
            if field.name == "source":
                yield part
            else:
                yield from sources(part)


def test_every_fact_says_where_it_stands(shipped: Plan) -> None:
    place = re.compile(
        r"专栏\d+-\d+|[二四]\([一二三]\)\d?(?: (?:兰州|白银)[新高经开]+区)?|表1(?:-[1-4])? 第\d+行"
    )
    found = [
        source
        for part in (shipped.industries, shipped.zones, shipped.indicators, shipped.functions)
        for source in sources(part)
    ]
    assert len(found) > 700
    for source in found:
        assert isinstance(source, Document)
        assert source.number == NUMBER
        assert place.fullmatch(source.place), source.place


def test_functions(shipped: Plan) -> None:
    assert [(f.id, f.name) for f in shipped.functions] == [
        ("1.1", "兰白自创区引领"),
        ("1.2", "兰白试验区联动"),
        ("1.3", "多园支撑"),
        ("1.4", "带动全省、辐射西北"),
    ]
    assert shipped.functions[3].terms[:5] == (
        "兰白两区",
        "科技成果转化",
        "跨区域产业链构建",
        "管理模式输出",
        "飞地经济布局",
    )
