"""A match on the terminal, by rich."""

from rich.console import Console, Group
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from chainmatch.matching.result import Match
from chainmatch.reports.lead import LeadReport
from chainmatch.reports.wording import band, word

_PREVIEW = 120
_BAR = 8


def show(
    console: Console, match: Match, title: str, text: str, report: LeadReport, top: int
) -> None:
    """Print one lead: its words, the best parks and links, gaps and class."""
    language = report.language
    parts: list[Text | Table] = [Text(preview(text), style="dim")]
    message = report.message(match)
    if message:
        parts.append(Text(printable(message), style="yellow"))
    if match.status == "abstained":
        parts.append(Text(printable(report.nearest(match)), style="dim"))
    elif match.parks:
        parts.append(Text(printable(report.surest(match))))
        parts += [_parks(match, report, top), _links(match, report)]
        parts.append(_tail(match, report))
    name = escape(printable(title or word("lead", language)))
    head = f"[bold]{name}[/bold] · {word(match.status, language)}"
    console.print(Panel(Group(*parts), title=head, title_align="left"))


def show_line(console: Console, line: str) -> None:
    """Print one line below a lead."""
    console.print(Text(printable(line)))


def printable(text: str) -> str:
    """Return text that any terminal can print: lone surrogates and controls are written out."""
    safe = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c if c.isprintable() or c in "\n\t" else " " for c in safe)


def preview(text: str) -> str:
    """Return the beginning of a text in one printable line."""
    plain = " ".join(printable(text).split())
    return plain if len(plain) <= _PREVIEW else plain[:_PREVIEW] + "…"


def _share(share: float) -> str:
    filled = round(share * _BAR)
    return f"{'█' * filled}{'░' * (_BAR - filled)} {share:.0%}"


def _parks(match: Match, report: LeadReport, top: int) -> Table:
    language = report.language
    table = Table(expand=True, show_edge=False, pad_edge=False)
    table.add_column(word("rank", language), width=2)
    table.add_column(word("park", language), ratio=3, overflow="fold")
    table.add_column(word("confidence", language), width=14)
    table.add_column(word("reasons", language), ratio=7, overflow="fold")
    table.add_column(word("eligibility", language), ratio=3, overflow="fold")
    for rank, park in enumerate(match.parks[:top], 1):
        row = report.park(park)
        told = f"{band(row.share, language)}\n{report.frequency(row.share)}" if rank == 1 else ""
        share = f"{_share(row.share)}\n{told}"
        cells = (str(rank), f"{row.name}\n{row.id}", share, "\n".join(row.details), row.state)
        table.add_row(*(Text(printable(cell)) for cell in cells))
    return table


def _links(match: Match, report: LeadReport) -> Table:
    language = report.language
    table = Table(expand=True, show_edge=False, pad_edge=False)
    table.add_column(word("link", language), ratio=4, overflow="fold")
    table.add_column(word("confidence", language), width=14)
    table.add_column(word("products", language), ratio=6, overflow="fold")
    table.add_column(word("where", language), ratio=4, overflow="fold")
    for link in match.links[:3]:
        row = report.link(link)
        cells = (f"{row.id} {row.name}", _share(row.share), "".join(row.details), row.state)
        table.add_row(*(Text(printable(cell)) for cell in cells))
    return table


def _tail(match: Match, report: LeadReport) -> Text:
    language = report.language
    lines = report.once(match)
    lines += [f"{word('gaps', language)}：{report.gap(gap)}" for gap in match.gaps[:2]]
    if match.gbt:
        lines.append(f"{word('gbt', language)}：{report.classes(match.gbt)}")
    lines.append(f"{word('scope', language)}：{match.in_scope:.0%}")
    return Text(printable("\n".join(lines)), style="dim")
