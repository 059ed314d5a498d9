"""The fixed side of a match: plan, known enterprises and classes as vectors and word indexes."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chainmatch.matching.class_links import Counts, class_links
from chainmatch.matching.class_model import ClassModel
from chainmatch.plan.graph import STRENGTH, ChainGraph
from chainmatch.plan.schema import Direction, LayoutEntry, Park, Plan
from chainmatch.registry.known import Enterprise, Registry
from chainmatch.text.encoder import Encoder
from chainmatch.text.english import EnglishTerms
from chainmatch.text.lexical import LexicalIndex
from chainmatch.text.linear import LinearText
from chainmatch.text.slogans import Slogans

Matrix = NDArray[np.float32]
Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class IndustryClass:
    """A class of GB/T 4754: its four-digit code and name, trade words, and its division's name."""

    code: str
    name: str
    words: str = ""
    division: str = ""


@dataclass(frozen=True, slots=True)
class Models:
    """Small trained models of text; None leaves out what rests on it."""

    links: LinearText | None = None
    slogans: Slogans | None = None
    classes: ClassModel | None = None
    class_links: Counts | None = None
    english: EnglishTerms | None = None
    vague: LinearText | None = None


class Reference:
    """Everything that a lead is compared with, encoded once; immutable after construction."""

    def __init__(
        self,
        plan: Plan,
        registry: Registry,
        encoder: Encoder,
        classes: Sequence[IndustryClass] = (),
        outside: Sequence[str] = (),
        models: Models | None = None,
    ) -> None:
        self.plan, self.registry, self.encoder = plan, registry, encoder
        self.classes, self.outside = tuple(classes), tuple(outside)
        self.reported = tuple((term, said) for said in registry.focus for term in said.terms)
        self.graph = ChainGraph(plan)
        self.directions, self.parks = plan.directions, plan.parks
        self.zones = plan.zones
        self.link_index = {d.id: i for i, d in enumerate(self.directions)}
        self.park_index = {p.id: i for i, p in enumerate(self.parks)}
        self.products = tuple(p for d in self.directions for p in d.products)
        self.product_link = np.array(
            [i for i, d in enumerate(self.directions) for _ in d.products], dtype=np.intp
        )
        self.industries = tuple(dict.fromkeys(d.industry for d in self.directions))
        self.class_names = {found.code: found.name for found in classes}
        self.product_names = {product.id: product.name for product in self.products}
        self.entries = tuple(e for p in self.parks for e in p.layout)
        self.entry_park = np.array(
            [i for i, p in enumerate(self.parks) for _ in p.layout], dtype=np.intp
        )
        models = models or Models()
        self.link_model, self.slogans = models.links, models.slogans
        self.vague = models.vague
        self.class_model, self.english = models.classes or ClassModel(), models.english
        self._encode()
        self._index()
        self._tabulate()
        self.class_links = class_links(
            models.class_links or {}, [c.code for c in self.classes], list(self.link_index)
        )

    def _encode(self) -> None:
        known = self.registry.enterprises
        groups: dict[str, list[str]] = {
            "link_name": [d.name for d in self.directions],
            "link_text": [link_text(d) for d in self.directions],
            "product": [p.name for p in self.products],
            "entry": [e.text for e in self.entries],
            "park_text": [park_text(p) for p in self.parks],
            "reported": [term for term, _ in self.reported],
            "known_long": [e.desc for e in known],
            "known_short": [e.desc_short for e in known],
            "class": [f"{c.name} {c.words}" for c in self.classes],
            "outside": list(self.outside),
        }
        flat = [_folded(text) for texts in groups.values() for text in texts]
        rows = self.encoder.encode(flat)
        self.vectors: dict[str, Matrix] = {}
        start = 0
        for name, texts in groups.items():
            self.vectors[name] = rows[start : start + len(texts)]
            start += len(texts)

    def _index(self) -> None:
        self.link_words = LexicalIndex((d.id, link_text(d)) for d in self.directions)
        self.park_words = LexicalIndex((p.id, park_text(p)) for p in self.parks)
        self.known_words = LexicalIndex(
            (e.id, f"{e.desc} {e.desc_short}") for e in self.registry.enterprises
        )

    def _tabulate(self) -> None:
        known = self.registry.enterprises
        self.entry_labels = tuple(entry_label(entry) for entry in self.entries)
        self.known_labels = tuple(known_label(enterprise) for enterprise in known)
        self.known_park = np.array(
            [self.park_index.get(e.park or "", -1) for e in known], dtype=np.intp
        )
        self.reported_park = np.array(
            [self.park_index[report.park] for _, report in self.reported], dtype=np.intp
        )
        zone_ids = [zone.id for zone in self.zones]
        self.known_zone = np.array(
            [zone_ids.index(e.zone) if e.zone in zone_ids else -1 for e in known], dtype=np.intp
        )
        self.park_zone = np.array([zone_ids.index(p.zone) for p in self.parks])
        self.known_links = np.stack([self._spread(e) for e in known]) if known else _none(self)
        self.class_index: dict[str | None, int] = {c.code: i for i, c in enumerate(self.classes)}
        self.divisions = tuple(dict.fromkeys(c.code[:2] for c in self.classes))
        places = {code: i for i, code in enumerate(self.divisions)}
        self.class_division = np.array([places[c.code[:2]] for c in self.classes], dtype=np.intp)
        labels = self.class_model.text.labels if self.class_model.text else ()
        place = {code: i for i, code in enumerate(labels)}
        # -1, the place past the last score, stands for a class that the classifier does not know.
        self.class_label = np.array([place.get(c.code, -1) for c in self.classes], dtype=np.intp)
        self.known_class = np.array([self.class_index.get(e.gbt, -1) for e in known], dtype=np.intp)
        self.link_industry = _one_hot([d.industry for d in self.directions])
        self.plan_ties = np.zeros((len(self.directions), len(self.parks)))
        for i, direction in enumerate(self.directions):
            for tie in self.graph.parks_of_link(direction.id):
                self.plan_ties[i, self.park_index[tie.park]] = tie.strength
        # What is said of a whole zone says nothing of one park in it against its sisters.
        own = np.where(self.plan_ties >= STRENGTH["park lists industry"], self.plan_ties, 0.0)
        self.plan_share = own / np.maximum(own.sum(axis=1, keepdims=True), 1.0)

    def _spread(self, enterprise: Enterprise) -> Vector:
        """Share an enterprise over its links: (links,), sum 1, or 0 where it has none."""
        row = np.zeros(len(self.directions))
        for stated in enterprise.directions_core or ():
            members = self._members(stated)
            for link in members:
                row[link] += 1 / len(members)
        total = row.sum()
        return row / total if total else row

    def _members(self, stated: str) -> list[int]:
        if stated in self.link_index:
            return [self.link_index[stated]]
        return [i for i, d in enumerate(self.directions) if d.industry == stated]


