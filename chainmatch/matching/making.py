"""Whether a clause says that a product is made: not used, stored or part of another name."""

import re
from collections.abc import Sequence

# A veto may rest on this, so a clause must fit whole: what it leaves open is asked, never assumed.
_QUANTITY = r"约?[\d.,]+\ ?[余多]?[百千万亿]*(?:公斤|千克|吨|立方米|立方|方|kg|t)(?:/年|/a|每年)?"
_OPENS = re.compile(
    rf"""(?:^|[、/:+]|[和及与或]|{_QUANTITY}|\d%|(?<!副)产|生产|制造|合成|制备|制取|[新扩改]建|建设
    |产品(?:[为有是]|包括)|包括|等)的?
    (?:工业|电子|试剂|食品|优等|一|级|品|高纯度?|超净|精|浓|稀|发烟|液体|无水|绿色|新型)*$
    |(?:^|,|\b(?:of|and|or|produc\w*|manufactur\w*|synthesi\w*|make|makes|making|tonnes|tons))\ ?
    (?:(?:industrial|liquid|high[- ]purity|pure|green|new)\ )*$""",
    re.VERBOSE,
)
_CLOSES = re.compile(
    rf"""(?:等|的|系列|产品|化学品|化工品)*(?:{_QUANTITY})?
    (?:生产|制造|合成|提纯|精制|制备|装置|项目|生产线|产线|基地|工厂|厂|车间|产能|[新扩改]+建|建设|技改|改造|投产)*
    (?:$|(?P<more>[、/+]|[和及与或]))
    |\ ?(?:production|producer|plant|manufactur\w*|synthesis|project|line|unit|complex|facility|\ )*
    (?:$|\ (?:from|at|in|with)\b|(?P<also>\ (?:and|or)\ ))""",
    re.VERBOSE,
)
_MAKES = re.compile(r"生产|制造|合成|制备|制取|制得|提纯|年产|主产|投产|produc|manufactur|synthesi")
_USES = re.compile(
    r"使用|采用|利用|用于|消耗|外购|购入|购买|来自|替代|供应?给|服务|配套|面向|以(?=.{1,20}[为作])"
    r"|(?<![品作])为|用|using|\bfor\b|based on"
)
_USED = re.compile(r"[为作做等用]+(?:原料|溶剂|碳源|燃料|介质|辅料|催化剂|助剂)|用")
_BRACKETED = re.compile(r"\([^()]*\)")


def makes(clause: str, term: str, terms: Sequence[str], *, any_opening: bool = False) -> bool:
    """Tell whether a normalised clause says that `term` is made.

    `terms` are the terms that may follow it in a list. With `any_opening` the term may be the end
    of a longer name (草甘膦原药). What stands in brackets is left out.
    """
    plain = _BRACKETED.sub("", clause)
    at = plain.find(term)
    while at >= 0:
        before, after = plain[:at], plain[at + len(term) :]
        opens = any_opening or _OPENS.search(before)
        if opens and not _used(before) and _closes(after, terms, made_before=_made(before)):
            return True
        at = plain.find(term, at + 1)
    return False


def _closes(after: str, terms: Sequence[str], *, made_before: bool) -> bool:
    """Tell whether the name ends here; a list goes on to where one of its ends says 'is made'."""
    found = _CLOSES.match(after)
    if not found:
        return False
    if not (found["more"] or found["also"]):
        return True
    rest = after[found.end() :]
    if made_before:
        return not _USED.search(rest)
    following = (rest.removeprefix(term) for term in terms if rest.startswith(term))
    return any(_closes(tail, terms, made_before=False) for tail in following)


def _made(before: str) -> bool:
    return _MAKES.search(before) is not None


def _used(before: str) -> bool:
    """Tell whether the last word of doing before the term is one of use, not of making."""
    uses = max((found.end() for found in _USES.finditer(before)), default=-1)
    makes = max((found.start() for found in _MAKES.finditer(before)), default=-1)
    return uses > makes


def only_used(clause: str, term: str) -> bool:
    """Tell whether a normalised clause names `term` only as what is used: as feed, fuel, outlet.

    False where it does not name the term.
    """
    plain = _BRACKETED.sub("", clause)
    places = [found.start() for found in re.finditer(re.escape(term), plain)]
    used = [_used(plain[:at]) or _USED.match(plain[at + len(term) :]) is not None for at in places]
    return bool(used) and all(used)
