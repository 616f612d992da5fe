"""What a message quotes of our own words: in marks, on lines with a >, or pasted as it was.

Our texts hold "Reply STOP", "YES or NO", figures and days: read as the prospect's they would be
answers that nobody gave.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.leads.campaign import Campaign

OPENING = "\"“”„‟«»‹›「『《‘‚'"
CLOSING = "\"“”‟«»‹›」』》’‘'"

# Fewer words are hardly a quotation, if they are no whole sentence: "YES" may be their answer.
FEWEST_IN_MARKS = 4
# Pasted without marks: a whole sentence of so many words, or so many in a row. Figures don't count:
# "December 1 to 10, 2026" is an answer, though we have read it back.
FEWEST_OF_A_SENTENCE = 5
FEWEST_IN_A_ROW = 8
MOST_MARKS = 8
_OPENING = 40  # characters

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+|\n+")
_NUMBERED = re.compile(r"^\d+ .*$", re.MULTILINE)
_ELLIPSIS = re.compile(r"…|\.{3}")
_CUT = re.compile(rf"(?:{_ELLIPSIS.pattern})\W*$")
_CITED = re.compile(r"^[ \t]*>+.*$", re.MULTILINE)
_CLOSED_BY = {
    "“": "”",
    "„": "“”‟",
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    "《": "》",
    '"': '"',
}
_MARK = re.compile(r"[\"“”„‟«»‹›「」『』《》]|(?<![^\W_])['‘‚]|['’](?![^\W_])")
# What is left of a forwarded or cited text when our words are gone.
_RESIDUE = re.compile(
    r"(?:\W|\b(?:fwd?|re|forwarded(?: message)?|begin forwarded message|original message|"
    r"you (?:said|asked|wrote|say)|wrote|said|it says)\b)*",
    re.IGNORECASE,
)
# "I'll tell them: "evenings only"": their own words, told back.
_THEIRS = re.compile(r"(?<=: )\"[^\"]*\"")
# These go with our words before them; a currency sign, a plus or a # is theirs.
_AFTER = re.compile(r"[\s.,:;!?\"“”„«»‹›‘’'()>…-]*")


def standing_texts(campaign: Campaign) -> tuple[str, ...]:
    """What every prospect of the campaign is told: known before it is said."""
    asked = (question.ask for question in campaign.questions)
    answered = (answer.say for answer in campaign.answers.values())
    return (campaign.greeting, campaign.consent, *asked, *answered)


def may_quote(text: str) -> bool:
    """Whether a message is long enough, or has the marks, to be or to hold a quotation."""
    return text.count(" ") + 1 >= FEWEST_OF_A_SENTENCE or bool(_MARK.search(text)) or ">" in text


def own_words(text: str, said: Sequence[str]) -> str:
    """`text` with what it quotes of what we `said` blanked: places stay the same.

    >>> own_words('"Do you own it?" yes', ["Do you own it? (yes/no)"])
    '                 yes'
    >>> own_words("Reply STOP to opt out.", ["Hi! Reply STOP to opt out."]).strip()
    ''
    """
    ours = tuple(_THEIRS.sub(" ", each) for each in said)
    return _own_words(text, ours) if said and may_quote(text) else text


@lru_cache(maxsize=16)  # who looks for reactions asks, too
def _own_words(text: str, said: tuple[str, ...]) -> str:
    ours = _ours(said)
    spans = [*_in_marks(text, ours), *_cited(text, ours), *_pasted(text, ours)]
    spans += _listed(text, ours) if spans else ()
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return " " * len(text) if spans and _RESIDUE.fullmatch(text) else text


@dataclass(frozen=True, slots=True)
class _Ours:
    """What we said, in plain words: all of it, with and `without_choices`, its `sentences`, its
    `choices` with their numbers, and the `runs` of words that are too long to be anybody else's,
    with their `openings`, the first two words of each.
    """

    all: str
    without_choices: str
    sentences: frozenset[str]
    choices: frozenset[str]
    runs: frozenset[str]
    openings: frozenset[tuple[str, ...]]

    def hold(self, quoted: str) -> bool:
        parts = [part for part in map(_joined, _ELLIPSIS.split(quoted)) if part]
        if len(parts) == 1 and _CUT.search(quoted):
            return self._holds(parts[0]) or self._begins_with(parts[0])
        return bool(parts) and all(map(self._holds, parts))

    def may_begin_with(self, opening: str) -> bool:
        """Whether what begins so may be ours: it costs less than to look at all of it."""
        words = _joined(_ELLIPSIS.split(opening)[0].rpartition(" ")[0])
        return words in self.all or words in self.without_choices

    def _begins_with(self, part: str) -> bool:
        return " " in part and any(each.startswith(part) for each in self.sentences)

    def _holds(self, part: str) -> bool:
        if part.count(" ") + 1 >= FEWEST_IN_MARKS:  # its last word may be cut
            chosen = any(part in choice for choice in self.choices)
            return f" {part}" in (self.without_choices if chosen else self.all)
        return " " in part and part in self.sentences


@lru_cache(maxsize=16)
def _ours(said: tuple[str, ...]) -> _Ours:
    known = [_known(text) for text in said]
    return _Ours(
        "\n".join(f" {each.all} " for each in known),
        "\n".join(f" {each.without_choices} " for each in known),
        frozenset().union(*(each.sentences for each in known)),
        frozenset().union(*(each.choices for each in known)),
        frozenset().union(*(each.runs for each in known)),
        frozenset().union(*(each.openings for each in known)),
    )


@lru_cache(maxsize=1024)
def _known(text: str) -> _Ours:
    """One text of ours; its numbered choices stand apart, as they are also answers."""
    choices = frozenset(map(_joined, _NUMBERED.findall(text)))
    told = _NUMBERED.sub("", text)
    sentences = frozenset(map(_joined, _SENTENCE_END.split(told))) - {""}
    words = _joined(told).split()
    rows = (words[at : at + FEWEST_IN_A_ROW] for at in range(len(words) - FEWEST_IN_A_ROW + 1))
    long = [each for each in map(str.split, sentences) if len(each) < FEWEST_IN_A_ROW]
    runs = [" ".join(row) for row in [*rows, *long] if _letters(row) >= FEWEST_OF_A_SENTENCE]
    openings = frozenset(tuple(run.split(" ", 2)[:2]) for run in runs)
    return _Ours(_joined(text), " ".join(words), sentences, choices, frozenset(runs), openings)


def _letters(words: Sequence[str]) -> int:
    return sum(not word.isdigit() for word in words)


def _in_marks(text: str, ours: _Ours) -> Iterator[tuple[int, int]]:
    """The longest quotation first, as ours may hold marks themselves; it may be cut, too."""
    marks = [mark.start() for mark in _MARK.finditer(text)][:MOST_MARKS]
    done = 0
    for start, following in pairwise([*marks, len(text)]):
        if not ours.may_begin_with(text[start + 1 : min(following, start + _OPENING)]):
            continue
        closing = _CLOSED_BY.get(text[start], CLOSING)
        for end in [*(at for at in reversed(marks) if text[at] in closing), len(text)]:
            if done <= start < end and ours.hold(text[start + 1 : end]):
                done = min(end + 1, len(text))
                yield start, done
                break


def _cited(text: str, ours: _Ours) -> Iterator[tuple[int, int]]:
    for line in _CITED.finditer(text):
        if ours.hold(line.group().strip(" \t>")):
            yield line.span()


def _pasted(text: str, ours: _Ours) -> Iterator[tuple[int, int]]:
    words = list(_WORD.finditer(text))
    plain = [_word(word.group()) for word in words]
    for at, opening in enumerate(pairwise(plain)):
        if opening not in ours.openings:
            continue
        for count in range(FEWEST_IN_A_ROW, FEWEST_OF_A_SENTENCE - 1, -1):
            if " ".join(plain[at : at + count]) in ours.runs and at + count <= len(words):
                after = _AFTER.match(text, words[at + count - 1].end())
                yield words[at].start(), after.end() if after else len(text)
                break


def _listed(text: str, ours: _Ours) -> Iterator[tuple[int, int]]:
    """Two numbered choices of ours or more, copied with our words; one may be an answer."""
    lines = [line.span() for line in _NUMBERED.finditer(text)]
    copied = [span for span in lines if _joined(text[slice(*span)]) in ours.choices]
    return iter(copied if len(copied) > 1 else ())


def _joined(text: str) -> str:
    return " ".join(_word(word) for word in _WORD.findall(text))


@lru_cache(maxsize=4096)
def _word(word: str) -> str:
    """In small letters, with a straight apostrophe, without accents."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()
