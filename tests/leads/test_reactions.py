"""Reactions to every text of ours, in many languages; and words that only look like one."""

from __future__ import annotations

import pytest

from bot.leads.keywords import parse
from bot.leads.quotations import own_words, standing_texts
from bot.leads.reactions import is_reaction
from bot.services.dialogue import Reply
from bot.services.text_reply import text_reply
from tests.conftest import SAMPLES, read_sample

CAMPAIGNS = {campaign.id: campaign for campaign in map(read_sample, SAMPLES)}
# "§" is the quotation.
REACTIONS = """
    Liked “§” | Loved “§” | Disliked “§” | Laughed at “§” | Emphasized “§” | Emphasised “§”
    Questioned “§” | Liked "§" | Reacted 👍 to “§” | Reacted ❤️ to "§"
    Reacted with a sticker to “§” | Reacted to “§” with 👍
    Removed a like from “§” | Removed a heart from “§” | Removed a dislike from “§”
    Removed a laugh from “§” | Removed an exclamation from “§” | Removed a question mark from “§”
    Removed 👍 from “§” | \u200b👍\u200b to “\u200a§\u200a” | ❤️ to "§" | 😂 to “§” | 👍 à « § »
    👍 a “§” | 👎 “§”
    Le gustó “§” | Le encantó “§” | No le gustó «§» | Le dio risa “§” | Me gusta “§”
    Enfatizó “§” | Cuestionó “§” | Reaccionó con 👍 a “§” | Eliminó un me gusta de “§”
    A aimé « § » | A adoré « § » | N’a pas aimé « § » | A ri à « § » | A mis en avant « § »
    A mis en doute « § » | A réagi avec 👍 à « § »
    Gefällt „§“ | Gefällt „§“ nicht | Liebt „§“ | Lacht über „§“ | Betont „§“
    Stellt „§“ in Frage | Hat mit 👍 auf „§“ reagiert
    Gostou de “§” | Não gostou de “§” | Adorou “§” | Riu de “§” | Enfatizou “§” | Questionou “§”
    Reagiu com 👍 a “§”
    Ha messo “Mi piace” a “§” | Ha adorato “§” | Non è piaciuto “§” | Ha riso per “§”
    Ha messo in dubbio “§”
    Vond “§” leuk | Vond “§” niet leuk | Vindt “§” geweldig | Lachte om “§” | Benadrukte “§”
    Gillade “§” | Älskade ”§” | Ogillade ”§” | Synes godt om “§” | Likte «§» | Tykkäsi ”§”
    Polubił(a) „§” | Nie polubiła „§” | Понравилось «§» | “§” beğendi | “§”を「いいね」しました
    赞了“§” | “§”에 좋아요 표시함 | Đã thích “§” | Líbí se „§“
""".replace("(a)", "")
FORMS = [form.strip() for line in REACTIONS.strip().split("\n") for form in line.split(" | ")]


def texts_of_ours(id: str) -> list[str]:
    """Each question as a prospect's phone got it, choices and all, the greeting and the consent."""
    campaign = CAMPAIGNS[id]
    questions = [
        text_reply(
            [Reply(q.ask, q.id, tuple((title, value) for value, title in q.choices.items()))]
        )
        for q in campaign.questions
    ]
    return [f"{campaign.greeting} Reply STOP to opt out.", campaign.consent, *questions]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("id", CAMPAIGNS)
def test_a_reaction_to_any_text_of_ours_is_one(id: str, form: str) -> None:
    """Whole, or cut by the phone; and its quotation is no keyword."""
    said = texts_of_ours(id)
    for text in said:
        cut = text[: len(text) * 2 // 3].rsplit(" ", 1)[0] + "…"
        for quoted in (text, cut):
            reaction = form.replace("§", quoted)
            assert is_reaction(reaction, said), reaction
            assert parse(own_words(reaction, said)) is None, reaction


@pytest.mark.parametrize(
    "text",
    [
        "Liked an image",
        "Loved a movie",
        "Laughed at an attachment",
        "Removed a like from an image",
        "👍 to an image",
        "Le gustó una imagen",
        "Liked “Hi! I'm the assistant … Reply STOP to opt out.”",
        "Liked “Hi! I'm the ass",
        "Disliked “Do you own the property? (yes/no)”",
        "Loved “my roof leaks”",
        "Liked “yes”",
    ],
)
def test_a_reaction_needs_no_text_of_ours(text: str) -> None:
    """To a picture, to their own words, to a text that nobody remembers."""
    assert is_reaction(text)


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "👍",
        "yes 👍",
        "I liked the second one",
        "Loved the photo you sent, that's what I want",
        "Liked it",
        "“Do you own the property?” yes",
        '"Do you own the property?" no we rent',
        "> Do you own the property?\nyes",
        "“What's your name?” Maria Lopez",
        '"new roof"',
        '"STOP"',
        'my wife said "no way under 5k"',
        'Maria "Mia" Lopez',
        "a 12' by 14' roof",
        "questioned by my wife",
        "me gusta el techo",
    ],
)
def test_what_they_say_themselves_is_no_reaction(text: str) -> None:
    said = [each for campaign in CAMPAIGNS.values() for each in standing_texts(campaign)]
    assert not is_reaction(text, said)


@pytest.mark.parametrize(
    "text", ['"' * 1000, "liked " * 160, "👍 to " * 160, "reacted a b to " * 60]
)
def test_any_text_is_told_at_once(text: str) -> None:
    is_reaction(text, texts_of_ours("roofing"))
