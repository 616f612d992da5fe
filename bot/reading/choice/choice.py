"""Which of a campaign's own choices a sentence means."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from bot.language.en.words import Word, stem, third_person, words_of
from bot.language.word_files import pattern, word_set
from bot.language.yes_no import contradicts, is_undecided
from bot.leads.campaign import Question, QuestionType
from bot.reading.choice.counts import counts_of, is_unit
from bot.reading.choice.match import named, negated
from bot.reading.choice.of_question import KIN, SKIPPED, Choices
from bot.reading.choice.place import place_in
from bot.reading.choice.ranges import in_last, in_range, in_two_ranges, in_words
from bot.reading.corrections import turns
from bot.reading.heard import LONGEST, MOST, Context, Heard
from bot.reading.yes_no import read_yes_no

# The rules by which nothing but a choice is meant: its very text, its number.
EXACT, NUMBER = "choice.exact", "choice.number"

_CACHE: OrderedDict[int, tuple[Question, Choices]] = OrderedDict()
_CACHE_SIZE = 512


def _compiled(question: Question) -> Choices:
    """Kept by the question's identity; with the question, so that no other takes its id."""
    kept = _CACHE.get(id(question))
    if kept is None or kept[0] is not question:
        kept = (question, Choices(question))
        _CACHE[id(question)] = kept
        if len(_CACHE) > _CACHE_SIZE:
            _CACHE.popitem(last=False)
    return kept[1]


def topics_of(question: Question) -> frozenset[str]:
    """The stems of the words that ask `question`, and of its choices."""
    return _compiled(question).topics


def names(text: str, question: Question) -> bool:
    """Whether `text` names what `question` is about: "license" to whether they are licensed."""
    return any(word.stem in _compiled(question).topic for word in words_of(text))


def of_kin(question: Question) -> set[str]:
    """The choices that are about relations of theirs: "add my son"."""
    return _compiled(question).of_kin


_MOST_COUNTED = 20  # "500 tops" is money
_SENTENCE_ENDS = frozenset(".!")
_FEW_WORDS = 6  # beside a place: "the last one pulled two, I want an implant" names none
_FIRST = 2  # words before a number that comes first
_LEADS = 4  # words between what a number is of and the number
_A_NUMBER = re.compile(r"[^,;.!?\n]{0,20}")


def read_choice(
    text: str, question: Question, context: Context, described: bool = True
) -> Heard[str] | None:
    """The value of the one choice that `text` means, or None for none or several.

    Matched by value, label and phrase, whatever the ending or one slip of the keyboard; by
    number ("2", "the second one") only while this question is asked, as SMS numbers the choices
    from 1. "Not a replacement, a repair" is a repair. A yes/no question gives "yes" or "no".
    Without `described` phrases don't count, only the choices' own names.
    The need may be told at any time; another question that isn't asked is answered only by a
    sentence that names it ("my credit is good", but not "sounds good").
    """
    if len(text) > LONGEST:
        return None
    asked = context.asks == question.id
    choices = _compiled(question)
    words = words_of(text)
    if not asked and question.id != "need" and not any(w.stem in choices.topic for w in words):
        return None
    told = _exact(text, choices) or _in_numbers(text, words, question, asked)
    amid = told and told.rule == NUMBER and not choices.ranges and len(words) > _FEW_WORDS
    if told and not amid:
        return told
    yes_no = question.type is QuestionType.YES_NO
    if yes_no and (is_undecided(text) or contradicts(text)):
        return None
    heard = named(text, words, choices, asked, described) or told
    if heard and asked and not yes_no and not turns(text):
        heard = _unless_told_first(text, heard, choices)
    if heard:
        return _unless_of_others(heard, words, question)
    if asked and choices.counts:
        return _by_count(words, choices)
    return _yes_or_no(text, words, question) if asked and yes_no else None


