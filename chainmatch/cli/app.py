"""Commands of chainmatch: each hands its options over; heavy parts are imported at use."""

import io
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from chainmatch.cli.admission_commands import admission
from chainmatch.cli.api_commands import serving
from chainmatch.cli.desk_commands import desk
from chainmatch.cli.document_commands import documents
from chainmatch.cli.lead_commands import lead
from chainmatch.cli.ledger_commands import ledger
from chainmatch.cli.options import CalibrationOption, EncoderOption, Lang, LangOption, RulesOption
from chainmatch.cli.planning_commands import planning
from chainmatch.cli.sheet_commands import sheets
from chainmatch.cli.store_commands import store
from chainmatch.errors import ChainmatchError, InputError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Say what an enterprise makes; get the park, the chain link and the gap that it fills.",
)


class GraphFormat(StrEnum):
    """Formats of the exported graph."""

    graphml = "graphml"
    json = "json"
    mermaid = "mermaid"
    dot = "dot"


@app.command()
def match(  # the options of the contract
    text: Annotated[
        str | None, typer.Argument(help="What the enterprise makes; - reads it.")
    ] = None,
    source: Annotated[
        Path | None, typer.Option("--input", "-i", help="Leads: jsonl, json, csv, tsv, xlsx, txt.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write one JSON object a lead (jsonl).")
    ] = None,
    top: Annotated[int, typer.Option(min=1, max=24, help="How many parks to print.")] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines, no tables.")] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Go on past rows that cannot be read.")
    ] = False,
    encoder: EncoderOption = None,
    calibration: CalibrationOption = None,
    rules: RulesOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """Match one lead, or every lead of a file, to parks and chain links."""
    from chainmatch.cli.match import Job, Opening, run_match

    if (text is None) == (source is None):
        raise InputError("give either TEXT or --input FILE: one of the two, not both or neither")
    opened = Opening(encoder, calibration, rules)
    job = Job(text, source, output, top, as_json, keep_going, opened, lang.value)
    run_match(job)


@app.command()
def explain(
    text: Annotated[str, typer.Argument(help="What the enterprise makes; - reads it.")],
    park: Annotated[
        str | None, typer.Option("--park", help="Why this park, or why not; else the first one.")
    ] = None,
    link: Annotated[
        str | None, typer.Option("--link", help="Why this chain link, or why not.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one object, no tables.")] = False,
    encoder: EncoderOption = None,
    calibration: CalibrationOption = None,
    rules: RulesOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """Say why a park or link comes where it does, and what would put it first."""
    from chainmatch.cli.explain import Asked, run_explain
    from chainmatch.cli.match import Opening

    opened = Opening(encoder, calibration, rules)
    run_explain(Asked(text, park, link, as_json, lang.value, opened))


@app.command()
def evaluate(
    cases: Annotated[Path, typer.Option("--cases", help="Labelled leads (jsonl, csv, xlsx).")],
    leave_one_out: Annotated[
        bool, typer.Option("--leave-one-out", help="Hide each case's own records.")
    ] = False,
    out_of_scope: Annotated[
        Path | None, typer.Option("--out-of-scope", help="Leads that fit nothing (desc, why).")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write results (JSON).")
    ] = None,
    only: Annotated[str, typer.Option("--only", help="Regular expression for case ids.")] = "",
    stress: Annotated[
        bool, typer.Option("--stress", help="Also disturb each case: typos, slogans, notes …")
    ] = False,
    english: Annotated[
        Path | None, typer.Option("--english", help="With --stress: cases in English (id, text).")
    ] = None,
    restyled: Annotated[
        Path | None,
        typer.Option("--restyled", help="With --stress: cases reworded (id, text, voice)."),
    ] = None,
    encoder: EncoderOption = None,
    calibration: CalibrationOption = None,
) -> None:
    """Measure the matcher on labelled leads, beside its baselines, with 95 % intervals."""
    from chainmatch.cli.evaluate import Disturbing, chosen, load_cases, run_evaluate, write_results
    from chainmatch.digest import file_digest
    from chainmatch.workbench import Workbench

    if (english or restyled) and not stress:
        raise InputError("--english and --restyled say how cases are disturbed; add --stress")
    workbench = Workbench.open(encoder, calibration)
    document = run_evaluate(
        workbench,
        chosen(load_cases(cases), only),
        load_cases(out_of_scope) if out_of_scope else (),
        leave_one_out=leave_one_out,
        disturbing=Disturbing(english, restyled) if stress else None,
    )
    if output:
        write_results(document | {"cases": file_digest(cases), "only": only}, output)


@app.command()
def calibrate(
    output: Annotated[Path, typer.Option("--output", "-o", help="Calibration file to write.")],
    cases: Annotated[
        Path | None, typer.Option("--cases", help="Labelled leads; else the known enterprises.")
    ] = None,
    encoder: EncoderOption = None,
) -> None:
    """Fit the weights that matching reads, for one encoder and one plan."""
    from chainmatch.cli.evaluate import run_calibrate

    run_calibrate(cases, output, encoder)


@app.command()
def ingest(
    document: Annotated[Path, typer.Argument(help="Plan text (UTF-8).")],
    out: Annotated[Path | None, typer.Option("--out", help="Folder for the two files.")] = None,
) -> None:
    """Build industry_chain.json and parks.json from the text of a plan."""
    from chainmatch.cli.plan import run_ingest

    run_ingest(document, out)


@app.command()
def graph(
    format: Annotated[
        GraphFormat, typer.Option("--format", "-f", help="Format.")
    ] = GraphFormat.json,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File; else the screen.")
    ] = None,
    industry: Annotated[str | None, typer.Option("--industry", help="Only this industry.")] = None,
) -> None:
    """Export the plan as a graph: GraphML, JSON, or a Mermaid or DOT picture."""
    from chainmatch.cli.plan import run_graph

    run_graph(format.value, output, industry)


