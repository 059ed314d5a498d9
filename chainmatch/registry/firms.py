"""Whether two names mean one firm: name variants, branches and second projects count as one."""

import re
import unicodedata

_BRACKETED = re.compile(r"[(（][^)）]*[)）]")
_REGIONS = (
    "甘肃省? 兰州新区 兰州市? 白银市? 西北 陕西 上海市? 广东省? 山东省? "
    "安徽省? 江西省? 北京市? 浙江省? 江苏省? 深圳市? 景泰县? 会宁县? 靖远县? "
    "平川区? 红古区? 西固区? 安宁区? 榆中县? 永登县? 皋兰县? 新区"
)
_REGION = re.compile(f"^({_REGIONS.replace(' ', '|')})+")
# Openings that many unrelated names share: two names that begin so are not one firm for that.
_COMMON_OPENINGS = (
    "生态 智能 现代 工业 农业 生物 国家 高新 科技 中科 标准 特种 陶瓷 绿色 新型 新能 年产 千吨 "
    "动力 医药 医用 食品 物流 循环 再生 陇粤 陇原 轻工 有色 铁路 保税 公路 蓝宝 中铁 "
    "中石 中央 电子 信息 数据 精细 化工 材料 "
    "农产 农牧 肉羊 豆浆 园区 专精 国际"
)
_COMMON = frozenset(_COMMON_OPENINGS.split(" "))


def brand(name: str) -> str:
    """Return the part of a firm or project name that tells it from others; "" where there is none.

    Two characters after region names and brackets are stripped; four where the name opens with
    中国, which says nothing by itself. A capacity (10万吨…) names nobody.
    """
    plain = _BRACKETED.sub("", unicodedata.normalize("NFKC", name).replace(" ", "").lower())
    core = _REGION.sub("", plain)
    length = 4 if core.startswith("中国") else 2
    opening = core[:length]
    tells = len(opening) == length and opening not in _COMMON and not opening[0].isdigit()
    return opening if tells else ""


def same_firm(left: str, right: str) -> bool:
    """Say whether two names probably mean one firm; errs on the side of yes for equal brands."""
    ours, theirs = brand(left), brand(right)
    return left == right or (bool(ours) and ours == theirs)
