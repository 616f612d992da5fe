"""How a name is written, told beside it: "Sarah with an h", "Siobhan, S-i-o-b-h-a-n, O'Neill"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.language.contact.name_words import Word, words_of
from bot.language.contact.words import phrases, words
from bot.language.doc import blanked
from bot.language.en.words import owner

_LETTERS = re.compile(r"(?<![\w'])[^\W\d_](?:[-. ] ?[^\W\d_]){2,}(?![\w'])")
_PAUSES = re.compile(r"[ ,.]{1,2}")
_SEPARATOR = re.compile(r"[-. ]+")


def without_spelling(message: str) -> str:
    """`message` with blanks, place for place, for what tells how a name in it is written; and for
    the commas around it where the name goes on behind it.

    >>> " ".join(without_spelling("Siobhan, spelled S-i-o-b-h-a-n, O'Neill").split())
    "Siobhan O'Neill"
    """
    message = _LETTERS.sub(lambda spelt: _joined(spelt, message), message)
    told = words_of(message)
    for start, end in (*_by_a_letter(told), *_letter_by_letter(message, told)):
        start = len(message[:start].rstrip(" ,."))
        end -= message[end - 1] == "."  # of "with an X."
        following = next((word for word in told if word.start >= end), None)
        until = following.start if following else len(message)
        pause = message[start] + message[end:until].strip()
        if _PAUSES.fullmatch(pause):
            sign = " " if _goes_on(told, start, following, pause) else max(pause, key=" ,.".find)
            message = message[:start] + sign.ljust(until - start) + message[until:]
        else:
            message = blanked(message, [(start, end)])
    return message


def _joined(spelt: re.Match[str], message: str) -> str:
    """ "K-A-T-J-A Brandt": the word, where the letters alone tell it; place for place."""
    name = _SEPARATOR.sub("", spelt[0])
    told = [re.sub(r"\W", "", word.low) for word in words_of(message) if "-" not in word.typed]
    alone = "-" in spelt[0] and name.lower() not in told
    return name.title().ljust(len(spelt[0])) if alone else spelt[0]


def _goes_on(told: tuple[Word, ...], start: int, following: Word | None, pause: str) -> bool:
    """Whether a last name follows, and not the same name, whole: "Anna, two n's, Anna Vogt"."""
    before = [word.low for word in told if word.end <= start]
    if following is None or not following.titled or following.low in before:
        return False
    return "." not in pause


def _by_a_letter(told: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """ "With an h", "no h"."""
    lows = [word.low for word in told]
    if words("spelt", "lead").isdisjoint(lows):
        return
    for at, low in enumerate(lows):
        if low in words("spelt", "lead"):
            counted = lows[at + 1 : at + 2] != [] and lows[at + 1] in words("spelt", "count")
            letter = at + 1 + counted
            if letter < len(lows) and len(owner(lows[letter])) == 1:
                yield told[at].start, told[letter].end


def _letter_by_letter(message: str, told: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """ "S-m-i-t-h", where the word that it spells stands beside it; with "spelled" before it."""
    for spelt in _LETTERS.finditer(message):
        name = _SEPARATOR.sub("", spelt[0]).lower()
        if all(re.sub(r"\W", "", word.low) != name or "-" in word.typed for word in told):
            continue
        before = [word for word in told if word.end <= spelt.start()]
        lead = len(before)
        while lead and phrases("spelling").at([before[lead - 1].low], 0):
            lead -= 1
        yield before[lead].start if lead < len(before) else spelt.start(), spelt.end()