@app.command()
def registry(
    source: Annotated[Path, typer.Argument(help="Known enterprises, one JSON object a line.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Registry file.")] = None,
) -> None:
    """Check a list of known enterprises and write it as the registry."""
    from chainmatch.cli.plan import run_registry

    run_registry(source, output)


for group in (planning, sheets, desk, admission, documents, serving):
    app.registered_commands += group.registered_commands
app.add_typer(store, name="store")
app.add_typer(lead, name="lead")
app.add_typer(ledger, name="ledger")


def main() -> None:
    """Run the command line: exit code 0 fine, 2 wrong use or bad input, 1 a fault of ours."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()  # here, where a reader that went away is no fault
    except (BrokenPipeError, SystemExit) as error:
        # typer turns a broken pipe into an exit with 1.
        if isinstance(error, SystemExit) and not isinstance(error.__context__, BrokenPipeError):
            raise
        # The reader of our output went away: nothing is left to say, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except (Exception, KeyboardInterrupt) as error:  # boundary: no traceback ever reaches a user
        if os.environ.get("CHAINMATCH_DEBUG"):
            raise
        message, code = _told(error)
        shown = "".join(c if c.isprintable() or c == "\n" else " " for c in message)
        sys.stderr.write(f"{shown}\n" if shown else "")
    sys.exit(code if isinstance(code, int) else 0)


def _told(error: BaseException) -> tuple[str, int]:
    """Return the sentence for an error and its exit code."""
    if isinstance(error, ChainmatchError):
        return f"error: {error}", 2
    if isinstance(error, typer.Abort | KeyboardInterrupt):
        return "stopped", 130
    if isinstance(error, OSError) and error.filename:
        return f"error: {error.filename} cannot be read or written: {error.strerror}", 2
    # Wrong use: typer has its own copy of click in some versions, so the class has two homes.
    if tell := getattr(error, "format_message", None):
        context = getattr(error, "ctx", None)
        place = f"{context.command_path}: " if context else ""
        return f"error: {place}{tell()}" if tell() else "", 2  # the help was the message
    return f"a fault of ours: {type(error).__name__}: {error}; please report it", 1
