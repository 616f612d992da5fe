"""Which choices a sentence names: by whole phrases, telling words, and slips of either."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.language.en.words import Word, one_edit, stem, words_of
from bot.language.word_files import word_set
from bot.leads.campaign import Question, QuestionType
from bot.nlu.choice_numbers import counts_of, is_unit, ranges_of
from bot.nlu.patterns import FAR
from bot.nlu.reading import Heard
from bot.nlu.yes_no import is_undecided

TYPO_LENGTH = 5  # letters: shorter words a letter apart are too often words of their own
CHANGED_LENGTH = 8  # and these where one letter stands for another: "leaking" and "leasing"
_LONGEST_WORD = 24  # letters: longer ones are no slip of a choice's
# In one message; what is said again and again is not understood the better for it.
_MOST_PLACES, _MOST_MATCHES = 8, 40
SLACK = 2  # words that may stand between the words of one choice

SKIPPED = word_set("choice_words", "skipped")
_ARTICLES = word_set("choice_words", "article")
_EVERYDAY = word_set("choice_words", "everyday")
_COMMON = word_set("choice_words", "common")
_FILLERS = SKIPPED | word_set("choice_words", "filler")
_JOINING = word_set("choice_words", "joining")
_NEGATIONS = word_set("choice_words", "negation")
_REJECTING = _NEGATIONS | word_set("choice_words", "rejecting")
_HESITATING = word_set("choice_words", "hesitating")
_TURNS_BACK = word_set("choice_words", "turning_back")
_HEDGES = word_set("choice_words", "hedge")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One way to say a choice: the stems of its telling words; `named` by its value or label.

    The stem "2+" stands for any number from 2 up.
    """

    value: str
    stems: tuple[str, ...]
    named: bool
    joined: bool  # "top and bottom": it goes on behind an "and"


@dataclass(frozen=True, slots=True)
class _Match:
    value: str
    words: frozenset[int]  # places in the message
    whole: bool  # every telling word of a phrase was there
    named: bool = True  # by the choice's value or label, not by a synonym
    count: int = 0  # the number that the phrase begins at


class Choices:
    """A question's choices, ready to match: whole texts, phrases, and stems that tell one apart."""

    def __init__(self, question: Question) -> None:
        self.exact: dict[str, str] = {}
        self.phrases: dict[str, list[_Phrase]] = {}  # by their first stem
        self.counts: dict[str, int] = {}  # "2+": 2
        self.spelling: dict[str, str] = {}
        self.ranges = ranges_of(question.choices)
        self.yes_no = question.type is QuestionType.YES_NO
        self.topic = {w.stem for w in words_of(question.id.replace("_", " "))}
        self.values = tuple(question.choices) or tuple(question.phrases)
        owners: dict[str, set[str]] = {}
        named: set[str] = set()
        for value in self.values:
            names = (value.replace("_", " "), question.choices.get(value, value))
            for way in (*names, *question.phrases.get(value, ())):
                self.exact.setdefault(way.casefold(), value)
                words = _telling(words_of(way))
                stems = tuple(w.stem + "+" * way.startswith("+", w.end) for w in words)
                if words:
                    phrase = _Phrase(value, stems, way in names, " and " in way)
                    self.phrases.setdefault(stems[0], []).append(phrase)
                for word, known in zip(words, stems, strict=True):
                    if known.endswith("+") and word.text.isdecimal():
                        self.counts[known] = int(word.text)
                        continue
                    owners.setdefault(known, set()).add(value)
                    self.spelling[word.text] = known
                    if way in names:
                        named.add(known)
            self.exact.setdefault(value.casefold(), value)
        # One word of a label tells its choice if no other choice has it; one of a synonym
        # ("look at my roof") is too common for that.
        self.telling = {one: next(iter(owners[one])) for one in named if len(owners[one]) == 1}
        self.known = frozenset(owners)
        # Words one slip apart are alike once a letter is left out of either.
        self.shortened: dict[str, list[str]] = {}
        for known in self.spelling:
            for short in _shortened(known):
                self.shortened.setdefault(short, []).append(known)
        self.stem_of = lru_cache(maxsize=4096)(self._stem_of)
        self.slips_to = lru_cache(maxsize=4096)(self._slips_to)

    def _stem_of(self, word: str) -> str:
        """The word's stem, or the choices' stem that it is one slip away from."""
        if word in _EVERYDAY and word not in self.spelling:
            return ""
        plain = stem(word)
        if plain in self.known or len(word) < TYPO_LENGTH:
            return plain
        close = {
            self.spelling[known]
            for known in self.slips_to(word)
            if len(known) >= TYPO_LENGTH and known[0] == word[0]
        }
        return close.pop() if len(close) == 1 else plain

    def _slips_to(self, word: str) -> frozenset[str]:
        """The words of the choices that `word` is one slip away from."""
        shortened = _shortened(word) if len(word) <= _LONGEST_WORD else ()
        alike = {known for short in shortened for known in self.shortened.get(short, ())}
        return frozenset(known for known in alike if _is_slip(word, known))

    def reached(self, number: int) -> list[str]:
        """The counts that `number` is enough for: "2+", not "10+", for 4."""
        return [count for count, least in self.counts.items() if number >= least]


