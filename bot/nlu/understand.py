"""The one door to understanding: a sentence in, typed values with their words out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.leads.campaign import COMMON_QUESTIONS, Question, QuestionType
from bot.nlu.budget import read_budget
from bot.nlu.choice import read_choice
from bot.nlu.contact import read_email, read_name, read_phone, read_postcode, read_zip_beside
from bot.nlu.intent_model import Guess
from bot.nlu.opt_out import means_something_else, opts_out
from bot.nlu.reading import Context, Heard
from bot.nlu.timeframe import read_timeframe
from bot.nlu.yes_no import read_yes_no

FALLBACK = "nlu_fallback"

# With these, nothing else in the message counts.
DECISIVE = frozenset({"opt_out", "minor", "spanish"})
# Where a message also answers, these give way to the answer.
GIVING_WAY = frozenset(
    {"inform", "affirm", "deny", "greet", "thank", "goodbye", "unsure", "skip", FALLBACK}
)
# Questions that are answered beside an answer; looked for in every sentence of the message.
ASKING = frozenset({"ask_cost", "ask_privacy", "ask_why", "bot_challenge"})
# What these mention, but do not answer: "we sell leads to roofers".
MENTIONED = {"job": "need", "sales": "need"}
# Asked for after the phone number: "wrong number" now is theirs, not the one that we write to.
AFTER_PHONE = frozenset({"email", "consent"})
# Where a bare number is no ZIP code: it may be the answer, or nobody knows what it is.
ASKS_A_FIGURE = frozenset({None, "budget", "phone", "phone_code"})
# How sure the intent model must be before it is taken at its word.
SURE = 0.6
# And where its word alone would leave the question without an answer.
SURE_OF_NOTHING = 0.8

_CORRECTING = re.compile(
    r"\b(?:sorry|oops|actually|i (?:meant|mean)|make (?:that|it|the|my)|change (?:it|that|my)|"
    r"(?:wrong|incorrect) (?:number|zip|date|email|one|name|budget)|scratch that|"
    r"(?:no|oh|but|hm+),? wait|wait,? no|"
    r"correction|instead|typo|my bad|rather than|not \S+,? (?:but|it'?s))\b",
    re.IGNORECASE,
)
# "No, a repair": to another question it denies an earlier answer.
_NO_BUT = re.compile(
    r"\W*no(?:pe)?(?:[,.!;:-]+\s*|\s+(?=(?:it|that|the|my|an?|i)\b))\w", re.IGNORECASE
)
_WRONG_NUMBER = re.compile(r"^\W*(?:\w+\W+){0,2}(?:the )?wrong (?:number|#)\W*$", re.IGNORECASE)
_FIVE_DIGITS = re.compile(r"\W*\d{5}\W*")
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
# What comes after these words is what counts.
_TURN = re.compile(r"\b(?:no,? wait|wait,? no|scratch that|actually,? no|no,? actually)\b", re.I)

# "What do people wear in winter?": a question not about us, nor about what is to be done.
_ASKS_OF_ELSE = re.compile(
    r"\W*(?:(?:hey|hi|ok|okay|so|and|but)\W+)?(?:what|where|who|which|why|how|when)\b"
    r"(?! (?:about|if|soon|quick(?:ly)?|fast)\b)(?!.*\b(?:you|your|u|ya|y['’]?all|we|us)\b)",
    re.IGNORECASE | re.DOTALL,
)
_OF_THEIRS = re.compile(r"\b(?:my|our)\b", re.IGNORECASE)
# "What's a pre-approval?", "own what?" ask what a word means: they choose nothing.
_ASKS_MEANING = re.compile(
    r"^\W*(?:what(?:['’]?s| is| are|['’]re) (?:an? |the )?[\w-]+(?: [\w-]+)?|\w+ what)\s*\?\W*$",
    re.IGNORECASE,
)

# A texter who has numbered choices before may number these, too.
YES_NO_BY_NUMBER = {"1": "yes", "2": "no"}


@dataclass(frozen=True, slots=True)
class Understanding:
    """`values` maps a question's id to what was heard for it; what was not said is not there."""

    text: str
    intent: str
    confidence: float
    values: Mapping[str, Heard[Any]] = field(default_factory=dict)


