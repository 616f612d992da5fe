"""Short answers to what is no answer."""

from __future__ import annotations

import re
from datetime import timedelta

from rasa_sdk import Tracker

from bot.actions.own_questions import answer_question
from bot.actions.questions import can_be_unsure, echoes
from bot.actions.state import (
    answers_of,
    gave_our_number,
    heard_in,
    intent_of,
    questions_of,
    text_of,
)
from bot.actions.voice import Voice
from bot.language.intents import STEERING
from bot.leads.campaign import Campaign, QuestionType
from bot.services.in_words import in_words
from bot.services.turn import Turn
from bot.services.wording import sentences, variants
from bot.store.times import to_datetime

# Questions and remarks that get an answer wherever they come, also beside an answer of theirs.
ANSWERED = frozenset(
    "ask_cost ask_privacy bot_challenge greet thank goodbye rude spanish job sales minor".split()
)
# Remarks that need no answer when an answer to our question comes with them.
PASSED_OVER = frozenset({"greet", "thank", "goodbye", "rude"})
# What declines to answer the question.
DECLINING = frozenset({"skip", "unsure", "deny"})
UNDERSTOOD = ANSWERED | DECLINING | {"ask_why", "repeat", "open"}
AWAY = timedelta(hours=6)
# Of the answers to several questions at once, as many as leave a text room for our own.
ROOM = 200
ROOM_BESIDE_GREETING = 120
# Misunderstood so often in a row, or declined, a question that may stay unknown is left open.
LEFT_AFTER, DECLINED_AFTER = 5, 3


def answer_aside(voice: Voice, tracker: Tracker) -> str:
    """The answer to what was asked beside an answer; empty where nothing was."""
    asked = tracker.get_slot("asks")
    if asked == "phone" and gave_our_number(tracker):
        return voice.say("our_number")
    intents = questions_of(tracker) or [intent_of(tracker)]
    wanted = [each for each in intents if each == "ask_why" or each in ANSWERED - PASSED_OVER]
    own = answer_question(voice, tracker)
    if asked is None and not wanted and not own and _is_beyond_us(tracker):
        return voice.say("not_known")
    # Beside a text's greeting our own short words have room, a campaign's long ones don't.
    brief = tracker.get_slot("channel") == "sms" and asked is None
    answers = [min(_ways(voice.campaign, each, asked, brief), key=voice.worn) for each in wanted]
    return _together([*answers, own], tracker)


# What was meant as this detail, and wasn't understood as one.
_ATTEMPT = {
    "phone": re.compile(r"(?:\d\D{0,3}){6}"),
    "email": re.compile(r"@|\bat\b.*\bdot\b", re.IGNORECASE),
    "postcode": re.compile(r"\d{3}|\b[a-z]{1,2}\d", re.IGNORECASE),
}


# "Do I have to agree?", "must I answer that?", "what happens if I say no?"
_HAVE_TO = re.compile(
    r"\b(?:do|must|should) (?:i|we) (?:really )?(?:(?:have|need) to )?"
    r"(?:agree|consent|accept|answer|say|tell|give|share|do)\b|"
    r"\bif (?:i|we) (?:say|agree|refuse|decline|do not|don['’]?t)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:(?:and|but|so|ok(?:ay)?|hi|hello|hey)\W+)*(?:who|what(?:['’]?s)?|when|where|why|how|which|will|would|do|"
    r"does|did|can|could|should|is|are) (?!not\b)(?:\w+ )*\w+$",
    re.IGNORECASE,
)


