"""The parts of an enterprise's name: place, brand, trade, legal form, branch; nothing is lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from chainmatch.leads.name_words import NUMBERS, trade_words
from chainmatch.leads.places import read_places
from chainmatch.text.normalise import normalise

What = Literal["former", "english", "project", "contact", "remark", "number"]

MOST_CHARACTERS = 200  # of a name that are read; what comes after is no name
_FEWEST_BRAND = 2
_OPENING_LETTERS = 60  # of a text in which the name of its firm is looked for


@dataclass(frozen=True, slots=True)
class Stripped:
    """A part of a name that is no part of the firm's own name, and what it was taken for."""

    what: What
    text: str


@dataclass(frozen=True, slots=True)
class FirmName:
    """A name in its parts, each folded to simplified script, half width and lower case.

    `plain` is the whole without spaces and marks. `places` come widest first, `moved` is true
    where one stands behind the brand. `brand` and `trade` are what is left between place and
    form; a brand is "" where all of it are words of trades. `form` is "" where none is written,
    `group` says that 集团 closes the name, `branch` names the seat (兰州分公司). `others` are
    former and other names that the name itself gives. Nothing that was written is lost: what is
    in no part is in `stripped`.
    """

    original: str
    plain: str
    places: tuple[str, ...] = ()
    moved: bool = False
    brand: str = ""
    trade: str = ""
    form: str = ""
    group: bool = False
    branch: str = ""
    others: tuple["FirmName", ...] = ()
    stripped: tuple[Stripped, ...] = ()

    @property
    def core(self) -> str:
        """Return brand and trade: the name without place, form and branch."""
        return self.brand + self.trade

    @property
    def names_somebody(self) -> bool:
        """Tell whether the name can point at one firm: 某公司 and 科技有限公司 cannot."""
        return bool(self.brand) or bool(self.places and self.trade)

    @property
    def is_full(self) -> bool:
        """Tell whether a legal form closes the name, as in a register."""
        return bool(self.form) and self.form != "股份"


# 某新能源企业, XX公司, 待定: these name nobody.
_NOBODY = re.compile(
    r".*(?:某|[x×]{2,}|保密|匿名).*|(?:名称)?(?:待定|暂无|未定|未知|不详|没有|无|空|同上|测试|test|n/?a|none|null|-+)"
    r"|(?:外地|外省|意向|沿海|国外)?(?:投资方|客商|投资商|投资人|投资者|企业|公司|上市公司|老板|个人|自然人"
    r"|个体户|个体工商户)"
)
# A project without a firm: its words say what, not who.
_UNDERTAKING = re.compile(r"^年产|^\d+(?:[万亿千百]|gw|mw|kw)|项目$")
_COMPANY = (
    r"(?:(?:股份|股分|(?<!控)股)?(?:有限|限)(?:责任)?(?:合伙)?(?:企业|(?<![分支])公司?)|责任有限公司|股份公司"
    r"|有限责任(?!公)|(?<![分支子])总?公司)"
)
_FORM = re.compile(rf"{_COMPANY}(?:{_COMPANY})*")
_OTHER_FORM = re.compile(r"(?:(?:农民)?(?:专业)?合作社|总?厂|股份)$")
_BRANCH = re.compile(
    r".*(?:分公司|支公司|支行|分行|营业部|办事处|代表处|分厂|分店|门店|项目部|研发中心|分院|分所|分部"
    r"|[供售]电公司|[^项目]{2,10}厂|[一二三四五六七八九十\d]+厂)"
)
_OWN_BRANCH = re.compile(r"(?:分公司|支公司|支行|分行|办事处|代表处|分厂|项目部)$")
_PROJECT = re.compile(r"项目|年产|基地|生产线|技改|扩建|工程$|建设|投资")
_FORMER = re.compile(
    r"(?:原名称?|曾用名称?|更名前|改制前|前身|现更名|现名|又名|旧称|以下简称|简称|原|现|即)"
    r"(?:为|是)?[:是为]?(?P<name>(?![料材油种生代任]).{2,})"
)
_PARENT = re.compile(r"[系属由]|隶属|配套|供应|下属|子公司|控股")
_BRACKET = re.compile(r"[(\[【「『《<]([^()\[\]【】「」『』《》<>]*)[)\]】」』》>]?")
_OPENING = re.compile(r"(?:\(?\d{1,3}\)|\d{1,3}[、.．)])(?=\D)|(?:企业|公司|单位|项目)?名称[:：]")
_CONTACT = re.compile(
    r"(?:联系人|联系电话|联系方式|电话|手机|tel|地址|网址|邮箱|法人|负责人)[:：]?\S.*|https?://.*|www\..*"
    r"|(?<!\d)1\d{10}(?!\d).*|(?<!\d)0\d{2,3}-?\d{7,8}(?!\d).*"
)
_SEPARATOR = re.compile(r"[;,,、/|]")
_MARKS = re.compile(r"[^\w]|_")
_LATIN = re.compile(r"[a-z][a-z .,&'-]{2,}[a-z.]|[a-z]{2,}")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_FORM = re.compile(
    r"\b(?:co|company|ltd|limited|inc|corp|corporation|llc|plc|gmbh|the)\b\.?,?|[^a-z0-9]"
)
_ORDINAL = re.compile(
    r"第?([零〇一二两三四五六七八九十]+)(?=[厂局号期分公司院研建冶车间队区毛矿地电])"
)


