import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from page import PAYLOADS

from chainmatch.reports import wording
from chainmatch.ui.parts import plain
from chainmatch.ui.words import WORDS, say

CHINESE = re.compile("[\u4e00-\u9fff]")
IN_BOTH = {"zh", "en", "comma", "colon"}
# Streamlit looks for these once more, after the escapes are gone.
LOOKED_FOR = re.compile(r":\w+\[|:\w+/|:\w+:|https?://|www\.\w|\w@\w|<-|->|--|>=|<=|~=")


def rendered(text: str) -> str:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return parser.render(text).replace("\u2060", "")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_escaped_words_show_as_they_are(payload: str) -> None:
    assert rendered(plain(payload)) == f"<p>{html.escape(payload, quote=True)}</p>\n".replace(
        "&#x27;", "'"
    )


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), min_size=1))
def test_any_printable_text_shows_as_it_is(text: str) -> None:
    shown = " ".join(text.split())
    expected = f"<p>{html.escape(shown)}</p>\n".replace("&#x27;", "'") if shown else ""
    assert rendered(plain(text)) == expected
    assert LOOKED_FOR.search(plain(text).replace("\\", "")) is None


def test_chinese_is_left_alone() -> None:
    assert plain("新能源材料（专栏）") == "新能源材料（专栏）"


@pytest.mark.parametrize("key", sorted(WORDS))
def test_every_key_has_both_languages(key: str) -> None:
    zh, en = say(key, "zh"), say(key, "en")
    assert zh.strip()
    assert en.strip()
    assert re.findall(r"{\w+}", zh) == re.findall(r"{\w+}", en)
    assert key in IN_BOTH or CHINESE.search(zh)
    assert key in IN_BOTH or not CHINESE.search(en)


@pytest.mark.parametrize("key", sorted(wording.WORDS))
def test_every_word_of_a_result_has_both_languages(key: str) -> None:
    zh, en = wording.WORDS[key]
    assert key in IN_BOTH or CHINESE.search(zh) or not any(letter.isalpha() for letter in zh)
    assert en.strip()
    assert not CHINESE.search(en)


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError, match="nothing"):
        say("nothing", "zh")
