"""Running sentences -> what they say is to be laid out, and what is to be made of it."""

import re
from collections.abc import Sequence

from chainmatch.plan.ingest import words
from chainmatch.plan.ingest.phrases import split_outside, unique

_LAYS_OUT = re.compile(
    r"^(?:重点|主要|着力|大力)*(?:布局|发展|培育|承接|引进|实施|开展|承载)(?=[^、]{2})"
)
_BUILDS = re.compile(
    r"^(?:主要|重点|落地|精心|着力|加快|奋力|努力)*(?:打造|构建|建设|建成|形成)(?:成为|成|为)?"
)
_BECOMES = re.compile(r"^(?:[将把].{2,12}?|支撑.{2,6}?)(?:建设|打造)成为?(.+)$")
_BUILT_IN = re.compile(r"^支持在.{2,12}?建设(.+)$")
_PUSHED = re.compile(r"^(?:推进|加快推进)(.{4,}?)建设$")
_JOINT = re.compile(r"^联合推动(.{4,}?)(?:打造|建设)(.+)$")
_AREA = re.compile(
    r"(?:园|园区|区|基地|中心|带|港|枢纽|集群|策源地|高地|产业链|体系|研究院|示范园|项目|载体|城)$"
)
_SPECIAL = "特色|补充|重点|主体|支撑|配套"
_COLLECTION = re.compile(r"集(.+?)(?:等|功能)*于一体的?")
_FLAVOUR = re.compile(rf"以([^，。]+?)(?:等)?为(?:{_SPECIAL})[，的]")
_MAINLY = re.compile(r"以([^，。]+?)(?:等)?为主的([^、，。]+)")
_LINKS = re.compile(r"(?:打造|建设)(?!集)((?:[^、，。的]{4,}、)+[^、，。的]{4,})的(?=[^，。])")
_SHELL = re.compile(r"(?:产业集群|产业链|项目|产业园区?)$")
_EXAMPLES = re.compile(r"^(.+)等([^等]{4,})$")
_EMPTY = re.compile(r"^(?:重大|重点|一批).*项目?$|^(?:产城融合示范|创新|发展)$")


def sentences(text: str) -> list[str]:
    """Return the clauses of a running text, cut at commas and stops outside brackets and quotes."""
    return [clause for clause in split_outside(text, "，。；") if clause]


def laid_out(text: str) -> list[str]:
    """Return what an item of a layout box lays out, one entry for each thing named, in order.

    Things that a target is to unite (集A、B于一体的X, 以A为特色的X) count as laid out.
    """
    found: list[str] = []
    for clause in sentences(_MAINLY.sub(r"\1、\2", _plain(text, found))):
        opened = _LAYS_OUT.match(clause)
        if opened:
            found += _listed(clause[opened.end() :])
    return unique(entry for entry in found if not _EMPTY.match(entry))


def _plain(text: str, found: list[str]) -> str:
    """Move the united things of `text` to `found` where they stand behind the first clause."""
    head, comma, rest = text.partition("，")
    if head.startswith(("主要打造集", "重点打造集")):
        united = _COLLECTION.search(head)
        return f"主要布局{united[1]}，{rest}" if united else text
    late: list[str] = []
    for pattern in (_COLLECTION, _FLAVOUR, _LINKS):
        for match in pattern.finditer(rest):
            late += _listed(re.sub("和", "、", match[1]) if pattern is _FLAVOUR else match[1])
    opened = _LAYS_OUT.match(head)
    if opened and late:
        found += _listed(_MAINLY.sub(r"\1、\2", head[opened.end() :]))
    found += late
    return head + comma + rest


def _listed(text: str) -> list[str]:
    """Split a list at 、 and at the conjunction that closes it; drop 等 and shells."""
    parts = [part for part in split_outside(re.sub(r"等$", "", text), "、") if part]
    if len(parts) > 1:
        parts[-1:] = [part for part in words.CONJUNCTION.split(parts[-1]) if part]
    done: list[str] = []
    for part in parts:
        shown = _EXAMPLES.match(part)
        done += list(shown.groups()) if shown else [re.sub(r"等$", "", part)]
    return [_SHELL.sub("", part) if len(part) > 5 else part for part in done]


def targets(text: str) -> list[str]:
    """Return what a text says is to be made, as noun phrases: 打造X, 形成Y, 将…建设成为Z."""
    plain = _FLAVOUR.sub("", text)
    return unique(name for clause in sentences(plain) for name in clause_targets(clause))


def clause_targets(clause: str) -> list[str]:
    """Return the targets of one clause."""
    if found := _BECOMES.match(clause) or _BUILT_IN.match(clause):
        return areas(found[1])
    if found := _JOINT.match(clause):
        return areas(found[2])
    pushed = _PUSHED.match(clause)
    if pushed and _AREA.search(pushed[1]):
        return areas(pushed[1])
    opened = _BUILDS.match(clause)
    return areas(re.sub(r"等$", "", clause[opened.end() :])) if opened else []


def areas(text: str) -> list[str]:
    """Split a list of targets at each part that is one by itself: A园、B基地和C区."""
    done: list[str] = []
    open_part = before = ""
    for piece, mark in _pieces(_COLLECTION.sub("", text)):
        open_part += piece
        goes_on = done and open_part == piece and len(piece) <= 4
        if goes_on and done[-1][-2:] == piece[-2:]:  # 生产基地、储备基地: one name
            done[-1] += before + piece
            open_part = ""
        elif _AREA.search(piece) or not mark:
            done.append(open_part)
            open_part = ""
        else:
            open_part += mark
        before = mark
    return [name for name in map(_trim, done) if name and not _EMPTY.match(name)]


def _pieces(text: str) -> Sequence[tuple[str, str]]:
    """Return (piece, mark after it) at each 、 or 和 outside brackets; the last mark is empty."""
    masked = re.sub(r"（[^）]*）|“[^”]*”", lambda found: "＿" * len(found[0]), text)
    cuts = [(found.start(), found[0]) for found in re.finditer(r"、|和(?!平)", masked)]
    ends = [at for at, _ in cuts] + [len(text)]
    starts = [0] + [at + 1 for at, _ in cuts]
    marks = [mark for _, mark in cuts] + [""]
    return [(text[a:b], mark) for a, b, mark in zip(starts, ends, marks, strict=True)]


def _trim(name: str) -> str:
    return re.sub(r"^(?!以)(?:[^、，的]{4,}、)+[^、，的]{4,}的", "", name)
