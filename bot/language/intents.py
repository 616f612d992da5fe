"""What a message does: a guess learnt from examples, held against its own words.

A guess alone decides nothing that ends the conversation, turns somebody away or could offend: that
needs words of its own (`en/tells.yml`). Some phrases say by themselves what is done, whatever was
guessed (`en/intents.yml`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from bot.language.phrasing import Phrasing
from bot.language.stories import stories_in

_OF_OTHERS = Phrasing("of_others")
PHRASES = Phrasing("intents", _OF_OTHERS)
TELLS = Phrasing("tells", _OF_OTHERS)
STEERING = Phrasing("steering")

FALLBACK = "nlu_fallback"
# Where a message also answers, these give way to the answer.
GIVING_WAY = frozenset(
    {"inform", "affirm", "deny", "greet", "thank", "goodbye", "unsure", "skip", FALLBACK}
)
# Questions that are answered beside an answer; looked for in every sentence of the message.
ASKING = frozenset({"ask_cost", "ask_privacy", "ask_why", "bot_challenge"})
# Asked for after the phone number: "wrong number" now is theirs, not the one that we write to.
AFTER_PHONE = frozenset({"email", "consent"})
# What is passed on to the business as it is: they are its customers already.
PASSED_ON = ("reschedule", "complaint", "existing_customer")
# What needs words of its own beside the guess.
DECISIVE = frozenset(
    "minor rude job sales start_over spanish human goodbye opt_out ask_cost emergency".split()
) | frozenset(PASSED_ON)
# How sure the guess must be before it is taken at its word.
SURE = 0.6
# And where its word alone would leave the question without an answer.
SURE_OF_NOTHING = 0.8
_SAYS_SO = {"unsure": "says_unsure", "skip": "says_skip", "deny": "says_deny"}
# What they open with, before any need: a quote, an appointment.
_OPENINGS = ("ask_cost", "greet")
_NO_EMERGENCY = frozenset({"name", "email", "postcode"})


class Guess(NamedTuple):
    """An intent by name, and how sure the model is of it, from 0 to 1."""

    intent: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Scene:
    """A message with all that its intent depends on.

    `values` are the answers heard in it, by question, with `.value`; `questions` the guesses on
    the questions in it. `opts_out`: it asks by its words for no more messages; `about_others`: it
    only sounds so. `corrects`: it puts something right, or denies another value.
    """

    message: str
    asks: str | None
    guess: Guess
    values: Mapping[str, Any] = field(default_factory=dict)
    questions: Sequence[Guess] = ()
    opts_out: bool = False
    about_others: bool = False
    corrects: bool = False

    @property
    def answers(self) -> bool:
        """Whether it answers what was asked."""
        return self.asks in self.values

    def steers(self, kind: str) -> bool:
        return STEERING.tells(self.message, kind)


def decide_intent(scene: Scene) -> str:
    """The intent of a message."""
    scene = replace(scene, guess=_held_against_words(scene))
    for decide in (_ending, _passed_on, _undecided, _not_understood, _corrected, _beside_answers):
        intent = decide(scene)
        if intent:
            return intent
    return "inform" if scene.guess.intent in GIVING_WAY or scene.answers else scene.guess.intent


def because(scene: Scene, intent: str) -> str:
    """What made `intent` that of the message, for people: a phrase, the guess, or what it tells."""
    guessed = f"guessed at {scene.guess.confidence:.2f}"
    said = [each for each in PHRASES.find(scene.message) if each.kind == intent]
    told = TELLS.said(scene.message, intent) if intent in DECISIVE else ()
    for each in (*said, *(one for one in told if one.kind == intent)):
        phrase = f"the phrase {each.kind}.{each.rule}: “{scene.message[each.start : each.end]}”"
        return f"{guessed} and by {phrase}" if intent == scene.guess.intent else phrase
    if intent == scene.guess.intent:
        return guessed
    if intent == "inform" and scene.values:
        reason = f"what it tells: {', '.join(scene.values)}"
    elif intent == FALLBACK:
        reason = "nothing that it tells or says"
    else:
        reason = "its own words"
    return f"{reason}; {guessed} was {scene.guess.intent}"


def says(message: str, kind: str) -> bool:
    """Whether `message` says by its own words what `kind` names, as "no_need" or "urgent"."""
    return any(found.kind == kind for found in PHRASES.find(message))


def urgent_words(message: str) -> tuple[int, int] | None:
    """Where `message` says that it can't wait: "there's water pouring in"."""
    found = next((each for each in PHRASES.find(message) if each.kind == "urgent"), None)
    return (found.start, found.end) if found else None


