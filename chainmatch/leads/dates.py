"""Days and months as people write them in cells."""

import datetime as dt
import re

from chainmatch.leads.plain import plain

_FIRST, _LAST = 1900, 2100  # years that a lead may name
_SERIALS = (20_000, 75_000)  # days of Excel's calendars that fall into those years
_EPOCH, _MAC_EPOCH = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
_PARTS = re.compile(
    r"(\d{4})(?:年|[-/.])?(?:(?<=[年\-/.])(\d{1,2})(?:月|[-/.])?(?:(?<=[月\-/.])(\d{1,2})日?)?)?"
    r"(?:[ t]\d{1,2}:\d{2}.*)?"
)
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


def day(value: object, *, from_1904: bool = False) -> str | None:
    """Return a cell as YYYY-MM-DD, YYYY-MM or YYYY, as fine as it says; None if not safe.

    Numbers are years, days written as 20240305, months as 2024.3, or a spreadsheet's count of
    days, which starts in 1904 on old Macs. 2024.1 is none: October loses its last figure.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _of_number(float(value), from_1904=from_1904)
    text = plain(value) if isinstance(value, str) else ""
    if re.fullmatch(r"\d{5,8}", text):
        return _of_number(float(text), from_1904=from_1904)
    found = _PARTS.fullmatch(_in_digits(text))
    return _checked(*(int(part) if part else None for part in found.groups())) if found else None


def _of_number(value: float, *, from_1904: bool) -> str | None:
    if value.is_integer():
        whole = int(value)
        if _FIRST <= whole <= _LAST:
            return str(whole)
        if _SERIALS[0] <= whole <= _SERIALS[1]:
            start = _MAC_EPOCH if from_1904 else _EPOCH
            return (start + dt.timedelta(days=whole)).isoformat()
        return _checked(whole // 10_000, whole // 100 % 100, whole % 100)
    year, _, month = f"{value:.10g}".partition(".")
    return None if month == "1" or not month.isdigit() else _checked(int(year), int(month), None)


def _in_digits(text: str) -> str:
    """Return 二〇一九年六月 as 2019年6月."""
    text = re.sub(r"^[〇零一二三四五六七八九]{4}(?=年)", lambda m: m[0].translate(_DIGITS), text)
    return re.sub(r"[一二三四五六七八九十]{1,3}(?=[月日])", _small, text)


def _small(found: re.Match[str]) -> str:
    tens, mark, ones = found[0].rpartition("十")
    if not mark:
        return found[0].translate(_DIGITS)
    return str(
        (int(tens.translate(_DIGITS)) if tens else 1) * 10 + int(ones.translate(_DIGITS) or 0)
    )


def _checked(year: int | None, month: int | None, date: int | None) -> str | None:
    if year is None or not _FIRST <= year <= _LAST:
        return None
    try:
        dt.date(year, 1 if month is None else month, 1 if date is None else date)
    except ValueError:
        return None
    parts = [f"{year:04d}", *(f"{part:02d}" for part in (month, date) if part is not None)]
    return "-".join(parts)
