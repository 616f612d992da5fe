"""What a message means where the bot asks something: intents and values together."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.nlu.intent_model import IntentModel
from bot.nlu.sentences import questions
from bot.reading.heard import Context
from bot.reading.understand import Understanding, understand
from tests.conftest import SAMPLES, read_sample

CAMPAIGNS = {campaign.id: campaign for campaign in map(read_sample, SAMPLES)}
NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("America/Los_Angeles"))


def _told(
    model: IntentModel, text: str, asks: str | None, campaign: str = "roofing"
) -> Understanding:
    context = Context(NOW, asks, CAMPAIGNS[campaign])
    asked = [model.predict(each)[0] for each in questions(text)]
    return understand(text, context, model.predict(text)[0], asked)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("somewhere around the reservoir", "postcode"),
        ("over behind the ball park", "postcode"),
        ("I cannot bite on that side", "budget"),
        ("not a big deal either", "budget"),
    ],
)
def test_a_guess_at_not_knowing_leaves_no_question_open(
    model: IntentModel, text: str, asks: str
) -> None:
    """Only words that say so do."""
    assert _told(model, text, asks).intent == "nlu_fallback"


def test_two_choices_named_as_either_are_offered(model: IntentModel) -> None:
    """Who says "this or that" is asked which, and not all over again."""
    told = _told(model, "inspection or maybe repair, whichever is cheaper", "need")
    assert (told.intent, told.values["need"].offered) == ("inform", ("inspection", "repair"))


@pytest.mark.parametrize(
    "text", ["hard to say", "couldn't tell you", "no idea tbh", "i haven't decided", "you tell me"]
)
def test_not_knowing_is_heard_in_many_words(model: IntentModel, text: str) -> None:
    assert _told(model, text, "budget").intent == "unsure"


@pytest.mark.parametrize(
    ("text", "asks", "heard"),
    [
        ("6k 94118", "budget", {"budget", "postcode"}),
        ("6k, next week, 94118, own it", "budget", {"budget", "timeframe", "postcode", "owner"}),
        ("leak 6k next week 94118", None, {"need", "budget", "timeframe", "postcode"}),
        ("gutters 94118", "need", {"need", "postcode"}),
        ("in two weeks 94118", "timeframe", {"timeframe", "postcode"}),
        ("6k or 12345", "budget", {"budget"}),
        ("6k, 15000 at most", "budget", {"budget"}),
        ("around 12345", "budget", {"budget"}),
        ("94119 sorry", "name", {"postcode"}),
    ],
)
def test_a_zip_beside_an_answer_is_read(
    model: IntentModel, text: str, asks: str | None, heard: set[str]
) -> None:
    """Unless it may be money."""
    assert set(_told(model, text, asks).values) == heard


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("soy Lucia Ortega", "Lucia Ortega"),
        ("hola, me llamo Lucia", "Lucia"),
        ("mi nombre es Lucia Ortega", "Lucia Ortega"),
        ("Ana", "Ana"),
        ("hola", None),
        ("buenas tardes", None),
        ("no hablo ingles", None),
        ("thanks bud", None),
    ],
)
def test_a_name_is_one_in_any_language(model: IntentModel, text: str, name: str | None) -> None:
    heard = _told(model, text, "name").values.get("name")
    assert (heard.value if heard else None) == name


@pytest.mark.parametrize(
    ("text", "asks", "intent"),
    [
        ("what's this about?", "need", "bot_challenge"),
        ("who is this?", "need", "bot_challenge"),
        ("what is this", "need", "bot_challenge"),
        ("go back one", "budget", "go_back"),
        ("not right now", "postcode", "deny"),
        ("i've got one more request", "need", "start_over"),
        ("really? no number?", "budget", "nlu_fallback"),
        ("no, a repair", "budget", "correct"),
        ("oh wait, make it 9k", "timeframe", "correct"),
        ("this is her mom", "need", "greet"),
        ("not giving my name", "name", "skip"),
        ("tbd", "timeframe", "unsure"),
        ("what rate would i get", "budget", "ask_cost"),
        ("not interested", "need", "goodbye"),
        ("we already hired somebody", "budget", "goodbye"),
        ("not interested, take me off your list", "need", "opt_out"),
        ("n", "email", "skip"),
        ("ok I'm back", "budget", "greet"),
        ("go back", "budget", "go_back"),
        ("sorry, I meant May", "postcode", "correct"),
    ],
)
def test_an_aside_is_told_from_an_answer(
    model: IntentModel, text: str, asks: str, intent: str
) -> None:
    assert _told(model, text, asks).intent == intent


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("my parents own it", None),
        ("it's my mom's place", None),
        ("a trust owns it", None),
        ("me and my brother own it", "yes"),
        ("my husband owns it", None),
        ("my wife and I own it", "yes"),
        ("bought the place in 2011", "yes"),
        ("mine", "yes"),
        ("my landlord owns it", "no"),
        ("we rent", "no"),
    ],
)
def test_what_others_own_is_not_theirs(model: IntentModel, text: str, value: str | None) -> None:
    heard = _told(model, text, "owner").values.get("owner")
    assert (heard.value if heard else None) == value


def test_a_no_with_a_but_is_read_back(model: IntentModel) -> None:
    heard = _told(model, "no but paying cash", "pre_approved", "home-buying").values["pre_approved"]
    assert (heard.value, heard.doubtful) == ("yes", True)


def test_a_maybe_before_the_sum_does_not_hedge_the_choice(model: IntentModel) -> None:
    told = _told(model, "our first home, maybe 600 to 700k", "need", "home-buying").values
    assert (told["need"].value, told["need"].doubtful) == ("buy", False)


@pytest.mark.parametrize(
    ("text", "asks", "intent"),
    [
        ("beats me", "budget", "unsure"),
        ("haven't got a clue", "budget", "unsure"),
        ("we're on the fence about it", "timeframe", "unsure"),
        ("come again?", "budget", "repeat"),
        ("that's none of your business", "budget", "skip"),
        ("no longer interested, thanks", None, "goodbye"),
        ("we already hired somebody", None, "goodbye"),
        ("why do you keep texting me", None, "opt_out"),
        ("sotp", None, "opt_out"),
        ("STOPPP texting", None, "opt_out"),
        ("stop by on friday", None, "inform"),
        ("just stop the leak", None, "inform"),
        ("stop it from leaking please", None, "inform"),
        ("no more than 6k", "budget", "inform"),
    ],
)
def test_an_idiom_is_what_it_stands_for(
    model: IntentModel, text: str, asks: str | None, intent: str
) -> None:
    assert _told(model, text, asks).intent == intent


def test_a_need_is_not_described_by_the_answer_to_another_question(model: IntentModel) -> None:
    told = _told(model, "not till I pass the road test", "licensed", "auto-insurance").values
    assert {k: v.value for k, v in told.items()} == {"licensed": "no"}
    told = _told(
        model, "yes, and actually i just bought a car", "licensed", "auto-insurance"
    ).values
    assert {k: v.value for k, v in told.items()} == {"licensed": "yes", "need": "new_policy"}


def test_high_school_is_a_degree_before_it_is_an_age(model: IntentModel) -> None:
    told = _told(model, "just a high school diploma", "degree", "online-mba")
    assert (told.intent, told.values["degree"].value) == ("inform", "no")
    assert _told(model, "I'm 16, in high school", "degree", "online-mba").intent == "minor"


@pytest.mark.parametrize("text", ["June Carter", "Penny Grand", "Trey Hill", "Summer Monday"])
def test_a_name_holds_no_other_answer(model: IntentModel, text: str) -> None:
    assert set(_told(model, text, "name").values) <= {"name"}


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("what do people wear to a wedding in winter", "need"),
        ("how do hurricanes get their names", "need"),
        ("which team plays this weekend", "postcode"),
        ("who sings the song about a black hole sun", None),
    ],
)
def test_a_question_about_something_else_is_no_answer(
    model: IntentModel, text: str, asks: str | None
) -> None:
    """Not understood; what it names is at most read back."""
    found = _told(model, text, asks)
    assert found.intent == "nlu_fallback"
    assert all(heard.doubtful for heard in found.values.values())


@pytest.mark.parametrize(
    ("text", "intent"),
    [("that is so wrong", "deny"), ("i beg to differ", "deny")],
)
def test_where_nothing_was_asked_a_guess_at_a_no_leaves_nothing_open(
    model: IntentModel, text: str, intent: str
) -> None:
    """So the model is taken at its word."""
    assert _told(model, text, None).intent == intent


@pytest.mark.parametrize("text", ["i could not tell", "I'm not sure I'm in the right place"])
def test_where_nothing_was_asked_not_knowing_leaves_no_question_out(
    model: IntentModel, text: str
) -> None:
    assert _told(model, text, None).intent == "nlu_fallback"


@pytest.mark.parametrize(
    ("campaign", "text"),
    [
        ("dental-implants", "just one, no, three"),
        ("dental-implants", "one implant. oh wait no, the front two came out as well"),
        ("roofing", "gutters, no, something for the attic"),
        ("online-mba", "part time, no, whatever my boss pays"),
    ],
)
def test_what_is_taken_back_for_something_not_understood_is_in_doubt(
    model: IntentModel, campaign: str, text: str
) -> None:
    assert _told(model, text, "need", campaign).values["need"].doubtful


@pytest.mark.parametrize("text", ["a repair, no rush", "new roof, no hurry at all"])
def test_a_no_that_takes_nothing_back_leaves_no_doubt(model: IntentModel, text: str) -> None:
    assert not _told(model, text, "need").values["need"].doubtful


def test_one_word_of_a_long_sentence_is_offered_beside_what_the_whole_means(
    model: IntentModel,
) -> None:
    text = "my grandson helps me write this, I would like to stop paying Allstate so much"
    assert _told(model, text, "need", "auto-insurance").values["need"].doubtful


@pytest.mark.parametrize(
    ("campaign", "asks", "text", "question", "value"),
    [
        ("roofing", "need", "new roof around 18k and yes it's our house", "owner", "yes"),
        ("home-buying", "budget", "1.1 million, preapproved already", "pre_approved", "yes"),
        ("mortgage", "need", "refinance please, my score is 702", "credit", "good"),
        ("auto-insurance", "licensed", "no, I gave up my license", "licensed", "no"),
        ("home-buying", "pre_approved", "not buying, so no", "pre_approved", "no"),
        ("home-buying", "pre_approved", "no we're selling", "pre_approved", "no"),
        ("online-mba", "degree", "afraid not", "degree", "no"),
        ("roofing", "owner", "not just me, my sister and i own it together", "owner", "yes"),
        ("online-mba", "degree", "SDSU, finished the bachelors in 2016", "degree", "yes"),
        ("online-mba", "degree", "still finishing my bachelors", "degree", "no"),
        ("online-mba", "degree", "got my ba in 2012", "degree", "yes"),
    ],
)
def test_a_campaigns_own_question_is_answered_beside_others(
    model: IntentModel, campaign: str, asks: str, text: str, question: str, value: str
) -> None:
    heard = _told(model, text, asks, campaign).values[question]
    assert (heard.value, heard.doubtful) == (value, False)


@pytest.mark.parametrize(
    ("campaign", "asks", "text", "question", "value"),
    [
        ("roofing", "owner", "no, i own it", "owner", "yes"),
        ("roofing", "phone", "415 555 0134. no, 0143 at the end", "phone", "+14155550143"),
        ("roofing", None, "my neighbor got a new roof last month", "need", "replacement"),
        ("online-mba", None, "my boss has an executive mba", "need", "executive"),
        ("roofing", "owner", "yes but there's a tenant in it", "owner", "yes"),
        ("roofing", "owner", "no im not the renter, im the owner", "owner", "yes"),
        ("auto-insurance", "licensed", "never been without one", "licensed", "yes"),
        ("dental-implants", "need", "actually three, side by side", "need", "multiple"),
    ],
)
def test_what_may_be_meant_otherwise_is_read_back(
    model: IntentModel, campaign: str, asks: str | None, text: str, question: str, value: str
) -> None:
    heard = _told(model, text, asks, campaign).values[question]
    assert (heard.value, heard.doubtful) == (value, True)


def test_how_things_are_right_now_is_no_wish(model: IntentModel) -> None:
    assert "timeframe" not in _told(model, "22 with a civic, no insurance right now", None).values


@pytest.mark.parametrize(
    "text", ["I have none", "haven't got one", "we don't have that", "never had one"]
)
def test_who_has_no_address_skips_it(model: IntentModel, text: str) -> None:
    assert _told(model, text, "email").intent == "skip"


def test_a_wish_to_be_called_is_no_answer_to_another_question(model: IntentModel) -> None:
    assert "owner" not in _told(model, "just call me instead", "email").values


def test_what_is_let_go_in_mid_sentence_is_put_right(model: IntentModel) -> None:
    text = "my aunt says patches are no good so forget the repair, I want a new roof"
    told = _told(model, text, "budget")
    assert (told.intent, told.values["need"].value) == ("correct", "replacement")


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("yeah right, I wish, I'm just renting", True),
        ("yeah, in my dreams. I rent", True),
        ("ha yes, I wish", False),
        ("sure, as if", False),
        ("Yeah right", False),
        ("yeah, when pigs fly", False),
    ],
)
def test_a_yes_that_mocks_is_a_no(model: IntentModel, text: str, firm: bool) -> None:
    """It is read back, unless what follows tells the same."""
    heard = _told(model, text, "owner").values["owner"]
    assert (heard.value, heard.doubtful) == ("no", not firm)


def test_a_yes_that_ends_soon_is_read_back(model: IntentModel) -> None:
    text = "yes but only until Friday, after that the bank owns it"
    assert _told(model, text, "owner").values["owner"].doubtful


@pytest.mark.parametrize("asks", [None, "need", "timeframe"])
def test_what_happens_whenever_it_rains_tells_no_time(model: IntentModel, asks: str | None) -> None:
    for text in ("the ceiling drips whenever it rains", "it drips any time there's wind"):
        assert "timeframe" not in _told(model, text, asks).values


@pytest.mark.parametrize(
    "text",
    [
        "can I get a quote please",
        "hey can I get a quote",
        "I was hoping for an estimate",
        "how do I get some pricing",
        "Quote?",
    ],
)
def test_who_opens_with_a_quote_is_told_how_to_get_one(model: IntentModel, text: str) -> None:
    assert _told(model, text, None).intent == "ask_cost"


@pytest.mark.parametrize(
    ("text", "asks", "value", "firm"),
    [
        ("They don't hand out CPAs without one, so yes", "degree", "yes", True),
        ("dropped out in 08, went back, done in 2015", "degree", "no", False),
        ("not until I was 30, but yes", "degree", "yes", True),
    ],
)
def test_the_last_word_counts_and_what_turns_a_no_is_read_back(
    model: IntentModel, text: str, asks: str, value: str, firm: bool
) -> None:
    heard = _told(model, text, asks, "online-mba").values[asks]
    assert (heard.value, heard.doubtful) == (value, not firm)


def test_a_score_that_is_put_right_is_no_sum(model: IntentModel) -> None:
    told = _told(model, "good... wait, checked, 744", "credit", "mortgage").values
    assert told["credit"].value == "excellent"
    assert "budget" not in told


@pytest.mark.parametrize(
    "text",
    [
        "You sold the unit above me last month. Impressive.",
        "I've had two implants already, both fine.",
    ],
)
def test_what_was_done_before_opens_with_no_need(model: IntentModel, text: str) -> None:
    campaign = "home-buying" if "unit" in text else "dental-implants"
    need = _told(model, text, None, campaign).values.get("need")
    assert need is None or need.doubtful


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("oh yeah, I own it, in my dreams", "owner"),
        ("Sure, and I'm also an astronaut", "owner"),
        ("yes, from the university of hard knocks", "owner"),
    ],
)
def test_a_yes_that_goes_on_to_mock_is_read_back(model: IntentModel, text: str, asks: str) -> None:
    assert _told(model, text, asks).values[asks].doubtful


def test_no_address_is_no_answer_to_another_question(model: IntentModel) -> None:
    assert "owner" not in _told(model, "no email", "owner").values


def test_a_name_in_a_condition_is_not_theirs(model: IntentModel) -> None:
    told = _told(model, "yes, as long as it's Gary who calls", "consent").values
    assert told["consent"].condition == "as long as it's Gary who calls"
    assert "name" not in told
