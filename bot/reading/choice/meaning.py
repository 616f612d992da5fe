"""What a sentence means among a question's choices, where no word of theirs tells it.

The matcher (`choice.py`) knows a choice by its words, word vectors (`bot.language.choices`) by
what it means. The matcher goes first where it hears the very text or a number, or where the
campaign has many words for each choice; a few words of its own hear too much ("a bigger house" is
no house cleaning), so what they alone hear is read back unless the meaning agrees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from bot.language.choices import Choice, Decision, Meanings, load_language
from bot.language.en.words import words_of
from bot.language.judges import Outcome
from bot.language.phrasing import flat
from bot.language.questions import PHRASES as QUESTIONS
from bot.language.word_files import load, word_set
from bot.language.yes_no import is_undecided
from bot.leads.campaign import Question
from bot.reading.choice.choice import EXACT, NUMBER, values_named
from bot.reading.choice.match import HINT, negated
from bot.reading.choice.of_question import SKIPPED, told_by
from bot.reading.heard import MOST, Heard

_BEGINNING = frozenset(flat(QUESTIONS.file["words"]["wh_alone"]))
_ASKING_OF, _ASKED = word_set("choice_words", "asking_of"), word_set("choice_words", "asked")
_OF_THEIRS = frozenset(load("en", "people")["self"])
_MENU, _MENU_FOR = word_set("choice_words", "menu"), word_set("choice_words", "menu_for")

RULE = "choice.meaning"
_MANY_WORDS = 8  # one of so many may stand there by chance
_PERHAPS = 0.5  # of one of two choices, to offer both where one was asked before
_LIKELY = 0.75  # of another choice, to speak against it
_ENGLISH = "en"  # no other is read


def read_meaning(
    text: str, question: Question, heard: Heard[str] | None, again: bool = False
) -> Heard[str] | None:
    """What `text` means for `question`, where the matcher has `heard` this or nothing.

    Asked `again`, the two choices that come nearest are offered rather than none.
    """
    hinted = heard is not None and heard.rule == HINT
    if heard and not hinted and (heard.doubtful or heard.rule in (EXACT, NUMBER)):
        return heard
    meanings = _meanings(_Key(question))
    if heard and meanings.kind == "many" and not hinted:
        return _contested(heard, text, meanings)
    decision = meanings.decide(text)
    if heard:
        return _weighed(replace(heard, doubtful=False), decision)
    if decision is None or _is_denied(text, question, decision.first):
        return None
    if decision.outcome is Outcome.OFFERED and is_undecided(text):
        return None  # "honestly not sure what it needs"
    near = decision.outcome is Outcome.ASKED and decision.two >= _PERHAPS
    if again and near and not is_undecided(text):
        decision = replace(decision, outcome=Outcome.OFFERED)
    meant = _heard(text, decision)
    if meant and len(values_named(text, question)) > 1:  # "gutters, no, a repair"
        return replace(meant, doubtful=True)
    return meant


def tells_nothing(text: str) -> bool:
    """Whether `text` asks about the business or the world, and tells nothing of the prospect; or
    is a menu.

    >>> tells_nothing("do you do flat roofs?"), tells_nothing("can you look at my flat roof?")
    (True, False)
    """
    words = [word.text for word in words_of(text)]
    asks = text.rstrip().endswith("?") or _begins_asking(words)
    # "Reply 1 for sales": another machine's menu.
    menu = any(a in _MENU and b in _MENU_FOR for a, b in zip(words, words[2:], strict=False))
    return (asks and _OF_THEIRS.isdisjoint(words)) or menu


def _begins_asking(words: Sequence[str]) -> bool:
    """ "How long do implants last", "do you do flat roofs"."""
    if len(words) > 1 and words[0] in _ASKING_OF and words[1] in _ASKED:
        return True
    return bool(words) and words[0].partition("'")[0] in _BEGINNING


def _contested(heard: Heard[str], text: str, meanings: Meanings) -> Heard[str]:
    """What one word of a longer sentence told, offered beside another choice that the whole means:
    "my grandson set this up, I pay too much" is hardly about a driver.
    """
    if " " in text[heard.start : heard.end].strip() or len(text.split()) < _MANY_WORDS:
        return heard
    decision = meanings.decide(text)
    if decision is None or decision.one < _LIKELY or decision.first == heard.value:
        return heard
    return replace(heard, doubtful=True, offered=(heard.value, decision.first))


def _weighed(heard: Heard[str], decision: Decision | None) -> Heard[str]:
    """What few words told: firm where the meaning agrees, offered beside what it says instead."""
    if decision is None or decision.outcome is Outcome.ASKED:
        return replace(heard, doubtful=True)
    if decision.first != heard.value:
        offered = (heard.value, decision.first)
        return replace(heard, doubtful=True, offered=offered, margin=1 - decision.one)
    heard = replace(heard, margin=decision.one)
    if decision.agreed:
        return heard
    pair = decision.pair if decision.outcome is Outcome.OFFERED else None
    return replace(heard, doubtful=True, offered=pair)


def _heard(text: str, decision: Decision) -> Heard[str] | None:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if decision.outcome is Outcome.ASKED:
        return None
    return Heard(
        decision.first,
        start,
        end,
        decision.outcome is not Outcome.FIRM,
        rule=RULE,
        margin=decision.one,
        offered=decision.pair if decision.outcome is Outcome.OFFERED else None,
    )


def _is_denied(text: str, question: Question, value: str) -> bool:
    """Whether a word of the choice stands behind a "not"."""
    ours = {w.stem for w in words_of(question.choices[value]) if w.text not in SKIPPED}
    words = words_of(text)
    places = (i for i, word in enumerate(words) if word.stem in ours)
    return any(negated(words, i) for i in islice(places, MOST))


class _Key:
    """A question by its identity: two campaigns may ask alike."""

    def __init__(self, question: Question) -> None:
        self.question = question

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.question is other.question

    def __hash__(self) -> int:
        return id(self.question)


@lru_cache(maxsize=64)
def _meanings(key: _Key) -> Meanings:
    question = key.question
    choices = [
        Choice(value, label, told_by(question.phrases.get(value, ())))
        for value, label in question.choices.items()
    ]
    return Meanings(question.ask, choices, load_language(_ENGLISH))
