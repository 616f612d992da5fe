"""Visitors' own questions: answered as the campaign says, or honestly passed on to the business."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker

from bot.actions.state import answers_of, heard_in, intent_of, questions_of, text_of
from bot.actions.voice import Voice
from bot.language.intents import FALLBACK, SURE
from bot.language.questions import answer_to, asked_in
from bot.leads.campaign import Campaign
from bot.services.answers import answer_to_json
from bot.services.facts import shorten
from bot.services.hand_off import ASKED
from bot.services.turn import Turn

MOST_PASSED_ON = 3  # questions; the business reads them in a text
LONGEST = 80  # characters of each
_BETWEEN = " / "


def campaigns_answer(campaign: Campaign, text: str) -> str | None:
    """What the campaign's file says to a question in `text`, where it says anything."""
    answers = campaign.answers
    if not answers or not (asked_in(text) or text.rstrip().endswith("?")):
        return None
    name = answer_to(text, {name: answer.heard for name, answer in answers.items()})
    return str(answers[name].say) if name else None


def answer_question(voice: Voice, tracker: Tracker) -> str:
    """The answer to a question of the business in the latest message; empty without one."""
    said = campaigns_answer(voice.campaign, text_of(tracker))
    if said:
        return said
    return voice.say("asked_business") if _to_pass_on(tracker) else ""


def question_to_keep(turn: Turn, voice: Voice, tracker: Tracker) -> dict[str, Any]:
    """The answer that keeps a question which was promised to be passed on; empty without one."""
    asked = _to_pass_on(tracker)
    if not asked or campaigns_answer(voice.campaign, text_of(tracker)):
        return {}
    words = _BETWEEN.join(dict.fromkeys([*_kept(tracker), asked]))
    return {ASKED: answer_to_json(words, words, turn.now)}


def _to_pass_on(tracker: Tracker) -> str | None:
    """The question in the latest message that the business may answer, and we can't.

    One that has an answer of its own is none, nor what is surely about the world: "who won?"
    """
    intent = intent_of(tracker)
    if questions_of(tracker) or intent not in (FALLBACK, "inform", "correct"):
        return None
    confidence = float((tracker.latest_message.get("intent") or {}).get("confidence") or 0)
    doubt = intent != FALLBACK or confidence < SURE
    for each in asked_in(text_of(tracker)):
        ours = each.names_matter or (each.names_us and doubt)
        answers = each.requests and heard_in(tracker)
        if ours and not answers and len(_kept(tracker)) < MOST_PASSED_ON:
            return shorten(" ".join(each.words.split()), LONGEST)
    return None


def _kept(tracker: Tracker) -> list[str]:
    kept = answers_of(tracker).get(ASKED)
    return str(kept["value"]).split(_BETWEEN) if kept else []
