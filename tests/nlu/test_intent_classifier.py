"""What a message wants, from the project's own examples to Rasa's messages."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.intent_classifier import IntentClassifier
from bot.nlu.intent_features import features, tokens
from bot.nlu.intent_model import FALLBACK, IntentModel
from tests.intents import EXAMPLES

INTENTS = {
    "inform",
    "affirm",
    "deny",
    "unsure",
    "greet",
    "goodbye",
    "thank",
    "bot_challenge",
    "repeat",
    "ask_why",
    "ask_cost",
    "ask_privacy",
    "correct",
    "skip",
    "go_back",
    "start_over",
    "human",
    "opt_out",
    "nlu_fallback",
    "rude",
    "spanish",
    "job",
    "sales",
    "minor",
    "existing_customer",
    "complaint",
    "reschedule",
    "emergency",
}
FEW = [
    ("yes", "affirm"),
    ("yes please", "affirm"),
    ("oh yes", "affirm"),
    ("no", "deny"),
    ("no thanks", "deny"),
    ("oh no", "deny"),
    ("who won the game", "nlu_fallback"),
    ("who won the match", "nlu_fallback"),
    ("who won the race", "nlu_fallback"),
]


def test_every_intent_has_many_examples_and_no_sentence_has_two_intents_at_one_question() -> None:
    assert {example.intent for example in EXAMPLES} == INTENTS
    for intent in INTENTS:
        assert sum(example.intent == intent for example in EXAMPLES) >= 100, intent
    first: dict[tuple[str, str | None], str] = {}
    clashes = [
        text
        for text, intent, asks in EXAMPLES
        if first.setdefault((" ".join(tokens(text)), asks), intent) != intent
    ]
    assert clashes == []


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Yess, go ahead!", "affirm"),
        ("nope, not really", "deny"),
        ("honestly I have no idea", "unsure"),
        ("Hi there, how are you?", "greet"),
        ("ok talk to you tomorrow, bye", "goodbye"),
        ("thanks a lot for the quick help", "thank"),
        ("hmm am I talking to a robot here?", "bot_challenge"),
        ("Sorry, could you say that once more?", "repeat"),
        ("why on earth do you need my number?", "ask_why"),
        ("so how much do you charge for a quote?", "ask_cost"),
        ("who will you sell my phone number to", "ask_privacy"),
        ("sorry, I meant 14k", "correct"),
        ("actually change my budget to 7000", "correct"),
        ("id rather skip this one", "skip"),
        ("can we go back to the previous question?", "go_back"),
        ("lets start all over", "start_over"),
        ("let me talk to a real person pls", "human"),
        ("STOP TEXTING ME", "opt_out"),
        ("leave me alone!!", "opt_out"),
        ("take my number off your list", "opt_out"),
        ("we need a new roof in 94110", "inform"),
        ("about 9k", "inform"),
        ("415 555 0123", "inform"),
        ("you are such a stupid bot", "rude"),
        ("Buenas, ¿hablan español? mi techo tiene goteras", "spanish"),
        ("hi, are you guys hiring roofers?", "job"),
        ("We do SEO and can get you more customers", "sales"),
        ("I'm only 15, is that ok?", "minor"),
        ("fuck off and stop texting me", "opt_out"),
        ("ya no me manden mensajes por favor", "opt_out"),
        ("this bot is stupid, get me a human", "human"),
        ("how do I bake sourdough bread?", FALLBACK),
        ("who was the emperor of rome", FALLBACK),
        ("zxqv wrrt plonk", FALLBACK),
    ],
)
def test_a_message_nobody_wrote_down_is_understood(
    model: IntentModel, text: str, intent: str
) -> None:
    assert model.predict(text)[0].intent == intent


# Written with data/nlu/visitors.yml, and held back from it.
VISITORS = {
    "rude": """
        you are one dumb bot
        stupid thing doesn't even work
        this is such bullshit
        you guys are idiots
        God you are useless
        what a useless chat
        shut up you moron
        fuck you bot
        this is the dumbest thing ever
        I hate this stupid chatbot
        your company is full of shit
        your service is crap
        you're the worst bot i've ever talked to
        are you really that stupid
        what an asshole
        wtf is this garbage
        go fuck yourselves
        you're such an idiot
        dumb questions
        enough with the stupid questions
        you suck big time
        this really sucks
        kiss my ass bot
        you people are pathetic
        damn you're stupid
        screw you and your bot
        what the hell is your problem
        stop being so stupid
        bullshit bot
        piece of crap bot
        you are an annoying piece of junk
        omg this is so stupid
    """,
    "spanish": """
        Hola, buenas tardes, ¿hablan español?
        buenas noches, necesito ayuda
        necesito que arreglen mi techo
        Mi techo está goteando mucho
        no hablo ingles disculpe
        perdón, solo hablo español
        quiero saber cuánto cuesta arreglar el techo
        ¿me pueden dar un presupuesto?
        busco un seguro más barato para mi carro
        quiero vender la casa de mis padres
        estamos buscando una casa para comprar
        ¿dan préstamos sin crédito?
        me duelen los dientes
        quisiera estudiar una maestría en negocios
        vivo en san josé california
        mi nombre es lucía fernández
        mi teléfono es el 415 555 0190
        pueden llamarme mañana
        lo más rápido posible por favor
        tengo unos ocho mil dólares
        no entiendo lo que dice
        ¿hay alguna persona que hable español?
        en español por favor, no entiendo inglés
        gracias por la información
        el mes que viene
        soy la dueña de la casa
        alguien que hable espanol por favor
        ¿cuánto tiempo se tardan?
        ¿a qué hora abren?
        hola me interesa el seguro
    """,
    "job": """
        are you hiring for the summer
        are you hiring any roofers this spring
        are you hiring helpers
        do you guys hire part time
        do you have any positions
        do you have any jobs for roofers
        got any openings
        need extra hands on the crew
        i need a job asap
        i really need a job
        im looking for a job
        i'm job hunting
        looking for a job as a receptionist
        looking to join a crew
        looking to join your team
        i'd like to work for you guys
        i want a job
        i want a job with your company
        i want to apply for the roofer position
        where do i drop off my resume
        who can i send a resume to
        where do i apply for the job
        how do i apply for the job
        how do i apply for a position with you
        how can i work for you
        how can i get a job with you
        can i get a job with you
        can i set up a job interview
        im asking about the job you posted
        your sign says now hiring
        is the assistant position still open
        what are the hours for the job
        how much does the job pay an hour
        do i need experience to work for you
        do you provide training for new employees
        willing to learn, no experience, need work
        i have experience and i'm ready to work
        i'm a roofer and i need a job
        i am a carpenter looking for work
        do you need a secretary
        do you need someone to answer phones
        do you need another crew
        we are three roofers looking for work
        my friend is looking for a job, are you hiring
        my nephew wants to work with you
    """,
    "sales": """
        we offer web design and seo
        we offer a crm for realtors
        we offer virtual assistant services
        we offer wholesale prices on shingles to contractors
        we do branding and logo design
        we work with roofing companies to get them more jobs
        we are a web design agency
        we are a software company
        we can boost your google reviews
        we can help your business grow
        we would love to work with your business on marketing
        we would like to offer you our services
        we want to offer you a free trial of our software
        i sell insurance leads
        i can bring you more customers
        i can get you more google reviews
        do you outsource your marketing
        do you need more roofing leads
        do you need leads
        do you need a marketing agency
        are you looking to grow your business
        are you looking for leads
        are you looking for new clients
        are you getting enough leads
        are you happy with your seo
        would you be interested in a partnership
        would you like to buy leads
        would you like us to run your ads
        want to rank on google
        need help with your marketing
        looking for a partnership
        looking to collaborate with your company
        looking to sell leads to roofers
        interested in a collaboration
        let's talk about a partnership
        let me show you how to get more leads
        let me help you grow your business
        can i talk to the owner about a partnership
        can i tell you about our services for contractors
        your website needs seo
        free marketing consultation for roofers
        marketing for roofers
        website design for small business
        partnership inquiry
        sales pitch for the owner
    """,
    "minor": """
        im only 15
        I'm just 16 years old
        im in 7th grade
        I'm still in middle school lol
        i'm a minor so idk
        i'm underage sorry
        I'm not 18 yet
        my mom doesn't know I'm texting you
        my parents dont know i'm writing to you
        don't tell my mom please
        i'm using my mom's phone and i'm 12
        i'm in high school still, 16
        do I need my mom's permission
        do i have to be 18 or older
        i'm a freshman in high school
        I'm fifteen
        i'm only fourteen
        i'm too young i think
        im a kid
        i'm just a teenager
        i'll be 18 next summer
        i turn 16 next week
        my dad would be mad if he knew i was writing
        i'm not allowed to give out my phone number
        i have to ask my mom, i'm 14
        can i do this if i'm only 16
        is it a problem if i'm under 18
        i'm a sophomore, im 15
        im not old enough
    """,
}
LEADS = """
    my roof is a disaster
    the leak got really bad last night
    this stupid roof has been leaking for a year
    my insurance company screwed me so i want to switch
    My dentures are awful
    my credit is pretty bad
    I want to sell my parents' house
    we're selling our home in oakland
    I'd like to sell my condo and buy a house
    we sell in june and then buy
    I own a small business and need coverage
    i work from home so i need an office
    i work for google
    i've had the same job for ten years
    I just got a new job in Portland
    my son is 17 and needs insurance
    my daughter is 16 and just got her license
    I have two kids, 12 and 15
    we need a house near good schools
    my 13 year old needs braces
    my roof is 16 years old
    the car is 14 years old
    there's minor hail damage
    it's only a minor repair
    my mom's roof is leaking
    i'm asking for my mom, she needs dentures
    my parents own the place
    i need a roofer next week
    I'm looking for someone to fix my gutters
    looking for a roofing company
    i need a job done on my gutters
    I want to apply for a home loan
    i'd like to study for an mba while i work
    i graduated from high school in 1999
    San Jose
    Los Gatos
    Maria Hernandez
    my name is Carlos Ruiz
    spanish tile roof repair
    I can offer 12k
    we can pay up to 500k for the house
    i can send you a photo of the damage
    i'm only looking for an estimate
    just need a new policy
    I'm retired
    i'm an accountant
    i'm a first time buyer
    I need a loan for my business
    we're looking for a company to redo our roof
    need a contractor for my roof
    i work for the post office
    I'm a software developer
    my boss pays for the mba
    my company will pay the tuition
    I do roofing myself but this one is too steep
    I'm a landlord with three buildings
    we have a rental unit to insure
    we have a leak above the bedroom
    we have about 40k saved
    do you have appointments for implants
    i have a crown that fell off
    I can pay cash
    i can do mornings
    i can be there on friday
    my website is danasbakery.com
    we want more space for the kids
    we need more room
    I want to get more coverage
    i want to get out of the city
    my son wants to study business
    my daughter is starting college
    my son got his first car, he's 17
    my kid is 11 and needs braces
    i have to insure my 16 year old daughter
    the gutters are 15 years old
    my water heater is 12 years old
    my mom passed away and left me the house
    my mom wants to sell her house
    my dad lost two teeth
    my parents need a cheaper policy
    this old roof is ugly as sin
    crap roof, needs replacing
    the leak ruined my damn floor
    i'm sick of this leaky roof
    I hate renting
    hate my smile
    terrible tooth pain
    awful hail storm last night
    bad credit, around 580
    i was scammed by my last roofer
    santa clara
    el dorado hills
    Diego Flores
    san mateo county
    la jolla
    casa verde apartments
    just a minor crack in one tooth
    minor scratches on the car, want insurance
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize("intent", VISITORS)
def test_nine_in_ten_visitors_who_are_no_prospects_are_told(
    model: IntentModel, intent: str
) -> None:
    texts = lines(VISITORS[intent])
    missed = [text for text in texts if model.predict(text)[0].intent != intent]
    assert len(missed) <= len(texts) / 10, missed


