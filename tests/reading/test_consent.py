"""Consent: a clear yes, with its condition, or a clear no; everything else is asked once more."""

from __future__ import annotations

import itertools
from datetime import datetime, timezone
from pathlib import Path

import pytest

from bot.language.consent import ends_in_yes
from bot.nlu.intent_model import Guess, IntentModel
from bot.reading.heard import Context
from bot.reading.told_condition import told_condition
from bot.reading.understand import understand
from bot.reading.yes_no import read_consent
from tests.conftest import read_sample

ROOFING = read_sample(Path(__file__).parents[2] / "campaigns" / "roofing.yml")
NOW = datetime(2026, 11, 23, tzinfo=timezone.utc)

ANY = Guess("nlu_fallback", 0.0)

PLAIN_YES = """
    yes | y | Yes please | sure | ok | yep thanks | absolutely | of course | go ahead | that's fine
    yes, no problem | no wait, yes | fine | I agree | I consent | you have my permission | either
    just call me | call me | call me back | please call me | sure give me a ring | text me
    you can text me | they can call me | yes you may contact me | feel free to call
    have someone call me | can you call me? | call or text is fine | texting is fine
    you're welcome to call | call my cell | shoot me a text | call or text | sí | anytime
    I wasn't sure. OK yes | I guess so, yes | i suppose, yeah | yes, when will you call?
    I'm ok with that | Both are fine
"""
CONDITIONS = """
    text only please | texts only | SMS only | only by text | just text me | prefer texts
    text please | please only text | no calls just texts | text me, don't call | call, don't text
    no phone calls please, texting is fine | don't call me, text me | calls only, no texts
    I'd rather you text me | text me instead | text is better
    call me mornings only | mornings only | after 5pm | not before 9 | don't call before 9
    as long as you don't call before 9 | call me after 6 | only call on weekdays | weekends only
    call between 9 and 5 | call me tomorrow | evenings work best | call 555 after 2, I work nights
    texts yes, calls no | only text me, i don't pick up calls
    as long as it's by text | text | Only between 12 and 1 | please don't call late at night
""".replace("call 555 after 2", "call me after 2")
# What may stand before a condition, and what a condition's business reads then.
BEFORE = ["yes, ", "Yes but ", "sure - ", "ok, ", "yeah. "]
NO = """
    no | nope | no thanks | NO!! | not interested | I'd rather not | no way | I decline | neither
    don't call me | do not contact me | don't text me | please do not call | never | no consent
    don't call or text me | no calls or texts | no calls no texts | I don't want to be contacted
    I do not consent | I don't agree to that | no, only email me | no don't call me
    yes, oops I meant no | yes my bad no | yes i do, correction, no | yes, no sorry | no, I don't
    no sorry I already found someone | sure, scratch that, no
"""
UNCLEAR = """
    i guess | yes i guess | ok i suppose | maybe | perhaps | probably | if I must | if you have to
    fine whatever | sure, whatever | not sure | it depends | kinda | I think so | yeah right | meh
    yes and no | yes no | no yes | No. Yes. | YES or NO | yes or no? | yes? | no, call me
    yes but don't call or text me | email only | just email me | yes if it's free
    as long as it's free | yes. Actually, let me ask my wife | yes. Scratch that | ok but why?
    no calls | no phone calls please | I told you to call me yesterday | somebody called me already
    who will call me? | when will they call | will you call me? | what if I say no | I'll call you
    do I have to agree? | and if I say yes? | call me Maria | my name is Maria | can I call you?
    consent to what? | hmm | 94110 | how much is it | let me think about it | you never called me
    only if you promise it's free | right | yes once I know the price | yes when my wife agrees
    yes after I talk to my husband | sure when hell freezes over | when I'm done thinking
"""


def each(listing: str) -> list[str]:
    return [text.strip() for line in listing.strip().splitlines() for text in line.split(" | ")]


@pytest.mark.parametrize("text", each(PLAIN_YES))
def test_a_clear_yes_or_a_call_me_is_a_yes(text: str) -> None:
    for written in (text, text.upper(), f"{text}!", f"  {text}\n"):
        heard = read_consent(written)
        assert heard is not None, written
        assert (heard.value, heard.condition) == ("yes", None)


