"""What a message answers to a campaign's own question: a choice, a yes or no, free text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.language.digressions import digressions
from bot.language.en.words import words_of
from bot.language.intents import STEERING
from bot.language.parted import parted
from bot.language.stories import stories_in, tells_of_others
from bot.language.word_files import word_set
from bot.leads.campaign import COMMON_QUESTIONS, Question, QuestionType
from bot.reading.beside_stories import read_beside_stories
from bot.reading.choice.choice import of_kin, read_choice, values_named
from bot.reading.choice.meaning import tells_nothing
from bot.reading.corrections import read_last, turns, without_turns
from bot.reading.denied import corrects, without_discarded
from bot.reading.heard import Context, Heard
from bot.reading.own_yes_no import yes_beside, yes_or_no
from bot.reading.yes_no import read_yes_no

_BRIEF = 5  # words
# With more it is a story: half of the answers that were heard in those of strangers were none.
_MOST_DIGRESSIONS = 2
_MORE = 3  # words
_AT_LENGTH = 8  # words
_EITHER = word_set("choice_words", "either")
# A texter who has numbered choices before may number these, too.
YES_NO_BY_NUMBER = {"1": "yes", "2": "no"}


def read_own(text: str, question: Question, context: Context) -> Heard[Any] | None:
    heard = _read_own(text, question, context)
    if heard is None or heard.doubtful or question.type is QuestionType.TEXT:
        return heard
    asked = context.asks == question.id
    heard = _of_two_asked_about(text, heard, question)
    if heard.doubtful:
        return heard
    unsure = _is_amid_a_story(text, heard, question, asked) or STEERING.tells(
        text, "asks_how_it_is"
    )
    if question.type is QuestionType.CHOICE:
        unsure = unsure or STEERING.tells(text[heard.end :], "enough_of_it")
        unsure = unsure or _opens_with_no_wish(text, heard, context)
    return replace(heard, doubtful=unsure)


def _opens_with_no_wish(text: str, heard: Heard[Any], context: Context) -> bool:
    """Whether they open at length and ask for nothing: "had the gutters done in spring, now it's
    the roof"; "repair, 9k, next week" lists answers. One in ten of what was heard in such openings
    was wrong, of the others one in sixty.
    """
    told = words_of(text)
    if context.asks is not None or len(told) < _AT_LENGTH or any(map(str.isdigit, text)):
        return False
    first = [word for word in told if word.clause == 0]
    lists = len(first) <= _MORE and heard.start <= first[-1].start
    return not lists and not STEERING.tells(text, "asks_for")


def _of_two_asked_about(text: str, heard: Heard[Any], question: Question) -> Heard[Any]:
    """ "Whitening first, or implants first?": either may be meant."""
    asked, mark, _ = text[heard.end :].partition("?")
    either = mark and not _EITHER.isdisjoint(word.text for word in words_of(asked))
    if question.type is not QuestionType.CHOICE or not either:
        return heard
    others = values_named(text, question) - {heard.value}
    offered = (heard.value, *others) if len(others) == 1 else None
    return replace(heard, doubtful=True, offered=offered)


def _is_amid_a_story(text: str, heard: Heard[Any], question: Question, asked: bool) -> bool:
    """Whether more is told beside an answer than who answers plainly tells; less of it where they
    were asked and more follows ("He rents. I'd like to not, ever again"), none where it ends in a
    wish.
    """
    beside = len(digressions(text))
    more = len(parted(text[heard.end :])[2].split()) >= _MORE
    if not more and STEERING.tells(text[: heard.start], "wishes"):
        return False
    if asked and question.type is QuestionType.CHOICE and beside == _MOST_DIGRESSIONS:
        return more
    plain = question.type is QuestionType.YES_NO and read_yes_no(text)
    return not plain and beside > _MOST_DIGRESSIONS


def _read_own(text: str, question: Question, context: Context) -> Heard[Any] | None:
    asked = context.asks == question.id
    if _asks_meaning(text):
        return None
    if question.type is QuestionType.CHOICE:
        # "Not till I pass the road test" says whether they may drive, and not what they need.
        elsewhere = context.asks not in (None, question.id, *COMMON_QUESTIONS)
        elsewhere = elsewhere or (not asked and STEERING.tells(text, "when_that_is"))
        described = not elsewhere or corrects(text)
        heard = _read_choice(text, question, context, described)
        # A need that is known is changed by its own name; by a mere description in doubt.
        known = context.asks not in (None, question.id) and not context.opens
        if heard and known and not _read_choice(text, question, context, described=False):
            heard = replace(heard, doubtful=True)
        # "My landlord is selling" opens with no wish of theirs.
        told = heard and heard.doubtful and not asked and tells_of_others(text)
        return None if told else heard
    if question.type is QuestionType.YES_NO and asked:
        numbered = YES_NO_BY_NUMBER.get(text.strip(" .)"))
        if numbered:
            return Heard(numbered, 0, len(text))
        return read_beside_stories(text, lambda part: yes_or_no(part, question, context))
    if question.type is QuestionType.YES_NO:
        told = read_choice(text, question, context) or yes_beside(text, question)
        # "My son has a permit" tells nothing of them.
        of_another = told and any(a <= told.start < b for a, b in stories_in(text))
        return None if of_another else told
    if question.type is QuestionType.TEXT and asked and text.strip():
        return Heard(text.strip(), 0, len(text))
    return None


def _read_choice(
    text: str, question: Question, context: Context, described: bool
) -> Heard[Any] | None:
    return read_beside_stories(
        text, lambda part: _chosen(part, question, context, described), of_kin(question)
    )


def _asks_meaning(text: str) -> bool:
    """ "What's a pre-approval?", "own what?": what a word means, and no more."""
    brief = "?" in text and len(text.split()) <= _BRIEF and tells_nothing(text)
    asks = brief and STEERING.tells(text, "asks_meaning")
    return asks or STEERING.tells(text, "asks_to_explain")


def _chosen(text: str, question: Question, context: Context, described: bool) -> Heard[str] | None:
    """The choice that `text` means; after a turn ("gutters, no wait, the roof") the last one.

    Where the whole says one thing and what stands last another ("a new roof. Wait, it leaks
    too"), the last is in doubt, unless it is all that was said since.
    """

    def read(part: str) -> Heard[str] | None:
        kept = without_discarded(part)
        heard = read_choice(kept, question, context, described) if kept != part else None
        return heard or read_choice(part, question, context, described)

    whole = read(without_turns(text))
    if not turns(text):
        whole = _by_their_wish(text, whole, read)
        return _unless_taken_back(text, whole, read) if whole else None
    last = read_last(text, read, again=read)
    if last is None:
        return whole
    behind = text[turns(text)[-1].end :]
    unheard = any(map(str.isalnum, behind)) and read(behind) is None
    differs = whole is not None and whole.value != last.value
    return replace(last, doubtful=last.doubtful or unheard or differs)


def _by_their_wish(
    text: str, heard: Heard[str] | None, read: Callable[[str], Heard[str] | None]
) -> Heard[str] | None:
    """What they say that they want, in doubt where something else was heard before: "they pushed
    the full arch, I only want two".
    """
    wishes = [each for each in STEERING.said(text, "wish_begins") if each.start]
    if not wishes or (heard and heard.end > wishes[-1].start):
        return heard
    start, end = wishes[-1].start, wishes[-1].end
    own = read(text[start:]) or read(text[end:].rjust(len(text) - start))
    if own is None or (heard and own.value == heard.value):
        return heard
    own = replace(own, start=own.start + start, end=own.end + start)
    of_another = heard and any(first <= heard.start < end for first, end in stories_in(text))
    return replace(own, doubtful=own.doubtful or bool(heard and not of_another))


def _unless_taken_back(
    text: str, heard: Heard[str], read: Callable[[str], Heard[str] | None]
) -> Heard[str]:
    """What was heard; in doubt where a no follows it, and what stands there is not understood:
    "just one, no, three".
    """
    nos = (each.start for each in STEERING.said(text, "no_anew") if each.start >= heard.end)
    start = next(nos, None)
    if heard.doubtful or start is None or any(map(str.isalnum, text[heard.end : start])):
        return heard
    anew = re.split(r"\W+", text[start:], maxsplit=1)[1]
    other = read(anew)
    differs = anew and (other is None or other.value != heard.value)
    return replace(heard, doubtful=True) if differs else heard