def reply_within(voice: Voice, tracker: Tracker, missed: int) -> str:
    """What to say to an aside while a question is open; the question is put again after it."""
    intent, asked = intent_of(tracker), tracker.get_slot("asks")
    # "Consent to what?" sounds like a plain "what?", but asks about the question.
    if asked == "phone" and gave_our_number(tracker):
        return voice.say("our_number")
    asks_us = is_question(tracker) and intent not in UNDERSTOOD - PASSED_OVER - {"repeat"}
    if asks_us and asked and echoes(asked, text_of(tracker), voice.campaign):
        return voice.choose(_ways(voice.campaign, "ask_why", asked))
    own = answer_question(voice, tracker)
    if own and (intent not in UNDERSTOOD or intent == "ask_cost"):
        return own
    if intent == "repeat":
        return voice.say("repeat")
    if intent in ANSWERED or intent == "ask_why":
        together = questions_of(tracker)
        together = together if intent in together else [intent, *together]
        answers = [voice.choose(_ways(voice.campaign, each, asked)) for each in together]
        return _together(answers, tracker)
    has_to = asks_us and _HAVE_TO.search(text_of(tracker))
    number = their_number(voice, tracker)
    if number or STEERING.tells(text_of(tracker), "asks_to_book"):
        return number or voice.say("booking")
    if asks_us and not has_to:
        return voice.say("not_known")
    if asked == "consent":
        return voice.say("consent_is_yours")
    if (intent in DECLINING or has_to) and asked:
        allowed = can_be_unsure(asked, voice.campaign)
        return voice.say("unsure_is_fine" if allowed else "refused")
    if attempts(asked or "", text_of(tracker)):
        return voice.say(f"wrong_{asked}")
    return voice.say("not_understood_again" if missed else "not_understood")


def their_number(voice: Voice, tracker: Tracker) -> str:
    """Where they can call the business; empty where they don't ask."""
    asks = STEERING.tells(text_of(tracker), "asks_number")
    return voice.say("their_number") if asks else ""


def attempts(detail: str, text: str) -> bool:
    """Whether the text was meant as this detail: a phone, an e-mail, a postcode."""
    attempt = _ATTEMPT.get(detail)
    return bool(attempt and attempt.search(text))


def _is_beyond_us(tracker: Tracker) -> bool:
    """Whether the message is nothing but a question that we have no answer to."""
    return not heard_in(tracker) and intent_of(tracker) not in UNDERSTOOD and is_question(tracker)


def is_question(tracker: Tracker) -> bool:
    """Whether the message is a question, with or without its mark."""
    text = text_of(tracker).strip()
    return text.endswith("?") or bool(_QUESTION.match(text))


def reply_after(voice: Voice, intent: str, standing: str) -> str:
    """What to say once the conversation has come to its end."""
    if f"{intent}_after" in sentences():
        return voice.say(f"{intent}_after")
    if intent in ANSWERED and intent != "greet":
        return voice.choose(_ways(voice.campaign, intent, None))
    return voice.say(f"already_{standing}")


def welcome_back(turn: Turn, voice: Voice, tracker: Tracker) -> str:
    """A word for who comes back to an open conversation after hours: where we were."""
    if tracker.get_slot("asks") is None:
        return ""
    if turn.now - to_datetime(turn.conversation.updated_at) < AWAY:
        return ""
    campaign, answers = turn.campaign, answers_of(tracker)
    told = [
        in_words(campaign, question.id, answers[question.id])
        for question in campaign.questions
        if question.type is not QuestionType.YES_NO
        and (answers.get(question.id) or {}).get("value") is not None
    ]
    if not told:
        return voice.say("welcome_back")
    return voice.say("welcome_back_with", what=", ".join(told[:2]))


def _ways(
    campaign: Campaign, intent: str, asked: str | None, brief: bool = False
) -> tuple[str, ...]:
    """The ways to answer; where there is but one, the other is who can say more."""
    ways = _own_ways(campaign, intent, asked)
    if brief and len(ways[0]) > ROOM_BESIDE_GREETING and intent in sentences():
        ways = variants(intent, campaign)
    return ways if len(ways) > 1 else (*ways, *variants("aside_again", campaign))


def _own_ways(campaign: Campaign, intent: str, asked: str | None) -> tuple[str, ...]:
    if intent == "ask_privacy" and campaign.privacy:
        return (campaign.privacy,)
    if intent == "ask_cost" and campaign.cost:
        return (campaign.cost,)
    if intent != "ask_why":
        return variants(intent, campaign)
    question = campaign.question(asked) if asked else None
    if question and question.why:
        return (question.why,)
    key = f"ask_why_{asked}"
    return variants(key if key in sentences() else "ask_why_other", campaign)


def _together(answers: list[str], tracker: Tracker) -> str:
    """One after the other, each once; in a text while there is room."""
    said, short = "", tracker.get_slot("channel") == "sms"
    for answer in filter(None, dict.fromkeys(answers)):
        if not said or not short or len(said) + len(answer) <= ROOM:
            said = f"{said} {answer}".strip()
    return said
