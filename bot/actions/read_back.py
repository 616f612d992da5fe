"""What is read back before it counts: how it is put, and whether they say that it is right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker

from bot.actions.state import differs, intent_of, text_of
from bot.actions.voice import Voice
from bot.leads.campaign import Campaign, QuestionType
from bot.reading.choice.meaning import RULE as BY_MEANING
from bot.reading.own_yes_no import denies_its_matter
from bot.reading.yes_no import affirms_anew, denies_anew
from bot.services.in_words import in_words
from bot.services.turn import Turn
from bot.services.wording import say, variants

# The key of what is read back, when it is no answer: whether to forget everything.
START_OVER = "start_over"


def to_ask(question: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    """What waits (`pending`) for a yes or a no, or for one of two."""
    offered = {"offered": answer["offered"]} if answer.get("offered") else {}
    return {"question": question, "answer": certain(answer), **offered}


def says_alike(pending: Mapping[str, Any], heard: Mapping[str, Any] | None) -> bool:
    """Whether what is read back is said once more; what a whole message is merely about says it
    again in the same words alone.
    """
    answer = pending["answer"]
    if heard is None or not answer or differs(heard, answer):
        return False
    guessed = heard.get("why", {}).get("rule") == BY_MEANING
    return not guessed or heard["heard"] == answer["heard"]


def left_as_it_was(voice: Voice, pending: Mapping[str, Any]) -> str:
    """What is said when a change that is read back gets neither a yes nor a no."""
    return voice.say("kept_going" if pending["question"] == START_OVER else "left_as_it_was")


def yes_to(
    turn: Turn,
    tracker: Tracker,
    pending: Mapping[str, Any],
    other: Mapping[str, Any] | None,
    confirm: Mapping[str, Any] | None,
) -> bool | None:
    """Whether what is read back is right; None where they say neither, or say another value."""
    if _is_no(turn, pending) and _is_said_again(turn, tracker, pending["question"]):
        return True  # "no I don't" to "Do you have one? No, is that right?"
    if pending["question"] == START_OVER and intent_of(tracker) == "start_over":
        return True  # said twice: meant so
    if says_alike(pending, other) and not is_yes_no(turn, pending["question"]):
        return True  # "no, 1.2 million" to "$1,200,000, is that right?"
    if confirm is None or _tells_other(turn, tracker, pending, other):
        return None
    if pending.get("offered"):  # to a choice of two a yes says nothing
        return None if other or confirm["value"] == "yes" else False
    if other and not says_alike(pending, other) and not is_yes_no(turn, pending["question"]):
        return None
    return bool(confirm["value"] == "yes")


def _tells_other(
    turn: Turn, tracker: Tracker, pending: Mapping[str, Any], other: Mapping[str, Any] | None
) -> bool:
    """Whether a yes goes on to answer the question itself, which was understood as a no: "yes I
    have one".
    """
    yes = other is not None and other["value"] == "yes"
    return _is_no(turn, pending) and yes and affirms_anew(text_of(tracker))


def _is_said_again(turn: Turn, tracker: Tracker, question: str) -> bool:
    """Whether they say no to the question itself: "no I don't", "no license"."""
    text, asked = text_of(tracker), turn.campaign.question(question)
    return denies_anew(text) or (asked is not None and denies_its_matter(text, asked))


def _is_no(turn: Turn, pending: Mapping[str, Any]) -> bool:
    """Whether a no to a yes-or-no question is read back."""
    return is_yes_no(turn, pending["question"]) and bool(pending["answer"]["value"] == "no")


def is_yes_no(turn: Turn, question: str) -> bool:
    """Whether the question itself is answered by a yes or a no."""
    asked = turn.campaign.question(question)
    return asked is not None and asked.type is QuestionType.YES_NO


def certain(answer: Mapping[str, Any]) -> dict[str, Any]:
    """The answer without its doubt."""
    return {name: fact for name, fact in answer.items() if name not in ("doubtful", "offered")}


def in_their_words(campaign: Campaign, question: str, answer: Mapping[str, Any]) -> str:
    """An answer as the prospect may hear it back; a yes or no with its question."""
    asked = campaign.question(question)
    if question == "consent" or answer["value"] is None or asked is None:
        return in_words(campaign, question, answer)
    if asked.type is QuestionType.YES_NO:
        return f"{asked.ask} {say(answer['value'], campaign)}"
    return in_words(campaign, question, answer)


def read_back(turn: Turn, pending: Mapping[str, Any]) -> tuple[str, ...]:
    """The ways to ask whether `pending` was understood right."""
    question, answer = pending["question"], pending["answer"]
    words = in_their_words(turn.campaign, question, answer)
    if is_yes_no(turn, question):
        asked, said = turn.campaign.question(question), say(answer["value"], turn.campaign)
        assert asked is not None
        return variants("read_back_yes_no", turn.campaign, ask=asked.ask, what=said)
    ways = variants("read_back", turn.campaign, what=words)
    if "@" in words:
        return ways
    return tuple(way[:1].upper() + way[1:] for way in ways)
