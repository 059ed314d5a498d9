"""Ways to disturb the text of a lead, as leads are disturbed in practice; each is seeded."""

import re
from collections.abc import Callable, Mapping
from random import Random

from chainmatch.text.script import to_traditional

Disturb = Callable[[str, Random], str]
"""Returns the text as it would stand with one disturbance; the same dice give the same text."""

TYPOS = 0.04  # share of Chinese characters
BUZZ = 200  # characters of slogans

# Pairs that sound or look alike; either may stand for the other, and no character is in two.
_ALIKE = (
    "产铲 生声 业叶 工功 化华 料科 材财 制治 造糙 电店 池驰 锂理 铝侣 铜桐 金今 属蜀 "
    "新心 药约 医依 农浓 机肌 械戒 设没 备倍 建健 年午 加架 配佩 及级 以已 为未 和合 "
    "中种 研妍 发法 技枝 术木 服报 务物 市示 场厂 仓苍 储诸 运云 输轮 冷泠 链连 品晶 "
    "食蚀 饮钦 肉内 粮良 油由 煤媒 炭碳 石右 墨黑 焦蕉 原源 高搞 纯屯 度渡 特持 成城 "
    "提题 取娶 纤迁 维唯 复覆 树竖 脂酯 酸竣 盐言 碱减 氢轻 氧痒 氟弗 氯录 硅圭 硫流 "
    "磷邻 钾甲 钠纳 镍捏 钴估 锌辛 锰猛 钛太 钢刚 铁贴 板版 带代 箔泊 管官 线先 缆揽 "
    "泵崩 阀伐 器气 压亚 力历 热执 水永 污巧 处外 废费 渣碴 回会 收牧 利刊 用甩 再在 "
    "环还 保堡 风凤 光辉 伏优 片偏 膜模 玻坡 陶掏 瓷磁 泥尼 砖专 装妆 航杭 空控 飞非 "
    "数效 据剧 算蒜 软转 件伴 智知 能熊 疫役 苗描 剂济 胶交 注住 菌茵 培陪 基墓 果课 "
    "蔬疏 菜莱 羊洋 屠徒 宰载 酒洒 茶荼 面而"
)
SLIPS: Mapping[str, str] = {pair[i]: pair[1 - i] for pair in _ALIKE.split(" ") for i in (0, 1)}

# What stands before and after the business in a licence or a registration form.
WRAPPERS = (
    ("许可项目：", "（依法须经批准的项目，经相关部门批准后方可开展经营活动）"),
    (
        "一般项目：",
        "（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）。具体经营项目以审批结果为准。",
    ),
    ("经营范围包括：", "。以上经营范围涉及许可经营项目的，应在取得有关部门的许可后方可经营。"),
    (
        "本公司为有限责任公司，注册资本已全部缴清，营业期限长期。主营业务为：",
        "。（法律、行政法规、国务院决定禁止的，不得经营）",
    ),
    (
        "统一社会信用代码详见营业执照。经营范围：",
        "，国家限定公司经营或禁止进出口的商品及技术除外。",
    ),
    (
        "企业类型：其他有限责任公司；登记状态：存续；核准经营项目：",
        "；自主选择经营项目，开展经营活动；不得从事国家和本市产业政策禁止和限制类项目的经营活动。",
    ),
    (
        "技术服务、技术开发、技术咨询、技术交流、技术转让、技术推广；",
        "；货物进出口；技术进出口（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
    ),
)

_SLOGANS = (
    "数字经济赋能高质量发展|人工智能赋能千行百业|大健康生态圈|绿色低碳循环发展|打造产业新高地|"
    "构建新发展格局|培育新质生产力|专精特新小巨人|校企同题共答|聚焦主责主业|"
    "助力双碳目标落地|全产业链协同创新|数智化转型升级|引领行业新标杆|以客户为中心|"
    "平台化生态化布局|万物互联新时代|元宇宙沉浸式体验|区块链可信底座|智慧城市解决方案|"
    "乡村振兴示范样板|一带一路重要节点|国内国际双循环|军民融合发展|百亿级产业集群|"
    "世界一流企业|千亿市值目标|擦亮生态底色|新基建排头兵|云边端一体化|"
    "大模型驱动业务增长|工业互联网标识解析|共享共赢共生|品质铸就未来|科技改变生活|"
    "匠心传承筑牢根基|党旗红引领发展蓝|总部经济与楼宇经济|文旅康养深度融合|产融结合行稳致远|"
    "打通最后一公里|一站式综合服务商|全生命周期管理|赋能中小微企业|高端化智能化绿色化"
)
SLOGANS = tuple(_SLOGANS.split("|"))