def parse(name: str) -> FirmName:
    """Return the parts of a name; never raises, and an empty text has none."""
    reader = _Reader(name)
    return reader.read()


def name_in(text: str) -> str:
    """Return the name of a firm that opens a text (兰州宏达机械有限公司拟建…), "" for none."""
    opening = re.split(r"[，。；：,;:\n]", text.strip()[:_OPENING_LETTERS])[0]
    found = _FORM.search(opening)
    return opening[: found.end()] if found and found.start() > 0 else ""


class _Reader:
    """Takes a name apart from the outside in: what surrounds it, brackets, form, place."""

    def __init__(self, name: str) -> None:
        self.original = name
        self.stripped: list[Stripped] = []
        self.others: list[FirmName] = []
        self.places: tuple[str, ...] = ()
        self.branch = ""
        self.moved = False

    def read(self) -> FirmName:
        text = normalise(self.original[:MOST_CHARACTERS]).text
        if len(self.original) > MOST_CHARACTERS:
            self._strip("remark", self.original[MOST_CHARACTERS:])
        plain = _MARKS.sub("", text)
        if not _HAN.search(text):
            return self._latin(text, plain)
        if _NOBODY.fullmatch(text) or (_UNDERTAKING.search(text) and not _FORM.search(text)):
            return FirmName(self.original, plain)
        text = self._without(text, _OPENING, "number", at_start=True)
        text = self._without(text, _CONTACT, "contact", at_start=False)
        text = self._without_brackets(text)
        text = self._without_english(text)
        text = self._first_part(text)
        return self._parts(_MARKS.sub("", text), plain)

    def _strip(self, what: What, text: str) -> None:
        if kept := text.strip(" ;,、:"):
            self.stripped.append(Stripped(what, kept))

    def _without(self, text: str, pattern: re.Pattern[str], what: What, *, at_start: bool) -> str:
        found = pattern.match(text) if at_start else pattern.search(text)
        if found is None or found.end() - found.start() == len(text):
            return text
        self._strip(what, found[0])
        return text[: found.start()] + text[found.end() :]

    def _latin(self, text: str, plain: str) -> FirmName:
        core = _LATIN_FORM.sub("", text)
        form = "ltd" if core != plain else ""
        return FirmName(self.original, plain, brand=core, form=form)

    def _without_brackets(self, text: str) -> str:
        outer = _BRACKET.sub("", text).strip()
        if not outer:
            return _MARKS.sub("", text)
        inner = [found[1] for found in _BRACKET.finditer(text)]
        if outer.startswith("原") and len(inner) == 1 and _FORM.search(inner[0]):
            self._add_other(outer[1:])
            return inner[0]
        return _BRACKET.sub(lambda found: self._bracket(found[1].strip()), text)

    def _bracket(self, inner: str) -> str:
        """Return what a bracket adds to the name itself; the rest is kept aside."""
        places, rest = read_places(inner)
        if inner in {"集团", "控股", "集团控股"} or not inner:
            return inner
        if places and not rest:
            self.places += places
            self.moved = True
        elif _BRANCH.fullmatch(inner):
            self.branch = inner
        elif former := _FORMER.fullmatch(inner):
            self._add_other(former["name"])
        elif not _HAN.search(inner) and _LATIN.search(inner):
            self._strip("english", inner)
        else:
            self._strip("project" if _PROJECT.search(inner) else "remark", inner)
        return ""

    def _add_other(self, name: str) -> None:
        self._strip("former", name)
        self.others.append(parse(name))

    def _without_english(self, text: str) -> str:
        """Take an English name off either end; what may be part of the brand (TCL中环) stays."""
        for found in list(_LATIN.finditer(text)):
            rest = (text[: found.start()] + text[found.end() :]).strip()
            at_end = found.end() == len(text) and bool(_FORM.search(text[: found.start()]))
            placed = found.start() == 0 and bool(read_places(text[found.end() :].strip())[0])
            if _HAN.search(rest) and (at_end or placed):
                self._strip("english", found[0])
                return rest
        return text

    def _first_part(self, text: str) -> str:
        """Return what stands before the first comma or the like, unless it is a slip there."""
        found = _SEPARATOR.search(text)
        if found is None:
            return text
        before, after = text[: found.start()], text[found.end() :].strip()
        if not after or _FORM.match(after) or not _HAN.search(before):
            return text
        self._strip("english" if not _HAN.search(after) else "remark", after)
        return before

    def _parts(self, text: str, plain: str) -> FirmName:
        before, form = self._without_form(text)
        places, core = read_places(before)
        if not self.places and not places:
            core, places = _place_behind(core)
            self.moved = bool(places)
        elif not places:
            core = before
        group = core.endswith("集团")
        core = _folded_numbers(core.removesuffix("集团"))
        brand, trade = split(core)
        places = (*places, *(place for place in self.places if place not in places))
        return FirmName(
            original=self.original,
            plain=plain,
            places=places,
            moved=self.moved,
            brand=brand,
            trade=trade,
            form=form,
            group=group,
            branch=self.branch,
            others=tuple(self.others),
            stripped=tuple(self.stripped),
        )

    def _without_form(self, text: str) -> tuple[str, str]:
        """Return what stands before the legal form, and the form; sort what stands behind."""
        found = _FORM.search(text)
        if found and (found.start() > 0 or found.end() == len(text)):
            self._behind(text[found.end() :])
            return text[: found.start()], found[0]
        if not self.branch and (seat := _seat(text)):
            self.branch = text[seat:]
            text = text[:seat]
        if short := _OTHER_FORM.search(text):
            return text[: short.start()], short[0]
        return text, ""

    def _behind(self, rest: str) -> None:
        if rest and not self.branch and _BRANCH.fullmatch(rest) and not rest.endswith("项目"):
            self.branch = rest
        elif rest:
            self._strip("project" if _PROJECT.search(rest) else "remark", rest)


