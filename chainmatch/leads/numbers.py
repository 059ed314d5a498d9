"""Numbers as people write them: thousands in threes, 1.2亿, 叁仟万, 二十, 50 million."""

import math
import re

_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?!\d)(?:\.\d+)?")
_SCALED = re.compile(
    rf"(?:{_DIGITS.pattern}|[〇零一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾])"
    r"[\d.〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]*"
)
_ENGLISH = re.compile(r"(\d+(?:\.\d+)?) ?(thousand|k|million|mn|m|billion|bn)")
_TIMES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6}
_TIMES |= {"billion": 1e9, "bn": 1e9}
_SCALES = "十百千万亿拾佰仟"


def number(text: str) -> float | None:
    """Return a folded text as a number >= 0, or None where it is not one and nothing else.

    `1,2000` and `12 30` are none: nobody knows what was meant.
    """
    if _DIGITS.fullmatch(text):
        return _finite(float(text.replace(",", "").replace(" ", "")))
    if english := _ENGLISH.fullmatch(text.replace(",", "")):
        return _finite(float(english[1]) * _TIMES[english[2]])
    if _SCALED.fullmatch(text):
        return _chinese(re.sub(r"(?<=\d),(?=\d{3})", "", text))
    return None


def has_scale(text: str) -> bool:
    """Tell whether a number says 万, 亿, million …: it counts single yuan, not ten thousands."""
    return any(mark in text for mark in _SCALES) or bool(_ENGLISH.search(text))


def _chinese(text: str) -> float | None:
    from cn2an import cn2an

    try:
        return _finite(float(cn2an(text, "smart")))
    except ValueError:
        return None


def _finite(value: float) -> float | None:
    # 1.1 × 10,000 is 11,000 and not 11,000.000000000002.
    return float(f"{value:.12g}") if math.isfinite(value) else None
