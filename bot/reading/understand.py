"""The one door to understanding: a sentence in, typed values with their words out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.language.en.spelling import without_signs
from bot.language.gist import Gist, gist
from bot.language.intents import FALLBACK, Guess, Scene, decide_intent, is_beyond_us
from bot.language.opt_out import means_something_else, opts_out
from bot.leads.keywords import Keyword
from bot.leads.keywords import parse as parse_keyword
from bot.leads.quotations import own_words, standing_texts
from bot.leads.reactions import is_reaction
from bot.reading.asked_by_them import without_asked
from bot.reading.choice.choice import topics_of
from bot.reading.denied import corrects
from bot.reading.first_heard import first_heard
from bot.reading.free_text import is_free_text, unless_no_answer
from bot.reading.heard import LONGEST, Context, Heard, Values
from bot.reading.meant import with_meant
from bot.reading.put_right import rejects_another
from bot.reading.told_beside import with_contact_wish, with_urgency, with_zip
from bot.reading.told_condition import told_at_length

# With these, nothing else in the message counts.
DECISIVE = frozenset({"opt_out", "minor", "spanish"})
# What is said of a value that no examples have weighed.
USUAL_ROLES = {"timeframe": "start", "budget": "spend", "name": "theirs"}
BY_RULE, BY_RULE_IN_DOUBT = 1.0, 0.5


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
    own = without_signs(own_words(text, said))
    if is_reaction(text, said) or not (own.strip() or not text.strip()):
        return Understanding(text, FALLBACK, 1.0)
    if own != without_signs(text):  # the model has guessed at our words, too
        guess, questions = Guess(FALLBACK, 0.0), ()
    read = gist(own, _topics(context))
    if read.text == own:
        found = _understand(own, context, guess, questions)
    else:
        found = _understand_gist(own, read, context, guess, questions)
    return replace(found, text=text)


def _understand_gist(
    message: str, read: Gist, context: Context, guess: Guess, questions: Sequence[Guess]
) -> Understanding:
    condition = None
    if context.asks == "consent":  # it is never read out of parts
        condition = told_at_length(message)
        context = replace(context, asks=None, opens=False)
    found = _understand(read.text, context, guess, questions)
    values: Values = {}
    for name, heard in found.values.items():
        if name == context.asks and heard.value == read.text.strip():
            # What they tell in free words is kept whole, however much of it was read.
            values[name] = replace(heard, value=message.strip(), start=0, end=len(message))
        else:
            start, end = read.span(heard.start, heard.end)
            values[name] = replace(heard, start=start, end=end)
    if condition and not values:
        return replace(found, intent="inform", values={"consent": condition})
    return replace(found, values=values)


def _topics(context: Context) -> set[str]:
    """The stems of what the campaign asks about, and of its choices."""
    questions = context.campaign.questions if context.campaign else ()
    return set().union(*(topics_of(question) for question in questions))


def _understand(
    text: str, context: Context, guess: Guess, questions: Sequence[Guess]
) -> Understanding:
    values = _told(text, context, guess)
    scene = _scene(text, context, guess, values, questions)
    intent = decide_intent(scene)
    if is_free_text(context) and scene.answers:
        values, intent = unless_no_answer(scene, intent)
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


def _told(text: str, context: Context, guess: Guess) -> Values:
    """The values that `text` tells, each with a role and a margin."""
    values = with_contact_wish(text, first_heard(text, context, guess))
    values = without_asked(text, values, context)
    values = with_zip(text, values, context)
    values = with_urgency(text, values, context)
    values = with_meant(text, values, context, guess)
    return {name: _explained(name, heard) for name, heard in values.items()}


def _scene(
    text: str,
    context: Context,
    guess: Guess,
    values: Values,
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