@pytest.mark.parametrize("text", each(CONDITIONS))
def test_a_condition_is_a_yes_and_kept_in_their_words(text: str) -> None:
    """Alone, and behind a yes, which is no part of it."""
    alone = read_consent(text)
    assert alone is not None
    assert (alone.value, alone.condition) == ("yes", text.removeprefix("please "))
    for before in BEFORE:
        heard = read_consent(before + text)
        assert heard is not None, before + text
        assert heard.value == "yes"
        assert heard.condition == text.removeprefix("please ")
        assert (heard.start, heard.end) == (0, len(before + text))


@pytest.mark.parametrize("text", each(NO))
def test_a_refusal_is_a_no(text: str) -> None:
    heard = read_consent(text)
    assert heard is not None
    assert (heard.value, heard.condition) == ("no", None)


@pytest.mark.parametrize("text", each(UNCLEAR))
def test_what_is_not_clear_is_no_answer(text: str) -> None:
    assert read_consent(text) is None


@pytest.mark.parametrize("hedge", ["i guess", "maybe", "whatever", "if I must", "not sure", "idk"])
def test_no_hedged_yes_counts(hedge: str) -> None:
    """Before or behind it, joined in any way; a clear yes in a new sentence does."""
    for yes, link in itertools.product(["yes", "ok", "sure", "call me", "text only"], [" ", ", "]):
        assert read_consent(f"{yes}{link}{hedge}") is None
        at_last = (hedge, yes, link) == ("i guess", "yes", ", ")  # the last clear word counts
        assert at_last or read_consent(f"{hedge}{link}{yes}") is None
    heard = read_consent(f"{hedge}. OK yes, call me")
    assert heard is not None and heard.value == "yes"


@pytest.mark.parametrize("where", ["not the landline", "never my work phone", "not at the office"])
def test_where_not_to_call_is_a_condition(where: str) -> None:
    heard = read_consent(f"yes but {where}")
    assert heard is not None and (heard.value, heard.condition) == ("yes", where)


@pytest.mark.parametrize(
    "when",
    """not while I'm driving | not when i'm up a ladder | after the baby is asleep |
    before my class starts | not during my shift | after I get home from work""".split("|"),
)
def test_their_day_is_a_condition_beside_a_yes(when: str) -> None:
    heard = read_consent(f"yes but {when.strip()}")
    assert heard is not None and (heard.value, heard.condition) == ("yes", when.strip())


@pytest.mark.parametrize("turn", ["oops", "wait", "sorry", "I meant", "scratch that", "actually"])
def test_a_yes_that_is_taken_back_is_none(turn: str) -> None:
    for yes, no in itertools.product(["yes", "sure", "call me", "text only"], ["no", "don't call"]):
        heard = read_consent(f"{yes}, {turn}, {no}")
        assert heard is None or heard.value == "no", (yes, turn, no)


@pytest.mark.parametrize(
    ("text", "intent", "consent"),
    [
        ("just call me", "human", "yes"),
        ("have a person call me please", "human", "yes"),
        ("text only please", "opt_out", "yes"),
        ("call me tomorrow after 5", "human", "yes"),
        ("I want to talk to a person", "human", None),
    ],
)
def test_a_wish_to_be_called_answers_and_calls_no_person(
    text: str, intent: str, consent: str | None
) -> None:
    """Whatever the model takes it for; the hour is no new time for the work."""
    found = understand(text, Context(NOW, "consent", ROOFING), Guess(intent, 0.9))
    heard = found.values.get("consent")
    assert (heard.value if heard else None) == consent
    assert found.intent == ("inform" if consent else "human")
    assert "timeframe" not in found.values


@pytest.mark.parametrize("asks", ["consent", "owner", "need", "budget", "name", None])
def test_a_reaction_says_nothing_to_any_question(model: IntentModel, asks: str | None) -> None:
    for text in (
        "Liked “Do you own the property?”",
        "Disliked “Reply YES or NO. Reply STOP to opt out.”",
        "👍 to “Roughly what budget do you have in mind? Like $4,500”",
        ROOFING.consent,
        f"> {ROOFING.greeting}",
    ):
        found = understand(text, Context(NOW, asks, ROOFING), model.predict(text)[0])
        assert not found.values
        assert found.intent == "nlu_fallback"


@pytest.mark.parametrize(
    "text", ["call me have " * 20, "not any " * 37, "call, " * 49, "yes no " * 42]
)
def test_any_text_is_read_at_once(text: str) -> None:
    read_consent(text)
    told_condition(text, {}, ANY)