def _exact(text: str, choices: Choices) -> Heard[str] | None:
    """The choice that nothing but `text` names."""
    stripped = text.strip(" \t\n.,!?\"'")
    value = choices.exact.get(stripped.casefold())
    if value is None:
        return None
    start = text.index(stripped)
    return Heard(value, start, start + len(stripped), rule=EXACT)


def _unless_told_first(text: str, heard: Heard[str], choices: Choices) -> Heard[str]:
    """What was heard; or what is all of the first sentence, where the rest goes on about another:
    "Purchase. Renting is for others".
    """
    end = next((at for at, sign in enumerate(text) if sign in _SENTENCE_ENDS), len(text))
    first = None if text.startswith("..", end) else _exact(text[:end], choices)
    goes_on = len(words_of(text[heard.end :])) > 1
    differs = first is not None and first.value != heard.value
    return replace(first, doubtful=True) if first and differs and goes_on else heard


def _in_numbers(
    text: str, words: Sequence[Word], question: Question, asked: bool
) -> Heard[str] | None:
    """The choice of this place or range: "2", "755"."""
    choices = _compiled(question)
    if asked:
        return _numbered(text, choices) if question.type is QuestionType.CHOICE else None
    return _told_beside(text, words, choices) if choices.ranges else None


def _yes_or_no(text: str, words: Sequence[Word], question: Question) -> Heard[str] | None:
    """A plain yes or no, or one in the question's own words."""
    return read_yes_no(text) or (None if text.rstrip().endswith("?") else _echo(words, question))


def read_described(text: str, question: Question) -> Heard[str] | None:
    """The choice that `text` describes, though nothing names its question."""
    if not question.choices and not question.phrases:
        return None
    words = words_of(text)
    heard = named(text, words, _compiled(question), asked=False)
    return _unless_of_others(heard, words, question) if heard else None


def values_named(text: str, question: Question) -> set[str]:
    """The choices that some word of `text` names, whatever the others say."""
    choices = _compiled(question)
    words = words_of(text)
    telling = {choices.telling[word.stem] for word in words if word.stem in choices.telling}
    return telling | {choices.exact[word.text] for word in words if word.text in choices.exact}


def _numbered(text: str, choices: Choices) -> Heard[str] | None:
    place = place_in(text, len(choices.values))
    if place:
        counted = _counted(text, place, choices) if choices.counts else None
        return counted or Heard(choices.values[place[0] - 1], place[1], place[2], rule=NUMBER)
    if not choices.ranges:
        return None
    two = in_two_ranges(text, choices.ranges)
    if two:
        return Heard(two[0][0], two[1], two[2], doubtful=True, offered=two[0], rule=NUMBER)
    found = in_range(text, choices.ranges) or in_words(text, choices.ranges)
    if found:
        return Heard(*found, rule=NUMBER)
    last = in_last(text, choices.ranges)
    return Heard(*last, doubtful=True, rule=NUMBER) if last else None


def _by_count(words: Sequence[Word], choices: Choices) -> Heard[str] | None:
    """ "Actually two, next to each other", "several, probably three": the only numbers, where they
    come first and count nothing else.
    """
    numbers = {at: n for at, n in counts_of(words).items() if not _counts_units(words, at)}
    place = next(iter(numbers), _FIRST + 1)
    values = {_reached(n, choices) if n < _MOST_COUNTED else None for n in numbers.values()}
    value = values.pop() if len(values) == 1 else None
    if value is None or place > _FIRST:
        return None
    return Heard(value, words[place].start, words[place].end, doubtful=True)


def _counts_units(words: Sequence[Word], at: int) -> bool:
    """Whether money, time or "one side" is counted by the number there."""
    behind = words[at + 1 : at + 2]
    return any(is_unit(word.text) and word.clause == words[at].clause for word in behind)


def _reached(number: int, choices: Choices) -> str | None:
    """The only choice whose count ("2+") `number` is enough for."""
    values = {
        phrase.value
        for count in choices.reached(number)
        for phrase in choices.phrases.get(count, ())
    }
    return values.pop() if len(values) == 1 else None