def is_beyond_us(scene: Scene) -> bool:
    """Whether it asks something that is neither about us nor about what is to be done.

    "What is my home worth?" may well be why they write; "what are black holes?" is not.
    """
    opens = scene.asks in (None, "need") and not scene.steers("theirs")
    if scene.guess.intent != FALLBACK or not (opens or not scene.answers):
        return False
    return scene.steers("wh") and not scene.steers("wh_of_us") and not scene.steers("us")


def _held_against_words(scene: Scene) -> Guess:
    """The guess; the fallback, or an answer, where it needs words that are not there."""
    guess = scene.guess
    if guess.intent == "human" and scene.steers("asks_number"):
        return Guess("inform" if scene.values else FALLBACK, guess.confidence)  # they would call
    unmeant = {"human": _wants_no_person, "unsure": _leaves_need_open, "correct": _asks_another_way}
    if guess.intent in unmeant and unmeant[guess.intent](scene):
        return Guess("inform" if scene.values else FALLBACK, guess.confidence)
    most_harm = guess.intent in PASSED_ON or guess.intent == "emergency"
    sure = guess.confidence >= SURE or not most_harm
    if guess.intent not in DECISIVE or (sure and TELLS.tells(scene.message, guess.intent)):
        return guess
    return Guess("inform" if scene.values else FALLBACK, guess.confidence)


def _wants_no_person(scene: Scene) -> bool:
    """ "Call me Al" gives a name, "no phone calls" refuses them, "is there a fee to talk to you"
    asks about one.
    """
    kinds = ["asks_the_price", "asks_of_a_language"]
    kinds += ["no_person"] if "name" in scene.values else []
    kinds += ["refuses_calls"] if scene.asks != "consent" else []
    return any(map(scene.steers, kinds)) and not scene.steers("names_a_person")


def _asks_another_way(scene: Scene) -> bool:
    """ "Can I email you instead?" puts nothing right."""
    return not scene.values and scene.steers("asks_another_way")


def _leaves_need_open(scene: Scene) -> bool:
    """ "Just starting to think about it", to what they need."""
    return scene.asks in (None, "need") and not scene.values and scene.steers("need_open")


def _ending(scene: Scene) -> str | None:
    """What leaves nothing else to do: an opt-out, a danger, another language, a leave."""
    opting_out = _opting_out(scene)
    if opting_out:
        return opting_out
    in_danger = says(scene.message, "emergency") or scene.guess.intent == "emergency"
    if in_danger and scene.asks not in _NO_EMERGENCY:
        return "emergency"
    # "No hablo" is no refusal: English words mean little in Spanish. A name is one in any language.
    if scene.guess.intent == "spanish" and scene.guess.confidence >= SURE:
        # "Spanish speaker please" is how to be reached.
        told = scene.asks in ("name", "consent") and scene.answers
        return "inform" if told else "spanish"
    if not scene.values and says(scene.message, "no_need"):
        return "goodbye"
    return None


