"""One spelling for headings and amounts: width, case, script and blanks folded."""

import functools
import re
import unicodedata

from chainmatch.leads.cells import clean
from chainmatch.text.script import simplify
from chainmatch.text.trace import Traced

_MARKS = re.compile("[\u2460-\u24ff\u2776-\u2793*＊※★☆▲△●■◆]")  # footnotes and "must be filled"
_ALIKE = str.maketrans({**dict.fromkeys("‐‑‒–—―−─－﹣", "-"), "～": "~", "∼": "~", "〜": "~"})
_LONGEST = 500  # characters
_CHINESE = re.compile("[\u3400-\u9fff]")
_BLANKS = re.compile(r"\s+")


@functools.lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return a text as headings and amounts are compared: folded, without footnote marks.

    Blanks go where there is Chinese, else they are single. What is too long for either is cut and
    ends in …, so that it equals nothing.
    """
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}…"
    folded = unicodedata.normalize("NFKC", _MARKS.sub("", clean(text)).translate(_ALIKE))
    if _CHINESE.search(folded):
        folded = simplify(Traced.whole(_BLANKS.sub("", folded))).text
    return _BLANKS.sub(" ", folded).strip().lower()
