"""The box of the functional layout -> its items with the terms that they name."""

import re

from chainmatch.plan.ingest.phrases import clause_phrases, split_outside, unique
from chainmatch.plan.ingest.sections import Item, Outline
from chainmatch.plan.schema import Document, Function

TITLE = "功能布局"
LONGEST = 14  # letters; what is longer is a sentence, not a term
_MOTTO = re.compile(r"^“(.+?)”，即?")
_QUOTED = re.compile(r"“(.+?)”")
_CORE = re.compile(r"^(?:以|将)(.+?)(?:为(?:核心)?(?:载体)?|作为.*)$")
_WAYS = re.compile(r"^通过(.+?)等(?:方式|途径)?$")
_SAID = re.compile(r"^(?:推动.+向.+|带动.+|辐射.+|为.+提供.+)$")
_MODIFIER = re.compile(r"^.*的|^(?:构建|形成)更多")
_TAKEN = re.compile(r"^将(.+?)等成功经验.*$")


def functions(outline: Outline, number: str, faults: list[str]) -> tuple[Function, ...]:
    """Return the items of the functional layout; a plan without that box is faulty."""
    boxes = [box for box in outline.boxes if box.title.endswith(TITLE)]
    if not boxes:
        faults.append(f"专栏: no box on {TITLE}; allowed: one box titled …{TITLE}")
    return tuple(_function(item, f"{box.number}", number) for box in boxes for item in box.items)


def _function(item: Item, box: str, number: str) -> Function:
    found = _MOTTO.match(item.text)
    name = item.name or (found[1] if found else item.text.partition("，")[0])
    source = Document(number, f"专栏{box}-{item.number}")
    return Function(f"{box}.{item.number}", name, tuple(terms(_MOTTO.sub("", item.text))), source)


def terms(text: str) -> list[str]:
    """Return the terms that a text names: places, quoted words, and short noun phrases."""
    found = list(_QUOTED.findall(text))
    for clause in split_outside(_QUOTED.sub("", text), "，。；"):
        found += _clause_terms(clause)
    return unique(term for term in found if 3 <= len(term) <= LONGEST)


def _clause_terms(clause: str) -> list[str]:
    for pattern in (_CORE, _WAYS, _TAKEN):
        if named := pattern.match(clause):
            return split_outside(named[1], "、")
    if _SAID.match(clause):
        return []
    return clause_phrases(_MODIFIER.sub("", clause))
