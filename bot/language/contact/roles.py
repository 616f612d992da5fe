"""Whose the details of a message are: what the rules say, weighed by roles that are learnt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.language import role_features
from bot.language.contact import email, phone, place, whose
from bot.language.contact.candidate import Candidate
from bot.language.doc import Doc
from bot.language.roles import Chances, likeliest

THEIRS, STALE = "theirs", ("old", "mentioned")
ROLES = (THEIRS, "another", "company", *STALE)
MOST = 8
"""Details of one message that are judged: nobody tells more."""
SURE, LIKELY, UNLIKELY = 0.75, 0.5, 0.25

Found = tuple[str, Candidate]
"""A kind ("phone", "email", "postcode") and a candidate of it."""
Judged = Mapping[tuple[str, int], Chances]
"""The chances of each role, by kind and by where the candidate begins."""


def find_all(doc: Doc, country: str, asks: str | None) -> list[Found]:
    """All details of `doc` that have a role, in order; none within another."""
    places = place.every(doc, place.Scene(country, asks))
    found = [
        *(("phone", each) for each in phone.find(doc, phone.Scene(country, asks == "phone"))),
        *(("email", each) for each in email.find(doc, asks == "email")),
        *(("postcode", each) for each in places),
    ]
    kept: list[Found] = []
    for one in sorted(found, key=lambda each: each[1].start):
        if not kept or kept[-1][1].end <= one[1].start:
            kept.append(one)
    return kept[:MOST]


def as_candidates(doc: Doc, found: Sequence[Found]) -> tuple[role_features.Candidate, ...]:
    """What the model of roles judges: the kind and what the rules say are among its features."""
    return tuple(
        role_features.Candidate(
            *whose.tokens_of(doc, each.start, each.end), own=(kind, f"says {each.role}")
        )
        for kind, each in found
    )


def frame(asks: str | None) -> tuple[str, ...]:
    return (f"asks {asks}",)


def weighed(
    kept: Candidate | None, kind: str, found: Sequence[Candidate], judged: Judged, turned: bool
) -> Candidate | None:
    """What the rules chose, or what the learnt roles know better; in doubt where they part.

    With its learnt role and how sure that is. `turned`: the message takes something back, of
    which rules know more.
    """
    if kept and not turned:
        kept = _rejudged(kept, kind, found, judged)
    return with_role(kept, judged.get((kind, kept.start))) if kept else None


def with_role(one: Candidate, chances: Chances | None) -> Candidate:
    """`one` with the role that was learnt; with its own where none is likelier than not."""
    if chances is None:
        return one
    role, margin = likeliest(chances)
    if margin < LIKELY:
        role = one.role if one.role in ROLES else THEIRS
    return replace(one, role=role, margin=chances.get(role, 0.0))


def _theirs(judged: Judged, kind: str, one: Candidate) -> float:
    return judged.get((kind, one.start), {}).get(THEIRS, 0.0)


def _of_two_places(
    kept: Candidate, theirs: float, found: Sequence[Candidate], judged: Judged
) -> Candidate:
    """`kept`, or another place that is theirs as likely, to be read back: which, nobody knows."""
    # Where the rules chose the later one, something told them.
    others = [each for each in found if each.value != kept.value and each.start > kept.start]
    best = max(others, key=lambda each: _theirs(judged, "postcode", each), default=None)
    chance = _theirs(judged, "postcode", best) if best else 0.0
    if best and chance >= max(SURE, theirs):
        return replace(best, doubtful=True)
    return replace(kept, doubtful=kept.doubtful or (theirs < SURE and chance >= LIKELY))


def _rejudged(kept: Candidate, kind: str, found: Sequence[Candidate], judged: Judged) -> Candidate:
    chances = judged.get((kind, kept.start))
    if chances is None:
        return kept
    theirs = chances.get(THEIRS, 0.0)
    if kind == "postcode" and theirs >= LIKELY:
        others = [each for each in found if each.role not in ("money", "old")]
        return _of_two_places(kept, theirs, others, judged)
    if len(found) > 1 and theirs < LIKELY:
        others = [each for each in found if each.role not in ("money", "old")]
        best = max(others, key=lambda each: _theirs(judged, kind, each), default=kept)
        chance = _theirs(judged, kind, best)
        if chance < LIKELY:
            return replace(kept, doubtful=True)
        return replace(best, doubtful=best.doubtful or chance < SURE or theirs >= UNLIKELY)
    stale = sum(chances.get(role, 0.0) for role in STALE) >= SURE
    return replace(kept, doubtful=True) if stale else kept
