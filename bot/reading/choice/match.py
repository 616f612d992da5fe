"""Which choices a sentence names: by whole phrases, telling words, and slips of either."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.language.en.words import GOING_ON, OVER, Word, tense
from bot.language.word_files import word_set
from bot.language.yes_no import is_undecided
from bot.reading.choice.counts import counts_of, is_unit
from bot.reading.choice.of_question import AND, KIN, SKIPPED, TYPO_LENGTH, Choices, Phrase
from bot.reading.heard import FAR, Heard

# In one message; what is said again and again is not understood the better for it.
_MOST_PLACES, _MOST_MATCHES = 8, 40
HINT = "choice.hint"
"""The rule of what nothing but a hint tells: doubtful unless the whole sentence means it, too."""
_YEARS, _MOST_DIGITS = range(1900, 2100), 9
SLACK = 2  # words that may stand between the words of one choice

_COMMON = word_set("choice_words", "common")
_FILLERS = SKIPPED | word_set("choice_words", "filler")
_JOINING = word_set("choice_words", "joining")
_NEGATIONS = word_set("choice_words", "negation")
_REJECTING = _NEGATIONS | word_set("choice_words", "rejecting")
_HESITATING = word_set("choice_words", "hesitating")
_TURNS_BACK = word_set("choice_words", "turning_back")
_HEDGES = word_set("choice_words", "hedge")
_DOERS, _DONE = word_set("choice_words", "doers"), word_set("choice_words", "done")
_UNDERGONE = word_set("choice_words", "undergone")
_BETWEEN = word_set("choice_words", "between")
_NOT_JUST, _INSTEAD = word_set("choice_words", "not_just"), word_set("choice_words", "instead_of")
_BARE_NO = word_set("choice_words", "bare_no")
_ARTICLES = word_set("choice_words", "article") | word_set("choice_words", "possessing")


@dataclass(frozen=True, slots=True)
class _Match:
    value: str
    words: frozenset[int]  # places in the message
    whole: bool  # every telling word of a phrase was there
    named: bool = True  # by the choice's value or label, not by a synonym
    count: int = 0  # the number that the phrase begins at
    hint: bool = False


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
    open_still = [m for m in said if not _is_done(words, min(m.words))]
    is_over = bool(said) and not open_still and not choices.yes_no
    said = open_still or said
    said = [m for m in said if not any(_outdoes(other, m, words) for other in said)]
    if len({m.value for m in said}) != 1:
        return _last_of(said, words) if choices.yes_no and said else None
    # "A repair no a new roof", "a new roof, no gutters": which, nobody knows.
    denied = any(_denied(words, min(m.words)) for m in matches if m not in said)
    places = set().union(*(m.words for m in said))
    guessed = any(choices.sounded(words[i].text) for i in places)
    # "I'm a full-time nurse, it can't be a full-time degree"
    named_too = [m for m in matches if m.named and m.value == said[0].value]
    both = not choices.yes_no and any(negated(words, min(m.words)) for m in named_too)
    return _heard(said, words, undecided or denied or guessed or is_over or both)


def _heard(said: Sequence[_Match], words: Sequence[Word], doubtful: bool) -> Heard[str]:
    """The one value of `said`, and where its words stand."""
    places = sorted(set().union(*(m.words for m in said)))
    hedged = {word.clause for word in words if word.text in _HEDGES}
    doubtful = doubtful or not hedged.isdisjoint(words[i].clause for i in places)
    if words[places[-1]].end - words[places[0]].start > FAR:
        places = sorted(said[0].words)  # the first words of a story that say it are its evidence
    hinted = not doubtful and all(m.hint for m in said)
    start, end = words[places[0]].start, words[places[-1]].end
    return Heard(said[0].value, start, end, doubtful or hinted, rule=HINT if hinted else "")


def _matches(words: Sequence[Word], choices: Choices, asked: bool, described: bool) -> list[_Match]:
    """Whole phrases, and single words that tell a choice, in order."""
    numbers = counts_of(words) if choices.counts else {}
    stems = [
        (choices.stem_of(word.text), *(choices.reached(numbers[i]) if i in numbers else ()))
        for i, word in enumerate(words)
    ]
    there: dict[str, list[int]] = {}
    for i, meant in enumerate(stems):
        for each in meant if len(meant) > 1 or meant[0] in choices.known else ():
            there.setdefault(each, []).append(i)
    found = [
        match
        for phrase in (phrase for each in there for phrase in choices.phrases.get(each, ()))
        if (described or phrase.named) and (asked or not phrase.hint)
        if all(each in there for each in phrase.stems)
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


def _is_done(words: Sequence[Word], place: int) -> bool:
    """Whether the word there tells what they did, or did it to: "we sold our place, looking to
    buy", "we replaced the gutters, now the roof leaks".
    """
    if place and words[place - 1].text in _ARTICLES:
        return place > 1 and _is_done(words, place - 2)
    over = tense(words[place].text) == OVER
    before = words[place - 1].text if place else ""
    return (over and before in _UNDERGONE) or (
        (over or words[place].text in _DONE) and before in _DOERS
    )


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


def _places(
    phrase: Phrase,
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
    light = _FILLERS.issuperset(phrase.stems)
    begins = sorted({i for each in phrase.stems for i in there[each]})
    for i in begins[-_MOST_PLACES:]:
        near = _near(i, words, reach, phrase)
        places: list[int] = []
        for each in phrase.stems:
            places += [j for j in near if each in stems[j] and j not in places][:1]
        if len(places) == len(phrase.stems):
            at = frozenset(places)
            if any(map(_clash, phrase.tenses, (tense(words[j].text) for j in places))):
                continue
            if light and max(at) - min(at) >= len(at):
                continue  # "just call me" is not "just me"
            if phrase.stems[0] in choices.counts and places[0] > min(at) + 1:
                continue  # "go on December 5" is not "2+ gone"
            if any(len(stems[j]) > 1 and _counts_else(j, at, words) for j in at):
                continue
            count = max(choices.counts.get(each, 0) for each in phrase.stems)
            found.append(_Match(phrase.value, at, True, phrase.named, count, phrase.hint))
    return found


def _clash(one: str, other: str) -> bool:
    return {one, other} == {GOING_ON, OVER}


def _counts_else(place: int, at: frozenset[int], words: Sequence[Word]) -> bool:
    """Whether the number there counts weeks or dollars, and these are not of the phrase."""
    return place + 1 < len(words) and place + 1 not in at and is_unit(words[place + 1].text)


def _near(place: int, words: Sequence[Word], reach: int, phrase: Phrase) -> list[int]:
    """`place` and the next ones of its clause: `reach` words that weigh something, up to an "and"
    or a "not" that isn't of the phrase itself."""
    near = [place]
    for j in range(place + 1, len(words)):
        if words[j].clause != words[place].clause:
            break
        if words[j].text in _BETWEEN and not phrase.joined:
            break
        if words[j].text in _HESITATING or _is_year(words[j].text):
            break
        if words[j].text in _REJECTING and words[j].stem not in phrase.stems:
            break
        if words[j].stem in KIN and words[j].stem not in phrase.stems:
            break  # "in my mom's name" is not "in my name"
        reach -= words[j].text not in SKIPPED
        if not reach:
            break
        near.append(j)
    return near


