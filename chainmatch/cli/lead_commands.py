"""The commands for single leads of a store: each hands its options over."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from chainmatch.cli.options import Lang, LangOption
from chainmatch.cli.store_commands import DEFAULT_STORE, JsonOption, StoreOption

lead = typer.Typer(no_args_is_help=True, help="Leads in the store: add, show, list, move, change.")

Many = list[str] | None
WhoOption = Annotated[
    str | None,
    typer.Option("--who", envvar="CHAINMATCH_WHO", help="Who does this; else the user here."),
]
IdArgument = Annotated[str, typer.Argument(help="The lead's id, e.g. L-000123.")]
SetOption = Annotated[
    Many, typer.Option("--set", help="FIELD=VALUE, e.g. 占地面积=300亩; may come again.")
]
VersionOption = Annotated[
    int | None,
    typer.Option("--version", help="Refuse if the lead has changed since this version."),
]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why.")]


@lead.command()
def add(
    text: Annotated[
        str | None, typer.Argument(help="What the enterprise makes; - reads it.")
    ] = None,
    given: SetOption = None,
    owner: Annotated[str, typer.Option("--owner", help="Who is responsible.")] = "",
    reason: ReasonOption = "",
    who: WhoOption = None,
    place: StoreOption = DEFAULT_STORE,
) -> None:
    """Add a lead and print its id."""
    from chainmatch.cli.lead import Caller, run_add

    run_add(Caller(place, who), text, given or [], owner, reason)


@lead.command()
def show(
    id: IdArgument,
    as_json: JsonOption = False,
    place: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.zh,
) -> None:
    """Show all that a lead says, and where it stands."""
    from chainmatch.cli.lead import Caller, run_show

    run_show(Caller(place, lang=lang.value, as_json=as_json), id)


@lead.command(name="list")
def list_leads(
    status: Annotated[
        Many, typer.Option("--status", help="Only at this stage, e.g. talks; may come again.")
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", help="Only of this owner.")] = None,
    find: Annotated[str, typer.Option("--find", help="Only with these words.")] = "",
    merged: Annotated[bool, typer.Option("--merged", help="Also those that were merged.")] = False,
    order: Annotated[
        str, typer.Option("--order", help="newest, oldest, updated or title.")
    ] = "newest",
    skip: Annotated[int, typer.Option("--skip", min=0, help="Leave out so many.")] = 0,
    top: Annotated[int, typer.Option("--top", min=1, help="How many to show.")] = 50,
    as_json: JsonOption = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write a workbook (.xlsx) or JSON.")
    ] = None,
    place: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.zh,
) -> None:
    """List leads, a page at a time."""
    from chainmatch.cli.lead import Caller, Wanted, run_list

    caller = Caller(place, lang=lang.value, as_json=as_json, output=output)
    run_list(caller, Wanted(status or [], owner, find, merged, order, skip, top))


@lead.command()
def move(
    id: IdArgument,
    to: Annotated[str, typer.Argument(help="The stage to go to, e.g. review.")],
    reason: ReasonOption = "",
    version: VersionOption = None,
    who: WhoOption = None,
    place: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.zh,
) -> None:
    """Take a lead one step on, back or aside."""
    from chainmatch.cli.lead import Caller, run_move

    run_move(Caller(place, who, lang.value), id, to, version, reason)


@lead.command()
def note(
    id: IdArgument,
    text: Annotated[str, typer.Argument(help="The note; - reads it.")],
    who: WhoOption = None,
    place: StoreOption = DEFAULT_STORE,
) -> None:
    """Write a note about a lead."""
    from chainmatch.cli.lead import Caller, run_note

    run_note(Caller(place, who), id, text)


@lead.command()
def change(
    id: IdArgument,
    given: SetOption = None,
    dropped: Annotated[Many, typer.Option("--unset", help="A field to leave out.")] = None,
    reason: ReasonOption = "",
    version: VersionOption = None,
    who: WhoOption = None,
    place: StoreOption = DEFAULT_STORE,
) -> None:
    """Change fields of a lead; what it said before stays in its history."""
    from chainmatch.cli.lead import Caller, Edit, run_change

    run_change(Caller(place, who), id, Edit(given or [], dropped or [], version, reason))


@lead.command()
def history(
    id: IdArgument,
    as_json: JsonOption = False,
    place: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.zh,
) -> None:
    """Tell everything that happened to a lead, oldest first."""
    from chainmatch.cli.lead import Caller, run_history

    run_history(Caller(place, lang=lang.value, as_json=as_json), id)


@lead.command()
def snapshot(
    ids: Annotated[Many, typer.Argument(help="Leads; else all active ones that have none.")] = None,
    who: WhoOption = None,
    place: StoreOption = DEFAULT_STORE,
) -> None:
    """Match leads, keep the matches in their history, and print how many."""
    from chainmatch.cli.choices import run_snapshot
    from chainmatch.cli.lead import Caller

    run_snapshot(Caller(place, who), ids or [])


@lead.command()
def override(
    id: IdArgument,
    park: Annotated[str | None, typer.Option("--park", help="The park that staff chose.")] = None,
    link: Annotated[str | None, typer.Option("--link", help="The link that staff chose.")] = None,
    reason: ReasonOption = "",
    who: WhoOption = None,
    place: StoreOption = DEFAULT_STORE,
) -> None:
    """Keep what staff chose against what is proposed; it never moves a match."""
    from chainmatch.cli.choices import Chosen, run_override
    from chainmatch.cli.lead import Caller

    run_override(Caller(place, who), id, Chosen(park, link, reason))


@lead.command(name="review-override")
def review_override(
    number: Annotated[int, typer.Argument(help="The override's number; see `overrides`.")],
    reject: Annotated[bool, typer.Option("--reject", help="It shall not stand.")] = False,
    reason: ReasonOption = "",
    who: WhoOption = None,
    place: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.zh,
) -> None:
    """Uphold or reject an override of somebody else; upheld ones are replayed."""
    from chainmatch.cli.choices import run_review
    from chainmatch.cli.lead import Caller

    verdict: Literal["upheld", "rejected"] = "rejected" if reject else "upheld"
    run_review(Caller(place, who, lang.value), number, verdict, reason)