def understand(
    text: str, context: Context, guess: Guess, questions: Sequence[Guess] = ()
) -> Understanding:
    """Read `text` against what the bot asked and the campaign. Any text is fine.

    `guess` is the intent model's on the whole message, `questions` its guesses on the questions
    in it; what was heard may overrule them. A doubtful value is among the values and says so.
    """
    values = dict(_values(text, context))
    if not values and _CORRECTING.search(text):
        # "I meant May": what is put right is told as briefly as if it were asked for.
        heard = read_timeframe(text, replace(context, asks="timeframe"))
        values |= {"timeframe": heard} if heard else {}
    if guess.confidence >= SURE:
        values.pop(MENTIONED.get(guess.intent, ""), None)
    budget, timeframe = values.get("budget"), values.get("timeframe")
    if budget and timeframe and budget.start <= timeframe.start and timeframe.end <= budget.end:
        del values["timeframe"]  # "150 a month" is money, however much a month is a time
    name = values.get("name")
    if name:  # June is no date, and Penny no sum, in a name
        values = {
            each: heard
            for each, heard in values.items()
            if each == "name" or heard.end <= name.start or name.end <= heard.start
        }
    answers = (context.asks or "need") in values
    alone = context.asks not in ASKS_A_FIGURE and _FIVE_DIGITS.fullmatch(text)
    if "postcode" not in values and (answers or alone or _CORRECTING.search(text)):
        beside = read_zip_beside(text, context, list(values.values()))
        values |= {"postcode": beside} if beside else {}
    intent = _intent(text, context, guess, values, questions)
    # "What is my home worth?" may well be why they write; "what are black holes?" is not.
    opens = context.asks in (None, "need") and not _OF_THEIRS.search(text)
    beyond_us = guess.intent == FALLBACK and _ASKS_OF_ELSE.match(text)
    if intent == "inform" and beyond_us and (opens or not answers):
        # What it names is no wish of theirs: at most to be read back.
        intent = FALLBACK
        values = {name: replace(heard, doubtful=True) for name, heard in values.items()}
    confidence = guess.confidence if intent == guess.intent else max(0.5, 1 - guess.confidence)
    return Understanding(text, intent, confidence, {} if intent in DECISIVE else values)


def _intent(
    text: str,
    context: Context,
    guess: Guess,
    values: Mapping[str, Heard[Any]],
    questions: Sequence[Guess],
) -> str:
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
        return "inform" if values else FALLBACK
    if not values:
        # It sounds like an answer, but nothing was understood: say so rather than guess.
        return FALLBACK if guess.intent == "inform" else guess.intent
    if _CORRECTING.search(text) or (not answers and _NO_BUT.match(text)):
        return "correct"
    for said in (guess, *questions):
        if said.intent in ASKING and said.confidence >= SURE:
            return said.intent
    if guess.intent == "human" and context.asks != "name":
        return "human"
    if guess.intent in GIVING_WAY or answers:
        return "inform"
    return guess.intent


def _opting_out(
    text: str, context: Context, guess: Guess, values: Mapping[str, Heard[Any]]
) -> str | None:
    """The intent where it is an opt-out or sounds like one, else None."""
    answer = values.get(
        context.asks or "need"
    )  # what they open with is a need: "stop it from leaking"
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


def _values(text: str, context: Context) -> Iterator[tuple[str, Heard[Any]]]:
    campaign = context.campaign
    readers: dict[str, Callable[[str, Context], Heard[Any] | None]] = {
        "budget": read_budget,
        "timeframe": read_timeframe,
        "postcode": read_postcode,
        "name": read_name,
        "phone": read_phone,
        "email": read_email,
    }
    for name, read in readers.items():
        heard = read(text, context)
        if heard is not None:  # with a value of None: they say that there is no limit
            yield name, heard
    for question in campaign.questions if campaign else ():
        if question.id not in readers:
            heard = _read_own(text, question, context)
            if heard is not None:
                yield question.id, heard
    if context.asks == "consent":
        heard = read_yes_no(text)
        if heard is not None:
            yield "consent", heard


def _read_own(text: str, question: Question, context: Context) -> Heard[Any] | None:
    asked = context.asks == question.id
    if _ASKS_MEANING.match(text):
        return None
    if question.type is QuestionType.CHOICE:
        # "Not till I pass the road test" says whether they may drive, and not what they need.
        elsewhere = context.asks not in (None, question.id, *COMMON_QUESTIONS)
        described = not elsewhere or bool(_CORRECTING.search(text))
        return read_choice(text, question, context, described) or _after_turn(
            text, question, context
        )
    if question.type is QuestionType.YES_NO and asked:
        numbered = YES_NO_BY_NUMBER.get(text.strip(" .)"))
        if numbered:
            return Heard(numbered, 0, len(text))
        return _no_but(text, question, context) or (
            read_yes_no(text) or read_choice(text, question, context)
        )
    if question.type is QuestionType.YES_NO:
        return read_choice(text, question, context)
    if question.type is QuestionType.TEXT and asked and text.strip():
        return Heard(text.strip(), 0, len(text))
    return None


def _no_but(text: str, question: Question, context: Context) -> Heard[str] | None:
    """ "No, but paying cash": what comes after the "but", in doubt, where it says another thing."""
    first, but, rest = text.partition(" but ")
    plain = read_yes_no(first) if but else None
    own = read_choice(rest, question, context) if plain else None
    if plain is None or own is None or own.value == plain.value:
        return None
    start = len(first) + len(but)
    return Heard(own.value, own.start + start, own.end + start, doubtful=True)


def _after_turn(text: str, question: Question, context: Context) -> Heard[str] | None:
    """ "Gutters, no wait, the roof": the choice after the turn."""
    turn = _TURN.search(text)
    heard = read_choice(text[turn.end() :], question, context) if turn else None
    if turn is None or heard is None:
        return None
    return Heard(heard.value, heard.start + turn.end(), heard.end + turn.end(), heard.doubtful)
