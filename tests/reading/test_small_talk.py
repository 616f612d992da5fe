"""What a prospect says beside the answers: sentences that no example holds."""

import pytest

from bot.nlu.intent_features import tokens
from bot.nlu.intent_model import IntentModel
from tests.intents import EXAMPLES

HELD_BACK = {
    "affirm": """
        yes that would be right
        i am in favor of that
        that is the truth
        that's a yes from me
        oh absolutely
        i'd have to agree
        yes it definitely is
        that is indeed correct
        sure, that works
        yes siree
        please do so
        that's fine by me
        all right, yes
        i'm going with yes
        you are absolutely right
        right, that's it
        that would be a yes
    """,
    "bot_challenge": """
        am i conversing with a person
        tell me are you artificial
        is this a chatbot i'm using
        do humans work here or just robots
        i think i'm speaking to a machine
        are you a robot or a real person
        is there a live human i'm talking to
        would i be right that you are a computer
        are you human or ai
        you aren't a real human are you
        i'd like to know if you're a real person
    """,
    "deny": """
        that is not accurate
        no, i would not
        i can't agree to that
        it's definitely not
        that's just not true
        no please
        that isn't the case
        that's never going to happen
        i wouldn't do that
        i do not agree with you
    """,
    "goodbye": """
        it was great chatting
        i have to get off now
        okay see you
        good day to you, goodbye
        i'll catch up with you later
        alright i'm leaving
        see you tomorrow then
        that's everything, goodbye
    """,
    "greet": """
        hi, what's going on
        hello to you
        good morning friend
        hey, how is your day going
        hello, nice to see you
        hey what's new
        hi, how do you feel today
    """,
    "repeat": """
        can i get you to repeat that
        go ahead and say that again
        would you repeat what you told me
        what did you just tell me
        could you say it again please
        i missed what you said, again please
        say it once more for me
        could you restate it
    """,
    "thank": """
        i'm so grateful
        thanks, i needed that
        that was very kind, thank you
        i thank you very much
        i really do appreciate you
        you have been so helpful
        thank you, you're great
        wow, thank you very much
        thanks again for everything
        nice, thanks for that
    """,
    "unsure": """
        i'm really not sure about that
        i do not know the answer
        i couldn't tell you
        possibly yes, possibly no
        i'm not too sure
        that i'm not sure of
        i have not made up my mind
        i don't know at this time
        i'm uncertain
        i really have no idea
    """,
    "nlu_fallback": """
        how many teaspoons are in a tablespoon
        show me how to fold a fitted sheet
        is the subway running today
        how long does a passport take
        who won best actor last year
        which planet is the hottest
        order a large pepperoni pizza
        what was the highest temperature ever recorded
        what's the average rainfall in seattle
        start the dishwasher
        read my last text
        what's the best way to learn spanish
        what is the gdp of japan
        how high can eagles fly
        what's trending on twitter
        give me directions to the mall
        set the thermostat to 70
        how do i clean suede
        give me a riddle
        how many hours until midnight
        where did my package go
        was there an earthquake today
        can i bring a lighter on a plane
        what's a synonym for happy
        who's the richest person alive
        is it legal to own a monkey
        what's my horoscope
        what's the fine for littering
        did i leave the oven on
        what is the boss's phone number
        what's the largest ocean
        what's the exchange rate for pesos
        can you fax this for me
        what's the tuition at stanford
        what size battery does my remote take
        what's the tallest roller coaster
        are tomatoes a fruit
        what's happening downtown this weekend
        i can't find my shoes
        the sky looks pretty
        buy me some socks
    """,
}
SENTENCES = {
    intent: [line.strip() for line in text.split("\n") if line.strip()]
    for intent, text in HELD_BACK.items()
}


@pytest.mark.parametrize("intent", SENTENCES)
def test_nine_in_ten_are_heard_as_what_they_say(model: IntentModel, intent: str) -> None:
    missed = [text for text in SENTENCES[intent] if model.predict(text)[0].intent != intent]
    assert len(missed) <= len(SENTENCES[intent]) / 10, missed


def test_none_is_among_the_examples() -> None:
    known = {" ".join(tokens(example.text)) for example in EXAMPLES}
    texts = [text for block in SENTENCES.values() for text in block]
    assert [text for text in texts if " ".join(tokens(text)) in known] == []