def link_text(direction: Direction) -> str:
    """Return the words of a link: its name and all that it names."""
    return "、".join([direction.name, *(p.name for p in direction.products)])


def park_text(park: Park) -> str:
    """Return the words of a park: what it is to hold and to become, never its place name."""
    return "、".join([*(e.text for e in park.layout), *(t.text for t in park.targets)])


def _folded(text: str) -> str:
    """Fold shipped text as far as it needs: it is simplified and holds no boilerplate."""
    return unicodedata.normalize("NFKC", text).lower()


def entry_label(entry: LayoutEntry) -> str:
    """Return a layout entry with its locator, as evidence."""
    return f"{entry.text} ({entry.source.locator})"


def known_label(enterprise: Enterprise) -> str:
    """Return an enterprise with its id and how far its place is certain, as evidence."""
    doubt = f", {enterprise.label_basis}/{enterprise.confidence}" if enterprise.uncertain else ""
    return f"{enterprise.name} [{enterprise.id}{doubt}]"


def _one_hot(labels: Iterable[str]) -> Vector:
    listed = list(labels)
    kinds = list(dict.fromkeys(listed))
    return np.array([[float(label == kind) for kind in kinds] for label in listed])


def _none(reference: Reference) -> Vector:
    return np.zeros((0, len(reference.directions)))
