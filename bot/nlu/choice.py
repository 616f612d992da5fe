"""Which of a campaign's own choices a sentence means."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass

from bot.leads.campaign import Question, QuestionType
from bot.nlu.choice_ranges import in_range, ranges_of
from bot.nlu.reading import Context, Heard
from bot.nlu.words import Word, one_edit, stem, words_of
from bot.nlu.yes_no import read_yes_no

LONGEST_TEXT = 600  # characters
TYPO_LENGTH = 5  # letters: shorter words a letter apart are too often words of their own
SLACK = 2  # words that may stand between the words of one choice

_SKIPPED = frozenset({"a", "an", "the", "my", "our", "your", "of", "for", "to", "in", "on", "and"})
_SKIPPED |= {"or", "with", "i", "we", "need", "want", "get", "is", "it", "me", "some"}
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
_TURNS_BACK = frozenset({"but", "just", "only", "is"})
_UNDECIDED = re.compile(r"\b(?:not sure|unsure|don'?t know|dunno|no idea|maybe)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One way to say a choice: the stems of its telling words, and those words as written."""

    value: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    value: str
    words: frozenset[int]  # places in the message
    whole: bool  # every telling word of a phrase was there


class _Compiled:
    """A question's choices, ready to match: whole texts, phrases, and stems that tell one apart."""

    def __init__(self, question: Question) -> None:
        self.exact: dict[str, str] = {}
        self.phrases: list[_Phrase] = []
        self.spelling: dict[str, str] = {}
        self.ranges = ranges_of(question.choices)
        self.topic = {w.stem for w in words_of(question.id.replace("_", " "))}
        self.values = tuple(question.choices) or tuple(question.synonyms)
        owners: dict[str, set[str]] = {}
        named: set[str] = set()
        for value in self.values:
            names = (value.replace("_", " "), question.choices.get(value, value))
            for way in (*names, *question.synonyms.get(value, ())):
                self.exact.setdefault(way.casefold(), value)
                words = [w for w in words_of(way) if w.text not in _SKIPPED]
                if words:
                    self.phrases.append(_Phrase(value, tuple(w.stem for w in words)))
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


_CACHE: OrderedDict[int, tuple[Question, _Compiled]] = OrderedDict()
_CACHE_SIZE = 512


def _compiled(question: Question) -> _Compiled:
    """Kept by the question's identity; with the question, so that no other takes its id."""
    kept = _CACHE.get(id(question))
    if kept is None or kept[0] is not question:
        kept = (question, _Compiled(question))
        _CACHE[id(question)] = kept
        if len(_CACHE) > _CACHE_SIZE:
            _CACHE.popitem(last=False)
    return kept[1]


def read_choice(text: str, question: Question, context: Context) -> Heard[str] | None:
    """The value of the one choice that `text` means, or None for none or several.

    Matched by value, label and synonym, whatever the ending or one slip of the keyboard; by
    number ("2", "the second one") only while this question is asked, as SMS numbers the choices
    from 1. "Not a replacement, a repair" is a repair. A yes/no question gives "yes" or "no".
    The need may be told at any time; another question that isn't asked is answered only by a
    sentence that names it ("my credit is good", but not "sounds good").
    """
    if len(text) > LONGEST_TEXT:
        return None
    asked = context.asks == question.id
    choices = _compiled(question)
    words = words_of(text)
    if not asked and question.id != "need" and not any(w.stem in choices.topic for w in words):
        return None
    stripped = text.strip(" \t\n.,!?\"'")
    exact = choices.exact.get(stripped.casefold())
    if exact is not None:
        start = text.index(stripped)
        return Heard(exact, start, start + len(stripped))
    if asked and question.type is QuestionType.CHOICE:
        numbered = _numbered(text, choices) or _ranged(text, choices)
        if numbered:
            return numbered
    heard = _best(text, words, choices, asked)
    if heard is None and question.type is QuestionType.YES_NO and asked:
        return read_yes_no(text) or _echo(words, question)
    return heard


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NUMBERED = re.compile(
    r"\W*(?:(?:i['’]?(?:d|ll| would| will)? ?(?:say|choose|pick|take|go with|want)|"
    r"let['’]?s go with|it['’]?s|probably|maybe|pick|choose|answer|definitely)\W+)?"
    r"(?:the\W+)?(?:(?:number|no|nr|option|choice|answer)\W*)?"
    rf"(?P<which>\d{{1,2}}|{'|'.join(_CARDINALS)}|(?:\d(?:st|nd|rd|th)|last|{'|'.join(_ORDINALS)})"
    r"(?:\W+(?:one|option|choice))?)(?:\W*(?:please|pls|thanks|thank you))?\W*",
    re.IGNORECASE,
)