def _counted(text: str, place: tuple[int, int, int], choices: Choices) -> Heard[str] | None:
    """Where the choices count ("2+ teeth"), "three" is so many, and no place in the list."""
    word = text[place[1] : place[2]]
    number = counts_of(words_of(word)).get(0, 0) if word.isalpha() else 0
    value = _reached(number, choices)
    if value is None:
        return None
    return Heard(value, place[1], place[2], doubtful=value != choices.values[place[0] - 1])


def _told_beside(text: str, words: Sequence[Word], choices: Choices) -> Heard[str] | None:
    """ "My credit score is 755": a number right behind what the question is about."""
    for i, word in enumerate(words):
        if word.stem not in choices.topic:
            continue
        behind = words[i + 1 : i + 2 + _LEADS]
        number = next((w for w in behind if w.text not in _LEADING), None)
        if number and number.text[0].isdecimal():
            said = _A_NUMBER.match(text, number.start)
            found = in_range(said[0], choices.ranges) if said else None
            if found:
                value, start, end = found
                return Heard(value, start + number.start, end + number.start, rule=NUMBER)
    return None


def _echo(words: Sequence[Word], question: Question) -> Heard[str] | None:
    """ "I own it" answers "Do you own it?" with yes, "don't own it" with no, "own what?" not."""
    said = {w.text for w in words_of(question.ask)} - _ASKING
    asked = {stem(word) for word in said}
    first, second = (*_OR.split(question.ask.lower(), 1), "")[:2]
    others_do = set(map(third_person, said))  # "the trust owns it"
    other = {w.stem for w in words_of(second)} - {w.stem for w in words_of(first)}
    echoed = ((i, word) for i, word in enumerate(words) if word.stem in asked)
    for i, word in islice(echoed, MOST):
        if word.text in others_do and word.text != stem(word.text):
            continue
        if not _is_of_others(words, word.start, question):
            value = "no" if negated(words, i) else "yes"
            # "Do you need a loan, or will you pay cash?": "pay cash" may be a yes or a no.
            return Heard(value, word.start, word.end, doubtful=word.stem in other)
    return None


def _unless_of_others(
    heard: Heard[str], words: Sequence[Word], question: Question
) -> Heard[str] | None:
    """`heard`, unless it is a yes that somebody else would give."""
    of_others = heard.value == "yes" and _is_of_others(words, heard.start, question)
    return None if of_others else heard


def _is_of_others(words: Sequence[Word], start: int, question: Question) -> bool:
    """Whether what begins at `start` is said of somebody else: "my parents own it"; of the very
    thing asked about ("my license is valid") it is not.
    """
    clause = next((w.clause for w in words if w.start == start), None)
    said = [w for w in words if w.clause == clause]
    lead = [w.text for w in said if w.start < start]
    if lead and lead[-1] in _POSSESSING:
        lead.pop()
    before = set(lead)
    thing = {w.stem for w in words_of(question.ask)}
    if _of_kin(said) and not any(w.text in _OURSELVES for w in said):
        return True
    return (
        bool(before & _OTHERS)
        and not any(w.text in _OURSELVES for w in said)
        and not any(w.stem in thing for w in said if w.start < start)
    )


def _of_kin(said: Sequence[Word]) -> bool:
    """Whether it speaks of a relation, and not of what they have with, or from, one."""
    return any(
        word.stem in KIN and _TOGETHER.isdisjoint(w.text for w in said[max(0, i - 2) : i])
        for i, word in enumerate(said)
    )


_TOGETHER = word_set("choice_words", "together")
_OURSELVES = word_set("choice_words", "ourselves")
_OTHERS = word_set("choice_words", "others")
_POSSESSING = word_set("choice_words", "possessing")
_LEADING = word_set("choice_words", "leading_to_number")
_OR = pattern("choice_words", " <or> ")
_ASKING = SKIPPED | word_set("choice_words", "asking")
