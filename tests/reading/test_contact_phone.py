"""Phone numbers however they are told; and what has their shape and is none."""

from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.contact import read_phone
from bot.reading.heard import Context
from tests.conftest import read_sample

ROOFING = read_sample(Path(__file__).parents[2] / "campaigns" / "roofing.yml")
BRITISH = replace(ROOFING, locale="en_GB", currency="GBP")
NOW = datetime(2026, 11, 23, tzinfo=timezone.utc)


def heard(text, asks="phone", campaign=ROOFING):
    """The value heard, with a question mark behind one that would be read back, or None."""
    found = read_phone(text, Context(NOW, asks, campaign))
    return found and f"{found.value}{'?' * found.doubtful}"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("(415)555-0123", "+14155550123"),
        ("818-555-0190.. hang on it ends in 91, 818-555-0191", "+18185550191"),
        ("eight oh five, 555, 0136", "+18055550136"),
        ("555 0136, area code 805", "+18055550136?"),
        ("805-555-0163, wait, the last four are 0136", "+18055550136?"),
        ("805 is the area code, 555-0136", "+18055550136?"),
        ("five five five oh one three six, area code eight oh five", "+18055550136?"),
        ("415-555-0123", "+14155550123"),
        ("415 555 0123 ext 4", "+14155550123"),
        ("415 555 0123 extension 204", "+14155550123"),
        ("415/555-0123", "+14155550123"),
        ("four one five, five five five, zero one two three", "+14155550123"),
        ("my cell's 4155550123 call after 5", "+14155550123"),
        ("+14155550123", "+14155550123"),
        ("1 (415) 555-0123", "+14155550123"),
        ("001 415 555 0123", "+14155550123"),
        ("+1.415.555.0123", "+14155550123"),
        ("its 415 555 0123 thx", "+14155550123"),
        ("call me at 415-555-0123 or 510-555-0177", "+14155550123"),
        ("415–555–0123", "+14155550123"),
        ("415 - 555 - 0123", "+14155550123"),
        ("415 555 01 23", "+14155550123"),
        ("415,555,0123", "+14155550123"),
        ("415·555·0123", "+14155550123"),
        ("[415] 555-0123", "+14155550123"),
        ("tel:+14155550123", "+14155550123"),
        ("Phone: 415-555-0123, zip: 94110", "+14155550123"),
        ("415-555-0123 94110", "+14155550123"),
        ("budget 8000-10000, phone 415-555-0123", "+14155550123"),
        ("order #48291734 and my number is 415-555-0123", "+14155550123"),
        ("please text me at (415) 555 0123 not call", "+14155550123"),
        ("415\xa0555\xa00123", "+14155550123"),
        ("📞 415-555-0123", "+14155550123"),
        ("415 555 0123 - Tom", "+14155550123"),
        ("415 555-O123", "+14155550123"),
        ("41 5555 0123", "+14155550123"),
        ("415, 555 0123", "+14155550123"),
        ("two one two triple five zero one four four", "+12125550144"),
        ("eight hundred 555 0199", "+18005550199"),
        ("212-555-0144 after 6pm please", "+12125550144"),
        ("212.555.0144x5", "+12125550144"),
        ("sure, 9 1 7 - 5 5 5 - 0 1 0 1", "+19175550101"),
        ("sorry typo, 415-555-0199", "+14155550199"),
        ("415-555 0123 is my wife's cell, she handles it", "+14155550123"),
        ("+1-415-555-0123;ext=9", "+14155550123"),
        ("i'm at 415-555-0123, apt 1204", "+14155550123"),
        ("+44 20 7946 0018", "+442079460018"),
        ("+44 (0)20 7946 0018", "+442079460018"),
        ("+49 30 23125 123", "+493023125123"),
        ("+61 2 5550 1234", "+61255501234"),
        ("5105550142 is the cell", "+15105550142"),
        ("five ten, five five five, zero one forty two", "+15105550142"),
        ("510. 555. 0142", "+15105550142"),
        ("510-555-0142, extension 7", "+15105550142"),
        ("+1 (510) 555 0142 thank you!", "+15105550142"),
        ("not 510-555-0142, it's 510-555-0143", "+15105550143"),
        ("my old number was 510-555-0142, use 510-555-0143", "+15105550143"),
        ("5 1 0 5 5 5 0 1 4 2", "+15105550142"),
        ("call after 5pm 510-555-0142", "+15105550142"),
        ("it's 1 510 555 0142", "+15105550142"),
        ("five one zero dash five five five dash zero one four two", "+15105550142"),
        ("#510-555-0142", "+15105550142"),
        ("+44 20 7946 0958", "+442079460958"),
        ("312-555-0166", "+13125550166"),
        ("My cell number is (312) 555 - 0166.", "+13125550166"),
        ("sure. 3125550166, ask for Lena", "+13125550166"),
        ("u can text 312 5550166", "+13125550166"),
        ("312 / 555 / 0166", "+13125550166"),
        ("(312) 555-0166 Ext. 22", "+13125550166"),
        ("3 1 2 5 5 5 0 1 6 6", "+13125550166"),
        ("312-555-0166? yes thats mine", "+13125550166"),
        ("sorry wrong one, 312-555-0166", "+13125550166"),
        ("call 312-555-0166 on 12/05 after 3", "+13125550166"),
        ("60614 312 555 0166 lena", "+13125550166"),
        ("three one two - five five five - zero one six six", "+13125550166"),
        ("(+44) 7700 900 321", "+447700900321"),
        ("three 1 two, 555, 01 66", "+13125550166"),
        ("312 555-0199 is my office, 312.555.0166 is better", "+13125550166"),
    ],
)
def test_a_number_is_heard_however_it_is_told(text, number):
    assert heard(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "123-456-7890",
        "000-000-0000",
        "0000000000",
        "111 111 1111",
        "1234567890",
        "415-055-0123",
        "115-555-0123",
        "415-155-0123",
        "555-0123",
        "5550123",
        "415-555-012",
        "415-555-01234",
        "41555501234567",
        "123-45-6789",
        "my ssn is 412-55-6789",
        "4111 1111 1111 1111",
        "4155-5501-2345-6789",
        "card 5500 0000 0000 0004",
        "192.168.10.25",
        "my ip is 212.155.201.144",
        "2026-12-01",
        "12/01/2026",
        "order 4155550123456",
        "no",
        "same number",
        "the one I'm texting from",
        "this one",
        "I don't want to give my number",
        "94110",
        "12000",
        "$4,155,550",
        "between 400000 and 500000",
        "+1 123 456 7890",
        "07098 785467",
        "0415 555 0123",
        "07700 900123",
        "02079460018",
        "999-999-9999",
        "911",
        "call me",
        "#2125550144998",
        "212-555-01",
        "12 34 56 78 90",
        "id 0012125550144777",
        "$2,125,550,144",
        "3.1415926535",
        "version 2.125.550.1440",
        "+999 12345678",
        "num 510*555*0142",
        "51055501",
        "510-555-01422",
        "010-555-0142",
        "222-222-2222",
        "I'd rather email",
        "you already have it",
        "use this number",
        "05105550142",
        "20,000-25,000",
        "10.20.30.40",
        "invoice 5105550142",
        "conf# 8815105550142",
        "my ssn is 510 55 0142",
        "exp 12/28 cvv 123",
        "2026-12-24 18:00",
        "312-555-016",
        "3125550166777",
        "555 0166",
        "012-555-0166",
        "7777777777",
        "0312 555 0166",
        "200.4455667788",
        "08457 128847",
        "account 3125550166",
        "4532 0151 1283 0366",
        "11/22/2026 10:30",
        "1 million",
        "I don't give it out",
        "my dob is 04/12/1985",
        "$3,125,550",
        "3000000000 dollars",
        "127.0.0.1",
    ],
)
def test_what_cannot_be_a_number_is_none(text):
    assert heard(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("07700 900123", "+447700900123"),
        ("07700900123", "+447700900123"),
        ("+44 7700 900123", "+447700900123"),
        ("0044 7700 900 123", "+447700900123"),
        ("020 7946 0018", "+442079460018"),
        ("(020) 7946 0018", "+442079460018"),
        ("0161 496 0123", "+441614960123"),
        ("my mobile is 07700-900-123 ring after 6", "+447700900123"),
        ("oh double seven double oh nine hundred one two three", "+447700900123"),
        ("zero seven seven zero zero, nine zero zero, one two three", "+447700900123"),
        ("+1 415 555 0123", "+14155550123"),
        ("01632 960 001", "+441632960001"),
        ("7700 900123", "+447700900123"),
        ("+44 (0) 7700 900123", "+447700900123"),
        ("07700 900 456", "+447700900456"),
        ("ring 020 7946 0321 after tea", "+442079460321"),
        ("oh two oh seven nine four six oh three two one", "+442079460321"),
        ("0113 496 0123", "+441134960123"),
        ("mob 07700900456 landline 0113 4960123", "+447700900456"),
        ("07700-900-321", "+447700900321"),
        ("0207 946 0444", "+442079460444"),
        ("my number is 0161-496-0321 ext 3", "+441614960321"),
        ("07700 900 12", None),
        ("415-555-0123", None),
        ("00000000000", None),
        ("12/03/2027", None),
        ("07700 9001234", None),
        ("12345", None),
        ("double oh seven", None),
        ("£7,700,900", None),
    ],
)
def test_a_british_campaign_reads_numbers_as_britain_writes_them(text, number):
    assert heard(text, campaign=BRITISH) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("999-911-4011", "+19999114011?"),
        ("555 234 5678", "+15552345678?"),
        ("800 911 0123", "+18009110123"),
        ("971 4 223 4567", "+97142234567?"),
        ("415-555-01234", None),
        ("447700900123", "+447700900123?"),
    ],
)
def test_an_unlikely_number_is_read_back(text, number):
    assert heard(text) == number


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("it's four one five, triple five, 0123 thanks", "four one five, triple five, 0123"),
        ("ok: 4 1 5 5 5 5 O 1 2 3!", "4 1 5 5 5 5 O 1 2 3"),
        ("call \uff14\uff11\uff15-555-0123", "\uff14\uff11\uff15-555-0123"),
    ],
)
def test_the_words_heard_are_those_that_were_written(text, words):
    found = read_phone(text, Context(NOW, "phone", ROOFING))
    assert found
    assert text[found.start : found.end] == words


