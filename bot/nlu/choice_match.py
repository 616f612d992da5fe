"""Which choices a sentence names: by whole phrases, telling words, and slips of either."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.leads.campaign import Question, QuestionType
from bot.nlu.choice_numbers import ranges_of
from bot.nlu.reading import Heard
from bot.nlu.words import Word, one_edit, words_of

TYPO_LENGTH = 5  # letters: shorter words a letter apart are too often words of their own
SLACK = 2  # words that may stand between the words of one choice

SKIPPED = frozenset({"a", "an", "the", "my", "our", "your", "of", "for", "to", "in", "on", "and"})
SKIPPED |= {"or", "with", "i", "we", "need", "want", "get", "is", "it", "me", "some"}
_SLIGHT = frozenset("a an the my our your i we me it is and or of to in".split())
_STRAY = frozenset({"even"})  # shares its stem with "evening", and nothing else
# Of a label ("New roof", "One implant", "Buy a home") these are said of much else.
_COMMON = frozenset(
    "one new home house full part time several other more less good any all".split()
)
_FILLERS = SKIPPED | frozenset(
    "just only please pls probably think guess i'd i'll like would it's be looking thanks hi hello "
    "yes ok so that one thing would prefer definitely go take".split()
)
_JOINING = frozenset({"and", "or", "plus", "also", "both", "as", "then"})
_NEGATIONS = frozenset({"not", "no", "don't", "dont", "doesn't", "isn't", "isnt", "won't", "never"})
_NEGATIONS |= {
    "without",
    "except",
    "neither",
    "nor",
    "can't",
    "cant",
    "didn't",
    "instead",
    "rather",
}
_TURNS_BACK = frozenset({"but", "just", "only", "is", "sorry"})
_UNDECIDED = re.compile(r"\b(?:not sure|unsure|don'?t know|dunno|no idea)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One way to say a choice: the stems of its telling words; `named` by its value or label."""

    value: str
    stems: tuple[str, ...]
    named: bool


@dataclass(frozen=True, slots=True)
class _Match:
    value: str
    words: frozenset[int]  # places in the message
    whole: bool  # every telling word of a phrase was there
    named: bool = True  # by the choice's value or label, not by a synonym


class Choices:
    """A question's choices, ready to match: whole texts, phrases, and stems that tell one apart."""

    def __init__(self, question: Question) -> None:
        self.exact: dict[str, str] = {}
        self.phrases: dict[str, list[_Phrase]] = {}  # by the first of their stems
        self.spelling: dict[str, str] = {}
        self.ranges = ranges_of(question.choices)
        self.yes_no = question.type is QuestionType.YES_NO
        self.topic = {w.stem for w in words_of(question.id.replace("_", " "))}
        self.values = tuple(question.choices) or tuple(question.synonyms)
        owners: dict[str, set[str]] = {}
        named: set[str] = set()
        for value in self.values:
            names = (value.replace("_", " "), question.choices.get(value, value))
            for way in (*names, *question.synonyms.get(value, ())):
                self.exact.setdefault(way.casefold(), value)
                words = _telling(words_of(way))
                if words:
                    stems = tuple(w.stem for w in words)
                    phrase = _Phrase(value, stems, way in names)
                    self.phrases.setdefault(stems[0], []).append(phrase)
                for word in words:
                    owners.setdefault(word.stem, set()).add(value)
                    self.spelling[word.text] = word.stem
                    if way in names:
                        named.add(word.stem)
            self.exact.setdefault(value.casefold(), value)
        # One word of a label tells its choice if no other choice has it; one of a synonym
        # ("look at my roof") is too common for that.
        self.telling = {one: next(iter(owners[one])) for one in named if len(owners[one]) == 1}
        self.known = frozenset(owners)
        self.by_letter: dict[str, list[str]] = {}
        for known in self.spelling:
            if len(known) >= TYPO_LENGTH:
                self.by_letter.setdefault(known[0], []).append(known)
        self.mended = lru_cache(maxsize=4096)(self._mended)

    def _mended(self, word: str, stem: str) -> str:
        """The stem of a word, or the choices' stem that it is one slip away from."""
        if word in _STRAY:
            return ""
        if stem in self.known or len(word) < TYPO_LENGTH:
            return stem
        alike = self.by_letter.get(word[0], ())
        close = {self.spelling[known] for known in alike if one_edit(word, known)}
        return close.pop() if len(close) == 1 else stem