# Each of these sounds like the answer, and is another.
NO_YES = """
    ok no | fine, no | sure, not | I CAN'T SAY YES TO THAT | she'd say yes | yes to the price alone
    right, forget that | yes to the work, no to the calls | yes to anything else
    ok but what's it going to cost | sure, because I have nothing better to do | yes I am the tenant
    yes is a big word | yes the roof leaks | I will tell you yes another day | sure is hot today
    yes I have two questions | ok and what happens then | fine weather for a roof
"""
NO_REFUSAL = """
    not next week, the week after | not 7000, 9000 | no more than 6k by the way | not 94117, 94116
    no skylights, only shingles | not January | not Ana, Anna | no earlier than May
    not my mother, me | not in such a hurry | don't be late please | no, the number is 415 555 0142
    no wait, my email is ana@example.com | not that one, 415 555 0143 | dont come on sunday mornings
"""
STILL_NO = """
    no you people are a pain | no, don't | no because I get enough calls | no way man
    not ok with that | hell no | absolutely not | nope, leave me alone
    not interested in calls | no, never
"""
STILL_YES = """
    that would be great, thank you | you may call or text me at this number | please do
    sure why not | yes of course you can | sounds perfect
    let's do it | ok by me, thanks so much | yes sir
    why not | yes, when can you call? | happy to hear from you | fine with both
"""


@pytest.mark.parametrize(
    ("listing", "values"),
    [
        (NO_YES, {None, "no"}),
        (NO_REFUSAL, {None}),
        (STILL_NO, {"no"}),
        (STILL_YES, {"yes"}),
    ],
)
def test_a_word_of_consent_is_one_only_by_itself(listing: str, values: set[str | None]) -> None:
    """What stands beside it may take it back, ask, or speak of something else."""
    heard = {text: read_consent(text) for text in each(listing)}
    wrong = {t: a and a.value for t, a in heard.items() if (a and a.value) not in values}
    assert not wrong


# A mere "ok" before a no, a yes that is denied, one that something else stands beside.
LAST_IS_NO = """
    hard pass | forget it | please refrain | no sirree | that's a firm no
    ok, not interested | alright, nope | okay no thanks | fine but no | cool, no | ok never
    I said no | i already said no | my answer is no | that's a no | I'm telling you no
    ok no thank you
    I can't say ok to that | i won't say yes | haven't said yes | don't bother | i don't want that
    no longer interested | not happening | not a chance | not in a million years | please do not
    no gracias | no can do | no freaking way | thanks but no thanks | it's a no from me
"""
YES_AND_MORE = """
    yes i have a problem with that | yes i mind | sure, like i have time for this | ok wait
    yes, hold on | ok sorry | yes but first tell me who you are | yes today is my birthday
    yes monday is garbage day | ok tomorrow i decide | yes you call all the time | sure you do
    yes i want dinner | yes i need it by monday | ok i see | fine, be that way | yes never
    fine thanks and you | yes that's my number | fine day today | yes only the roof
    ok only the roof
    yes instead of gutters a deck | ok better price please | of course you would | yes i'm busy
    yes to what | yes i saw the ad | my boss would say ok | sure hope so | ok how does this work
"""
NO_OF_ANOTHER = """
    not a deck, a porch | not for the garage | no the back roof | no just the roof | no only gutters
    no my name is Maria | no it's in Oakland | no i meant january | no i said january
    no, the kitchen | not this month, next | no later than may | no wait | no wait, hold on
    not me, my dad | no thursday | i meant not monday | don't lose my info | don't have a garage
    no voicemails please | don't spam me | do not share my number | can't talk now | no pets
"""
SPARED = """
    sure, no pressure sales | ok as long as you don't spam me | text me, no voicemails
    no robocalls but yes | calls no, texts yes | calls yes texts no | texts fine, calls not
    not when i'm at work, after 6 works | can't answer at work, text me | i'm driving, call me later
    i can't hear well so text please | i'm hard of hearing, text please | yes but keep it short
    ok but not too often | yes but don't sell my number | call me but no sales pitch
    sure but don't share my number with anyone | not during dinner, after 7 is fine
    no autodialers but yes | call but not on sundays | no pressure though, ok
"""
YES_IN_OTHER_WORDS = """
    fire away | by all means, go right ahead | yes, be my guest | you betcha | consider it a yes
    i would love that | i'd appreciate a call | looking forward to it
    yes, i look forward to your call
    i give you permission | go right ahead | that works | i see no reason why not | not a problem
    okey dokey | yes my friend | yes, use this number | no problem at all
    i don't mind at all
    yes, that's what i want | yes i am ok with that
"""
# A yes beside a question about the work is one; beside others it is asked for once more.
YES_BESIDE_A_QUESTION = """
    Yes. Do you take credit cards? | yep! and is there a warranty? | Yes. are you licensed?
"""
NOT_BESIDE_A_QUESTION = """
    ok. is there a warranty? | Yes. Will it be a robot? | Will you spam me? Oh yes | No. Yes.
    Do I look like I enjoy calls? Yes. | Yes. Who gets my number? | Is it fine if I say no? Yes.
    I'm 15. Yes | I have to ask my wife. Yes | You're forcing me. Yes | Email me. Yes | Yes. No?
    Yes. Can I cancel later? | Yes. What am I agreeing to? | Yes. Is there a catch?
"""


