"""What other programs see in the files: an independent way to the rows that have content.

Run as `python -m nasty.seen`, it takes jobs [[reader, encoding, separator, path], …] on its
standard input and answers with one {sheet: {row: [cells]}} for each: in a process of its own,
with bounded memory, for calamine aborts on some of the files.
"""

import csv
import io
import json
import resource
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import python_calamine
import xlrd
from defusedxml import ElementTree

from nasty.truth import Opening

Seen = dict[str, dict[int, list[str]]]
MOST_MEMORY = 3 << 30
SHEETML = "{urn:schemas-microsoft-com:office:spreadsheet}"


def filled(rows: Iterable[Iterable[object]]) -> dict[int, list[str]]:
    """Return the rows that have content, by their number from 1."""
    written = ([_text(cell) for cell in row] for row in rows)
    return {number: cells for number, cells in enumerate(written, start=1) if any(cells)}


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip("\ufeff\0 \t\r\n")


def by_openpyxl(path: Path, _: Opening) -> Seen:
    """Read an xlsx with its formulas as text, so that one that was never computed shows."""
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    return {page.title: filled(page.iter_rows(values_only=True)) for page in book.worksheets}


def by_calamine(path: Path, _: Opening) -> Seen:
    """Read any workbook with the library that an importer is likely to use."""
    book = python_calamine.CalamineWorkbook.from_object(io.BytesIO(path.read_bytes()))
    rows = {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }
    return {name: filled(cells) for name, cells in rows.items()}


def by_xlrd(path: Path, _: Opening) -> Seen:
    """Read an .xls."""
    book = xlrd.open_workbook(file_contents=path.read_bytes())
    return {
        page.name: filled(page.row_values(row) for row in range(page.nrows))
        for page in book.sheets()
    }


def by_text(path: Path, how: Opening) -> Seen:
    """Read separated text; the rows count as Excel counts them, which swallows a line sep=."""
    text = path.read_bytes().decode(how.encoding, errors="replace")
    lines = text.removeprefix("\ufeff").removeprefix("sep=;\r\n").replace("\0", "")
    csv.field_size_limit(1 << 30)
    return {"": filled(csv.reader(io.StringIO(lines, newline=""), delimiter=how.separator))}


def by_lines(path: Path, how: Opening) -> Seen:
    """Read lines."""
    text = path.read_bytes().decode(how.encoding, errors="replace")
    return {"": filled([line] for line in text.split("\n"))}


def by_html(path: Path, how: Opening) -> Seen:
    """Read the rows of a web page in their order."""
    reader = _Rows()
    reader.feed(path.read_bytes().decode(how.encoding))
    return {"": filled(reader.rows)}


def by_xml(path: Path, _: Opening) -> Seen:
    """Read SpreadsheetML of 2003."""
    root = ElementTree.fromstring(path.read_bytes())
    return {
        page.get(f"{SHEETML}Name", ""): dict(_xml_rows(page.iter(f"{SHEETML}Row")))
        for page in root.iter(f"{SHEETML}Worksheet")
    }


def _xml_rows(rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[int, list[str]]]:
    number = 0
    for row in rows:
        number = int(row.get(f"{SHEETML}Index", number + 1))
        yield number, [cell.text or "" for cell in row.iter(f"{SHEETML}Data")]  # type: ignore[attr-defined]


class _Rows(HTMLParser):
    """The cells of every table row of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
        elif tag == "br":
            self.rows[-1][-1] += "\n"

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


READERS: Mapping[str, Callable[[Path, Opening], Seen]] = {
    "openpyxl": by_openpyxl,
    "calamine": by_calamine,
    "xlrd": by_xlrd,
    "text": by_text,
    "lines": by_lines,
    "html": by_html,
    "xml": by_xml,
}


def main() -> None:
    """Answer the jobs one after the other."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    warnings.simplefilter("ignore")  # libraries complain about what the files do on purpose
    answers: list[Seen | str] = []
    for reader, encoding, separator, path in json.load(sys.stdin):
        how = Opening(reader, encoding, separator)
        try:
            answers.append(READERS[reader](Path(path), how))
        except Exception as error:  # noqa: BLE001 - boundary: a failure is an answer too
            answers.append(f"{type(error).__name__}: {error}")
    json.dump(answers, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
