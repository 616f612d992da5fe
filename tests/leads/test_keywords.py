"""The carriers' words, alone and in company; and what only holds one."""

from __future__ import annotations

import itertools

import pytest

from bot.leads.keywords import Keyword, agrees, parse

ALONE = "STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT ARRET PARAR ALTO BAJA".split()
# What stands beside a word, before or after it, and changes nothing.
COMPANY = """
    {}. Thank you
    {}!!! thanks
    {}, please
    please {}
    {} pls
    {}\n\nSent from my iPhone
    {} 🛑
    🙏 {} 🙏
    "{}"
    “{}”
    *{}*
    ({})
    ok {}
    no thanks. {}
    {}. I already hired a roofer
    {}, I found someone else
    Not interested. {}
    {}. wrong number
    {} now
""".strip().split("\n    ")


def spellings(word: str) -> list[str]:
    """The word as phones and people write it."""
    full_width = "".join(chr(ord(letter) + 0xFEE0) for letter in word)
    return [word, word.lower(), word.title(), f"  {word} ", full_width, f"\u200b{word}\u200b"]


@pytest.mark.parametrize("word", ALONE)
def test_a_word_is_known_in_every_spelling(word: str) -> None:
    for written in [*spellings(word), " ".join(word), ".".join(word), "-".join(word.lower())]:
        assert parse(written) is Keyword.STOP, written


@pytest.mark.parametrize("company", COMPANY)
def test_a_stop_is_one_whatever_stands_beside_it(company: str) -> None:
    """For every word and every spelling of it."""
    for word, n in itertools.product(ALONE, range(6)):
        written = company.format(spellings(word)[n])
        assert parse(written) is Keyword.STOP, written


@pytest.mark.parametrize(
    "text",
    [
        "Stopp",
        "stoppppp",
        "STOP STOP STOP",
        "stop all",
        "opt me out",
        "Opt-Out please",
        "Unsubscribe me",
        "unsubscribe this number",
        "stop texting",
        "stop your messages please",
        "I want to stop",
        "stop i already have a contractor",
        "STOP not interested",
        "stop you have the wrong person",
        "we went with another company STOP",
        "i already found a roofer stop",
        "STOP 2 END",
        "stop, quit",
        "I revoke my consent",
        "parar por favor",
        "Arrêtez",
        "s t o p please",
        "СТОП",
        "退订",
        "STOP.Sent from my Galaxy",
        "Thanks but stop",
        "Hi. Stop. Bye",
    ],
)
def test_stop_in_other_shapes(text: str) -> None:
    assert parse(text) is Keyword.STOP


@pytest.mark.parametrize(
    "text",
    [
        "please stop by on Monday",
        "Stop by after 5. Thanks",
        "stop my roof from leaking",
        "stop the leak, please",
        "it leaks, stop it",
        "make it stop",
        "the leak won't stop",
        "the leak will not STOP",
        "can't get it to STOP!!",
        "bus stop",
        "we are next to the bus stop, 94110",
        "no stopping",
        "non-stop",
        "one-stop shop",
        "stoop",
        "stop paying rent",
        "cancel my appointment",
        "Cancel. My appointment is on Monday",
        "cancel my old policy",
        "cancel, wrong day",
        "8k. cancel that, 9k",
        "end of March",
        "the end, March 31",
        "weekend",
        "quit smoking",
        "I quit",
        "opt out of collision coverage",
        "unsubscribe from my old insurer",
        "unsubscribe from what?",
        "i found a leak that won't stop",
        "para mi casa",
        "baja california",
        "el techo es alto",
        "yes please",
        "start next week",
        "help, my roof leaks",
        "info about roofs",
        "",
        "!!!",
        "94110",
    ],
)
def test_what_only_holds_a_word_is_no_keyword(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "keyword"),
    [
        ("START", Keyword.START),
        ("unstop!", Keyword.START),
        ("Yes", Keyword.START),
        ("ＹＥＳ", Keyword.START),
        ("help?", Keyword.HELP),
        ("Info\nSent from my iPhone", Keyword.HELP),
    ],
)
def test_start_and_help_stand_alone(text: str, keyword: Keyword) -> None:
    assert parse(text) is keyword


def test_a_yes_is_told_from_other_words_for_start() -> None:
    assert all(map(agrees, ("YES", "yes!", "Sí", "Oui")))
    assert not any(map(agrees, ("START", "unstop", "yes please call", "")))


@pytest.mark.parametrize("text", ["stop " * 400, "S T O P " * 300, "s" * 5000, "-" * 5000])
def test_any_length_is_read_at_once(text: str) -> None:
    parse(text)


@pytest.mark.parametrize(
    ("text", "business", "keyword"),
    [
        ("STOP Bay Ridge Roofing", "Bay Ridge Roofing", Keyword.STOP),
        ("bay ridge stop", "Bay Ridge Roofing", Keyword.STOP),
        ("stop roofers", "Bay Ridge Roofing", Keyword.STOP),
        ("Cancel Bay Ridge", "Bay Ridge Roofing", Keyword.STOP),
        ("STOP Palm and Pier please", "Palm & Pier Insurance", Keyword.STOP),
        ("stop the roof leak", "Bay Ridge Roofing", None),
        ("stop by Bay Ridge on Monday", "Bay Ridge Roofing", None),
        ("cancel insurance", "Palm & Pier Insurance", None),
        ("cancel my insurance", "Palm & Pier Insurance", None),
        ("Bay Ridge Roofing", "Bay Ridge Roofing", None),
    ],
)
def test_the_business_s_name_may_stand_beside_a_stop(
    text: str, business: str, keyword: Keyword | None
) -> None:
    assert parse(text, business) is keyword