def test_leads_are_not_taken_for_visitors_who_are_no_prospects(model: IntentModel) -> None:
    guesses = {text: model.predict(text)[0].intent for text in lines(LEADS)}
    assert {text: guess for text, guess in guesses.items() if guess in VISITORS} == {}


def test_what_was_held_back_is_in_no_example() -> None:
    known = {" ".join(tokens(example.text)) for example in EXAMPLES}
    held_back = [text for block in [*VISITORS.values(), LEADS] for text in lines(block)]
    assert [text for text in held_back if " ".join(tokens(text)) in known] == []


def test_a_ranking_is_sorted_and_sums_to_one(model: IntentModel) -> None:
    ranking = model.rank("can I talk to someone?")
    confidences = [guess.confidence for guess in ranking]
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("text", ["", "   ", "?!", "...", "\x00"])
def test_a_text_without_words_falls_back(model: IntentModel, text: str) -> None:
    assert [(g.intent, g.confidence) for g in model.predict(text)] == [(FALLBACK, 1.0)]


def test_under_the_threshold_the_fallback_comes_first_and_once(model: IntentModel) -> None:
    ranking = model.predict("yes", threshold=1.1)
    assert ranking[0].intent == FALLBACK
    assert [g.intent for g in ranking].count(FALLBACK) == 1


