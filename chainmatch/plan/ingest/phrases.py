"""Text of an item -> the products and technologies that it names, as clean noun phrases."""

import re
from collections.abc import Iterable, Iterator, Sequence

from chainmatch.plan.ingest import words

_OPEN, _CLOSE = "（“《", "）”》"
_IN_FIELDS = re.compile(
    r"^(?:加快|推动|推进|支持|将)*([^在]{2,}?)在(.+?)等?(?:领域|环节|方面)?(?:中)?(?:普及|推广|转化)*"
    r"应用(?:转化)?$"
)
_FIELD_SHELL = re.compile(r"(?:研发|研制|构建|创制|开发)$")
_COLLECTION = re.compile(r"集(.+?)(?:等|功能)*于一体的?(.*)$")
_MAINLY = re.compile(r"以([^以]+?)(?:等)?为(?:主|核心|主体|重点)的([^、]+)")
_PLACEHOLDER = re.compile(r"[\ue000-\uf8ff]")
_PLURAL = re.compile(r"[、和及与]")


def phrases(text: str, name: str = "") -> list[str]:
    """Return the noun phrases that an item names, in order, each once, without its own `name`."""
    found = (phrase for clause in clauses(text) for phrase in clause_phrases(clause))
    return unique(phrase for phrase in found if phrase != name)


def unique(items: Iterable[str]) -> list[str]:
    """Return the items in order, each once."""
    return list(dict.fromkeys(items))


def clauses(text: str) -> list[str]:
    """Return the clauses of `text`: it is cut at stops and commas outside brackets and quotes."""
    return [part for part in split_outside(text, "，。；！？,;") if part]


def split_outside(text: str, marks: str) -> list[str]:
    """Return the parts of `text` between `marks` that stand outside brackets and quotes."""
    parts, depth = [""], 0
    for letter in text:
        depth += (letter in _OPEN) - (letter in _CLOSE)
        if letter in marks and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    if depth == 0:
        return parts
    return re.split(f"[{re.escape(marks)}]", text)  # a bracket is left open: none can be trusted


def clause_phrases(clause: str) -> list[str]:
    """Return the noun phrases of one clause; none where it names nothing of its own."""
    if any(pattern.fullmatch(clause) for pattern in words.SKIPPED):
        return []
    if fields := _IN_FIELDS.match(clause):
        places = [_FIELD_SHELL.sub("", field) for field in enumerated(fields[2])]
        named = [place for place in places if len(words.CONJUNCTION.split(place)[0]) >= 3]
        return unique([*clause_phrases(fields[1]), *named])
    return enumerated(close(open_(rewrite(clause))))


def rewrite(clause: str) -> str:
    """Return the clause with its turns of phrase made plain."""
    clause = _MAINLY.sub(_spell_out, clause)
    clause = _COLLECTION.sub(_unpack, clause)
    for pattern, plain in words.REWRITES:
        clause = pattern.sub(plain, clause)
    return words.RUN_ON.sub(lambda run: "、".join(re.findall("..", run[0])), clause)


def _spell_out(found: re.Match[str]) -> str:
    """以A、B为主的X -> AX、BX、X."""
    kinds = [kind for kind in _PLURAL.split(found[1]) if kind]
    whole = [found[2]] if len(kinds) > 1 else []
    return "、".join([*(kind + found[2] for kind in kinds), *whole])


def _unpack(found: re.Match[str]) -> str:
    """集A、B于一体的X -> A、B、X; mere attributes of two letters are left out."""
    parts = [part for part in found[1].split("、") if len(part) >= 3]
    return "、".join([*parts, *([found[2]] if found[2] else [])])


def open_(clause: str) -> str:
    """Return the clause without the verbs that open it."""
    while found := words.OPENERS.match(clause):
        if found.end() == len(clause):
            break
        clause = clause[found.end() :]
    return clause


def close(clause: str) -> str:
    """Return the clause without the shells that close it, such as 技术研发和应用."""
    changed = True
    while changed:
        changed = False
        for pattern in words.CLOSERS:
            shorter = pattern.sub("", clause)
            if shorter and shorter != clause:
                clause, changed = shorter, True
    return clause


