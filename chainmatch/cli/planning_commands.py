"""The planners' commands: each hands its options over; heavy parts are imported at use."""

from pathlib import Path
from typing import Annotated

import typer

from chainmatch.cli.options import Lang, LangOption

planning = typer.Typer()

OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write a workbook (.xlsx) or JSON (.json).")
]
PictureOption = Annotated[
    Path | None, typer.Option("--picture", help="Draw a picture (.svg or .png).")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object, no tables.")]
ParkOption = Annotated[str | None, typer.Option("--park", help="Only of this park.")]


@planning.command()
def gaps(
    kind: Annotated[
        str | None,
        typer.Option("--kind", help="unlisted, planned_not_filled, thin or bridge."),
    ] = None,
    park: ParkOption = None,
    link: Annotated[str | None, typer.Option("--link", help="Only of this chain link.")] = None,
    weight: Annotated[
        list[str] | None,
        typer.Option("--weight", help="Weight of a part, e.g. bridge=0.5; may come again."),
    ] = None,
    top: Annotated[int, typer.Option(min=1, help="How many gaps to print.")] = 20,
    once: Annotated[
        bool, typer.Option("--once", help="Each link once, its other gaps beside it.")
    ] = False,
    as_json: JsonOption = False,
    output: OutputOption = None,
    picture: PictureOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """List the gaps of the region by priority: unlisted, not filled, thin, and bridges."""
    from chainmatch.cli.planning import Wanted, run_gaps

    run_gaps(
        Wanted(kind, park, link, weight or [], top, once, as_json, output, picture, lang.value)
    )


@planning.command()
def partners(
    text: Annotated[
        str | None, typer.Argument(help="What the enterprise makes; - reads it.")
    ] = None,
    enterprise: Annotated[
        str | None, typer.Option("--enterprise", help="Name or id of a known enterprise.")
    ] = None,
    leads: Annotated[
        Path | None, typer.Option("--registry", help="Your own leads as further partners.")
    ] = None,
    top: Annotated[int, typer.Option(min=1, help="How many partners to print.")] = 15,
    as_json: JsonOption = False,
    output: OutputOption = None,
    picture: PictureOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """List likely suppliers, customers and users of by-products, with the relation between."""
    from chainmatch.cli.partners import Sought, run_partners

    run_partners(Sought(text, enterprise, leads, top, as_json, output, picture, lang.value))


@planning.command()
def policies(
    text: Annotated[str, typer.Argument(help="What the enterprise makes; - reads it.")],
    tier: Annotated[str | None, typer.Option("--tier", help="Its tier, e.g. 高新技术企业.")] = None,
    here: Annotated[
        bool | None,
        typer.Option("--here/--elsewhere", help="Is it registered in the region? Else unknown."),
    ] = None,
    current: Annotated[
        bool, typer.Option("--current", help="Leave out documents whose period is over.")
    ] = False,
    top: Annotated[int, typer.Option(min=1, help="How many measures to print.")] = 15,
    as_json: JsonOption = False,
    output: OutputOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """List the measures of support that bear on a lead, with document, validity, what is open."""
    from chainmatch.cli.policies import Applicant, run_policies

    run_policies(Applicant(text, tier, here, current, top, as_json, output, lang.value))


Many = list[str] | None
AddOption = Annotated[Many, typer.Option("--add", help="PARK:TEXT or PARK:LINK:TEXT comes.")]
RemoveOption = Annotated[
    Many, typer.Option("--remove", help="A known enterprise (name or id) goes.")
]
ListOption = Annotated[Many, typer.Option("--list", help="PARK:LINK enters the park's layout.")]
UnlistOption = Annotated[Many, typer.Option("--unlist", help="PARK:LINK leaves the park's layout.")]
RelateOption = Annotated[
    Many, typer.Option("--relate", help="UP:DOWN[:1-3]: the one supplies the other.")
]
UnrelateOption = Annotated[
    Many, typer.Option("--unrelate", help="Leave out a supply relation by its id.")
]
WeightOption = Annotated[
    Many, typer.Option("--weight", help="Weight of a part, e.g. bridge=0.5; may come again.")
]


@planning.command()
def whatif(
    add: AddOption = None,
    remove: RemoveOption = None,
    listed: ListOption = None,
    unlisted: UnlistOption = None,
    relate: RelateOption = None,
    unrelate: UnrelateOption = None,
    weight: WeightOption = None,
    as_json: JsonOption = False,
    output: OutputOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """Tell what changes would do together: gaps closed and opened, priorities, the next best."""
    from chainmatch.cli.whatif import Assumed, run_whatif

    run_whatif(
        Assumed(
            add=add or [],
            remove=remove or [],
            listed=listed or [],
            unlisted=unlisted or [],
            relate=relate or [],
            unrelate=unrelate or [],
            weights=weight or [],
            as_json=as_json,
            output=output,
            lang=lang.value,
        )
    )


@planning.command()
def fill(
    link: Annotated[str, typer.Argument(help="The chain link to fill, e.g. 14.4.")],
    park: Annotated[str | None, typer.Option("--park", help="Into this park.")] = None,
    leads: Annotated[
        Path | None,
        typer.Option(
            "--registry", help="Your own list of enterprises: jsonl, csv, xlsx, parquet …"
        ),
    ] = None,
    top: Annotated[int, typer.Option(min=1, help="How many candidates to print.")] = 15,
    as_json: JsonOption = False,
    output: OutputOption = None,
    picture: PictureOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """Say what would fill a link: profile, search terms, and who of your list comes closest."""
    from chainmatch.cli.fill import Opening, run_fill

    run_fill(Opening(link, park, leads, top, as_json, output, picture, lang.value))


@planning.command()
def overlap(
    link: Annotated[str | None, typer.Option("--link", help="Only of this chain link.")] = None,
    as_json: JsonOption = False,
    output: OutputOption = None,
    picture: PictureOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """Show which parks claim the same links, who really has them, and who might give way."""
    from chainmatch.cli.overlap import Contested, run_overlap

    run_overlap(Contested(link, as_json, output, picture, lang.value))


@planning.command()
def relations(
    link: Annotated[str | None, typer.Option("--link", help="Only of this chain link.")] = None,
    as_json: JsonOption = False,
    output: OutputOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """List what links supply to each other, who says so, and what a check finds odd."""
    from chainmatch.cli.relations import run_relations

    run_relations(link, output, lang.value, as_json=as_json)


@planning.command()
def diff(
    old: Annotated[Path, typer.Argument(help="Folder of the older plan (two JSON files).")],
    new: Annotated[Path, typer.Argument(help="Folder of the newer plan.")],
    leads: Annotated[
        Path | None, typer.Option("--leads", help="Leads to be matched with either plan.")
    ] = None,
    as_json: JsonOption = False,
    output: OutputOption = None,
    picture: PictureOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """Set one plan beside another: links, parks, gaps and answers that change."""
    from chainmatch.cli.revision import Compared, run_diff

    run_diff(Compared(old, new, leads, as_json, output, picture, lang.value))


@planning.command()
def portfolio(
    leads: Annotated[Path, typer.Argument(help="Your leads: jsonl, csv, xlsx, parquet …")],
    count: Annotated[int, typer.Option("--count", min=0, help="How many may be taken.")] = 5,
    budget: Annotated[
        Many, typer.Option("--budget", help="A limit, e.g. land_mu=500 or energy_tce=20000.")
    ] = None,
    capacity: Annotated[
        Many, typer.Option("--capacity", help="A park's limit, e.g. lzxq-mat:land_mu=200.")
    ] = None,
    as_json: JsonOption = False,
    output: OutputOption = None,
    picture: PictureOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """Pick the leads that close the most weighted gap within a budget."""
    from chainmatch.cli.portfolio import Budget, run_portfolio

    run_portfolio(
        Budget(leads, count, budget or [], capacity or [], as_json, output, picture, lang.value)
    )


@planning.command(name="next")
def next_steps(
    park: Annotated[str, typer.Argument(help="A park's id, e.g. lzxq-mat.")],
    top: Annotated[int, typer.Option(min=1, help="How many links to print.")] = 10,
    as_json: JsonOption = False,
    output: OutputOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """Name the links nearest to what a park has: what it might take up next."""
    from chainmatch.cli.next_steps import run_next

    run_next(park, top, output, lang.value, as_json=as_json)


@planning.command()
def duplicates(
    file: Annotated[Path, typer.Argument(help="Your leads: jsonl, csv, xlsx …")],
    as_json: JsonOption = False,
    output: OutputOption = None,
    lang: LangOption = Lang.zh,
) -> None:
    """List leads that may be one enterprise, with the evidence; nothing is merged."""
    from chainmatch.cli.duplicates import Listed, run_duplicates

    run_duplicates(Listed(file, as_json, output, lang.value))
