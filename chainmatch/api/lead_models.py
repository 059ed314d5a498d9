"""The shapes of leads in a store, and of what is done to them."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import Field, JsonValue, model_validator

from chainmatch.api.models import Shape
from chainmatch.leads.pipeline import Status
from chainmatch.leads.store.values import Kind, OrderBy

MOST_VERSION = 2**31 - 1

Name = Annotated[str, Field(min_length=1, max_length=80)]
Owner = Annotated[str, Field(max_length=80, description="Who is responsible.")]
Why = Annotated[str, Field(max_length=2_000, description="Why, for the history.")]
ReadVersion = Annotated[
    int, Field(ge=1, le=MOST_VERSION, description="The version that was read; 409 if it changed.")
]
Cells = Annotated[
    dict[Name, JsonValue],
    Field(
        max_length=200, examples=[{"企业名称": "甲公司", "主营产品": "铜箔", "总投资": "1.2亿元"}]
    ),
]


class ListQuery(Shape):
    """Which leads to list, in which order, which part of them."""

    status: list[Status] = Field(default=[], max_length=len(Status))
    owner: str | None = Field(default=None, max_length=80)
    credit_code: str | None = Field(default=None, max_length=40)
    find: str = Field(default="", max_length=200, description="Words anywhere in a lead.")
    merged: bool = Field(default=False, description="Also those that were merged.")
    order: OrderBy = "newest"
    skip: int = Field(default=0, ge=0, le=10**9)
    top: int = Field(default=50, ge=1, le=1_000)


class NewLead(Shape):
    """A lead as a row of a sheet: values under its headings, Chinese or English."""

    values: Cells
    owner: Owner = ""
    reason: Why = ""


class LeadChange(Shape):
    """New values and fields to leave out, or a new owner; one of the two at a time."""

    version: ReadVersion
    values: Cells = Field(default={})
    unset: list[Name] = Field(default=[], max_length=200, description="Fields to leave out.")
    owner: Owner | None = None
    reason: Why = ""

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if bool(self.values or self.unset) == (self.owner is not None):
            raise ValueError("either values and unset, or owner; one of the two is needed")
        return self


class LeadMove(Shape):
    """One step of the pipeline."""

    to: Status
    version: ReadVersion
    reason: Why = ""


class NewNote(Shape):
    """A note about a lead."""

    text: str = Field(min_length=1, max_length=10_000)


class LeadShape(Shape):
    """A lead as it stands."""

    id: str = Field(examples=["L-000123"])
    title: str
    values: dict[str, Any]
    credit_code: str | None
    status: Status
    owner: str
    version: int
    created_at: datetime
    created_by: str
    updated_at: datetime
    updated_by: str
    merged_into: str | None


class ListShape(Shape):
    """A page of leads, and how many there are on all pages."""

    leads: list[LeadShape]
    total: int


class NoteShape(Shape):
    """A note as it was kept."""

    number: int
    lead: str
    text: str
    who: str
    at: datetime


class _Entry(Shape):
    number: int
    who: str
    at: datetime


class NoteEntry(_Entry):
    """A note."""

    entry: Literal["Note"]
    lead: str
    text: str


class VersionEntry(_Entry):
    """A lead as it stood from one change on."""

    entry: Literal["Version"]
    lead: str
    version: int
    kind: Kind
    values: dict[str, Any]
    status: Status
    owner: str
    why: str


class MoveEntry(_Entry):
    """One step of the pipeline."""

    entry: Literal["StatusChange"]
    lead: str
    version: int
    before: Status
    after: Status
    reason: str


class FileShape(Shape):
    """A file that belongs to a lead."""

    file_name: str
    size: int
    sha256: str
    media_type: str
    place: str


class AttachmentEntry(_Entry):
    """A file that was attached."""

    entry: Literal["Attachment"]
    lead: str
    file: FileShape


class FactsShape(Shape):
    """A match as it was claimed."""

    plan_digest: str
    encoder: str
    match: Any


class SnapshotEntry(_Entry):
    """A match that was kept."""

    entry: Literal["Snapshot"]
    lead: str
    version: int
    facts: FactsShape


class OverrideEntry(_Entry):
    """What staff chose against a proposal."""

    entry: Literal["Override"]
    lead: str
    proposed: Any
    chosen: Any
    reason: str


class OverrideReviewEntry(_Entry):
    """What somebody else says of what staff chose; `override` is its number."""

    entry: Literal["OverrideReview"]
    lead: str
    override: int
    verdict: str
    reason: str


class UndoneShape(Shape):
    """Who took a merge back."""

    who: str
    at: datetime
    why: str


class MergeEntry(_Entry):
    """Two leads that are one enterprise."""

    entry: Literal["Merge"]
    kept: str
    merged: str
    evidence: Any
    undone: UndoneShape | None


class HistoryShape(Shape):
    """Everything that happened to a lead, oldest first."""

    lead: str
    entries: list[
        Annotated[
            NoteEntry
            | VersionEntry
            | MoveEntry
            | AttachmentEntry
            | SnapshotEntry
            | OverrideEntry
            | OverrideReviewEntry
            | MergeEntry,
            Field(discriminator="entry"),
        ]
    ]