def _is_year(word: str) -> bool:
    """As between the words of "driving since 1961 without"."""
    return word.isdecimal() and int(word[:_MOST_DIGITS]) in _YEARS


def negated(words: Sequence[Word], place: int) -> bool:
    """Whether a "not" stands shortly before, in the same clause, with no "but" between."""
    for i in range(place - 1, max(place - 5, -1), -1):
        if words[i].clause != words[place].clause:
            return False
        if i and f"{words[i - 1].text} {words[i].text}" in _NOT_JUST:
            return True
        if words[i].text in _TURNS_BACK:
            return False
        if words[i].text in AND:  # "the rain won't stop and water comes in"
            return False
        if words[i].text in _NEGATIONS or " ".join(w.text for w in words[i : i + 2]) in _INSTEAD:
            return True
    return False


def _denied(words: Sequence[Word], place: int) -> bool:
    """Whether a bare "no" is all that stands before it."""
    before = [w.text for w in words[:place] if w.text not in SKIPPED]
    return len(before) > 1 and before[-1] in _BARE_NO


def _heavy(words: Sequence[Word], choices: Choices) -> list[int]:
    """The places of the words of weight: none but one in "just a new one please", "new rof"."""
    return [
        i
        for i, word in enumerate(words)
        if word.text not in _FILLERS
        and not word.text.isdecimal()
        and not (len(word.text) > 2 and choices.slips_to(word.text))
    ]


def _is_on_topic(match: _Match, words: Sequence[Word], choices: Choices) -> bool:
    """Whether a bare yes or no is said of the question's matter: "yes I have a degree", "yes, got
    my degree", and not "no hot water, and I own the house".
    """
    clauses = {words[i].clause for i in match.words}
    others = {word.clause for i, word in enumerate(words) if i not in match.words}
    clauses |= {clause + 1 for clause in clauses - others}
    return any(word.stem in choices.topic for word in words if word.clause in clauses)


def _counts(a: _Match, b: _Match, words: Sequence[Word]) -> bool:
    """Whether `a` counts several of what `b` names within it: "four single implants", but not "2
    whiten teeth".
    """
    first = min(a.words)
    within = first < min(b.words) and max(b.words) <= max(a.words)
    return a.count > 1 >= b.count and within and words[first].text.isalpha()


def _outdoes(a: _Match, b: _Match, words: Sequence[Word]) -> bool:
    """Whether `a` makes `b` beside the point: it is whole and the other isn't, or it holds it.

    A choice named outdoes one that is only described, as its reason ("a new roof, it leaks"),
    unless the two are joined ("gutters and a leak").
    """
    if a.value == b.value:
        return False
    if a.whole != b.whole:
        return a.whole
    if a.hint != b.hint:
        return b.hint
    if _counts(a, b, words) or _counts(b, a, words):
        return _counts(a, b, words)
    if a.words >= b.words or a.words <= b.words:
        return (len(a.words), a.count) > (len(b.words), b.count)
    if b.named or not (a.named and a.whole):
        return False
    places = a.words | b.words
    return all(words[i].text not in _JOINING for i in range(min(places), max(places)))
