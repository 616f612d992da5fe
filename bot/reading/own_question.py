"""What a message answers to a campaign's own question: a choice, a yes or no, free text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import islice, pairwise
from typing import Any

from bot.language import yes_no
from bot.language.digressions import digressions
from bot.language.en.words import words_of
from bot.language.intents import STEERING
from bot.language.parted import parted
from bot.language.stories import tells_of_others
from bot.leads.campaign import Question, QuestionType
from bot.reading.beside_stories import read_beside_stories
from bot.reading.choice.choice import names, of_kin, read_choice, read_described
from bot.reading.choice.meaning import tells_nothing
from bot.reading.corrections import read_last, turns, without_turns
from bot.reading.denied import corrects, without_discarded
from bot.reading.heard import FAR, Context, Heard
from bot.reading.other_no import is_of_another
from bot.reading.yes_no import read_yes_no

_BRIEF = 5  # words
# With more it is a story: half of the answers that were heard in those of strangers were none.
_MOST_DIGRESSIONS = 2
_MORE = 3  # words
# A texter who has numbered choices before may number these, too.
YES_NO_BY_NUMBER = {"1": "yes", "2": "no"}


def read_own(text: str, question: Question, context: Context) -> Heard[Any] | None:
    heard = _read_own(text, question, context)
    if heard is None or heard.doubtful or question.type is QuestionType.TEXT:
        return heard
    unsure = _is_amid_a_story(text, heard, question) or STEERING.tells(text, "asks_how_it_is")
    return replace(heard, doubtful=unsure)


def _is_amid_a_story(text: str, heard: Heard[Any], question: Question) -> bool:
    """Whether more is told beside an answer than who answers plainly tells; less of it where more
    follows: "He rents. I'd like to not, ever again".
    """
    beside = len(digressions(text))
    if question.type is QuestionType.CHOICE and beside == _MOST_DIGRESSIONS:
        return len(parted(text[heard.end :])[2].split()) >= _MORE
    plain = question.type is QuestionType.YES_NO and read_yes_no(text)
    return not plain and beside > _MOST_DIGRESSIONS


def _read_own(text: str, question: Question, context: Context) -> Heard[Any] | None:
    asked = context.asks == question.id
    if _asks_meaning(text):
        return None
    if question.type is QuestionType.CHOICE:
        # "Not till I pass the road test" says whether they may drive, and not what they need.
        elsewhere = context.asks not in (None, question.id)
        described = not elsewhere or corrects(text)
        heard = read_beside_stories(
            text, lambda part: _chosen(part, question, context, described), of_kin(question)
        )
        # "My landlord is selling" opens with no wish of theirs.
        told = heard and heard.doubtful and not asked and tells_of_others(text)
        return None if told else heard
    if question.type is QuestionType.YES_NO and asked:
        numbered = YES_NO_BY_NUMBER.get(text.strip(" .)"))
        if numbered:
            return Heard(numbered, 0, len(text))
        return read_beside_stories(text, lambda part: _yes_or_no(part, question, context))
    if question.type is QuestionType.YES_NO:
        return read_choice(text, question, context) or _yes_beside(text, question)
    if question.type is QuestionType.TEXT and asked and text.strip():
        return Heard(text.strip(), 0, len(text))
    return None


def _asks_meaning(text: str) -> bool:
    """ "What's a pre-approval?", "own what?": what a word means, and no more."""
    brief = "?" in text and len(text.split()) <= _BRIEF and tells_nothing(text)
    asks = brief and STEERING.tells(text, "asks_meaning")
    return asks or STEERING.tells(text, "asks_to_explain")


_MOST_BESIDE = 2


def _yes_beside(text: str, question: Question) -> Heard[str] | None:
    """The yes beside other answers, where what follows it describes `question`'s yes: "around 21k,
    and yes it's our house".
    """
    beside = (each for each in yes_no.PHRASES.said(text, "plain_yes") if text[: each.start].strip())
    for said in islice(beside, _MOST_BESIDE):
        start = said.end + len(text[said.end :]) - len(text[said.end :].lstrip(" ,"))
        heard = read_described(parted(text[start:])[0], question)
        if heard and heard.value == "yes" and not heard.doubtful:
            return replace(heard, start=heard.start + start, end=heard.end + start)
    return None


def _yes_or_no(text: str, question: Question, context: Context) -> Heard[str] | None:
    """ "Yes", or what the last part of `text` that chooses anything says."""

    def read(part: str) -> Heard[str] | None:
        plain = _no_but(part, question, context) or read_yes_no(part)
        if plain and plain.value == "no" and is_of_another(part, plain.end, question, context):
            return None
        if plain:
            mocks = plain.doubtful and not _goes_on_as(part, plain, question)
            unsure = mocks or _denies_a_no(part, question) or _turns_round(part, plain)
            return replace(plain, doubtful=unsure)
        described = read_choice(part, question, context)
        # "It's my parents' house, but I'm handling it" may well be both, "no tenant, so yes", too.
        unclear = described is not None and (
            STEERING.tells(part, "of_others")
            or yes_no.contradicts(part)
            or _goes_on_with_but(part, described)
        )
        return replace(described, doubtful=True) if described and unclear else described

    if not turns(text):
        return read(text)
    plain = _no_but(text, question, context) or read_yes_no(text)
    if plain and plain.value == "no" and is_of_another(text, plain.end, question, context):
        return None
    return plain or read_last(text, read)


def _goes_on_with_but(text: str, heard: Heard[str]) -> bool:
    """ "I dropped out in 2011, but went back and finished": what follows may turn it round."""
    return any(
        word.text in STEERING.lists["but"] and word.start >= heard.end
        for before, word in pairwise(words_of(text))
        if before.clause == word.clause
    )


def _turns_round(text: str, heard: Heard[str]) -> bool:
    """ "Sure, and pigs fly. No, nothing yet", "not a permit, a real one, yes"."""
    other = "yet_yes" if heard.value == "no" else "yet_no"
    return STEERING.tells(text[heard.end :], other)


def _goes_on_as(text: str, heard: Heard[str], question: Question) -> bool:
    """Whether what follows tells the same: "yeah right, I rent"."""
    told = read_described(text[heard.end :], question)
    return told is not None and told.value == heard.value and not told.doubtful


def _denies_a_no(text: str, question: Question) -> bool:
    """Whether it denies what would be a no itself: "we don't rent" to "do you own it?"."""
    answer = yes_no.read_yes_no(text)
    if answer is None or not answer.denies:
        return False
    denied = read_described(parted(text[answer.end :])[0], question)
    return denied is not None and denied.value == "no" and not denied.doubtful


_AFFIRMING = 3  # words


def _no_but(text: str, question: Question, context: Context) -> Heard[str] | None:
    """ "No, but paying cash": what comes after, in doubt, where it says another thing. "Yes but
    there's a tenant": the yes, in doubt.
    """
    first, pause, rest = parted(text)
    but = pause.strip().isalpha()
    plain = read_yes_no(first) if pause and len(first) <= FAR else None
    own = read_choice(rest, question, context) if plain else None
    if plain is None or own is None or own.value == plain.value:
        return None
    if not but and (plain.value == "yes" or turns(text)):
        return None  # "I do, he doesn't" is still a yes
    if plain.value == "yes":
        return replace(plain, doubtful=True)
    if not but and own.value == "yes" and names(rest, question):
        # "No, I gave up my license", but "no, I own it"
        affirms = read_described(" ".join(rest.split()[:_AFFIRMING]), question)
        if affirms is None or affirms.value != "yes":
            return None
    goes_on = first[plain.end :].strip()
    nots = (each.start for each in yes_no.PHRASES.said(first, "no") if each.rule == "not")
    denied = plain.start in nots  # "not rented, owned"
    if not but and goes_on and not denied and not read_described(rest, question):
        return None  # "no we need no loan, we pay cash"
    start = len(first) + len(pause)
    # "Not rented, owned" tells it twice.
    return Heard(own.value, own.start + start, own.end + start, doubtful=not denied)


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
        return _unless_taken_back(text, whole, read) if whole else None
    last = read_last(text, read, again=read)
    if last is None:
        return whole
    behind = text[turns(text)[-1].end :]
    unheard = any(map(str.isalnum, behind)) and read(behind) is None
    differs = whole is not None and whole.value != last.value
    return replace(last, doubtful=last.doubtful or unheard or differs)


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
