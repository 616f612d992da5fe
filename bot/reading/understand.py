"""The one door to understanding: a sentence in, typed values with their words out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.language.contact_wishes import beside_number
from bot.language.gist import gist
from bot.language.intents import (
    FALLBACK,
    SURE,
    Guess,
    Scene,
    decide_intent,
    is_beyond_us,
    urgent_words,
)
from bot.language.opt_out import means_something_else, opts_out
from bot.language.questions import Asked, asked_in
from bot.language.stories import without_stories
from bot.leads.campaign import CONTACT_QUESTIONS, Question, QuestionType
from bot.leads.keywords import Keyword
from bot.leads.keywords import parse as parse_keyword
from bot.leads.quotations import own_words, standing_texts
from bot.leads.reactions import is_reaction
from bot.reading.choice.choice import topics_of
from bot.reading.choice.meaning import read_meaning, tells_nothing
from bot.reading.contact import read_zip_beside
from bot.reading.denied import corrects, rejected
from bot.reading.heard import LONGEST, Context, Heard
from bot.reading.own_question import read_own
from bot.reading.put_right import put_right, rejects_another
from bot.reading.readers import READERS
from bot.reading.timeframe import read_timeframe
from bot.reading.told_condition import told_at_length, told_condition
from bot.reading.yes_no import read_consent

# With these, nothing else in the message counts.
DECISIVE = frozenset({"opt_out", "minor", "spanish"})
# What these mention, but do not answer: "we sell leads to roofers".
MENTIONED = {"job": "need", "sales": "need"}
# What a message may seem to do though it tells what they need: "hi, the attic is full of bats".
MAY_MEAN = frozenset({"inform", "greet", "thank", "affirm", "deny", "correct", "minor", FALLBACK})
# Where a bare number is no ZIP code: it may be the answer, or nobody knows what it is.
ASKS_A_FIGURE = frozenset({None, "budget", "phone", "phone_code"})
# Who asks about a place means theirs ("do you serve 94110?"), and gives a number to be reached at.
TOLD_BY_ASKING = frozenset({"postcode", "phone", "email", "consent"})
# To a question of free text these are no answer; those of the second line where they are brief:
# "not sure the chimney is straight" tells something.
NO_FREE_TEXT = frozenset(
    """ask_privacy human start_over opt_out minor spanish emergency existing_customer complaint
    reschedule""".split()
)
BRIEFLY_NONE = NO_FREE_TEXT | frozenset(
    """skip unsure deny ask_why ask_cost repeat go_back goodbye greet thank bot_challenge
    rude""".split()
)
BRIEF = 6  # words
_FIVE_DIGITS = re.compile(r"\W*(\d{5})\W*")
_ROUND = 25  # nobody names a price of 94,607
# What may be told beside a condition of consent; what else is heard there belongs to it.
_BESIDE_CONSENT = ("consent", "postcode", "phone", "email")
# What is said of a value that no examples have weighed.
USUAL_ROLES = {"timeframe": "start", "budget": "spend", "name": "theirs"}
BY_RULE, BY_RULE_IN_DOUBT = 1.0, 0.5

Values = dict[str, Heard[Any]]


@dataclass(frozen=True, slots=True)
class Understanding:
    """`values` maps a question's id to what was heard for it; what was not said is not there.

    `scene` is what the intent was decided on; None where nothing was read.
    """

    text: str
    intent: str
    confidence: float
    values: Mapping[str, Heard[Any]] = field(default_factory=dict)
    scene: Scene | None = field(default=None, compare=False, repr=False)


def understand(
    text: str, context: Context, guess: Guess, questions: Sequence[Guess] = ()
) -> Understanding:
    """Read `text` against what the bot asked and the campaign. Any text is fine.

    `guess` is the intent model's on the whole message, `questions` its guesses on the questions
    in it; what was heard may overrule them. A doubtful value is among the values and says so.
    A reaction, and what the message quotes of the campaign's own texts, say nothing.
    """
    if len(text) > LONGEST:
        return Understanding(text, FALLBACK, 1.0)
    said = standing_texts(context.campaign) if context.campaign else ()
    own = own_words(text, said)
    if is_reaction(text, said) or not (own.strip() or not text.strip()):
        return Understanding(text, FALLBACK, 1.0)
    if own != text:  # the model has guessed at our words, too
        guess, questions = Guess(FALLBACK, 0.0), ()
    read = gist(own, _topics(context))
    if read.text == own:
        return replace(_understand(own, context, guess, questions), text=text)
    condition = None
    if context.asks == "consent":  # it is never read out of parts
        condition = told_at_length(own)
        context = replace(context, asks=None, opens=False)
    found = _understand(read.text, context, guess, questions)
    values = {}
    for name, heard in found.values.items():
        # What they tell in free words is kept whole, however much of it was read.
        whole = name == context.asks and heard.value == read.text.strip()
        start, end = (0, len(own)) if whole else read.span(heard.start, heard.end)
        value = own.strip() if whole else heard.value
        values[name] = replace(heard, value=value, start=start, end=end)
    if condition and not values:
        values, found = {"consent": condition}, replace(found, intent="inform")
    return replace(found, text=text, values=values)


def _topics(context: Context) -> set[str]:
    """The stems of what the campaign asks about, and of its choices."""
    questions = context.campaign.questions if context.campaign else ()
    return set().union(*(topics_of(question) for question in questions))


def _understand(
    text: str, context: Context, guess: Guess, questions: Sequence[Guess]
) -> Understanding:
    values = _consistent(_first_heard(text, context, guess))
    values = _with_contact_wish(text, values)
    values = dict(_told(text, values, context))
    if context.asks == "budget" and _is_odd_figure(text):
        values.pop("budget", None)
    answers = (context.asks or "need") in values
    values |= _zip_beside(text, context, values, answers)
    values |= _urgent(text, values, context)
    values |= dict(_meant(text, context, guess, values))
    values = {name: _explained(name, each) for name, each in values.items()}
    scene = _scene(text, context, guess, values, questions)
    intent = decide_intent(scene)
    if _is_free_text(context) and answers:
        values, intent = _unless_no_answer(scene, intent)
    if intent == "inform" and is_beyond_us(scene):
        # What it names is no wish of theirs: at most to be read back.
        intent = FALLBACK
        values = {name: replace(heard, doubtful=True) for name, heard in values.items()}
    confidence = guess.confidence if intent == guess.intent else max(0.5, 1 - guess.confidence)
    if intent in DECISIVE:
        # "Stop texting me at 415 555 0123": which number is meant is all that counts beside it.
        meant = {"phone"} if intent == "opt_out" else set()
        values = {name: heard for name, heard in values.items() if name in meant}
    return Understanding(text, intent, confidence, values, scene)


def _first_heard(text: str, context: Context, guess: Guess) -> Values:
    """What the readers hear, or what is put right where they hear nothing."""
    values = dict(_values(text, context))
    if context.asks == "consent" and "consent" not in values:
        condition = told_condition(text, values, guess)
        values |= {"consent": condition} if condition else {}
    if not values and (corrects(text) or rejected(text)):
        values = dict(put_right(text, context))
        if not corrects(text) and not rejects_another(text, context, values):
            values = {}
    if guess.confidence >= SURE:
        values.pop(MENTIONED.get(guess.intent, ""), None)
    return values


def _consistent(values: Values) -> Values:
    """Without values of words that another value claims."""
    budget, timeframe = values.get("budget"), values.get("timeframe")
    if budget and timeframe and budget.start <= timeframe.start and timeframe.end <= budget.end:
        del values["timeframe"]  # "150 a month" is money, however much a month is a time
    name = values.get("name")
    if name:  # June is no date, and Penny no sum, in a name
        values = {
            each: heard
            for each, heard in values.items()
            if each in ("name", "consent") or heard.end <= name.start or name.end <= heard.start
        }
    consent = values.get("consent")
    if consent and consent.condition:  # "call me tomorrow after 5" is no new time for the work
        values = {n: values[n] for n in _BESIDE_CONSENT if n in values}
    return values


def _zip_beside(text: str, context: Context, values: Values, answers: bool) -> Values:
    """Five bare digits beside an answer, alone, or as a correction."""
    may_stand_alone = context.asks not in ASKS_A_FIGURE or (
        context.asks == "budget" and _is_odd_figure(text)
    )
    alone = may_stand_alone and _FIVE_DIGITS.fullmatch(text)
    if "postcode" in values or not (answers or alone or corrects(text)):
        return {}
    beside = read_zip_beside(text, context, list(values.values()))
    return {"postcode": beside} if beside else {}


def _is_odd_figure(text: str) -> bool:
    """Whether five bare digits are all there is, and no round sum: rather a ZIP code."""
    digits = _FIVE_DIGITS.fullmatch(text)
    return bool(digits and "$" not in text and int(digits[1]) % _ROUND)


def _unless_no_answer(scene: Scene, intent: str) -> tuple[Values, str]:
    """Without the free text, and the intent then, where it steers or asks instead of answering."""
    without = {name: heard for name, heard in scene.values.items() if name != scene.asks}
    other = decide_intent(replace(scene, values=without))
    none = BRIEFLY_NONE if len(scene.message.split()) <= BRIEF else NO_FREE_TEXT
    if other in none or (other == FALLBACK and asked_in(scene.message)):
        return without, other
    return dict(scene.values), intent


def _with_contact_wish(text: str, values: Values) -> Values:
    """What stands beside a number told, "after 6 only", is kept with it; it is no time of work."""
    phone = None if "consent" in values else values.get("phone")
    places = beside_number(text, phone.start, phone.end) if phone and phone.value else []
    if phone is None or not places:
        return values
    others = {
        name: heard
        for name, heard in values.items()
        if name != "timeframe" or not any(a <= heard.start and heard.end <= b for a, b in places)
    }
    wish = "; ".join(text[slice(*place)] for place in places)
    return {**others, "phone": replace(phone, condition=wish)}


def _scene(
    text: str,
    context: Context,
    guess: Guess,
    values: Mapping[str, Heard[Any]],
    questions: Sequence[Guess],
) -> Scene:
    consents = context.asks == "consent" and "consent" in values
    doubts = consents and values["consent"].doubtful  # a condition, "instead" and all
    return Scene(
        text,
        context.asks,
        guess,
        values,
        questions,
        opts_out=_is_stop(text, context) or opts_out(text, refuses=consents),
        about_others=means_something_else(text),
        corrects=not doubts and (corrects(text) or rejects_another(text, context, values)),
    )


def _is_stop(text: str, context: Context) -> bool:
    business = context.campaign.business.name if context.campaign else ""
    return parse_keyword(text, business) is Keyword.STOP


def _explained(name: str, heard: Heard[Any]) -> Heard[Any]:
    """With a role and a margin where only rules have told it: they are sure, or in doubt."""
    return replace(
        heard,
        rule=heard.rule or name,
        role=heard.role or USUAL_ROLES.get(name, "answer"),
        margin=(BY_RULE_IN_DOUBT if heard.doubtful else BY_RULE)
        if heard.margin is None
        else heard.margin,
    )


def _told(
    text: str, values: Mapping[str, Heard[Any]], context: Context
) -> Iterator[tuple[str, Heard[Any]]]:
    """The values less those that a question of theirs names: "how long does it take, 3 days?"

    What they ask to be done is a wish, and what they open with a need, in doubt where they ask
    about the business ("what do you take when you sell?"). Without a campaign nobody knows who is
    asked: then it is in doubt.
    """
    asked = asked_in(text)
    for name, heard in values.items():
        within = next((a for a in asked if a.start <= heard.start and heard.end <= a.end), None)
        if within is None or _is_wished(name, within, context):
            yield name, heard
        elif name == "need" and context.asks in (None, "need"):
            about_us = not within.whether and tells_nothing(within.words)
            yield name, replace(heard, doubtful=heard.doubtful or about_us)
        elif context.campaign is None:
            yield name, replace(heard, doubtful=True)


def _is_wished(name: str, asked: Asked, context: Context) -> bool:
    free_text = name == context.asks and _is_free_text(context)
    return asked.requests or free_text or name in TOLD_BY_ASKING


def _is_free_text(context: Context) -> bool:
    question = context.campaign.question(context.asks or "") if context.campaign else None
    return question is not None and question.type is QuestionType.TEXT


def _urgent(text: str, values: Mapping[str, Heard[Any]], context: Context) -> dict[str, Heard[Any]]:
    """ "There's water pouring in" asks for help as soon as possible."""
    words = None if "timeframe" in values else urgent_words(text)
    if words is None or context.asks in CONTACT_QUESTIONS:
        return {}
    asap = read_timeframe("asap", replace(context, asks="timeframe"))
    return {"timeframe": replace(asap, start=words[0], end=words[1])} if asap else {}


def _values(text: str, context: Context) -> Iterator[tuple[str, Heard[Any]]]:
    campaign = context.campaign
    for name, read in READERS.items():
        heard = read(text, context)
        if heard is not None:  # with a value of None: they say that there is no limit
            yield name, replace(heard, rule=heard.rule or name)
    for question in campaign.questions if campaign else ():
        if question.id not in READERS:
            heard = read_own(text, question, context)
            if heard is not None:
                yield question.id, replace(heard, rule=heard.rule or question.type.value)
    if context.asks == "consent":
        heard = read_consent(text)
        if heard is not None:
            yield "consent", replace(heard, rule="consent")


def _meant(
    text: str, context: Context, guess: Guess, values: Mapping[str, Heard[Any]]
) -> Iterator[tuple[str, Heard[Any]]]:
    """What is meant by the choices that were heard by few words, and by the one that is asked."""
    for question in context.campaign.questions if context.campaign else ():
        if question.type is not QuestionType.CHOICE:
            continue
        heard = values.get(question.id)
        if heard or (_is_open(question, context, guess) and not tells_nothing(text)):
            others = [each for name, each in values.items() if name != question.id]
            meant = read_meaning(without_stories(_without(text, others)), question, heard)
            if meant:
                yield question.id, meant


def _is_open(question: Question, context: Context, guess: Guess) -> bool:
    """Whether any sentence may answer `question`: it was asked, or nothing was asked yet."""
    if guess.intent not in MAY_MEAN and guess.confidence >= SURE:
        return False
    if context.asks is None:
        return question.id == "need" and context.opens
    return context.asks == question.id


def _without(text: str, others: Iterable[Heard[Any]]) -> str:
    """`text` with blanks for what others were heard in, as long as it was."""
    for heard in others:
        text = text[: heard.start] + " " * (heard.end - heard.start) + text[heard.end :]
    return text
