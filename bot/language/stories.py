"""What a message tells beside a need: what another had or did, what is over, a mere reason."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from bot.language.doc import blanked
from bot.language.phrasing import Found, Phrasing

PHRASES = Phrasing("stories")
OTHERS = ("anothers", "relations")
OVER, REASONS, OPINIONS = "over", "reasons", "opinions"


def stories_in(text: str) -> list[tuple[int, int]]:
    """Where in `text` clauses stand that may tell no need of theirs.

    >>> text = "My neighbor got a new roof last year, I just have a leak"
    >>> [text[slice(*place)] for place in stories_in(text)]
    ['My neighbor got a new roof last year']
    """
    return _clauses(text, *OTHERS, OVER)


def tells_of_others(text: str) -> bool:
    """Whether a clause tells what another had or what is over, and no mere reason."""
    return bool(_clauses(text, OTHERS[0], OVER))


def without_stories(text: str) -> str:
    """`text` with blanks for those, and for the reasons of a need, place for place; `text` itself
    where nothing else is told.

    >>> without_stories("tired of landlords, we want to buy").strip(" ,")
    'we want to buy'
    """
    rest = blanked(text, _clauses(text, *OTHERS, OVER, REASONS))
    return rest if any(map(str.isalnum, rest)) else text


def over_in(text: str) -> list[tuple[int, int]]:
    """Where in `text` clauses tell what is over: "my son's been added already"."""
    return _clauses(text, OVER)


def opinions_in(text: str) -> list[tuple[int, int]]:
    """Where in `text` clauses tell what others want: "my son says wait a year"."""
    return _clauses_of(text, [each for each in PHRASES.all(text) if each.kind == OPINIONS])


@cache
def _parting() -> re.Pattern[str]:
    """What parts two clauses: a sign, or a word that joins them."""
    joining = "|".join(map(re.escape, PHRASES.file["words"]["joining"]))
    return re.compile(rf"[,.;:!?\n]| (?:{joining}) ", re.IGNORECASE)


@lru_cache(maxsize=64)  # each question of a campaign asks for the same
def _clauses(text: str, *kinds: str) -> list[tuple[int, int]]:
    """The clauses that are of one of `kinds`, each from the one on whom it speaks."""
    return _clauses_of(text, [each for kind in kinds for each in PHRASES.said(text, kind)])


def _clauses_of(text: str, found: list[Found]) -> list[tuple[int, int]]:
    if not found:
        return []
    ends = [(part.start(), part.end()) for part in _parting().finditer(text)]
    return [
        (
            each.start
            if each.kind in (*OTHERS, OPINIONS)
            else max((end for _, end in ends if end <= each.start), default=0),
            min((start for start, _ in ends if start >= each.end), default=len(text)),
        )
        for each in found
    ]
