"""Tables of web pages, which old office systems export under the name of .xls."""

import re
from html.parser import HTMLParser

from chainmatch.leads.grid import Grid, Line, Span

_MOST_SPAN = 1000  # columns or rows that one cell may claim


def looks_like_page(text: str) -> bool:
    """Tell whether a text is a web page with a table."""
    start = text[:4096].lstrip().lower()
    return start.startswith(("<html", "<!doctype html", "<table", "<meta", "<head")) or (
        start.startswith("<") and "<table" in text[:65536].lower()
    )


def grid(text: str) -> Grid:
    """Return the rows of every table of a page as one grid, as a spreadsheet shows them."""
    parser = _Tables()
    parser.feed(text)
    parser.close()
    parser.end_row()
    lines = [Line(i, tuple(row)) for i, row in enumerate(parser.rows, start=1)]
    return Grid("", lines, tuple(parser.spans))


class _Tables(HTMLParser):
    """Collects cells by row; what spans rows keeps its columns in those below."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str | None]] = []
        self.spans: list[Span] = []
        self._row: list[str | None] | None = None
        self._words: list[str] | None = None
        self._cell_spans = (1, 1)
        self._taken: dict[int, int] = {}
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin rows and cells; a new one ends the one before."""
        if tag in {"script", "style"}:
            self._silent += 1
        elif tag == "tr":
            self.end_row()
            self._row = []
            self._skip_taken()
        elif tag in {"td", "th"} and self._row is not None:
            self._end_cell()
            given = dict(attrs)
            self._cell_spans = _count(given.get("colspan")), _count(given.get("rowspan"))
            self._words = []
        elif tag in {"br", "p", "div", "li"} and self._words:
            self._words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End rows, cells and what is not shown."""
        if tag in {"script", "style"}:
            self._silent = max(self._silent - 1, 0)
        elif tag in {"td", "th"}:
            self._end_cell()
        elif tag in {"tr", "table"}:
            self.end_row()

    def handle_data(self, data: str) -> None:
        """Take the words of a cell; line ends of the source are blanks."""
        if self._words is not None and not self._silent:
            self._words.append(re.sub(r"[ \t\r\n]+", " ", data))

    def end_row(self) -> None:
        """End the row that is open, if any."""
        self._end_cell()
        if self._row is not None:
            self.rows.append(self._row)
            self._row = None

    def _end_cell(self) -> None:
        if self._words is None or self._row is None:
            return
        across, down = self._cell_spans
        left, top = len(self._row), len(self.rows) + 1
        words = re.sub(r" *\n *", "\n", "".join(self._words)).strip(" \n")
        self._row += [words or None, *[None] * (across - 1)]
        if across > 1 or down > 1:
            self.spans.append(Span(top, left, top + down - 1, left + across - 1))
        for column in range(left, left + across):
            self._taken[column] = top + down - 1
        self._words = None
        self._skip_taken()

    def _skip_taken(self) -> None:
        """Leave the columns empty that a cell of a row above still holds."""
        if self._row is None:
            return
        while self._taken.get(len(self._row), 0) > len(self.rows):
            self._row.append(None)


def _count(said: str | None) -> int:
    return min(max(int(said), 1), _MOST_SPAN) if said and said.isdigit() else 1
