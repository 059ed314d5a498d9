"""The grammar of plan items as rows: what opens a clause, what closes it, what heads a noun."""

import re


def _longest_first(words: str) -> str:
    return "|".join(sorted(words.split(), key=lambda word: (-len(word), word)))


OPENERS = re.compile(
    "^(?:"
    + _longest_first(
        "重点 主要 积极 共建 加快 大力 探索 不断 有序 深入 着力 努力 精心 统筹 进一步 "
        "开展 发展 推广应用 推广 推进 推动 支持 研发生产 研制生产 研发 研制 开发运用 开发 "
        "建设 打造 构建 搭建 建立健全 建立 布局 促进 拓展 融入 支撑 鼓励 实施 落地建设 "
        "形成 培育形成 培育 壮大 强化 突破 深化 提升 加强 适用于 用于 从 以及 基于 即 "
        "突出 引进 生产 壮大 做强 做大"
    )
    + ")(?![区和及与、])"
)
"""What a clause may open with and no noun phrase does; taken off again and again."""

_SHELL_HEAD = r"(?:冶炼|(?:冶炼及)?加工)?(?:技术|(?<=等)新?产品)?"

CLOSERS = tuple(
    re.compile(pattern + "$")
    for pattern in (
        _SHELL_HEAD + r"(?:研发|开发|研究|创新)[和与及](?:推广)?(?:应用|产业化|产品研发)",
        r"(?:冶炼|(?:冶炼及)?加工)?技术(?:和部件)?(?:研发|开发|攻关|创新|推广应用|示范应用|验证)",
        r"技术和部件研发",
        r"产业化及应用示范基地项目建设",
        r"(?:重点)?项目建设",
        r"(?:推广|示范|转化)应用",
        r"应用(?:转化|示范|推广|模式|场景拓展)",
        r"产业化示范研究",
        r"(?:生产工艺|工艺)(?:及|和)标准研究",
        r"设计与集成制造",
        r"提升改造",
        r"(?:试点)?(?:建设|示范)",
        r"(?:成套)?(?:研发|研制|产业化|研究|应用)",
        r"(?<!二次)开发",
        r"(?<=[等+])发展",
        r"产业集群",
        r"等?(?:领域|方面|环节)",
        r"等",
    )
)
"""What a clause may close with and that is no part of the thing named."""

SKIPPED = (
    re.compile(r"^(?:围绕|聚焦|按照|坚持|立足).*"),
    re.compile(r"^鼓励(?:不同|各|社会|企业采取).*"),
    re.compile(r"[^、]*相关(?:装备|技术|产品)[^、]*$"),
)
"""Clauses that name nothing of their own: what they are about stands in another clause."""

REWRITES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(\d)等级及以上"), r"\1级以上"),
    (re.compile(r"^鼓励[^、]{2,10}?(?:企业|园区|单位)重点"), "重点"),
    (re.compile(r"^发挥(.+?)(?:平台)?作用$"), r"\1"),
    (re.compile(r"适用于([^、]+?)的([^、]+)"), r"\1\2"),
    (re.compile(r"满足[^、]+?的"), ""),
    (re.compile(r"以([^、]+?)为(?:主|核心|主体|重点)的"), r"\1"),
    (re.compile(r"^((?:[^、]{2}化、)+)[^、]{2}化(?=[^、]{2})"), ""),
    (re.compile(r"以及|，以及"), "、"),
    (re.compile(r"[“”‘’《》]"), ""),
)
"""Turns of phrase and what they come to, in this order."""

ALTERNATIVES = re.compile(r"([一-鿿])（([一-鿿])）([一-鿿]+)")
"""真（中）空: one letter in brackets stands for the one before it."""

INSERTION = re.compile(r"（([^（）]{1,6})）(?=[一-鿿])")
"""智能（网联）汽车: letters in brackets before more of the name belong to the longer name."""

APPOSITION = re.compile(r"（[^（）]*）$")

HEADS = _longest_first(
    "材料 产品 制品 加工产品 装备 设备 设施 技术 基础技术平台 系统 药物 药品 药 疫苗 "
    "玻璃 水泥 构件 部件 零部件 整机 仪器 机械 合金 铁合金 钢 粉 食品 陶瓷 瓷 纤维 "
    "电池 中间体 试剂 添加剂 催化剂 加速器 反应器 平台 服务 机 泵 鉴定 检测 检修 制造 "
    "加工 处置 评价 测试 提取 提升 防御 合成 分离 利用 并网 生产 供给 化妆品 蛋白 膜 "
    "维护 消纳 终端 软硬件 工具 储能 发电 输电 测试 化学品 原料 板材 型材 树脂 橡胶 "
    "塑料 饮料 农机 车辆 芯片 传感器"
)
"""What a complete noun phrase of this kind of text ends with."""

HEADED = re.compile(f"^(.{{2,}}?)({HEADS})$")

BARE = re.compile(
    "^(?:核心|关键|功能|成套|配套)?(?:"
    + _longest_first(
        "产品 制品 构件 部件 零部件 材料 板材 型材 仪器 设备 装备 系统 平台 维护 评价 "
        "消纳 软硬件系统"
    )
    + ")$"
)
"""A second noun that needs the modifier of the first: 混凝土制品及构件."""

WHOLE = re.compile(r"^制品$")
"""A second noun that takes the whole first one: 玻璃及制品 is 玻璃 and 玻璃制品."""

CONJUNCTION = re.compile(
    r"(?<![中饱平温])和(?![平谐田])|(?<![普涉以])及(?![其时格])|(?<![参])与|(?<=[^、])或"
)

ETC = re.compile(r"等(?!级|离子|温|静压|高线|位基因)")

ATTRIBUTE = re.compile(r"^[^、]{0,3}?(?:基|系|疏水|疏油|亲水)(?=[^、]*$)")
"""铅基、锌基多元合金: an attribute that waits for the noun of its neighbour."""

RUN_ON = re.compile(r"(?:[一-鿿]基){2,}")

SHARED_HEADS: tuple[tuple[re.Pattern[str], re.Pattern[str], str | None], ...] = (
    (re.compile(r"疫苗$"), re.compile(r"^.*(?<!疫苗)$"), "疫苗"),
    (re.compile(r"材料$"), re.compile(r"^[防抗耐].{1,2}$"), "材料"),
    (re.compile(r"."), re.compile(r"[基系]$"), None),
    (re.compile(r"^(?:公共)?服务平台$"), re.compile(r"^.*(?<!平台)$"), None),
)
"""What the things before 等 share: (noun after it, things that lack it, head; None: all of it)."""

GENERIC = re.compile(
    "^(?:"
    + _longest_first(
        "新 高 重点 关键 共性 核心 成套 示范 高性能 高附加值 特色 优势 相关 各类 各种 "
        "主要 多种 新型 先进 产品 技术 材料 装备 设备 平台 项目 零部件 部件 部品 新产品 "
        "新技术 新业态 新模式 新工艺 工具 系统 服务 方面 领域 研究 应用 工程 环节 产业 "
        "业务 和 与 及"
    )
    + ")++$"
)
"""A phrase of such words alone names no particular thing."""
