"""Running text of an industry -> supports, partners, focus and targets."""

import re
from collections.abc import Iterable

from chainmatch.plan.ingest.clauses import areas, clause_targets, sentences
from chainmatch.plan.ingest.phrases import split_outside, unique
from chainmatch.plan.schema import Document, Partner, Support, SupportKind, Target

_STRENGTHS = (
    re.compile(r"发挥([^。]+?)等?(?:科研)?(?:优势)?(?:力量|作用)"),
    re.compile(r"支持([^，。]+?)等?单位牵头"),
    re.compile(r"联合([^，。]+?)等?单位[，。]"),
    re.compile(r"联合推动([^，。]+?)(?:打造|建设)"),
)
_KINDS: tuple[tuple[re.Pattern[str], SupportKind], ...] = (
    (re.compile(r"实验室$"), "laboratory"),
    (re.compile(r"联合体$|联盟$"), "consortium"),
    (re.compile(r"公司$|集团$|厂$"), "enterprise"),
    (re.compile(r"研究院$|研究所$|大学$|学院$|医院$|院$"), "institute"),
)
_PARTNERS = re.compile(
    r"协同([^，。]{2,30}?)等?(?:地区|地|市)，?(?:打造|建设|布局|构建|形成|共建)([^，。]+)"
)
_AFTER = re.compile(r"^，(?:打造|建设|布局|构建|形成)([^，。]+)")
_MEETS = re.compile(r"对接([^，。]+?)(?:相关项目)?建设")
_FIELDS = (
    re.compile(r"重点(?:开展|推进|发展)([^。]+?)等?(?:领域|数字技术|服务业态)"),
    re.compile(r"重点(?:开展|推进|发展)([^。，]+?)等?(?:技术|产品)?(?:研发|研究|生产)"),
)
_ADJECTIVES = re.compile(r"^(?:[^、]{2}化、)+[^、]{2}化(?=[^、]{2})")
_FUTURE = re.compile(r"重点围绕(.+?)等?，(?:前瞻|超前|加快)")
_EXAMPLES = re.compile(r"^(.+)等(.+产业)$")


def supports(text: str, source: Document) -> tuple[Support, ...]:
    """Return the laboratories, consortia, firms, institutes and platforms that a text names."""
    names = [
        name
        for pattern in _STRENGTHS
        for found in pattern.finditer(text)
        for name in _listed(found[1])
    ]
    return tuple(Support(name, kind_of(name), source) for name in unique(names))


def kind_of(name: str) -> SupportKind:
    """Return what kind of support a name tells of; anything that it does not tell is a platform."""
    return next((kind for pattern, kind in _KINDS if pattern.search(name)), "platform")


def _listed(text: str) -> list[str]:
    return [name for name in split_outside(text.replace("以及", "、"), "、") if name]


def cities(texts: Iterable[str]) -> frozenset[str]:
    """Return the cities that any text of the plan says it works with (协同A、B等地)."""
    return frozenset(
        city for text in texts for found in _PARTNERS.finditer(text) for city in _listed(found[1])
    )


def partners(text: str, known: frozenset[str], source: Document) -> tuple[Partner, ...]:
    """Return with which cities an industry is developed, one entry for each target."""
    done: list[Partner] = []
    for found in _PARTNERS.finditer(text):
        targets = areas(found[2])
        if more := _AFTER.match(text[found.end() :]):
            targets += areas(more[1])
        done += [Partner(tuple(_listed(found[1])), target, source) for target in targets]
    for found in _MEETS.finditer(text):
        for part in _listed(found[1]):
            city = next((name for name in sorted(known) if part.startswith(name)), "")
            if city:
                done.append(Partner((city,), part.removeprefix(city), source))
    return tuple(done)


def targets(text: str, source: Document) -> tuple[Target, ...]:
    """Return what an industry is to become; what it is to become with partners is left to them."""
    own = _PARTNERS.sub("，", text)
    for found in _PARTNERS.finditer(text):
        if more := _AFTER.match(text[found.end() :]):
            own = own.replace(more[0], "，")
    names = unique(name for clause in sentences(own) for name in clause_targets(clause))
    return tuple(Target(name, source) for name in names)


def fields(text: str) -> list[str]:
    """Return the fields that an industry's text puts first (重点开展A、B等领域…)."""
    for pattern in _FIELDS:
        if found := pattern.search(text):
            return _listed(_ADJECTIVES.sub("", found[1]))
    return []


def future_fields(text: str) -> list[tuple[str, str]]:
    """Return (field, direction that the text puts it under): 重点围绕A、B等X产业，C等Y产业以及Z."""
    found = _FUTURE.search(text)
    if not found:
        return []
    done: list[tuple[str, str]] = []
    for part in re.split(r"，|以及", found[1]):
        shown = _EXAMPLES.match(part)
        done += [(name, shown[2]) for name in _listed(shown[1])] if shown else [(part, part)]
    return done
