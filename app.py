"""The web page of chainmatch: `streamlit run app.py`."""

import streamlit as st

from chainmatch.ui.parts import frame
from chainmatch.ui.session import language
from chainmatch.ui.words import say

st.set_page_config(page_title=say("app", language()), layout="wide")
pages = [st.Page("chainmatch/ui/pages/match.py", title=say("match.title", language()))]
page = st.navigation(pages)
frame(language())
page.run()
