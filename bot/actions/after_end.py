"""What is done once all was asked: corrections, another request, consent after a no."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.asides import reply_after, their_number
from bot.actions.consent_condition import condition_told, joined, ways_to_ask, wish_told
from bot.actions.learn import corrects
from bot.actions.own_questions import campaigns_answer
from bot.actions.questions import figure_of, is_named_as_theirs, ways_to_put, yes_no
from bot.actions.read_back import START_OVER, certain, in_their_words, read_back, says_alike
from bot.actions.state import (
    answers_of,
    differs,
    heard_in,
    intent_of,
    keep,
    surely_heard_in,
    text_of,
)
from bot.actions.stop import take_back
from bot.actions.submit_lead import farewell
from bot.actions.turn_action import Events
from bot.actions.voice import Voice
from bot.language.consent import read_consent, says_yes
from bot.language.consent_condition import read_condition
from bot.language.intents import PASSED_ON
from bot.language.opt_out import Withdrawal, withdraws
from bot.leads.verdict import Outcome
from bot.services.answers import answer_to_json
from bot.services.correct_lead import correct_lead
from bot.services.in_words import CONTACT_WISH, quotable
from bot.services.start_conversation import end_conversation
from bot.services.tell_business import Call, call_person
from bot.services.turn import Turn
from bot.services.wording import variants

# The key of what is asked, when it is no answer: whether nobody should call.
WITHDRAW = "withdraw"
_WITH_THE_BUSINESS = ("qualified", "review")

_CALL_ME = re.compile(
    r"\b(?:call|text|ring|phone|contact|reach) (?:me|us)\b|\b(?:my|i|we) consent\b", re.IGNORECASE
)
_NOT = re.compile(r"\b(?:no|not|never|nobody|stop|don['’]?t|without)\b", re.IGNORECASE)


def answer_after(
    turn: Turn, voice: Voice, dispatcher: CollectingDispatcher, tracker: Tracker
) -> Events:
    """Say something fitting to what comes after the end, and change the lead where it says so."""
    answers, intent, heard = answers_of(tracker), intent_of(tracker), heard_in(tracker)
    pending = tracker.get_slot("pending")
    answered = _answered(turn, voice, dispatcher, tracker, answers, pending) if pending else None
    if answered is not None:
        return answered
    wants_more = intent == "start_over" or "need" in _changes(surely_heard_in(tracker), answers)
    standing = _standing(tracker, answers)
    taken_back = withdraws(text_of(tracker)) if _consents(answers) else None
    if taken_back is Withdrawal.SURE:
        return take_back(turn, voice, dispatcher, tracker)
    may_ask = standing in _WITH_THE_BUSINESS and not (pending or _changes(heard, answers))
    if taken_back and may_ask:
        return _ask_whether_to_stop(voice, dispatcher)
    if standing == "no_consent" and _invites(text_of(tracker)):
        return _ask_consent_anew(turn, voice, dispatcher, tracker)
    asks_more = pending or _changes(surely_heard_in(tracker), answers)
    wish = None if asks_more or not _consents(answers) else wish_told(turn, tracker, answers)
    if wish:
        return _add_wish(turn, voice, dispatcher, answers, wish)
    changes = corrects(voice, tracker) and _changes(heard, answers)
    if intent == "correct" or changes or _speaks_of_theirs(tracker, answers):
        return _put_right(turn, voice, dispatcher, tracker, answers)
    if wants_more and turn.conversation.channel == "sms":
        _ask_yes_no(dispatcher, voice, voice.say("another_really"))
        return [SlotSet("pending", {"question": START_OVER, "answer": None})]
    if intent in PASSED_ON:
        call = call_person(turn, answers, intent, text_of(tracker))
        intent = "passed_on" if call is Call.TOLD else call.value
    elif intent == "human":
        intent = call_person(turn, answers).value
    told = campaigns_answer(turn.campaign, text_of(tracker)) or their_number(voice, tracker)
    dispatcher.utter_message(text=told or reply_after(voice, intent, standing), done=True)
    return [SlotSet("pending", None)]


def _answered(
    turn: Turn,
    voice: Voice,
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    answers: dict[str, Any],
    pending: Mapping[str, Any],
) -> Events | None:
    """What follows from the yes or no to what was asked after the end; None where there is none."""
    heard, question, intent = heard_in(tracker), pending["question"], intent_of(tracker)
    confirm = heard.get("confirm")
    yes = confirm["value"] == "yes" if confirm else None
    if question == START_OVER and (confirm or intent == "start_over"):  # said twice: meant so
        return _anew(turn, voice, dispatcher, yes is not False)
    if question == "consent" and confirm:
        if yes:
            consent = joined(confirm, tracker.get_slot("condition"))
            return _consent_given(turn, voice, dispatcher, answers, consent)
        dispatcher.utter_message(text=voice.say("already_no_consent"), done=True)
        return [SlotSet("pending", None)]
    if question == "consent" and (told := condition_told(turn, tracker)):
        _ask_yes_no(dispatcher, voice, voice.choose(ways_to_ask(turn, told)[1:]))
        return [SlotSet("condition", told)]
    if question == WITHDRAW and yes:
        return take_back(turn, voice, dispatcher, tracker)
    if yes or (yes is None and says_alike(pending, heard.get(question))):
        return _correct(turn, voice, dispatcher, answers, {question: pending["answer"]})
    if intent == "repeat":
        _ask_yes_no(dispatcher, voice, voice.choose(_ways_to_ask(turn, pending)))
        return []
    return None


def _anew(turn: Turn, voice: Voice, dispatcher: CollectingDispatcher, yes: bool) -> Events:
    """A texter has but one number to write to: their next text begins a new conversation."""
    if yes:
        end_conversation(turn)
    dispatcher.utter_message(text=voice.say("another" if yes else "another_not"), done=True)
    return [SlotSet("pending", None)]


def _ask_whether_to_stop(voice: Voice, dispatcher: CollectingDispatcher) -> Events:
    """ "Actually no", "never mind": to take it back, or something else?"""
    _ask_yes_no(dispatcher, voice, voice.say("withdraw_really"))
    return [SlotSet("pending", {"question": WITHDRAW, "answer": None})]


def _invites(text: str) -> bool:
    """ "Actually you can call me", "ok then yes", "fine, mornings only", after a no to that."""
    if _CALL_ME.search(text) and not _NOT.search(text):
        return True
    heard = read_consent(text)
    if heard:
        return heard.value == "yes" and (heard.condition is not None or says_yes(text))
    found = read_condition(text)
    return found is not None and found.agrees and found.sets_one


def _add_wish(
    turn: Turn,
    voice: Voice,
    dispatcher: CollectingDispatcher,
    answers: dict[str, Any],
    wish: dict[str, Any],
) -> Events:
    """The business hears of it as of any correction."""
    answers[CONTACT_WISH] = wish
    correct_lead(turn, answers, {CONTACT_WISH: wish})
    told = quotable(wish["value"])
    dispatcher.utter_message(text=voice.say("condition_after", condition=told), done=True)
    return keep(answers, [CONTACT_WISH])


def _ask_consent_anew(
    turn: Turn,
    voice: Voice,
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
) -> Events:
    """Nobody calls on a hint: the consent is asked for once more, in its own words."""
    pending = {"question": "consent", "answer": answer_to_json("yes", "", turn.now)}
    _ask_yes_no(dispatcher, voice, turn.campaign.consent)
    told = condition_told(turn, tracker) or tracker.get_slot("condition")
    return [SlotSet("pending", pending), SlotSet("condition", told)]


def _consent_given(
    turn: Turn,
    voice: Voice,
    dispatcher: CollectingDispatcher,
    answers: dict[str, Any],
    consent: Mapping[str, Any],
) -> Events:
    answers["consent"] = certain(consent)
    _, outcome = correct_lead(turn, answers, {"consent": answers["consent"]})
    dispatcher.utter_message(text=farewell(turn, voice, answers, outcome), done=True)
    kept = keep(answers, ["consent"])
    return [*kept, SlotSet("pending", None), SlotSet("outcome", outcome.value)]


def _ways_to_ask(turn: Turn, pending: Mapping[str, Any]) -> tuple[str, ...]:
    """The ways to put what waits for a yes or a no after the end."""
    if pending["question"] == START_OVER:
        return variants("another_really", turn.campaign)
    if pending["question"] == WITHDRAW:
        return variants("withdraw_really", turn.campaign)
    if pending["question"] == "consent":
        return ways_to_put("consent", turn.campaign, 0)
    return read_back(turn, pending)


def _ask_yes_no(dispatcher: CollectingDispatcher, voice: Voice, text: str) -> None:
    """Ask after the end, where no question is open."""
    buttons = [{"title": title, "payload": value} for title, value in yes_no(voice.campaign)]
    dispatcher.utter_message(text=text, buttons=buttons, done=True)


def _speaks_of_theirs(tracker: Tracker, answers: Mapping[str, Any]) -> bool:
    """ "My number is 510 555 0143": another than they gave."""
    changes = _changes(surely_heard_in(tracker), answers)
    return any(is_named_as_theirs(name, text_of(tracker)) for name in changes)


def _put_right(
    turn: Turn,
    voice: Voice,
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    answers: dict[str, Any],
) -> Events:
    """What is heard clearly changes the lead; what is doubtful is read back first."""
    changed = _changes(surely_heard_in(tracker), answers)
    if changed:
        return _correct(turn, voice, dispatcher, answers, changed)
    for name, answer in _changes(heard_in(tracker), answers).items():
        pending = {"question": name, "answer": certain(answer)}
        _ask_yes_no(dispatcher, voice, voice.choose(_ways_to_ask(turn, pending)))
        return [SlotSet("pending", pending)]
    text = voice.say("change_what", figure=figure_of(turn.campaign))
    dispatcher.utter_message(text=text, done=True)
    return [SlotSet("pending", None)]


def _changes(heard: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in heard.items() if differs(each, answers.get(name))}


def _correct(
    turn: Turn,
    voice: Voice,
    dispatcher: CollectingDispatcher,
    answers: dict[str, Any],
    changed: dict[str, Any],
) -> Events:
    answers.update(changed)
    before, outcome = correct_lead(turn, answers, changed)
    words = ", ".join(in_their_words(turn.campaign, name, changed[name]) for name in changed)
    text = voice.say(_changed_key(answers, before, outcome), what=words)
    dispatcher.utter_message(text=text, done=True)
    return [
        *keep(answers, changed),
        SlotSet("pending", None),
        SlotSet("outcome", outcome.value),
    ]


def _changed_key(answers: Mapping[str, Any], before: Outcome, outcome: Outcome) -> str:
    if outcome is Outcome.UNQUALIFIED:
        return "changed_unqualified"
    if not _consents(answers):
        return "changed_no_consent"
    if before is not outcome:
        return "changed_qualified" if outcome is Outcome.QUALIFIED else "changed_review"
    return "changed_after"


def _standing(tracker: Tracker, answers: Mapping[str, Any]) -> str:
    outcome = tracker.get_slot("outcome") or "review"
    return "no_consent" if not _consents(answers) and outcome != "unqualified" else str(outcome)


def _consents(answers: Mapping[str, Any]) -> bool:
    return (answers.get("consent") or {}).get("value") == "yes"
