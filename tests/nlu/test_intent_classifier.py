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
from bot.nlu.intent_examples import read_examples
from bot.nlu.intent_features import features, tokens
from bot.nlu.intent_model import FALLBACK, IntentModel

EXAMPLES = read_examples(Path(__file__).parents[2] / "data" / "nlu")
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


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return IntentModel.train(EXAMPLES)


def test_every_intent_has_many_examples_and_no_sentence_has_two_intents() -> None:
    assert {intent for _, intent in EXAMPLES} == INTENTS
    for intent in INTENTS:
        assert sum(i == intent for _, i in EXAMPLES) >= 100, intent
    first: dict[str, str] = {}
    clashes = [t for t, i in EXAMPLES if first.setdefault(" ".join(tokens(t)), i) != i]
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
        ("how do I bake sourdough bread?", FALLBACK),
        ("who was the emperor of rome", FALLBACK),
        ("zxqv wrrt plonk", FALLBACK),
    ],
)
def test_a_message_nobody_wrote_down_is_understood(
    model: IntentModel, text: str, intent: str
) -> None:
    assert model.predict(text)[0].intent == intent


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
    assert features("") == {}


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
