"""The lead form: take what was heard, ask what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.asides import answer_aside, welcome_back
from bot.actions.consent_condition import ways_to_ask
from bot.actions.ends import COME_BACK, waited_for
from bot.actions.human import WITH_NUMBER
from bot.actions.learn import Learnt, learn
from bot.actions.offered import offer
from bot.actions.own_questions import question_to_keep
from bot.actions.questions import (
    Choices,
    choices_of,
    next_question,
    slot_of,
    ways_to_put,
    yes_no,
)
from bot.actions.read_back import START_OVER, left_as_it_was, read_back
from bot.actions.state import answers_of, intent_of, keep, known_of, text_of
from bot.actions.turn_action import Events, TurnAction
from bot.actions.voice import Voice
from bot.language.intents import urgent_words
from bot.leads.campaign import CONTACT_QUESTIONS
from bot.services.tell_business import call_person
from bot.services.turn import Turn
from bot.services.wording import variants

# What is read back is put so often to who says nothing else of use; then it is dropped, and the
# question put in other words.
MOST_READ_BACK = 2
# Who comes back by these has not just read the question.
BACK = (COME_BACK, "action_stay_quiet")


class ValidateLeadForm(TurnAction):
    """Rasa calls this at every step of `lead_form`.

    No event means that nothing was learnt: the form then rejects, and a rule answers the aside.
    """

    def name(self) -> str:
        return "validate_lead_form"

    def act(
        self, turn: Turn, voice: Voice, dispatcher: CollectingDispatcher, tracker: Tracker
    ) -> Events:
        came_from = _latest_action(tracker)
        answers = answers_of(tracker)
        back = came_from in BACK
        learnt = None
        if came_from != "action_reply":
            learnt = learn(turn, voice, tracker, answers, back)
        if learnt is None and came_from is None:
            return []
        if learnt is None:
            learnt = Learnt(pending=tracker.get_slot("pending"))
        return _go_on(turn, voice, dispatcher, tracker, answers, learnt)


def _go_on(
    turn: Turn,
    voice: Voice,
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    answers: dict[str, Any],
    learnt: Learnt,
) -> Events:
    """Keep what was learnt, then put the next question or end the form."""
    answered = _latest_action(tracker) == "action_reply"
    asked = {} if answered else question_to_keep(turn, voice, tracker)
    answers.update({**learnt.answers, **asked})
    for name in learnt.forget:
        answers.pop(name, None)
    events = keep(answers, [*learnt.answers, *learnt.forget, *asked])
    if learnt.condition:
        events.append(SlotSet("condition", learnt.condition))
    if tracker.get_slot("person") and "phone" in learnt.answers:  # what the call waited for
        known = {**known_of(tracker), **answers}
        learnt.before = voice.say(WITH_NUMBER[call_person(turn, known, *waited_for(tracker))])
        events.append(SlotSet("person", None))
    question = next_question(turn.campaign, turn.conversation.channel, answers)
    if question is None:
        return [*events, SlotSet("asks", None), SlotSet("requested_slot", None)]
    again = _put(question, learnt.pending) == _put(
        tracker.get_slot("asks"), tracker.get_slot("pending")
    )
    again = again and not learnt.forget
    ways = (tracker.get_slot("ways") or []) if again else []
    missed = ((tracker.get_slot("missed") or 0) if again else 0) + learnt.missed
    if learnt.pending and len(ways) >= MOST_READ_BACK and not learnt.answers:
        if learnt.pending["question"] == question:
            ways, missed = [0], max(1, missed)
            learnt.before = voice.say("asked_anew")
        else:
            ways, missed = [], 0
            learnt.before = left_as_it_was(voice, learnt.pending)
        learnt.pending = None
    before = " ".join(filter(None, _before(turn, voice, tracker, learnt, len(answers))))
    texts, choices = _texts(turn, question, learnt.pending, len(answers))
    if question == "consent" and learnt.condition and not learnt.pending:
        texts = ways_to_ask(turn, learnt.condition)
    order = _order(ways, len(texts), bool(missed or learnt.pending), intent_of(tracker))
    anew = intent_of(tracker) == "repeat" or _latest_action(tracker) in BACK
    if question == "consent" and again and not anew:
        order.remove(0)  # the long text was just read, and with an answer it overfills an SMS
    way = min(order, key=lambda n: voice.worn(texts[n]))
    dispatcher.utter_message(
        text=f"{before} {texts[way]}".strip(),
        buttons=[{"title": title, "payload": value} for title, value in choices],
        asks=_asked_for(turn, question, learnt.pending),
    )
    return [
        *events,
        SlotSet("ways", [*ways, way]),
        SlotSet("missed", missed),
        SlotSet("pending", learnt.pending),
        SlotSet("asks", question),
        SlotSet("requested_slot", slot_of(question)),
    ]


def _asked_for(turn: Turn, question: str, pending: Mapping[str, Any] | None) -> str:
    """The question that the message is about: the one whose answer is read back, if any is."""
    about = pending["question"] if pending else question
    known = about == "consent" or turn.campaign.question(about) or about in CONTACT_QUESTIONS
    return about if known else question


def _put(question: str | None, pending: Mapping[str, Any] | None) -> tuple[str | None, ...]:
    """What the prospect is asked: the question, or whether what is read back is right."""
    return question, pending["question"] if pending else None


def _order(before: list[int], count: int, other: bool, intent: str) -> list[int]:
    """Which of `count` ways to put the question are best, after the ways it was put `before`.

    A misunderstanding gets `other` words at once, and so does what is read back. After a remark of
    theirs the same words do once more, and whoever wants to hear it again hears the first words.
    """
    best = 0 if intent == "repeat" or not before else before[-1] + other
    return [(best + n) % count for n in range(count)]


def _before(turn: Turn, voice: Voice, tracker: Tracker, learnt: Learnt, count: int) -> list[str]:
    """What comes before the question: a welcome back, an aside's answer, a short thanks."""
    if _latest_action(tracker) == "action_reply":
        return [learnt.before]
    welcome = welcome_back(turn, voice, tracker)
    aside, thanks = answer_aside(voice, tracker), learnt.before
    told = any(answer["value"] is not None for answer in learnt.answers.values())
    # A thanks now and then; after every answer it would sound like a form.
    if not thanks and not welcome and told and count % 2:
        thanks = voice.say("got_it", count // 2)
    if urgent_words(text_of(tracker)) and "timeframe" in learnt.answers:
        thanks = voice.say("urgent")
    if not thanks and learnt.answers and not told:
        thanks = voice.say("got_nothing", count)
    return [welcome, thanks, aside]


def _texts(
    turn: Turn, question: str, pending: Mapping[str, Any] | None, variant: int
) -> tuple[tuple[str, ...], Choices]:
    """The ways to put the question, or what is read back first, and the quick replies."""
    campaign = turn.campaign
    if pending is None:
        return ways_to_put(question, campaign, variant), choices_of(
            question, campaign, turn.conversation.channel
        )
    if pending["question"] == START_OVER:
        return variants("start_over_really", campaign), yes_no(campaign)
    if pending.get("offered"):
        return offer(turn, pending)
    return read_back(turn, pending), yes_no(campaign)


def _latest_action(tracker: Tracker) -> str | None:
    """The action that ran since the latest message, the form aside."""
    for event in reversed(tracker.events):
        if event["event"] == "user":
            return None
        if event["event"] == "action" and event["name"] not in ("lead_form", "action_listen"):
            return str(event["name"])
    return None