def named(text: str, words: Sequence[Word], choices: Choices, asked: bool) -> Heard[str] | None:
    """The only choice said, or the one whose words hold the others' ("new roof" over "roof")."""
    stems = [choices.mended(word.text, word.stem) for word in words]
    there = dict.fromkeys(stems)
    beginning = (p for one in there for p in choices.phrases.get(one, ()))
    phrases = (p for p in beginning if there.keys() >= set(p.stems))
    matches = [m for p in phrases for m in _places(p, words, stems)]
    matches += [
        _Match(choices.telling[s], frozenset({i}), False)
        for i, s in enumerate(stems)
        if s in choices.telling
        and (asked or len(words[i].text) >= TYPO_LENGTH)
        and (words[i].text not in _COMMON or _is_alone(i, words, choices))
    ]
    undecided = bool(_UNDECIDED.search(text))
    hedged = {word.clause for word in words if word.text == "maybe"}
    said = [m for m in matches if undecided or not negated(words, min(m.words))]
    if choices.yes_no:
        said = [m for m in said if not m.named or _is_on_topic(m, words, choices)]
    said = [m for m in said if not any(_outdoes(other, m, words) for other in said)]
    if len({m.value for m in said}) != 1:
        return None
    places = sorted(set().union(*(m.words for m in said)))
    doubtful = undecided or not hedged.isdisjoint(words[i].clause for i in places)
    return Heard(said[0].value, words[places[0]].start, words[places[-1]].end, doubtful)


def _telling(words: Sequence[Word]) -> list[Word]:
    """The words that make a phrase: "get for my house" is not any "house"."""
    heavy = [word for word in words if word.text not in SKIPPED]
    return heavy if len(heavy) > 1 else [word for word in words if word.text not in _SLIGHT]


def _places(phrase: _Phrase, words: Sequence[Word], stems: list[str]) -> list[_Match]:
    """Where all of the phrase's words stand close together in one clause, in any order."""
    found = []
    reach = len(phrase.stems) + SLACK
    for i, first in enumerate(stems):
        if first not in phrase.stems:
            continue
        near = _near(i, words, reach, phrase.stems)
        places = [next((j for j in near if stems[j] == s), None) for s in phrase.stems]
        if None not in places:
            at = frozenset(j for j in places if j is not None)
            found.append(_Match(phrase.value, at, True, phrase.named))
    return found


def _near(place: int, words: Sequence[Word], reach: int, stems: tuple[str, ...]) -> list[int]:
    """`place` and the next ones of its clause: `reach` words that weigh something, up to an "and"
    or a "not" that isn't of the phrase itself."""
    near = [place]
    for j in range(place + 1, len(words)):
        if words[j].clause != words[place].clause or words[j].text in ("and", "or"):
            break
        if words[j].text in _NEGATIONS and words[j].stem not in stems:
            break
        reach -= words[j].text not in SKIPPED
        if not reach:
            break
        near.append(j)
    return near


def negated(words: Sequence[Word], place: int) -> bool:
    """Whether a "not" stands shortly before, in the same clause, with no "but" between."""
    for i in range(place - 1, max(place - 5, -1), -1):
        if words[i].clause != words[place].clause or words[i].text in _TURNS_BACK:
            return False
        if words[i].text in _NEGATIONS:
            return True
    return False


def _is_alone(place: int, words: Sequence[Word], choices: Choices) -> bool:
    """Whether nothing else of weight is said: "just a new one please", "new rof"."""
    return all(
        i == place
        or word.text in _FILLERS
        or (len(word.text) > 2 and any(one_edit(word.text, known) for known in choices.spelling))
        for i, word in enumerate(words)
    )


def _is_on_topic(match: _Match, words: Sequence[Word], choices: Choices) -> bool:
    """Whether a bare yes or no is said of the question's matter: "yes I have a degree", "yes, got
    my degree", and not "no hot water, and I own the house".
    """
    clauses = {words[i].clause for i in match.words}
    others = {word.clause for i, word in enumerate(words) if i not in match.words}
    clauses |= {clause + 1 for clause in clauses - others}
    return any(word.clause in clauses and word.stem in choices.topic for word in words)


def _outdoes(a: _Match, b: _Match, words: Sequence[Word]) -> bool:
    """Whether `a` makes `b` beside the point: it is whole and the other isn't, or it holds it.

    A choice named outdoes one that is only described, as its reason ("a new roof, it leaks"),
    unless the two are joined ("gutters and a leak").
    """
    if a.value == b.value:
        return False
    if a.whole != b.whole:
        return a.whole
    if a.words >= b.words or a.words <= b.words:
        return a.words > b.words
    if a.named == b.named or not a.whole:
        return False
    places = a.words | b.words
    return all(words[i].text not in _JOINING for i in range(min(places), max(places)))
