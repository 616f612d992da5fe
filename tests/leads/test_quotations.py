"""What a message quotes of ours is set aside; the prospect's own words stay where they are."""

from __future__ import annotations

import pytest

from bot.leads.quotations import own_words, standing_texts
from tests.conftest import SAMPLES, read_sample

CAMPAIGNS = {campaign.id: campaign for campaign in map(read_sample, SAMPLES)}
OPENING = """Hi! I'm the assistant of Bay Ridge Roofing. Reply STOP to opt out.
What do you need done?
1 Roof repair
2 New roof"""
SAID = (
    OPENING,
    "Got it. Do you own the property? (yes/no)",
    "Thanks: December 1 to 10, 2026. What's your name?",
    "Welcome back! So far I have: Roof repair, $8,000 to $10,000.",
    "About how much? A figure like $4,500, or a range.",
    'Reply "YES" or "NO" please. Consent is not a condition of purchase.',
)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ('"Do you own the property?" yes', "yes"),
        ("“Do you own the property? (yes/no)” no, we rent", "no, we rent"),
        ("yes - re: „Do you own the property?“", "yes - re:"),
        ("> Do you own the property? (yes/no)\nyes", "yes"),
        ("Do you own the property? yes", "yes"),
        ("What do you need done? a new roof", "a new roof"),
        ("“What's your name?” Maria Lopez", "Maria Lopez"),
        ('you asked "Do you own the property?" and yes', "yes"),
        ("Do you own the property? $5k", "$5k"),
        ("Reply STOP to opt out.", ""),
        ("Fwd: Hi! I'm the assistant of Bay Ridge Roofing. Reply STOP to opt out.", ""),
        (f"{OPENING}\n2", "2"),
        ("A figure like $4,500, or a range.", ""),
        ('“Reply "YES" or "NO" please.”', ""),
        ("“Hi! I'm the assistant of Bay Ri", ""),
        ("“Hi! I'm the assistant ... Reply STOP to opt out.” STOP", "STOP"),
    ],
)
def test_only_their_own_words_are_left(text: str, own: str) -> None:
    left = own_words(text, SAID)
    assert len(left) == len(text)
    assert left.strip().endswith(own)
    assert not {"property", "opt", "figure", "purchase"} & set(left.split())


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "December 1 to 10, 2026",
        "Roof repair, $8,000 to $10,000",
        "1 Roof repair",
        '"New roof"',
        '"STOP"',
        "“yes”",
        ">8k",
        "> 8k",
        "What's your name?",
        'I "own" it',
        "my wife said “no way under 5k”",
        "can you call or text me at this number",
    ],
)
def test_an_answer_is_theirs_though_it_uses_words_of_ours(text: str) -> None:
    assert own_words(text, SAID) == text


@pytest.mark.parametrize("id", CAMPAIGNS)
def test_every_standing_text_of_a_campaign_is_known_as_ours(id: str) -> None:
    """Its greeting, its questions and its consent: in marks, cited, forwarded."""
    said = standing_texts(CAMPAIGNS[id])
    for text in said:
        for quoted in (f"“{text}”", f'"{text}"', f"« {text} »", f"> {text}", f"Fwd: {text}"):
            if len(text.split()) > 4 or "Fwd" not in quoted:
                assert not own_words(quoted, said).strip(), quoted
                left = own_words(f"{quoted}\nsure", said)
                assert left.strip().removeprefix("Fwd:").split() == ["sure"], quoted