@given(st.text(max_size=200))
def test_any_text_has_an_intent(text: str) -> None:
    guess = SMALL.predict(text)[0]
    assert guess.intent in {"affirm", "deny", FALLBACK}
    assert 0 <= guess.confidence <= 1


SMALL = IntentModel.train(FEW)


def test_the_same_examples_give_the_same_model(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        IntentModel.train(FEW).save(tmp_path / name)
    assert (tmp_path / "a/intents.json").read_text() == (tmp_path / "b/intents.json").read_text()
    texts = ["oh yes please", "no", "who won"]
    first, second = IntentModel.load(tmp_path / "a"), IntentModel.load(tmp_path / "b")
    assert [first.rank(t) for t in texts] == [second.rank(t) for t in texts]
    assert [first.rank(t) for t in texts] == [SMALL.rank(t) for t in texts]


def test_two_intents_one_or_none_train_too() -> None:
    assert IntentModel.train(FEW[:6]).predict("yes")[0].intent == "affirm"
    assert IntentModel.train(FEW[:6]).predict("no")[0].intent == "deny"
    assert IntentModel.train(FEW[:3]).predict("yes")[0].intent == "affirm"
    assert IntentModel.train([]).predict("yes")[0].intent == FALLBACK


def test_arrays_that_do_not_match_their_words_are_refused(tmp_path: Path) -> None:
    SMALL.save(tmp_path)
    (tmp_path / "intents.json").write_text('{"intents": ["affirm"], "vocabulary": []}')
    with pytest.raises(ValueError, match="don't match"):
        IntentModel.load(tmp_path)


def test_numbers_addresses_and_stretched_letters_look_alike() -> None:
    assert tokens("It's 8,500 - ok?") == ["its", "0", "0", "ok"]
    assert tokens("dana@example.com") == tokens("bob@example.org")
    assert tokens("yessss!!!") == tokens("yesss")
    assert tokens("👍") == ["👍"]
    assert features("") == []


def test_telling_an_intent_loads_neither_rasa_nor_scikit_learn() -> None:
    code = (
        "import sys, bot.nlu.intent_model; print({'rasa', 'sklearn', 'scipy'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_rasa_trains_stores_loads_and_asks_it(tmp_path: Path) -> None:
    storage, resource = LocalModelStorage(tmp_path), Resource("intents")
    config = {**IntentClassifier.get_default_config(), "ranking_length": 2}
    examples = [Message.build(text, intent) for text, intent in FEW]
    trained = IntentClassifier.create(config, storage, resource, None)  # type: ignore[arg-type]
    trained.train(TrainingData(examples))
    loaded = IntentClassifier.load(config, storage, resource, None)  # type: ignore[arg-type]
    yes, empty = loaded.process([Message({"text": "yes please"}), Message({"text": ""})])
    assert yes.get("intent")["name"] == "affirm"
    assert yes.get("intent")["confidence"] > 0.5
    assert [guess["name"] for guess in yes.get("intent_ranking")][:1] == ["affirm"]
    assert len(yes.get("intent_ranking")) == 2
    assert empty.get("intent") == {"name": FALLBACK, "confidence": 1.0}


def test_a_message_with_no_text_falls_back_and_an_untrained_classifier_says_so(
    tmp_path: Path,
) -> None:
    storage, resource = LocalModelStorage(tmp_path), Resource("intents")
    config = IntentClassifier.get_default_config()
    (silent,) = IntentClassifier(config, storage, resource, SMALL).process([Message({})])
    assert silent.get("intent")["name"] == FALLBACK
    with pytest.raises(RuntimeError, match="neither trained nor loaded"):
        IntentClassifier(config, storage, resource).process([Message({"text": "hi"})])
