"""Choices named by their labels' words."""

from __future__ import annotations

import pytest

from bot.language.choice_names import are_named, forms_of, names_of

LITTLE, JOINING = frozenset({"a", "in", "and"}), frozenset({"and", "or"})


@pytest.mark.parametrize(
    ("label", "said", "named"),
    [
        ("Rats and mice", "rats", True),
        ("Rats and mice", "a rat", True),
        ("Roof repair", "repairs of roofs", True),
        ("Roof repair", "roof", False),
        ("Windows/doors", "door", True),
        ("Live in care", "we live here", False),
        ("Gas", "gasoline", False),
        ("In", "in", False),
        ("Tax return (personal)", "personal", True),
        ("", "anything", False),
    ],
)
def test_a_part_of_a_label_names_its_choice(label: str, said: str, named: bool) -> None:
    """All of the part's telling words, whatever their endings."""
    words = frozenset(said.split())
    forms = frozenset(form for word in words for form in forms_of(word))
    assert are_named(names_of(label, (), LITTLE, JOINING), words, forms) is named


def test_a_phrase_names_its_choice_as_a_whole() -> None:
    """Its words may stand in any order."""
    names = names_of("Leak", ("water in the attic",), LITTLE, JOINING)
    said = frozenset("the attic has water".split())
    assert are_named(names, said, said)
    assert not are_named(names, frozenset({"water", "the"}), frozenset({"water", "the"}))