@pytest.mark.parametrize("text", each(LAST_IS_NO))
def test_the_last_clear_word_is_a_no(text: str) -> None:
    heard = read_consent(text)
    assert heard is not None and heard.value == "no"


@pytest.mark.parametrize("text", [*each(YES_AND_MORE), *each(NO_OF_ANOTHER)])
def test_what_speaks_of_something_else_is_asked_once_more(text: str) -> None:
    assert read_consent(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [(text, "yes") for text in each(YES_BESIDE_A_QUESTION)]
    + [(text, None) for text in each(NOT_BESIDE_A_QUESTION)],
)
def test_a_question_of_something_else_leaves_a_yes_alone(text: str, value: str | None) -> None:
    heard = read_consent(text)
    assert (heard.value if heard else None) == value


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("if it's a person calling, yes", True),
        ("No robocalls, but a call from the agent, yes", True),
        ("yes once I know more", False),
        ("if my wife agrees, yes", False),
        ("yes if it's free", False),
        ("I never said yes to that", False),
    ],
)
def test_a_condition_said_again_is_meant_unless_it_waits(text: str, meant: bool) -> None:
    assert ends_in_yes(text) is meant


@pytest.mark.parametrize("text", each(SPARED))
def test_what_they_want_to_be_spared_is_a_condition(text: str) -> None:
    heard = read_consent(text)
    assert heard is not None and heard.value == "yes" and heard.condition


@pytest.mark.parametrize("text", each(YES_IN_OTHER_WORDS))
def test_a_yes_may_be_said_in_many_ways(text: str) -> None:
    heard = read_consent(text)
    assert heard is not None and (heard.value, heard.condition) == ("yes", None)


@pytest.mark.parametrize("words", ["yes please ", "no thanks "])
def test_consent_is_not_read_out_of_parts(words: str) -> None:
    context = Context(NOW, "consent", ROOFING)
    assert "consent" in understand(words, context, Guess("affirm", 0.9)).values
    assert "consent" not in understand(words * 40, context, Guess("affirm", 0.9)).values


# What follows the yes is told back with the question, whatever it says.
NOT_UNDERSTOOD = """
    only after the new year | not while I'm on dialysis, afternoons | unless it's a robot
    just not saturdays, that's our sabbath | when I'm back from the rig | except on holidays
    in portuguese please | let it ring long, I'm slow on my feet | use my cell and not this one
    my nephew picks up, I don't hear so good | I'm six hours ahead of you | if it's free
    once I know the price | I won't pick up a number I don't know | only if my wife is on the line
"""
# Without a yes beside it.
ALONE = """
    only if it's a text | not on my birthday but otherwise fine | no calls | just email me
    unless you are a robot | when my husband is back | ask for Rosa | you can try me after 9
    not before the holidays | as long as it's free
"""
NO_CONDITION = """
    i guess | yes i guess | maybe | if I must | not sure | yes and no | no, call me | why?
    yes but who is this | sure, when will they call | yes but don't call or text me | hmm
    yes i have a problem with that | sure, like i have time for this | my number is 415 555 0134
    not 94110 but 94112 | yes. Scratch that | ok wait | thanks
"""


@pytest.mark.parametrize("words", each(NOT_UNDERSTOOD))
@pytest.mark.parametrize("yes", ["yes, ", "Sure but ", "ok ", "Yeah. ", "go ahead, but "])
def test_what_is_not_understood_beside_a_yes_is_kept(yes: str, words: str) -> None:
    """At once where it is understood, else to be read back; never is it a yes without them."""
    text = yes + words
    heard = read_consent(text) or told_condition(text, {}, ANY)
    assert heard is not None and heard.condition is not None
    assert words in heard.condition


