"""What a message is for: what was heard in it, and its own words, over the model's guess."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.nlu.corrections import corrects
from bot.nlu.intent_model import FALLBACK, Guess
from bot.nlu.opt_out import means_something_else, opts_out
from bot.nlu.reading import Context, Heard

# Where a message also answers, these give way to the answer.
GIVING_WAY = frozenset(
    {"inform", "affirm", "deny", "greet", "thank", "goodbye", "unsure", "skip", FALLBACK}
)
# Questions that are answered beside an answer; looked for in every sentence of the message.
ASKING = frozenset({"ask_cost", "ask_privacy", "ask_why", "bot_challenge"})
# Asked for after the phone number: "wrong number" now is theirs, not the one that we write to.
AFTER_PHONE = frozenset({"email", "consent"})
# How sure the intent model must be before it is taken at its word.
SURE = 0.6
# And where its word alone would leave the question without an answer.
SURE_OF_NOTHING = 0.8

# "No, a repair": to another question it denies an earlier answer.
_NO_BUT = re.compile(
    r"\W*no(?:pe)?(?:[,.!;:-]+\s*|\s+(?=(?:it|that|the|my|an?|i)\b))\w", re.IGNORECASE
)
# "The date should be the 15th": likewise
_SHOULD_BE = re.compile(
    r"\b(?:should|shud|ought to|needs? to|supposed to) be\b"
    r"(?! (?:fine|ok(?:ay)?|good|great|enough|able|possible|easy|doable|done|no|a problem)\b)",
    re.IGNORECASE,
)
_WRONG_NUMBER = re.compile(r"^\W*(?:\w+\W+){0,2}(?:the )?wrong (?:number|#)\W*$", re.IGNORECASE)
_SKIPPING = re.compile(
    r"^\W*(?:skip|pass|n/?a|none|n(?=\W*$)|(?:doesn'?t|does not|not) appl|"
    r"(?:i'?d |i would )?rather not|prefer not|no e-?mail|"
    r"(?:i['’]?m )?not (?:giving|sharing|telling|saying)|"
    r"(?:i )?(?:do not|don['’]?t) (?:have (?:one|an e-?mail|any)|"
    r"(?:want to|wanna) (?:say|tell|share|answer|give)))",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"^\W*(?:idk|tbd|tba|i ?(?:do not|don['’]?t) (?:really )?know|dunno|"
    r"(?:i(?:['’]ve| have)? (?:got )?)?(?:really |honestly )?no (?:idea|clue)|"
    r"not (?:really )?sure)\b",
    re.IGNORECASE,
)
# "I'm back" goes nowhere: it greets.
_RETURNING = re.compile(r"\b(?:i['’]?m|i am|we['’]?re) back\b", re.IGNORECASE)
# Who has no need of us any more takes their leave, whatever it sounds like.
_LEAVING = re.compile(
    r"\b(?:(?:not|no longer) interested|no longer need(?:ed)?|"
    r"(?:found|hired|chose|went with) (?:some(?:one|body)|another)|"
    r"(?:it['’]?s|is|been|got it) (?:all )?(?:sorted|taken care of))\b",
    re.IGNORECASE,
)
# These leave a question open, so a mere guess at them counts only beside words that say so.
_SAYS_SO = {
    "unsure": re.compile(
        r"\b(?:not\b[^.,!?]{0,20}\b(?:sure|certain|decided)|unsure|undecided|uncertain|idk|dunno|"
        r"(?:no|not a|haven['’]?t a) (?:idea|clue)|"
        r"(?:do not|don['’]?t|didn['’]?t|can['’]?t|cannot|couldn['’]?t|haven['’]?t) "
        r"(?:really |quite )?(?:know|say|tell|decide|decided|thought)|"
        r"(?:hard|tough|difficult) to (?:say|tell)|"
        r"depends|whatever|up to you|you tell me|beats me|search me|who knows|(?:i|we) knew|clue|"
        r"foggiest|faintest|"
        r"torn|on the fence|in the air|(?:about|over) it|figur\w+|early|soon|(?:ask|with) my)\b",
        re.IGNORECASE,
    ),
    "skip": re.compile(
        r"\b(?:skip|pass|next|move on|rather not|prefer not|no thanks|"
        r"no (?:phone|number|e-?mail))\b",
        re.I,
    ),
    "deny": re.compile(
        r"^\W*(?:no+|nope|nah|naw|never|not|negative)\b|"
        r"\b(?:false|untrue|incorrect|erroneous|disagree|(?:say|answer is|it['’]?s an?) no|"
        r"not (?:true|right|correct|so)|(?:do not|don['’]?t) (?:think|believe) (?:so|that))\b",
        re.IGNORECASE,
    ),
}
# To the intent model all numbers are alike: a minor is who says an age under 18, or a word for it.
_AGE = re.compile(
    r"\b(?:i'?m|i am|im|turn(?:ed|ing)?|age)\s+(?:only |just |now |about )?(\d{1,3})\b", re.I
)
_YOUNG = re.compile(
    r"\b(?:minor|under ?age|teen\w*|kid|child|school|grade|"
    r"mom|mum|dad|parents?|mother|father|years old|yrs? old|too young|not (?:yet )?18)\b",
    re.IGNORECASE,
)
_GROWN_UP = re.compile(
    r"\b(?:(?:i['’]?m|i am|this is|here is|here['’]?s) (?:her|his|their|the|my) (?:\w+['’]s )?"
    r"(?:mom|mum|dad|mother|father|parent|guardian)|"
    r"my (?:mom|mum|dad|mother|father|parents?) (?:is|are) (?:\w+ )?(?:here|with me))\b",
    re.IGNORECASE,
)
# "What do people wear in winter?": a question not about us, nor about what is to be done.
_ASKS_OF_ELSE = re.compile(
    r"\W*(?:(?:hey|hi|ok|okay|so|and|but)\W+)?(?:what|where|who|which|why|how|when)\b"
    r"(?! (?:about|if|soon|quick(?:ly)?|fast)\b)(?!.*\b(?:you|your|u|ya|y['’]?all|we|us)\b)",
    re.IGNORECASE | re.DOTALL,
)
_OF_THEIRS = re.compile(r"\b(?:my|our)\b", re.IGNORECASE)


def is_beyond_us(text: str, context: Context, guess: Guess, answers: bool) -> bool:
    """Whether `text` asks something that is neither about us nor about what is to be done.

    "What is my home worth?" may well be why they write; "what are black holes?" is not.
    """
    opens = context.asks in (None, "need") and not _OF_THEIRS.search(text)
    return bool(guess.intent == FALLBACK and (opens or not answers) and _ASKS_OF_ELSE.match(text))


def decide_intent(
    text: str,
    context: Context,
    guess: Guess,
    values: Mapping[str, Heard[Any]],
    questions: Sequence[Guess],
    rejects_another: bool = False,
) -> str:
    """The intent of `text`, in which `values` were heard; `guess` and `questions` as the model has
    them on the whole message and on the questions in it. `rejects_another` where it denies
    another value of what it tells ("a new roof, not a repair").
    """
    answers = context.asks in values
    opting_out = _opting_out(text, context, guess, values)
    if opting_out:
        return opting_out
    # "No hablo" is no refusal: English words mean little in Spanish. A name is one in any language.
    if guess.intent == "spanish" and guess.confidence >= SURE:
        return "inform" if context.asks == "name" and answers else "spanish"
    if not values and _LEAVING.search(text):
        return "goodbye"
    if not values and _RETURNING.search(text):
        return "greet"
    if context.asks and not answers and _SKIPPING.search(text):
        return "skip"
    if context.asks and not answers and _UNSURE.search(text):
        return "unsure"
    guessed = context.asks and guess.confidence < SURE_OF_NOTHING
    if not values and guess.intent in _SAYS_SO and guessed:
        return guess.intent if _SAYS_SO[guess.intent].search(text) else FALLBACK
    if guess.intent in ("minor", "inform", FALLBACK) and not values and _GROWN_UP.search(text):
        return "greet"
    if guess.intent == "minor":
        # "High school" answers what degree they have: then only an age says how young they are.
        if _is_minor(text) and (not answers or _AGE.search(text)):
            return "minor"
        guess = Guess("inform", guess.confidence)
    if not values:
        # It sounds like an answer, but nothing was understood: say so rather than guess.
        return FALLBACK if guess.intent == "inform" else guess.intent
    if corrects(text) or rejects_another:
        return "correct"
    if not answers and (_NO_BUT.match(text) or _SHOULD_BE.search(text)):
        return "correct"
    for said in (guess, *questions):
        if said.intent in ASKING and said.confidence >= SURE:
            return said.intent
    # "Just call me" lets them call; "I want a person" doesn't.
    consents = context.asks == "consent" and answers
    if guess.intent == "human" and context.asks != "name" and not consents:
        return "human"
    if guess.intent in GIVING_WAY or answers:
        return "inform"
    return guess.intent


def _opting_out(
    text: str, context: Context, guess: Guess, values: Mapping[str, Heard[Any]]
) -> str | None:
    """The intent where it is an opt-out or sounds like one, else None."""
    # What they open with is a need: "stop it from leaking".
    answer = values.get(context.asks or "need")
    consents = context.asks == "consent" and answer is not None
    if opts_out(text, refuses=consents):
        return "opt_out"
    # "No more messages about the repair" opts out, whatever it names; an answer does not, unless
    # it is one by its no alone: "I never signed up".
    if guess.intent != "opt_out":
        return None
    if answer is not None and answer.value != "no":
        return None if context.asks else "inform"
    if context.asks in AFTER_PHONE and _WRONG_NUMBER.search(text):
        return "correct"
    if guess.confidence >= SURE and not consents and not means_something_else(text):
        return "opt_out"
    return "inform" if answer else FALLBACK


def _is_minor(text: str) -> bool:
    ages = [int(age) for age in _AGE.findall(text)]
    return all(age < 18 for age in ages) and bool(ages or _YOUNG.search(text))