def _opting_out(scene: Scene) -> str | None:
    """The intent where it is an opt-out or sounds like one, else None."""
    if scene.opts_out:
        return "opt_out"
    # "No more messages about the repair" opts out, whatever it names; an answer does not, unless
    # it is one by its no alone: "I never signed up". What they open with is a need: "stop it from
    # leaking".
    if scene.guess.intent != "opt_out":
        return None
    answer = scene.values.get(scene.asks or "need")
    if answer is not None and answer.value != "no":
        return None if scene.asks else "inform"
    if scene.asks in AFTER_PHONE and scene.steers("wrong_number"):
        return "correct"
    consents = scene.asks == "consent" and answer is not None
    if scene.guess.confidence >= SURE and not consents and not scene.about_others:
        return "opt_out"
    return "inform" if answer else FALLBACK


def _passed_on(scene: Scene) -> str | None:
    """Who is the business's customer already, by their own words."""
    if scene.asks not in (None, "need") and scene.answers:
        return None  # "they charged me 19,000 then, I'd spend 3,800"
    of_others = stories_in(scene.message)  # "my dad had a loan with you"
    said = {
        found.kind
        for found in PHRASES.find(scene.message)
        if not any(start <= found.start < end for start, end in of_others)
    }
    if not of_others:
        said.add(scene.guess.intent)
    return next((kind for kind in PASSED_ON if kind in said), None)


def _undecided(scene: Scene) -> str | None:
    """What leaves the question without an answer, and is no question itself."""
    if not scene.values and scene.steers("returning"):
        return "greet"
    if scene.asks and not scene.answers and not _leaves_need_open(scene):
        for kind, intent in (("skipping", "skip"), ("not_knowing", "unsure")):
            if scene.steers(kind):
                return intent
    if scene.asks == "email" and not scene.answers and scene.steers("putting_off"):
        return "skip"
    guess = scene.guess
    merely = scene.asks and guess.confidence < SURE_OF_NOTHING
    if not scene.values and guess.intent in _SAYS_SO and merely:
        return guess.intent if scene.steers(_SAYS_SO[guess.intent]) else FALLBACK
    unclear = guess.intent in ("minor", "inform", FALLBACK)
    if unclear and not scene.values and says(scene.message, "grown_up"):
        return "greet"
    # "Yes, between 9 and 12" says when to call.
    hours = scene.asks == "consent" and scene.answers and TELLS.tells(scene.message, "hours")
    # "High school" answers what degree they have: then only an age says how young they are.
    young = not scene.answers or (not hours and _tells_age(scene.message))
    if guess.intent == "minor" and young:
        return "minor"
    return None


def _not_understood(scene: Scene) -> str | None:
    """A message in which nothing was heard: an aside, or not understood."""
    if scene.values:
        return None
    # It sounds like an answer, but nothing was understood: say so rather than guess. "I'm not sure
    # I'm in the right place" leaves nothing open where nothing was asked.
    if scene.asks in (None, "need"):
        told = next((kind for kind in _OPENINGS if says(scene.message, kind)), None)
        if told:
            return told
    unclear = scene.guess.intent in ("inform", "minor")
    unclear = unclear or (scene.asks is None and scene.guess.intent in ("unsure", "skip"))
    return FALLBACK if unclear else scene.guess.intent


def _corrected(scene: Scene) -> str | None:
    if scene.corrects and not _asks_another_way(scene):
        return "correct"
    if not scene.answers and (scene.steers("no_but") or scene.steers("should_be")):
        return "correct"
    return None


def _beside_answers(scene: Scene) -> str | None:
    """What is asked beside an answer."""
    for said in (scene.guess, *scene.questions):
        if said.intent in ASKING and said.confidence >= SURE:
            return said.intent
    # "Just call me" lets them call; "I want a person" doesn't.
    consents = scene.asks == "consent" and scene.answers
    if scene.guess.intent == "human" and scene.asks != "name" and not consents:
        return "human"
    return "inform" if scene.guess.intent == "minor" else None


def _tells_age(message: str) -> bool:
    return any(found.rule == "age" for found in TELLS.said(message, "minor"))