@pytest.mark.parametrize("asks", [None, "budget", "need"])
@pytest.mark.parametrize(
    "text",
    [
        "one tooth, two crowns and three fillings",
        "5, 6 or 7 windows, 2500 to 3000",
        "250, 300, 4000",
    ],
)
def test_counts_are_no_number(text, asks):
    assert heard(text, asks) is None


@given(st.text(alphabet="0123456789 +-().,/x#:", max_size=60), st.sampled_from([ROOFING, BRITISH]))
def test_a_number_has_only_digits_of_the_text(text, campaign):
    found = read_phone(text, Context(NOW, "phone", campaign))
    if found:
        national = found.value.removeprefix("+1").removeprefix("+44").removeprefix("+")
        assert national in "".join(filter(str.isdigit, text))


@given(st.from_regex(r"\A[2-9][0-8][0-9][2-9][02-9][02-9][0-9]{4}\Z"), st.data())
def test_any_punctuation_gives_the_same_number(digits, data):
    gap = st.sampled_from(["", " ", "-", ".", " - ", "/", ") "])
    area, exchange, line = digits[:3], digits[3:6], digits[6:]
    if len(set(digits)) == 1 or area[1:] == "11":
        return
    first, second = data.draw(gap), data.draw(gap.filter(lambda g: ")" not in g))
    opening = "(" if ")" in first else ""
    prefix = data.draw(st.sampled_from(["", "1-", "+1 ", "+1"]))
    suffix = data.draw(st.sampled_from(["", " ext 4", " x12", ".", " thanks"]))
    told = heard(f"{prefix}{opening}{area}{first}{exchange}{second}{line}{suffix}")
    assert told
    assert told.rstrip("?") == f"+1{digits}"
