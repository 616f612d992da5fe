"""Names: tidied in spaces and capitals, never respelt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ValueInvalid
from bot.values import person_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("maria lopez", "Maria Lopez"),
        ("MARIA LOPEZ", "Maria Lopez"),
        ("tom & LISA novak", "Tom & Lisa Novak"),
        ("TOM AND LISA NOVAK", "Tom and Lisa Novak"),
        ("  maria \n lopez ", "Maria Lopez"),
        ("Maria lopez", "Maria Lopez"),
        ("McDonald", "McDonald"),
        ("ronald mcdonald", "Ronald McDonald"),
        ("DeShawn", "DeShawn"),
        ("maria de la cruz", "Maria de la Cruz"),
        ("MARIA DE LA CRUZ", "Maria de la Cruz"),
        ("Ludwig van Beethoven", "Ludwig van Beethoven"),
        ("Dick Van Dyke", "Dick Van Dyke"),
        ("conan o'neil", "Conan O'Neil"),
        ("CONAN O’NEIL", "Conan O’Neil"),
        ("jean-luc picard", "Jean-Luc Picard"),
        ("josé ñandú", "José Ñandú"),
        ("zoë", "Zoë"),
        ("j.r. smith", "J.R. Smith"),
        ("JR", "JR"),
        ("dANA wHITFIELD", "Dana Whitfield"),
        ("dana w.", "Dana W."),
        ("bob jones jr.", "Bob Jones Jr."),
        ("henry ford iii", "Henry Ford III"),
        ("dana whitfield.", "Dana Whitfield"),
        ('"dana"', "Dana"),
        ("李小龙", "李小龙"),
        ("li", "Li"),
    ],
)
def test_a_name_is_tidied(text: str, name: str) -> None:
    assert person_name.parse(text) == name
    assert person_name.format(name) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "...",
        "4155550123",
        "dana 4",
        "R2D2",
        "😀",
        "dana 😀",
        "https://example.com",
        "example.com",
        "dana@example.com",
        "a" * 81,
        "one two three four five six seven eight",
        "dana\x00",
        "<b>dana</b>",
        "dana&maria",
        "& dana",
        "$dana",
    ],
)
def test_what_is_no_name_is_invalid(text: str) -> None:
    with pytest.raises(ValueInvalid, match="first and last name"):
        person_name.parse(text)


@given(st.text(max_size=90))
def test_a_tidied_name_stays_as_it_is(text: str) -> None:
    try:
        name = person_name.parse(text)
    except ValueInvalid:
        return
    assert person_name.parse(person_name.format(name)) == name
    assert name.strip() == name
    assert any(c.isalpha() for c in name)


@given(
    st.lists(
        st.sampled_from(
            ["dana", "O'Neil", "jean-luc", "de", "VAN", "III", "J.", "mcdonald", "Zoë", "李"]
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_name_once_tidied_is_tidy(words: list[str]) -> None:
    name = person_name.parse(" ".join(words))
    assert person_name.parse(person_name.format(name)) == name