def _numbered(text: str, choices: _Compiled) -> Heard[str] | None:
    match = _NUMBERED.fullmatch(text)
    if not match:
        return None
    which = re.split(r"\W", match["which"].lower())[0]
    if which == "last":
        place = len(choices.values)
    elif which in _ORDINALS:
        place = _ORDINALS.index(which) + 1
    elif which in _CARDINALS:
        place = _CARDINALS.index(which) + 1
    else:
        place = int(re.sub(r"\D", "", which))
    if not 1 <= place <= len(choices.values):
        return None
    return Heard(choices.values[place - 1], match.start("which"), match.end("which"))


def _ranged(text: str, choices: _Compiled) -> Heard[str] | None:
    found = in_range(text, choices.ranges) if choices.ranges else None
    return Heard(*found) if found else None


def _best(text: str, words: list[Word], choices: _Compiled, asked: bool) -> Heard[str] | None:
    """The only choice said, or the one whose words hold the others' ("new roof" over "roof")."""
    stems = [_mended(word, choices) for word in words]
    matches = [m for p in choices.phrases for m in _places(p, words, stems)]
    matches += [
        _Match(choices.telling[s], frozenset({i}), False)
        for i, s in enumerate(stems)
        if s in choices.telling and (asked or len(words[i].text) >= TYPO_LENGTH)
    ]
    undecided = bool(_UNDECIDED.search(text))
    said = [m for m in matches if undecided or not _negated(words, min(m.words))]
    said = [m for m in said if not any(_outdoes(other, m) for other in said)]
    if len({m.value for m in said}) != 1:
        return None
    places = sorted(set().union(*(m.words for m in said)))
    return Heard(said[0].value, words[places[0]].start, words[places[-1]].end, doubtful=undecided)


def _mended(word: Word, choices: _Compiled) -> str:
    """The word's stem, or the choices' stem that it is one slip away from."""
    if word.stem in choices.known or len(word.text) < TYPO_LENGTH:
        return word.stem
    close = {
        known_stem
        for known, known_stem in choices.spelling.items()
        if len(known) >= TYPO_LENGTH and known[0] == word.text[0] and one_edit(word.text, known)
    }
    return close.pop() if len(close) == 1 else word.stem


def _places(phrase: _Phrase, words: list[Word], stems: list[str]) -> list[_Match]:
    """Where all of the phrase's words stand close together in one clause, in any order."""
    found = []
    reach = len(phrase.stems) + SLACK
    for i, first in enumerate(stems):
        if first not in phrase.stems:
            continue
        near = [
            j for j in range(i, min(i + reach, len(stems))) if words[j].clause == words[i].clause
        ]
        places = [next((j for j in near if stems[j] == s), None) for s in phrase.stems]
        if None not in places:
            found.append(_Match(phrase.value, frozenset(j for j in places if j is not None), True))
    return found


def _negated(words: list[Word], place: int) -> bool:
    """Whether a "not" stands shortly before, in the same clause, with no "but" between."""
    for i in range(place - 1, max(place - 5, -1), -1):
        if words[i].clause != words[place].clause or words[i].text in _TURNS_BACK:
            return False
        if words[i].text in _NEGATIONS:
            return True
    return False


def _outdoes(a: _Match, b: _Match) -> bool:
    """Whether `a` makes `b` beside the point: it is whole and the other isn't, or it holds it."""
    if a.value == b.value:
        return False
    if a.whole != b.whole:
        return a.whole
    return a.words > b.words


def _echo(words: list[Word], question: Question) -> Heard[str] | None:
    """ "I own it" answers "Do you own it?" with yes, "don't own it" with no."""
    asked = {stem(w.text) for w in words_of(question.ask) if w.text not in _ASKING}
    for i, word in enumerate(words):
        if word.stem in asked:
            return Heard("no" if _negated(words, i) else "yes", word.start, word.end)
    return None


_ASKING = _SKIPPED | {"do", "you", "are", "have", "has", "does", "did", "can", "will", "been", "be"}
_ASKING |= {
    "already",
    "currently",
    "any",
    "property",
    "home",
    "house",
    "this",
    "that",
    "yet",
    "one",
}
