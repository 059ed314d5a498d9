"""Which measures of support bear on a lead, why, and what is not yet known of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from chainmatch.plan.policies import Condition, Policy

Standing = Literal["met", "unmet", "unknown"]

_TRADE = 0.3  # probability from which an industry or link counts as the lead's
_TRADE_NAMED = 0.05  # the same where the lead names what the measure is about
_ZONE = 0.15
# From lowest to highest: who holds a tier is past the ones below it.
TIERS = ("科技型中小企业", "省级科技创新型企业", "高新技术企业", "科技领军企业")
_TIER_WORDS: Mapping[str, tuple[str, ...]] = {
    "科技型中小企业": ("科技型中小企业",),
    "省级科技创新型企业": ("省级科技创新型企业", "科技创新型企业"),
    "高新技术企业": ("高新技术企业", "国家高企", "高新企业"),
    "科技领军企业": ("科技领军企业",),
}
_NOT_YET = ("拟申报", "申报", "拟认定", "培育", "争取", "尚未", "未获", "非", "计划")


@dataclass(frozen=True, slots=True)
class LeadStanding:
    """What is known of a lead: its words, its probabilities, its tiers and whether it is here.

    `text` is normalised; `here` is None where nobody said whether it is registered in the region.
    """

    text: str
    industries: Mapping[str, float]
    links: Mapping[str, float]
    zones: Mapping[str, float]
    tiers: frozenset[str]
    here: bool | None


@dataclass(frozen=True, slots=True)
class Support:
    """One measure that bears on the lead: by which words, industries or zones, what is open.

    `basis` is `words` where the lead names what it is about, `industry` where only its trade
    does, `all` where it is open to every enterprise.
    """

    policy: Policy
    basis: Literal["words", "industry", "all"]
    words: tuple[str, ...]
    trades: tuple[str, ...]
    zones: tuple[str, ...]
    conditions: tuple[tuple[Condition, Standing], ...]

    @property
    def missing(self) -> tuple[Condition, ...]:
        """The conditions that nobody has spoken to."""
        return tuple(condition for condition, standing in self.conditions if standing == "unknown")


def tiers_in(text: str) -> frozenset[str]:
    """Return the tiers that a text says the enterprise has; those it only applies for are none."""
    found = set()
    for tier, words in _TIER_WORDS.items():
        for word in words:
            at = text.find(word)
            while at >= 0:
                if not any(sign in text[max(0, at - 6) : at] for sign in _NOT_YET):
                    found.add(tier)
                at = text.find(word, at + 1)
    return frozenset(found)


def supports(lead: LeadStanding, policies: Sequence[Policy]) -> tuple[Support, ...]:
    """Return the measures that bear on a lead: current before old, named before general.

    A measure is left out where its industries, links or zones are not the lead's, or where a
    condition is known not to be met.
    """
    order = {"words": 0, "industry": 1, "all": 2}
    found = list(_supports(lead, policies))
    return tuple(
        sorted(found, key=lambda s: (s.policy.status == "old", order[s.basis], -len(s.words)))
    )


def _supports(lead: LeadStanding, policies: Sequence[Policy]) -> Iterator[Support]:
    for policy in policies:
        words = tuple(word for word in policy.words if word in lead.text)
        trades = _trades(lead, policy, _TRADE_NAMED if words else _TRADE)
        zones = tuple(z for z in policy.zones if lead.zones.get(z, 0.0) >= _ZONE)
        if trades is None or (policy.zones and not zones):
            continue
        limited = bool(policy.industries or policy.links)
        if policy.words and not words and not limited:
            continue
        judged = tuple((c, _standing(lead, c)) for c in policy.conditions)
        if any(standing == "unmet" for _, standing in judged):
            continue
        basis: Literal["words", "industry", "all"] = (
            "words" if words else "industry" if limited else "all"
        )
        yield Support(policy, basis, words, trades, zones, judged)


def _trades(lead: LeadStanding, policy: Policy, least: float) -> tuple[str, ...] | None:
    """Return the lead's industries and links that the measure names; None where it names others."""
    if not policy.industries and not policy.links:
        return ()
    links = tuple(link for link in policy.links if lead.links.get(link, 0.0) >= least)
    industries = tuple(i for i in policy.industries if lead.industries.get(i, 0.0) >= least)
    # Where links are named, their industry alone is not enough.
    named = links if policy.links else industries
    return named or None


def _standing(lead: LeadStanding, condition: Condition) -> Standing:
    if condition.field == "registered_here":
        return "unknown" if lead.here is None else "met" if lead.here else "unmet"
    wanted = "高新技术企业" if condition.field == "hitech" else condition.value
    if condition.field == "other" or wanted not in TIERS:
        return "unknown"
    if wanted in lead.tiers:
        return "met"
    # A higher tier is past a lower one; nothing said of tiers leaves it unknown.
    past = any(TIERS.index(tier) > TIERS.index(wanted) for tier in lead.tiers)
    return "unmet" if past and condition.field == "tier" else "unknown"