def named(
    text: str, words: Sequence[Word], choices: Choices, asked: bool, described: bool = True
) -> Heard[str] | None:
    """The only choice said, or the one whose words hold the others' ("new roof" over "roof")."""
    matches = _matches(words, choices, asked, described)
    if not matches:
        return None
    undecided = is_undecided(text)
    said = [m for m in matches if undecided or not negated(words, min(m.words))]
    if choices.yes_no:
        said = [m for m in said if not m.named or _is_on_topic(m, words, choices)]
    said = [m for m in said if not _is_not_another(m, said, words)]
    said = [m for m in said if not any(_outdoes(other, m, words) for other in said)]
    if len({m.value for m in said}) != 1:
        return _last_of(said, words) if choices.yes_no and said else None
    # "A repair no a new roof", "a new roof, no gutters": which, nobody knows.
    denied = any(_denied(words, min(m.words)) for m in matches if m not in said)
    return _heard(said, words, undecided or denied)


def _heard(said: Sequence[_Match], words: Sequence[Word], doubtful: bool) -> Heard[str]:
    """The one value of `said`, and where its words stand."""
    places = sorted(set().union(*(m.words for m in said)))
    hedged = {word.clause for word in words if word.text in _HEDGES}
    doubtful = doubtful or not hedged.isdisjoint(words[i].clause for i in places)
    if words[places[-1]].end - words[places[0]].start > FAR:
        places = sorted(said[0].words)  # the first words of a story that say it are its evidence
    return Heard(said[0].value, words[places[0]].start, words[places[-1]].end, doubtful)


def _matches(words: Sequence[Word], choices: Choices, asked: bool, described: bool) -> list[_Match]:
    """Whole phrases, and single words that tell a choice, in order."""
    numbers = counts_of(words) if choices.counts else {}
    stems = [
        (choices.stem_of(word.text), *(choices.reached(numbers[i]) if i in numbers else ()))
        for i, word in enumerate(words)
    ]
    there: dict[str, list[int]] = {}
    for i, meant in enumerate(stems):
        for each in meant:
            there.setdefault(each, []).append(i)
    found = [
        match
        for phrase in (phrase for each in there for phrase in choices.phrases.get(each, ()))
        if (described or phrase.named) and all(each in there for each in phrase.stems)
        for match in _places(phrase, words, stems, there, choices)
    ]
    heavy = _heavy(words, choices) if not _COMMON.isdisjoint(w.text for w in words) else ()
    found += [
        _Match(choices.telling[s], frozenset({i}), False)
        for i, (s, *_) in enumerate(stems)
        if s in choices.telling
        and (asked or len(words[i].text) >= TYPO_LENGTH)
        and (words[i].text not in _COMMON or all(other == i for other in heavy))
    ]
    return sorted(found, key=lambda match: min(match.words))[:_MOST_MATCHES]


def _is_not_another(match: _Match, said: Sequence[_Match], words: Sequence[Word]) -> bool:
    """Whether the "not good" of "fair, not good" rejects a choice, and is not the one of that name.

    Another is named right before it.
    """
    first = min(match.words)
    if len(match.words) == 1 or words[first].text not in _NEGATIONS:
        return False
    return any(max(other.words) == first - 1 and other.value != match.value for other in said)


def _last_of(said: Sequence[_Match], words: Sequence[Word]) -> Heard[str]:
    """ "I own it, no I rent": the last, to be read back."""
    last = max(said, key=lambda match: max(match.words))
    return Heard(last.value, words[min(last.words)].start, words[max(last.words)].end, True)