def enumerated(text: str) -> list[str]:
    """Return what a list names: A、B和C等H gives A, B, C and, if it says anything, H."""
    done: list[str] = []
    waiting: list[str] = []
    segments = [part for part in split_outside(text, "、") if part]
    for place, segment in enumerate(segments):
        *examples, noun = words.ETC.split(segment, maxsplit=1)
        closing = place > 0 and (bool(examples) or place == len(segments) - 1)
        for example in examples:
            waiting += conjuncts(example, last=closing)
        heads = conjuncts(noun, last=closing and not examples)
        kept = [head for head in heads if not head.startswith("领域")]
        if examples:
            done += share_head(attributed(waiting), heads)
            waiting = []
            # a class of two letters behind 等 says nothing; a curated phrase is one letter here
            kept = [h for h in kept if len(h) >= 3 or _PLACEHOLDER.match(h)]
        waiting += kept
    return unique(_finished(attributed([*done, *waiting])))


def share_head(examples: Sequence[str], heads: Sequence[str]) -> list[str]:
    """Return the examples before 等 with the part of the noun that they lack: 流感…等疫苗."""
    if not heads:
        return list(examples)
    if heads[0].startswith("领域"):
        return [example + heads[0].removeprefix("领域") for example in examples]
    return [_with_head(example, heads[0]) for example in examples]


def _with_head(example: str, noun: str) -> str:
    for kind, lacking, head in words.SHARED_HEADS:
        if kind.search(noun) and lacking.search(example):
            return _overlapping(example, head or noun) or example + (head or noun)
    if words.GENERIC.match(noun) or words.HEADED.match(example):
        return example
    return _overlapping(example, noun) or example


def _overlapping(example: str, noun: str) -> str:
    """电解质配方 and 非全营养配方食品 share 配方: the rest, 食品, belongs to both."""
    for size in range(min(len(example) - 1, 6), 1, -1):
        at = noun.find(example[-size:])
        rest = noun[at + size :]
        if at >= 0 and 0 < len(rest) <= 4:
            return example + rest
    return ""


def attributed(names: Sequence[str]) -> list[str]:
    """Return the names; one that is a mere attribute gets the noun of the name after it."""
    done: list[str] = []
    for name in reversed(names):
        found = words.ATTRIBUTE.match(name)
        if found and found.end() == len(name) and done:
            start = words.ATTRIBUTE.match(done[-1])
            done.append(name + done[-1][start.end() :] if start else name)
        else:
            done.append(name)
    return done[::-1]


def conjuncts(segment: str, *, last: bool) -> list[str]:
    """Return the parts of A和B where it names two things; `last`: 和 closes an enumeration."""
    for found in words.CONJUNCTION.finditer(segment):
        left, right = segment[: found.start()], segment[found.end() :]
        pair = _pair(left, right, last=last) if left and right else None
        if pair:
            return [pair[0], *conjuncts(pair[1], last=last)]
    return [segment] if segment else []


def _pair(left: str, right: str, *, last: bool) -> tuple[str, str] | None:
    """Return the two things that `left` and `right` of a conjunction name, None where it is one."""
    lhead = words.HEADED.match(left)
    rhead = words.HEADED.match(right)
    if words.BARE.match(right):
        bare = words.BARE.match(left) or re.fullmatch(words.HEADS, left)
        return None if bare else (left, _modifier(left, right) + right)
    if len(left) <= 2 and not lhead and len(right) >= len(left) + 2 and rhead:
        return left + right[len(left) :], right
    if lhead and (rhead or len(right) >= 4):
        return left, right
    if last and len(right) >= 3:
        return left, right
    if len(left) >= 4 and rhead and not lhead:
        return left + rhead[2], right
    return None


def _modifier(left: str, right: str) -> str:
    found = words.HEADED.match(left)
    return left if found is None or (words.WHOLE.match(right) and found[2] != "产品") else found[1]


def _finished(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for single in unbracketed(name):
            cleaned = clean(single)
            if _PLACEHOLDER.search(cleaned):
                yield from _PLACEHOLDER.findall(cleaned)
            elif len(cleaned) >= 2 and not words.GENERIC.match(cleaned):
                yield cleaned


def unbracketed(name: str) -> list[str]:
    """Return the names that brackets fold into one: 真（中）空玻璃, 智能（网联）汽车."""
    found = words.ALTERNATIVES.search(name)
    if found:
        before, after = name[: found.start()], name[found.end() :]
        return [before + letter + found[3] + after for letter in (found[1], found[2])]
    return [words.APPOSITION.sub("", words.INSERTION.sub(r"\1", name))]


def clean(name: str) -> str:
    """Return a noun phrase without the particle 的, brackets, stops and a plus sign at its ends."""
    return re.sub(r"[的（）、，。；！？]", "", name).strip("+ ")