@pytest.mark.parametrize("text", each(ALONE))
def test_a_condition_without_a_yes_is_kept_and_is_none(text: str) -> None:
    heard = read_consent(text)
    if heard is None:
        heard = told_condition(text, {}, ANY)
        assert heard is not None and heard.doubtful
    assert heard.condition == text


@pytest.mark.parametrize("text", each(NO_CONDITION))
def test_a_hedge_a_question_and_a_no_set_no_condition(text: str) -> None:
    assert read_consent(text) is None
    assert told_condition(text, {}, ANY) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("yes, but only after the holidays", "yes"), ("yes if it's free", None), ("if only", None)],
)
def test_a_condition_is_in_doubt_until_it_is_read_back(
    model: IntentModel, text: str, value: str | None
) -> None:
    heard = understand(text, Context(NOW, "consent", ROOFING), model.predict(text)[0])
    consent = heard.values["consent"]
    assert (consent.value, consent.doubtful) == (value, True)


def test_a_long_condition_is_kept_whole() -> None:
    text = "Yes, but please only when my daughter is with me, " + "for I am old and forget, " * 25
    heard = understand(text, Context(NOW, "consent", ROOFING), Guess("affirm", 0.9))
    consent = heard.values["consent"]
    assert consent.doubtful and consent.condition == text[16:].strip()


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I'd rather talk to a person instead", "human"),
        ("never mind i found someone", "goodbye"),
        ("not until you tell me the price", "ask_cost"),
        ("only 15k, not 12k", "correct"),
        ("stop texting me after 9pm", "opt_out"),
    ],
)
def test_what_else_is_meant_is_no_condition(model: IntentModel, text: str, intent: str) -> None:
    heard = understand(text, Context(NOW, "consent", ROOFING), model.predict(text)[0])
    assert heard.intent == intent
    assert "consent" not in heard.values or heard.values["consent"].doubtful


# A time alone, their day, a threat: never sold at once, and asked about.
NOT_SOLD = """
    go ahead, make my day | don't ring, I'm mute | don't phone, I'm hard of hearing
    tuesday? | tomorrow night? | weekdays only? | at 2am? | at home? after 7? | before noon?
    text me after 7 and I'll call the cops | call me after 9pm, just try it
    sure, ring me at 3am, see how that goes | give me till friday | give me until tomorrow
    I work till 5 | I'm free until 8 | I work days | on my break | we're out until 6
    call me at noon and you will be sorry
"""
NEVER_ON = """
    never on the sabbath | and never on my day off | never at the store | never three times a day
    never while I nurse the baby | never at night
"""


@pytest.mark.parametrize("text", each(NOT_SOLD))
def test_a_time_their_day_or_a_threat_is_no_yes(text: str) -> None:
    assert read_consent(text) is None


@pytest.mark.parametrize("text", each(NEVER_ON))
def test_never_at_a_time_is_no_never(text: str) -> None:
    heard = read_consent(text) or told_condition(text, {}, ANY)
    assert heard is not None and heard.value != "no" and heard.condition


@pytest.mark.parametrize("text", each("never | NEVER | never ever | never call me | never again"))
def test_never_alone_is_a_no(text: str) -> None:
    heard = read_consent(text)
    assert heard is not None and heard.value == "no"


ANY_WORDS = """
    only when the owner of the firm calls | I'm deaf, don't phone | text not call, I have no voice
    only Polish | Russian speaker please | we keep the sabbath here | I drive a truck, no hands free
    say who you are first or I'll hang up | use the landline | dialysis on Mondays, can't talk then
    my english is not so good, someone who speaks Polish | Mondays and Tuesdays are out
    speak slowly, I had a stroke | my niece translates for me | I'm on the road a lot, try twice
    call after 6 and I'll pick up
    need an interpreter for Farsi | as long as nobody else gets my number | I'm busy until 7
"""


@pytest.mark.parametrize("text", each(ANY_WORDS))
def test_whatever_else_they_say_to_it_is_kept_and_told_back(model: IntentModel, text: str) -> None:
    heard = understand(
        text, Context(NOW, "consent", ROOFING), model.predict(text, asks="consent")[0]
    )
    consent = heard.values["consent"]
    assert (heard.intent, consent.doubtful) == ("inform", True)
    assert consent.condition == text


@pytest.mark.parametrize("text", each("blorp grmpf | lol | thanks | hm ok? | 94110 | what?"))
def test_what_says_nothing_is_not_told_back(model: IntentModel, text: str) -> None:
    heard = understand(
        text, Context(NOW, "consent", ROOFING), model.predict(text, asks="consent")[0]
    )
    assert "consent" not in heard.values