# A second business that says nothing about the first.
SECONDS = (
    "同时在本地经营两家连锁餐饮门店",
    "另有广告设计与会展策划业务",
    "兼营二手房中介和物业保洁",
    "旗下还有一所驾驶员培训学校",
    "此外从事酒店管理和会议接待",
    "并在外省承包果园和民宿",
    "另设劳务派遣与人力资源服务公司",
    "同时代理家用轿车销售和保险",
    "还投资了一家影城和儿童乐园",
    "另外承接市政绿化和园林养护",
    "兼做服装鞋帽的直播带货",
    "集团另有小额贷款与典当业务",
)

_HAN = re.compile(r"[\u3400-\u9fff]")
_STOP = re.compile(r"[，。；！？;!?]+|(?<!\d),|,(?!\d)")  # the comma of 2,4-D ends no clause


def typos(text: str, dice: Random) -> str:
    """Put look-alikes and sound-alikes for TYPOS of the Chinese characters, one at least."""
    wanted = max(1, round(TYPOS * len(_HAN.findall(text))))
    places = [i for i, character in enumerate(text) if character in SLIPS]
    changed = set(dice.sample(places, min(wanted, len(places))))
    return "".join(SLIPS[c] if i in changed else c for i, c in enumerate(text))


def licence(text: str, dice: Random) -> str:
    """Wrap the text in the phrases of a business licence."""
    before, after = dice.choice(WRAPPERS)
    return f"{before}{text.rstrip('。；')}{after}"


def buzz(length: int, dice: Random) -> str:
    """Return exactly `length` characters of slogans, none twice before all have come."""
    listed: list[str] = []
    while len("，".join(listed)) < length:
        listed += dice.sample(SLOGANS, len(SLOGANS))
    return "，".join(listed)[:length]


def buzz_before(text: str, dice: Random) -> str:
    """Put BUZZ characters of slogans before the text."""
    return f"{buzz(BUZZ, dice)}。{text}"


def buzz_after(text: str, dice: Random) -> str:
    """Put BUZZ characters of slogans after the text."""
    return f"{text.rstrip('。')}。{buzz(BUZZ, dice)}"


def buzz_around(text: str, dice: Random) -> str:
    """Put half of BUZZ characters of slogans before the text and half after it."""
    return f"{buzz(BUZZ // 2, dice)}。{text.rstrip('。')}。{buzz(BUZZ // 2, dice)}"


def traditional(text: str, dice: Random) -> str:  # noqa: ARG001  # the shape of a Disturb
    """Write the text as in Taiwan: traditional characters and the terms of Taiwan."""
    return to_traditional(text)


def reversed_clauses(text: str, dice: Random) -> str:  # noqa: ARG001  # the shape of a Disturb
    """Say the clauses of the text in reversed order."""
    return "，".join(clause for clause in reversed(_STOP.split(text)) if clause.strip())


def second_business(text: str, dice: Random) -> str:
    """Append a second business that has nothing to do with the first."""
    return f"{text.rstrip('。')}；{dice.choice(SECONDS)}。"


DISTURBANCES: Mapping[str, Disturb] = {
    "typos and homophones (4 %)": typos,
    "licence phrases around": licence,
    "200 characters of slogans before": buzz_before,
    "200 characters of slogans after": buzz_after,
    "100 characters of slogans before and after": buzz_around,
    "traditional script, terms of Taiwan": traditional,
    "clauses reversed": reversed_clauses,
    "second business appended": second_business,
}
