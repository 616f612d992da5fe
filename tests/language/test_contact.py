"""Contact details found by rules over tokens, whatever comes."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from bot.language.contact import email, name, phone, place, roles
from bot.language.contact.digits import runs
from bot.language.contact.name_words import words_of
from bot.language.contact.words import Phrases, phrases, words
from bot.language.doc import read
from bot.language.examples import read_annotated

EXAMPLES = read_annotated(Path(__file__).parents[2] / "data" / "roles" / "contact.yml")
ROLES = {"theirs", "another", "old", "company", "mentioned"}


def test_a_pattern_is_written_out_in_every_way() -> None:
    told = Phrases([("(my|the|) name (is|was)", "a")])
    assert told.first == {"my", "the", "name"}
    assert told.at(["name", "was", "al"], 0) == ("a", 2)
    assert told.at(["the", "name", "is"], 0) == ("a", 3)


def test_the_longest_phrase_counts() -> None:
    told = Phrases([("call me", "a"), ("call", "b")])
    assert told.at(["call", "me", "al"], 0) == ("a", 2)
    assert told.at(["please", "call"], 1) == ("b", 2)
    assert told.at(["me"], 0) is None
    assert told.before(["please", "call", "me"], 3) == "a"
    assert told.skip(["call", "call", "me", "al"], 0) == 3


def test_every_list_of_words_loads() -> None:
    assert "zip" in words("number", "other")
    assert phrases("name_cue").at(["my", "name", "is", "al"], 0) == ("mine", 3)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("four one five - triple five", ["415555"]),
        ("nine hundred, oh one", ["900", "01"]),
        ("415 555-O123", ["415", "555", "0123"]),
        ("forty-two one double oh", ["42100"]),
        ("two windows", []),
        ("I have two and 12 more", ["12"]),
    ],
)
def test_groups_of_digits_are_read_as_told(text: str, digits: list[str]) -> None:
    assert [group.digits for run in runs(read(text)) for group in run] == digits


def test_words_stand_as_they_were_typed_in_any_script() -> None:
    text = "Siân O’Neil, अनिल 李雷 a@b.com St. John."
    typed = [word.typed for word in words_of(text)]
    assert typed == ["Siân", "O’Neil", "अनिल", "李雷", "St.", "John"]


@pytest.mark.parametrize("annotated", EXAMPLES, ids=lambda one: one.text)
def test_every_annotated_detail_is_found(annotated) -> None:
    asks = annotated.metadata.get("asks")
    doc = read(annotated.text)
    found = {(kind, each.value) for kind, each in roles.find_all(doc, "US", asks)}
    assert {each.role for each in annotated.annotations} <= ROLES
    assert len(found) >= len({annotated.text[a.start : a.end] for a in annotated.annotations})


class Nothing:
    """A message without corrections."""

    def turned(self, text: str, start: int, end: int, until: int | None = None) -> bool:
        return False

    def unsettled(self, text: str, end: int) -> bool:
        return False

    def taken_back(self, text: str, start: int, end: int) -> bool:
        return False

    def turns(self, text: str) -> tuple[object, ...]:
        return ()

    def read_last(self, text, read, again=None):
        return read(text)


PIECES = (
    "1 ,1-,415 555 0123 ,4155550123-,a@,a@b.,Dana ,Dana & ,i'm Dana ,one ,o-,a b ,94110 ,in 94110 ,"
    "double ,my name is ,not Dana ,dana at example dot com ,at ,dot ,monday ,Sunday Okafor ,+1 ,"
    'x1 ,zip ,é,अ,CA 94110 ,first last ,"a" ,name: ,my wife ,('
).split(",")


@pytest.mark.parametrize("piece", PIECES)
def test_a_thousand_characters_of_anything_are_read_at_once(piece: str) -> None:
    text = (piece * 1000)[:1000]
    doc = read(text)

    def everything() -> None:
        phone.find(doc, phone.Scene(asked=True))
        email.find(doc, asked=True)
        place.read(doc, place.Scene(asks="postcode"), Nothing())
        name.read(text[:300], name.Scene(asked=True), Nothing())
        name.read(text, name.Scene(asked=True), Nothing())

    everything()  # the lists of words are loaded once
    began = process_time()
    everything()
    assert process_time() - began < 0.1
