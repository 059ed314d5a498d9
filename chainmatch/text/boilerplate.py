"""Phrases of business licences that say nothing about what an enterprise makes."""

import re

from chainmatch.text.trace import Traced

_ANY = r"[^。;()]"  # a word or two that vary between registries, never beyond the clause
_LAWS = r"法律、?(?:行政)?法规、?(?:和|、)?(?:国务院决定)?(?:规定)?"

# Written for normalised text: simplified, half-width, no spaces. Each row is one clause in its
# common spellings, with an example; licences join several of them, bracketed or not.
CLAUSES = (
    # 依法须经批准的项目,经相关部门批准后方可开展经营活动
    (
        rf"(?:企业|市场主体)?依法[须需应]?当?经?(?:相关部门)?批准的(?:经营)?项目,?"
        rf"{_ANY}{{0,10}}?(?:批准|审批|许可){_ANY}{{0,30}}?(?:经营(?:活动)?|开展活动)"
    ),
    # 具体经营项目以相关部门批准文件或许可证件为准
    rf"(?:具体)?经营(?:项目|范围|期限)以{_ANY}{{0,30}}?为准",
    # 除依法须经批准的项目外,凭营业执照依法自主开展经营活动
    (
        rf"除(?:依法)?[须需]?经?(?:批准|许可)的?(?:经营)?(?:业务|项目)外,?{_ANY}{{0,25}}?经营(?:活动)?"
        rf"(?:法律法规{_ANY}{{0,12}}?项目)?"
    ),
    r"凭营业执照依法(?:自主)?(?:开展)?经营(?:活动)?",
    r"(?:企业|市场主体)?(?:依法)?自主选择经营(?:项目)?,?开展经营活动",
    r"(?:企业|市场主体)依法自主选择经营(?:项目)?",
    # 不得从事国家和本市产业政策禁止和限制类项目的经营活动
    r"(?:不得)?从事(?:国家和)?本[市省]产业政策禁止和限制类项目的经营活动",
    # 法律、法规、国务院决定规定应当许可(审批)的,经审批机关批准后凭许可(审批)文件经营
    rf"{_LAWS}禁止的,?(?:不得经营|项目除外)",
    (
        rf"{_LAWS}(?:应当|无需|未规定|须经|需经)(?:许可|审批|批准)(?:\((?:审批|许可)\))?的,?"
        rf"{_ANY}{{0,25}}?(?:\(审批\)文件)?(?:方可)?(?:开展)?经营(?:活动|项目)?(?:,?开展经营活动)?"
    ),
    r"限制的项目[须需]取得许可(?:证)?后?(?:方可)?经营",
    # 以上经营范围涉及行政许可的,凭许可证经营
    (
        rf"(?:以上|上述)(?:经营)?(?:范围|项目){_ANY}{{0,30}}?(?:许可|审批|批准|专项)"
        rf"{_ANY}{{0,30}}?经营(?:活动)?"
    ),
    rf"(?:以上|上述)(?:经营)?(?:范围|项目){_ANY}{{0,30}}?(?:禁止|限制|限定|专项){_ANY}{{0,20}}?除外",
    r"(?:涉及许可经营的?,?)?[凭按在](?:有效的?|相关)?(?:许可证|资质证书?|许可证件)(?:核定的)?(?:范围|有效期)?内?经营",
    # 国家限定公司经营或禁止进出口的商品和技术除外
    r"但?国家(?:限定|限制|指定)(?:公司|企业)?经营(?:或|和|及)?(?:国家)?禁止进出口的?(?:商品|货物)?[和及或]?(?:技术)?除外",
    rf"但?国家(?:法律法规|有专项){_ANY}{{0,14}}?除外",
)

_CLAUSE = "(?:" + "|".join(CLAUSES) + ")"
_JOINED = rf"{_CLAUSE}(?:[,;。.、]*{_CLAUSE})*[;。.]*"
_BOILERPLATE = re.compile(rf"[(\[【]{_JOINED}[)\]】][;。.]?|{_JOINED}")
_LABEL = re.compile(
    r"(?:(?:主要)?经营范围(?:包括|包含)?|(?:前置|后置)?许可(?:经营)?项目|一般(?:经营)?项目)[::]无?"
    r"|(?:许可|一般)经营项目是:?"
)
_HOLE = re.compile(r"[(\[【][,;。.、]*[)\]】]|^[,;。、)]+|(?<=[;。])[,;。、]+|(?<=,),+")


def strip_boilerplate(traced: Traced) -> Traced:
    """Take out licence phrases, the labels 许可项目: and 一般项目:, and what is left of them."""
    return traced.sub(_BOILERPLATE, _gap).sub(_LABEL, _gap).sub(_HOLE, _nothing)


def _gap(found: re.Match[str]) -> str:
    """Keep apart what stood on both sides: 发电一般项目:供热 are two lines of business."""
    at, end = found.span()
    between = at > 0 and end < len(found.string)
    return ";" if between and found.string[at - 1] not in ",;。、.(:" else ""


def _nothing(_found: re.Match[str]) -> str:
    return ""
