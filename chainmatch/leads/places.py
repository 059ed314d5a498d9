"""Place names that stand in the names of enterprises, and which lies within which."""

import re

# Provinces with their prefectures, without the ending (市, 州 …): names as people write them.
_PREFECTURES = {
    "北京": "",
    "天津": "",
    "上海": "",
    "重庆": "",
    "香港": "",
    "澳门": "",
    "台湾": "台北 新北 高雄 台中 台南 桃园 新竹",
    "河北": "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 雄安新区 雄安",
    "山西": "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁",
    "内蒙古": (
        "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安盟 锡林郭勒 阿拉善"
    ),
    "辽宁": "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛",
    "吉林": "长春 四平 辽源 通化 白山 松原 白城 延边",
    "黑龙江": "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化",
    "江苏": (
        "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 "
        "昆山 江阴 张家港 常熟 太仓 宜兴 丹阳 靖江 如皋 启东"
    ),
    "浙江": (
        "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 "
        "慈溪 余姚 义乌 诸暨 乐清 瑞安 温岭 海宁 桐乡 永康 嵊州 长兴县"
    ),
    "安徽": ("合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城"),
    "福建": "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 晋江 石狮 福清 福鼎",
    "江西": "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 赣江新区",
    "山东": (
        "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 "
        "龙口 寿光 诸城 滕州 胶州 平度 莱西"
    ),
    "河南": (
        "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 "
        "驻马店 济源 巩义 林州 长葛"
    ),
    "湖北": "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门",
    "湖南": (
        "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 浏阳 宁乡 醴陵"
    ),
    "广东": (
        "广州 深圳 珠海 汕头 佛山 韶关 湛江 肇庆 江门 茂名 惠州 梅州 汕尾 河源 阳江 清远 东莞 "
        "中山 潮州 揭阳 云浮"
    ),
    "广西": "南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左",
    "海南": "海口 三亚 三沙 儋州",
    "四川": (
        "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 "
        "资阳 阿坝 甘孜 凉山 天府新区"
    ),
    "贵州": "贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南 贵安新区",
    "云南": "昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江",
    "西藏": "拉萨 日喀则 昌都 林芝 山南 那曲",
    "陕西": "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 杨凌 神木 府谷 西咸新区",
    "甘肃": "兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南",
    "青海": "西宁 海东 海北 黄南 海南州 果洛 玉树 海西 格尔木",
    "宁夏": "银川 石嘴山 吴忠 固原 中卫 宁东 灵武",
    "新疆": (
        "乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 库尔勒 阿克苏 喀什 和田 伊犁 塔城 "
        "阿勒泰 石河子 准东"
    ),
}
# Counties of Gansu. Those that are words of other meaning too (清水, 安定) need their ending.
_COUNTIES = {
    "兰州": "兰州新区 兰州高新区 兰州经开区 城关 七里河 西固 安宁区 红古 永登 皋兰 榆中",
    "白银": "白银高新区 白银区 平川 靖远 会宁 景泰",
    "金昌": "金川区 永昌",
    "天水": "秦州 麦积 清水县 秦安 甘谷 武山 张家川",
    "武威": "凉州 民勤 古浪 天祝",
    "张掖": "甘州 肃南 民乐县 临泽 高台 山丹",
    "平凉": "崆峒 泾川 灵台 崇信县 华亭 庄浪 静宁",
    "酒泉": "肃州 金塔 瓜州 肃北 阿克塞 玉门 敦煌",
    "庆阳": "西峰 庆城 环县 华池 合水 正宁县 宁县 镇原",
    "定西": "安定区 通渭 陇西 渭源 临洮 漳县 岷县",
    "陇南": "武都 成县 文县 宕昌 康县 西和 礼县 徽县 两当",
    "临夏": "康乐县 永靖 广河县 和政县 积石山",
    "甘南": "合作市 临潭 卓尼 舟曲 迭部 玛曲 碌曲 夏河",
}
_ROOT = "中国"
_WIDER = {"西北": _ROOT}
_PARENTS = {
    **_WIDER,
    **dict.fromkeys(_PREFECTURES, _ROOT),
    **{city: province for province, cities in _PREFECTURES.items() for city in cities.split()},
    **{county: city for city, counties in _COUNTIES.items() for county in counties.split()},
}
_ENDING = "(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|地区|省|市|县|区)?"
_KNOWN = re.compile(
    f"(?P<name>{'|'.join(sorted({_ROOT, *_PARENTS}, key=len, reverse=True))}){_ENDING}"
)
# Any other name with its ending. A supermarket (百合超市) and an estate (工业园区) are no places:
# what stands before the ending tells.
_OTHER = re.compile(
    r"(?P<name>(?!城市)[\u4e00-\u9fff]{1,2}(?<![超都上夜门菜股])市|[\u4e00-\u9fff]{1,2}县"
    r"|[\u4e00-\u9fff]{2,3}(?<![社景小园校厂灌库牧矿片山])区|(?:高新|经开|开发)区)"
)
_KEPT_ENDING = ("新区", "开发区", "经开区")


def read_places(text: str) -> tuple[tuple[str, ...], str]:
    """Return the place names that open a text, widest first, and the text after them.

    Names come without 省, 市, 县 and the like. A second name counts as a place only where it
    lies within the first: in 兰州宁德时代 the second is a brand. What follows must still name
    something, so a text that is one place name only gives it and "".
    """
    places: tuple[str, ...] = ()
    rest = text
    while found := _next(rest, places):
        name, end = found
        places, rest = (*places, name), rest[end:]
    return places, rest


def _next(text: str, before: tuple[str, ...]) -> tuple[str, int] | None:
    found = _KNOWN.match(text) or _OTHER.match(text)
    if found is None or len(text) - found.end() == 1:
        return None  # 东阳光: one letter names nobody
    name = found["name"]
    if found.re is _KNOWN:
        inside = not before or (name != before[-1] and within(name, before[-1]))
        return (name, found.end()) if inside else None
    return (name if name.endswith(_KEPT_ENDING) else name[:-1]), found.end()


def within(inner: str, outer: str) -> bool:
    """Tell whether one place is known to lie within another, or is the same."""
    at: str | None = inner
    while at is not None and at != outer:
        at = _PARENTS.get(at)
    return at is not None


def disagree(left: str, right: str) -> bool:
    """Tell whether two places are known to lie apart: neither within the other."""
    known = _is_known(left) and _is_known(right)
    return known and not within(left, right) and not within(right, left)


def _is_known(name: str) -> bool:
    return name == _ROOT or name in _PARENTS
