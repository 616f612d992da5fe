"""What the latest message teaches: answers, corrections, and where it steers the form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker

from bot.actions.asides import DECLINING
from bot.actions.consent_condition import joined
from bot.actions.offered import settle
from bot.actions.questions import (
    can_be_unsure,
    figure_of,
    is_named_as_theirs,
    is_optional,
    named_question,
    next_question,
    order,
)
from bot.actions.read_back import (
    START_OVER,
    certain,
    in_their_words,
    is_yes_no,
    left_as_it_was,
    says_alike,
    to_ask,
    yes_to,
)
from bot.actions.state import differs, heard_in, intent_of, text_of
from bot.actions.voice import Voice
from bot.language.consent import ends_in_yes
from bot.language.intents import PASSED_ON
from bot.services.answers import answer_to_json
from bot.services.turn import Turn

# "In spring", "maybe in spring then": what adds nothing to the answer itself.
_LITTLE = re.compile(
    r"(?:\W|\b(?:in|on|at|by|for|the|a|an|it|its|it's|is|i|i'll|about|around|from|like|say|maybe|"
    r"probably|then|sometime|start|starting|please|thanks|ok|okay|so|or|and|hm+|uh|um)\b)*",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|isn['\u2019]?t|no longer|ain['\u2019]?t)\W*$", re.IGNORECASE)
# What was heard beside these is taken when the person is called, or not at all.
ENDING = frozenset({"human", "opt_out", "goodbye", "emergency", *PASSED_ON})
# Nobody mentions these in passing.
_TOLD_ON_PURPOSE = frozenset({"budget", "postcode", "phone", "email"})


@dataclass(slots=True)
class Learnt:
    """`answers` to take, questions to `forget` and ask again, something to read back first
    (`pending`), the `condition` of a consent to come, and what to say `before` the next question.
    `missed`: what was asked was not answered.
    """

    answers: dict[str, Any] = field(default_factory=dict)
    forget: tuple[str, ...] = ()
    pending: dict[str, Any] | None = None
    condition: dict[str, Any] | None = None
    before: str = ""
    missed: bool = False


def learn(
    turn: Turn, voice: Voice, tracker: Tracker, answers: Mapping[str, Any], back: bool = False
) -> Learnt | None:
    """None where the message answers nothing and steers nowhere: it is an aside.

    Whoever comes `back` after a goodbye, or from a person's call, has not just read what a yes
    would consent to, so that is put to them again, in full.
    """
    if intent_of(tracker) in ENDING:
        return None
    heard, pending = heard_in(tracker), tracker.get_slot("pending")
    if back and heard.get("consent") and heard["consent"]["value"] != "no":
        heard["consent"] = {**heard["consent"], "doubtful": True}
    for name, answer in heard.items():
        if answer.get("doubtful") and name in answers and not differs(answer, answers[name]):
            del answer["doubtful"]  # what is known is told again, however loosely
    confirm = heard.pop("confirm", None)
    condition = _condition_of(heard, tracker)
    learnt = _learnt(turn, voice, tracker, answers, heard, confirm)
    if condition and "consent" not in (learnt.answers if learnt else ()):
        learnt = learnt or Learnt(pending=pending)
        learnt.condition = condition
    return learnt


def _learnt(
    turn: Turn,
    voice: Voice,
    tracker: Tracker,
    answers: Mapping[str, Any],
    heard: dict[str, Any],
    confirm: Mapping[str, Any] | None,
) -> Learnt | None:
    """What `heard` teaches, and `confirm`, the yes or no to what waits for one."""
    pending = tracker.get_slot("pending")
    if pending:
        other = heard.get(pending["question"])
        if other and pending.get("offered"):
            settle(other, pending["offered"])
        elif other and says_alike(pending, other):
            other.pop("doubtful", None)  # said twice alike: meant so
        yes = yes_to(turn, tracker, pending, other, confirm)
        if yes is not None:
            learnt = _confirmed(voice, pending, answers, yes)
            if pending["question"] != START_OVER:
                learnt.answers |= _told_beside(turn, pending, heard, answers)
            return learnt
        if pending["question"] != tracker.get_slot("asks") and intent_of(tracker) in DECLINING:
            return Learnt(before=left_as_it_was(voice, pending))
    return _values(turn, voice, tracker, heard, answers) or _steering(turn, voice, tracker, answers)


def _told_beside(
    turn: Turn, pending: Mapping[str, Any], heard: Mapping[str, Any], answers: Mapping[str, Any]
) -> dict[str, Any]:
    """What is told beside a yes or a no, of other questions: "yes, and we want it in March"."""
    return {
        name: answer
        for name, answer in heard.items()
        if name not in (pending["question"], "consent")
        and not (answer.get("doubtful") or is_yes_no(turn, name))
        and answers.get(name) is None
    }


def _condition_of(heard: dict[str, Any], tracker: Tracker) -> dict[str, Any] | None:
    """The condition of the consent heard, with what was told before; a consent that is no clear
    yes is taken from what was heard.
    """
    if "consent" not in heard:
        return None
    said, before = heard["consent"], tracker.get_slot("condition")
    consent = heard["consent"] = joined(said, before)
    # "Yes, gladly" once more, though it was told back: meant so; and "if it's a person, yes".
    again = bool(before) and consent.get("condition") == before["condition"]
    agrees = said["value"] == "yes" or ends_in_yes(text_of(tracker))
    if consent.get("doubtful") and again and agrees and said.get("condition"):
        consent = heard["consent"] = {**certain(consent), "value": "yes"}
    if consent.get("doubtful"):
        del heard["consent"]
    return consent if consent.get("condition") else None


def corrects(voice: Voice, tracker: Tracker) -> bool:
    """Whether they put something right: by their words, or as they were just asked what."""
    just_asked = voice.has_just_said("change_what", figure=figure_of(voice.campaign))
    return intent_of(tracker) == "correct" or just_asked


def _confirmed(
    voice: Voice, pending: Mapping[str, Any], answers: Mapping[str, Any], yes: bool
) -> Learnt:
    """The yes or no to what was read back."""
    if pending["question"] == START_OVER:
        if yes:
            return Learnt(forget=tuple(answers), before=voice.say("started_over"))
        return Learnt(before=voice.say("kept_going"))
    if yes:
        answer = {pending["question"]: pending["answer"]}
        before = _acknowledge(voice, answers, answer, {}, None) if answer.keys() & answers else ""
        return Learnt(answer, before=before)
    return Learnt(before=voice.say("misheard"))


def _values(
    turn: Turn,
    voice: Voice,
    tracker: Tracker,
    heard: dict[str, Any],
    answers: Mapping[str, Any],
) -> Learnt | None:
    asked, intent = tracker.get_slot("asks"), intent_of(tracker)
    open_now = {asked, (tracker.get_slot("pending") or {}).get("question")}
    sure = {name: answer for name, answer in heard.items() if not answer.get("doubtful")}
    new = {name: answer for name, answer in sure.items() if answers.get(name) is None}
    other = {name: answer for name, answer in sure.items() if differs(answer, answers.get(name))}
    changed = {
        name: answer
        for name, answer in other.items()
        if corrects(voice, tracker)
        or name in open_now
        or answers[name]["value"] is None
        or is_named_as_theirs(name, text_of(tracker))
    }
    denied = tuple(name for name in heard if _is_denied(name, heard, answers, text_of(tracker)))
    if denied and not other:
        return Learnt(new, forget=denied, before=voice.say("going_back"))
    known = {**answers, **new}
    due = asked or next_question(turn.campaign, turn.conversation.channel, known)
    pending = _to_read_back(tracker, due, heard, other)
    if new or changed:
        before = _acknowledge(voice, answers, changed, new, asked)
        again = (
            pending if pending and pending["question"] in {due, *answers} - changed.keys() else None
        )
        if again is None and not {*new, *changed} & open_now:
            again = tracker.get_slot("pending")  # it still waits for its yes or no
        return Learnt({**new, **changed}, pending=again, before=before)
    if pending:
        return Learnt(pending=pending)
    if asked and _stands_for_nothing(turn, asked, intent):
        return Learnt({asked: answer_to_json(None, text_of(tracker), turn.now)})
    if sure and not other and intent in ("inform", "correct") and not tracker.get_slot("missed"):
        # Said again: known already. Once more, and the question is not understood.
        return Learnt(before=voice.say("noted"), missed=bool(asked))
    return None


def _to_read_back(
    tracker: Tracker, asked: str | None, heard: Mapping[str, Any], other: Mapping[str, Any]
) -> dict[str, Any] | None:
    """What is asked about before it counts: what was heard in doubt, and what would change an
    answer though nothing else says that it is meant to.

    A choice or a day is often mentioned in passing ("as cheap as possible", "call tomorrow"): it
    has to be the whole message.
    """
    intent, said = intent_of(tracker), text_of(tracker)
    doubtful = [name for name, answer in heard.items() if answer.get("doubtful")]
    if intent != "correct" or asked in doubtful:
        named = {name for name in doubtful if is_named_as_theirs(name, said)}
        doubtful = [name for name in doubtful if name == asked or name in named]
    meant = [
        name
        for name, answer in other.items()
        if name in _TOLD_ON_PURPOSE or _LITTLE.fullmatch(said.replace(answer["heard"], "", 1))
    ]
    if len(heard) == len(other) == 1 and intent == "inform":
        meant += [name for name in other if name == "need"]  # "sell first. sell my condo"
    name = next(iter([*doubtful, *meant]), None)
    return to_ask(name, heard[name]) if name else None


def _is_denied(name: str, heard: Mapping[str, Any], answers: Mapping[str, Any], said: str) -> bool:
    """ "My budget isn't 8k": what we have is denied, and nothing told instead."""
    answer = heard[name]
    if name not in answers or differs(answer, answers[name]) or answer["value"] is None:
        return False
    return bool(_DENIED.search(said[: max(0, said.find(answer["heard"]))]))


def _stands_for_nothing(turn: Turn, asked: str, intent: str) -> bool:
    """ "Not sure" and "skip" answer where the question allows it; a no skips an option."""
    unsure = intent == "unsure" and can_be_unsure(asked, turn.campaign)
    skips = intent in ("skip", "deny", "unsure") and is_optional(asked, turn.campaign)
    return unsure or skips


def _acknowledge(
    voice: Voice,
    answers: Mapping[str, Any],
    changed: Mapping[str, Any],
    new: Mapping[str, Any],
    asked: str | None,
) -> str:
    if changed:
        words = ", ".join(in_their_words(voice.campaign, name, changed[name]) for name in changed)
        was_known = any(answers[name]["value"] is not None for name in changed)
        key = "changed" if was_known else "noted_what"
        return voice.say(key, what=words)
    if asked and asked not in new:
        return voice.say("noted")
    if "name" in new and asked == "name":
        return voice.say("got_name", name=str(new["name"]["value"]).split()[0])
    return ""


def _steering(
    turn: Turn, voice: Voice, tracker: Tracker, answers: Mapping[str, Any]
) -> Learnt | None:
    """ "Go back", "change my budget", "start over"."""
    intent, channel = intent_of(tracker), turn.conversation.channel
    campaign = turn.campaign
    if intent == "start_over":
        return Learnt(pending={"question": START_OVER, "answer": None})
    if intent == "go_back":
        asked = tracker.get_slot("asks")
        path = order(campaign, channel)
        before = path[: path.index(asked)] if asked in path else path
        last = next((id for id in reversed(before) if id in answers), None)
        if last is None:
            return Learnt(before=voice.say("nothing_before"))
        return Learnt(forget=(last,), before=voice.say("going_back", len(answers)))
    if intent == "correct":
        named = named_question(text_of(tracker), campaign, channel)
        if named and named in answers:
            return Learnt(forget=(named,), before=voice.say("going_back"))
        return Learnt(before=voice.say("change_what", figure=figure_of(campaign)))
    return None