def _is_slip(word: str, known: str) -> bool:
    if not one_edit(word, known):
        return False
    changed = len(word) == len(known) and sorted(word) != sorted(known)
    return not changed or len(word) >= CHANGED_LENGTH


def _shortened(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _telling(words: Sequence[Word]) -> list[Word]:
    """The words that make a phrase: "get for my house" is not any "house", "my rate" no "rate"."""
    heavy = [word for word in words if word.text not in SKIPPED]
    if len({word.stem for word in heavy}) > 1:
        return heavy
    return [word for word in words if word.text not in _ARTICLES]


def _places(
    phrase: _Phrase,
    words: Sequence[Word],
    stems: Sequence[tuple[str, ...]],
    there: Mapping[str, Sequence[int]],
    choices: Choices,
) -> list[_Match]:
    """Where all of the phrase's words stand close together in one clause, in any order.

    `there` has the places of each stem.
    """
    found = []
    reach = len(phrase.stems) + SLACK
    begins = sorted({i for each in phrase.stems for i in there[each]})
    for i in begins[-_MOST_PLACES:]:
        near = _near(i, words, reach, phrase)
        places: list[int] = []
        for each in phrase.stems:
            places += [j for j in near if each in stems[j] and j not in places][:1]
        if len(places) == len(phrase.stems):
            at = frozenset(places)
            if any(len(stems[j]) > 1 and _counts_else(j, at, words) for j in at):
                continue
            count = max(choices.counts.get(each, 0) for each in phrase.stems)
            found.append(_Match(phrase.value, at, True, phrase.named, count))
    return found


def _counts_else(place: int, at: frozenset[int], words: Sequence[Word]) -> bool:
    """Whether the number there counts weeks or dollars, and these are not of the phrase."""
    return place + 1 < len(words) and place + 1 not in at and is_unit(words[place + 1])


def _near(place: int, words: Sequence[Word], reach: int, phrase: _Phrase) -> list[int]:
    """`place` and the next ones of its clause: `reach` words that weigh something, up to an "and"
    or a "not" that isn't of the phrase itself."""
    near = [place]
    for j in range(place + 1, len(words)):
        if words[j].clause != words[place].clause:
            break
        if words[j].text in ("and", "or", "but") and not phrase.joined:
            break
        if words[j].text in _HESITATING:
            break
        if words[j].text in _REJECTING and words[j].stem not in phrase.stems:
            break
        reach -= words[j].text not in SKIPPED
        if not reach:
            break
        near.append(j)
    return near


def negated(words: Sequence[Word], place: int) -> bool:
    """Whether a "not" stands shortly before, in the same clause, with no "but" between."""
    for i in range(place - 1, max(place - 5, -1), -1):
        if words[i].clause != words[place].clause:
            return False
        if words[i].text in ("just", "only") and i and words[i - 1].text == "not":
            return True
        if words[i].text in _TURNS_BACK:
            return False
        if words[i].text == "and":  # "the rain won't stop and water comes in"
            return False
        if words[i].text in _NEGATIONS or [w.text for w in words[i : i + 2]] == ["instead", "of"]:
            return True
    return False


def _denied(words: Sequence[Word], place: int) -> bool:
    """Whether a bare "no" is all that stands before it."""
    before = [w.text for w in words[:place] if w.text not in SKIPPED]
    return before[-1:] == ["no"] and len(before) > 1


def _heavy(words: Sequence[Word], choices: Choices) -> list[int]:
    """The places of the words of weight: none but one in "just a new one please", "new rof"."""
    return [
        i
        for i, word in enumerate(words)
        if word.text not in _FILLERS and not (len(word.text) > 2 and choices.slips_to(word.text))
    ]


def _is_on_topic(match: _Match, words: Sequence[Word], choices: Choices) -> bool:
    """Whether a bare yes or no is said of the question's matter: "yes I have a degree", "yes, got
    my degree", and not "no hot water, and I own the house".
    """
    clauses = {words[i].clause for i in match.words}
    others = {word.clause for i, word in enumerate(words) if i not in match.words}
    clauses |= {clause + 1 for clause in clauses - others}
    return any(word.stem in choices.topic for word in words if word.clause in clauses)


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
        return (len(a.words), a.count) > (len(b.words), b.count)
    if b.named or not (a.named and a.whole):
        return False
    places = a.words | b.words
    return all(words[i].text not in _JOINING for i in range(min(places), max(places)))
