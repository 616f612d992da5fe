"""What a message denies or lets go of: "not a repair, a new roof", "scratch the repair"."""

from __future__ import annotations

import re
from functools import partial

from bot.language.correction_cues import cues_in
from bot.language.en.words import low
from bot.language.taken_back import REACH
from bot.language.word_files import pattern, word_set

_WISHES = word_set("corrections", "wishes")
_STOP = re.compile(r"[.;!?](?!\w)|\n")
_pattern = partial(pattern, "corrections")
# "Change my budget", "not May but June", "94112 not 94110"; "a waste, so forget the repair"
_CONTRASTS = (
    _pattern(r"\b(?:<changing>|<replacing>)\b"),
    _pattern(r"\b<denying> \S{1,30},? <parting>\b"),
    _pattern(r"\d\S{0,12}\W{1,3}<denying> (?:<before_denied_figure> ){0,2}\S{0,5}\d"),
    _pattern(r"[,.;!?\s]<discarding>\s{1,3}<own>\b"),
)
_DENIES_FIRST = _pattern(r"\W*<denying>\s+([^,;.!?]{1,60}?)(?:[,;]| <parting>\b)")
_DENIES = _pattern(r"\w(?:.|\n){0,80}?\b(?:<denying>|<replacing>)\s+(?!<undenied>\b)")
# "No, scratch the repair, a new roof"
_DISCARDS = _pattern(
    r"\W*(?:<starting>\W+)*<discarding>\s+<own>\s+"
    r"([^,;.!?]{1,60}?)(?:[,;.!?]| <parting>\b)"
)


def corrects(text: str) -> bool:
    """Whether `text` says that it puts something right, wherever in it: "sorry, I meant May"."""
    said = any(
        stands or text[turn.start : turn.end].lower() not in _WISHES
        for turn, stands in cues_in(low(text))
    )
    return said or any(each.search(text) for each in _CONTRASTS)


def rejected(text: str) -> str | None:
    """What stands behind the "not" of "a new roof, not just a repair" or "not a repair, a new
    roof"; None without one.
    """
    first = _DISCARDS.match(text) or _DENIES_FIRST.match(text)
    if first:
        return first[1]
    found = _DENIES.match(text)
    if not found:
        return None
    said = text[found.end() : found.end() + REACH]
    return _STOP.split(said, 1)[0]


def without_discarded(text: str) -> str:
    """`text` with blanks for what it begins by letting go of: "scratch the repair, a new roof"."""
    gone = _DISCARDS.match(text)
    return text[gone.end() :].rjust(len(text)) if gone else text
