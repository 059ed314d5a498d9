"""What the lead itself states, as it states it: the first part of the report on a lead."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chainmatch.matching.company import Company
from chainmatch.reports.paper import Block, Paragraph, Table
from chainmatch.reports.wording import WORDS, Language, word

MOST_QUOTED = 600
"""Characters of the lead's text that a report quotes."""

# Patterns read the normalised text: simplified, half-width, lower case.
_GAP = r"[^,;。、\d]{0,8}?"
_NUMBER = r"\d[\d,.]{0,18}(?: ?[-~至到] ?\d[\d,.]{0,18})? ?"
_MONEY = rf"{_NUMBER}[百千]?[万亿](?:元|美元|欧元|人民币)?"
_FOREIGN = r"\d[\d,.]{0,18} ?(?:million|billion|mn|bn)? ?(?:yuan|rmb|cny|usd|us dollars)"


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter that a report must tell of: its key, spellings of its column, where text has it.

    `header` is a pattern of column names beside the canonical one, `words` one of the text; an
    empty one finds nothing.
    """

    key: str
    header: str = ""
    words: str = ""


def _after(words: str, amount: str) -> str:
    """Return the pattern of an amount behind one of some words."""
    return rf"(?:{words}){_GAP}{amount}"


MATTERS = (
    Matter("name"),
    Matter("investor", r"投资(?:主体|方|单位|企业|人)|investor"),
    Matter(
        "invest_wanyuan",
        words=(
            rf"(?:总|计划|拟|固定资产){{0,3}}{_after('投资', _MONEY)}|{_MONEY}[^,;。\d]{{0,4}}投资"
            rf"|invest(?:ment|s|ing)?[^,;.\d]{{0,24}}{_FOREIGN}"
        ),
    ),
    Matter(
        "land_mu",
        words=(
            _after("占地|用地|土地", rf"{_NUMBER}(?:亩|公顷|万?平方米|万?平米|平方公里)")
            + rf"|{_NUMBER}亩[^,;。\d]{{0,4}}地|\d[\d,.]{0, 18} ?(?:mu|hectares?)\b"
        ),
    ),
    Matter(
        "output_wanyuan",
        r".*(?:产值|销售收入|营业收入).*|.*output.*",
        _after("产值|销售收入|营业收入|营收", _MONEY),
    ),
    Matter(
        "tax_wanyuan",
        r".*(?:税收|纳税|利税|税金).*|.*\btax.*",
        _after("税收|纳税|利税|税金", _MONEY),
    ),
    Matter(
        "jobs",
        r".*(?:就业|用工).*|.*\bjobs?.*",
        _after("就业|用工|招工|岗位", r"\d[\d,]{0,9}[余多]?(?:人|个)") + r"|\d[\d,]{0,9} jobs",
    ),
    Matter(
        "period",
        r".*(?:建设周期|建设期|工期|达产期).*",
        _after("建设周期|建设期|工期|达产期", r"\d[\d.]{0,6}(?:个?月|年)"),
    ),
    Matter(
        "site",
        r"拟?选址.*|意向(?:园区|地块|选址).*|落户意向.*",
        r"拟?(?:选址|落户)[^,;。]{2,16}",
    ),
    Matter("energy_tce", words=_after("能耗", rf"{_NUMBER}万?吨标准?煤")),
    Matter("power_kwh", words=_after("用电|耗电", rf"{_NUMBER}[万亿]?(?:千瓦时|度|kwh)")),
    Matter("water_m3", words=_after("用水|耗水|取水", rf"{_NUMBER}万?(?:立方米|吨|方|m3)")),
    Matter("hazardous_chemicals", words=r"[^,;。]{0,8}(?:危险化学品|危化品)[^,;。]{0,6}"),
    Matter("gbt"),
    Matter("source", r"(?:线索|信息|项目)?来源.*|source"),
    Matter("referrer", r"(?:引荐|推荐|介绍|联系)人.*|referr?er"),
)
_OWN = frozenset({"id", "text", "desc", "scope", "project", "unparsed", "version"})
_BOUNDS = ("low", "high", "value")


class LeadMatters:
    """Turns a lead and its further fields into rows; nothing is inferred."""

    def __init__(self, company: Company, fields: Mapping[str, object], language: Language) -> None:
        self._company, self._language = company, language
        self._fields = {key: value for key, value in fields.items() if _says(value)}
        unparsed = self._fields.get("unparsed")
        self._unparsed = unparsed if isinstance(unparsed, Mapping) else {}

    def blocks(self) -> tuple[Block, ...]:
        """Return what the lead says: its text, then each matter with what is said of it."""
        head = (self._word("dossier.field"), self._word("dossier.stated"))
        further = tuple(self._further())
        found: list[Block] = [
            Paragraph(self._word("dossier.intro")),
            Paragraph(self._quoted()),
            Table((*head, *head), self._paired(), (1.3, 2.2, 1.3, 2.2)),
        ]
        if further:
            found.append(Paragraph(self._word("dossier.further"), "caption"))
            found.append(Table(head, further, (1.0, 2.6)))
        return tuple(found)

    def _paired(self) -> tuple[tuple[str, ...], ...]:
        """Return the matters two in a row, the first half on the left."""
        rows = [*self._standard()]
        rows += [("", "")] * (len(rows) % 2)
        half = len(rows) // 2
        return tuple((*left, *right) for left, right in zip(rows[:half], rows[half:], strict=True))

    def unsaid(self) -> tuple[str, ...]:
        """Return the names of the matters that the lead does not speak of."""
        nothing = self._word("unsaid")
        return tuple(name for name, said in self._standard() if said == nothing)

    def _quoted(self) -> str:
        text = " ".join(self._company.text.split())
        if len(text) <= MOST_QUOTED:
            return self._word("dossier.quoted").format(text=text)
        told = self._word("dossier.quoted.part")
        return told.format(count=len(text), shown=MOST_QUOTED, text=text[:MOST_QUOTED])

    def _standard(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (self._word(f"field.{matter.key}"), self._stated(matter) or self._word("unsaid"))
            for matter in MATTERS
        )

    def _stated(self, matter: Matter) -> str:
        """Return what a field, else a column of another name, else the text says; "" for none."""
        value = self._value(matter.key)
        if value is not None:
            return self._told(matter.key, value)
        if matter.key in self._unparsed:
            written = str(self._unparsed[matter.key])
            return self._word("dossier.as_written").format(text=written)
        if header := self._header(matter):
            told = self._word("dossier.under_header")
            return told.format(value=self._amount(self._fields[header]), header=header)
        said = self._in_words(matter.words)
        return self._word("dossier.in_words").format(text=said) if said else ""

    def _in_words(self, pattern: str) -> str:
        """Return what the text says of a matter, in the spelling of the lead; "" for nothing."""
        normal = self._company.normal
        found = re.search(pattern, normal.text) if pattern else None
        if found is None:
            return ""
        start, end = normal.original_span(*found.span())
        return " ".join(normal.original[start:end].split())

    def _value(self, key: str) -> object:
        """Return a field as it was read: a rough figure or a range before the bare number."""
        company = self._company
        own: Mapping[str, object] = {
            "name": company.name or None,
            "gbt": company.gbt,
            "hazardous_chemicals": company.hazardous_chemicals,
            **company.figures,
        }
        return self._fields.get(key) if self._fields.get(key) is not None else own.get(key)

    def _told(self, key: str, value: object) -> str:
        if isinstance(value, bool):
            return self._word("answer.yes" if value else "answer.no")
        unit, plain = f"unit.{key}", self._amount(value)
        numeric = isinstance(value, int | float | Mapping)
        return self._word(unit).format(plain) if numeric and unit in WORDS else plain

    def _amount(self, value: object) -> str:
        """Return a value as written; a range {"low", "high"} or a rough {"value"} in words."""
        if not isinstance(value, Mapping) or not any(name in value for name in _BOUNDS):
            return _plain(value)
        told = {name: _plain(value[name]) for name in _BOUNDS if name in value}
        if "low" in told and "high" in told:
            return f"{told['low']}—{told['high']}"
        return self._word(f"dossier.amount.{next(iter(told))}").format(*told.values())

    def _header(self, matter: Matter) -> str:
        """Return the first column that tells of a matter which its own field says nothing of."""
        if not matter.header or self._value(matter.key) is not None:
            return ""
        pattern = re.compile(matter.header, re.IGNORECASE)
        return next((key for key in self._fields if pattern.fullmatch(key.strip())), "")

    def _further(self) -> Iterator[tuple[str, str]]:
        """Yield the fields that no matter of the report asks for, under their own names."""
        asked = {matter.key for matter in MATTERS} | _OWN
        asked |= {self._header(matter) for matter in MATTERS}
        for key, value in self._fields.items():
            if key not in asked:
                named = f"field.{key}"
                yield (self._word(named) if named in WORDS else key), self._amount(value)

    def _word(self, key: str) -> str:
        return word(key, self._language)


def _says(value: object) -> bool:
    return value is not None and (not isinstance(value, str) or bool(value.strip()))


def _plain(value: object) -> str:
    """Return a value as it is written; numbers in groups of three, to six decimals."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return f"{value:,}" if isinstance(value, int) else f"{value:,.6f}".rstrip("0").rstrip(".")