def split(core: str) -> tuple[str, str]:
    """Return brand and trade of a name without place and form.

    The trade is the longest ending that words of trades make up and that leaves a brand of two
    characters; a core of such words alone has no brand, one without any has no trade.
    """
    if trade_words(core):
        return "", core
    for at in range(_FEWEST_BRAND, len(core)):
        if trade_words(core[at:]):
            return core[:at], core[at:]
    return core, ""


def _place_behind(core: str) -> tuple[str, tuple[str, ...]]:
    """Return a core without the place that closes it (中国移动通信集团甘肃), and the place."""
    for size in (2, 3, 4):
        places, rest = read_places(core[-size:])
        if len(core) - size >= 2 * _FEWEST_BRAND and places and not rest:
            return core[:-size], places
    return core, ()


def _seat(text: str) -> int:
    """Return where the branch begins in a name without a legal form; 0 if there is none."""
    ending = _OWN_BRANCH.search(text)
    if ending is None:
        return 0
    starts = (at for at in range(_FEWEST_BRAND, ending.start()) if read_places(text[at:])[0])
    closed = max(text.rfind(word, 0, ending.start()) + len(word) for word in ("集团", "股份"))
    return next(starts, closed if closed > _FEWEST_BRAND else ending.start())


def _folded_numbers(core: str) -> str:
    """Write ordinals in digits: 第十研究所 and 第10研究所 are one."""
    folded = _ORDINAL.sub(lambda found: str(_number(found[1])), core)
    return re.sub(r"第(?=\d)", "", folded)


def _number(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(NUMBERS[c] for c in text))
    return int(_digits(tens) or "1") * 10 + int(_digits(ones) or "0")


def _digits(text: str) -> str:
    return "".join(NUMBERS[c] for c in text if c in NUMBERS)


def all_names(name: FirmName) -> Iterator[FirmName]:
    """Yield a name and the others that it gives."""
    yield name
    yield from name.others
