"""Campaign files as people really write them: every mistake is told by its line."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.campaign_files import check_campaign, read_campaign
from bot.errors import CampaignInvalid, Severity
from bot.leads.campaign import AtLeast, Duplicates, FollowUp, PriceBasis, QuestionType
from bot.leads.campaign_json import (
    campaign_from_json,
    campaign_to_json,
    canonical_json,
    definition_sha256,
)
from tests.campaign_files.conftest import SOUND, told

# The same with words enough for each choice.
WORDY = SOUND.replace(
    "repair: [leak, fix]",
    "repair: [leak, fix, lost shingles]\n      replacement: [re-roof, tear off, worn out]",
)


def test_a_sound_file_is_read(write):
    campaign = read_campaign(write(SOUND))
    assert campaign.business.name == "Bay Ridge Roofing"
    assert campaign.business.backup_sms is None
    assert [q.id for q in campaign.questions] == [
        "need",
        "budget",
        "timeframe",
        "postcode",
        "owner",
    ]
    assert campaign.questions[0].phrases == {"repair": ("leak", "fix")}
    assert campaign.questions[4].type is QuestionType.YES_NO
    assert campaign.qualified_when[1].rule == AtLeast(Decimal(3000))
    assert (campaign.price.amount.minor, campaign.price.basis) == (
        6500,
        PriceBasis.PER_QUALIFIED_LEAD,
    )


@pytest.mark.parametrize(
    ("find", "replace", "problem"),
    [
        # keys
        ("currency: USD\n", "", "1: `currency` is missing"),
        ("  time_zone: America/Los_Angeles\n", "", "3: `business.time_zone` is missing"),
        ("locale:", "local:", "8: `local` is not a key; did you mean locale?"),
        ("locale: en_US", "locale: en_US\nlocale: en_GB", "9: `locale` is already set on line 8"),
        ("  need:\n    ask", "  need:\n    asks", "13: `questions.need.asks` is not a key"),
        # the business
        ("America/Los_Angeles", "America/Los Angeles", '5: no time zone is called "America/Los An'),
        ("America/Los_Angeles", "../../etc/passwd", "5: no time zone is called"),
        ("America/Los_Angeles", "America", "5: no time zone is called"),
        ('"+14155550100"', "+14155550100", "6: `business.sms`: not 14155550100; write the number"),
        ('"+14155550100"', '"415-555-0100"', '6: `business.sms`: not "415-555-0100"'),
        ('"+14155550100"', '"+11115550100"', "6: +11115550100 is no phone number"),
        ('"+14155550199"', '"+14155550100"', "7: +14155550100 is already `business.sms`"),
        ("name: Bay Ridge Roofing", 'name: ""', '4: `business.name`: not ""; write one line'),
        ("name: Bay Ridge Roofing", "name:", "4: `business.name`: nothing is set"),
        ("business:\n", "business: x\nextra:\n", '3: `business`: not "x"; write a mapping'),
        # the campaign
        ("id: roofing", "id: Roof ing", '1: `id`: not "Roof ing"; write small letters'),
        ("en_US", "en-US", "8: `locale`"),
        ("en_US", "xx_XX", '8: no locale is called "xx_XX"'),
        ("en_US", "en_UK", "8: no country is called UK; did you mean GB?"),
        ("currency: USD", "currency: USD\ncountries: [US, UK]", "10: no country is called UK"),
        ("currency: USD", "currency: USD\ncountries: [usa]", "10: `countries[1]`"),
        ("currency: USD", "currency: USD\ncountries: []", "10: `countries`"),
        ("currency: USD", "currency: USD\ncountries: [US, US]", "10: `countries`"),
        ("currency: USD", "currency: USD\ncountries: US", "10: `countries`"),
        ("USD", "dollars", '9: `currency`: not "dollars"'),
        ("USD", "USX", '9: no currency is called "USX"'),
        ("USD", "JPY", "32: 65.00 has more than 0 decimals"),
        # questions
        ('"How much?"', f'"{"How much? " * 31}"', "17: `questions.budget.ask`: 309 characters"),
        ('"How much?"', "[]", "17: `questions.budget.ask`: write a text"),
        ('{ask: "How much?"}', '{ask: "?", period: week}', "17: `questions.budget.period`"),
        ("repair: Roof repair", "repair: Stop", '14: phone carriers act on "Stop"'),
        ("repair: Roof repair", "repair: opt out!", '14: phone carriers act on "opt out!"'),
        ("repair: Roof repair", "repair: 3", "14: `questions.need.choices.repair`: not 3"),
        (
            "replacement: New roof",
            "replacement: roof repair",
            '14: "roof repair" is already the label',
        ),
        (
            "{repair: Roof repair, replacement: New roof}",
            "{}",
            "14: `questions.need.choices`: give",
        ),
        ("[leak, fix]", "[leak, info]", '16: phone carriers act on "info"'),
        ("[leak, fix]", "[leak, New Roof]", '16: "New Roof" already means `replacement`'),
        ("      repair: [leak", "      repare: [leak", "16: `repare` is not a choice"),
        ("[leak, fix]", "leak", '16: `questions.need.synonyms.repair`: not "leak"; write a list'),
        ("- id: owner", "- id: phone_code", "21: `phone_code` is a question of Leadbell's own"),
        ("- id: owner", "- id: budget", "21: `budget` is a question of Leadbell's own"),
        ("- id: owner", "- id: Own it", "21: `questions.details[1].id`"),
        ("- id: owner\n", "- id: owner\n      ask: x\n    - id: owner\n", "23: `owner` is already"),
        ("type: yes_no", "type: choice", "21: a choice question needs `choices`"),
        ("type: yes_no", "type: yes_no\n      choices: {a: b}", "24: a yes_no question has no cho"),
        ("type: yes_no", "type: boolean", '23: `questions.details[1].type`: not "boolean"; write'),
        # the definition
        ("  owner: {is", "  ownr: {is", "29: `qualified_when.ownr` names a question that isn't"),
        ('is: "yes"', "is: true", '29: `qualified_when.owner.is`: not true; write "yes"'),
        ('is: "yes"', 'is: "maybe"', '29: "maybe" is not an answer to `owner`'),
        ("[repair, replacement]", "[repare]", '25: "repare" is not an answer to `need`; did you'),
        ("[repair, replacement]", "[]", "25: `qualified_when.need.one_of`: list at least one"),
        ("at_least: 3000", "at_least: -1", "26: `qualified_when.budget.at_least`: not -1"),
        (
            "at_least: 3000",
            "at_least: 2999.50",
            "26: `qualified_when.budget.at_least`: not 2999.50",
        ),
        ("at_least: 3000", "at_least: 3,000", "26: `qualified_when.budget"),
        (
            "at_least: 3000",
            'at_least: "3,000"',
            '26: `qualified_when.budget.at_least`: not "3,000"',
        ),
        ("at_least: 3000", "within_days: 3000", "26: within_days can't judge `budget`"),
        ("at_least: 3000", "at_least: 1, is: x", "26: `qualified_when.budget`: set exactly one"),
        ("within_days: 90", "within_days: -90", "27: `qualified_when.timeframe.within_days`: not"),
        ("within_days: 90", "within_days: soon", "27: `qualified_when.timeframe.within_days`: not"),
        ('["940", "941"]', "[940]", "28: `qualified_when.postcode.starts_with[1]`: not 940; write"),
        # score, consent, price
        ("budget: 35", "budgt: 35", "30: `score.budgt` names a question that isn't asked; did you"),
        ("budget: 35", "budget: 0", "30: `score.budget`: not 0; write a whole number"),
        ("budget: 35", "budget: -5", "30: `score.budget`: not -5"),
        ("budget: 35", "budget: 1.5", "30: `score.budget`: not 1.5"),
        ("{text: ", "{txt: ", "31: `consent.text` is missing"),
        ('"65.00"', "65.00", "32: `price.per_qualified_lead`: not 65.00; write the amount"),
        ('"65.00"', '"-65"', "32: `price.per_qualified_lead`"),
        ('"65.00"', '"65.00", flat_per_month: "9"', "32: `price`: set exactly one"),
    ],
    ids=lambda text: repr(text[:30]),
)
def test_a_mistake_is_told_by_its_line(write, find, replace, problem):
    assert SOUND.count(find) >= 1, find
    problems = told(write(SOUND.replace(find, replace, 1)))
    assert any(p.startswith(problem) for p in problems), problems


def test_every_mistake_is_told_at_once_in_the_order_of_lines(write):
    broken = (
        SOUND.replace("America/Los_Angeles", "Mars/Olympus")
        .replace("greeting:", "greting:")
        .replace("at_least: 3000", "at_least: lots")
        .replace("  owner: {is", "  onwer: {is")
        .replace('"65.00"', "65")
    )
    problems = told(write(broken))
    assert [int(p.split(":")[0]) for p in problems] == [1, 5, 10, 26, 29, 32]


def test_one_mistake_is_told_once(write):
    """A refused choice is a choice all the same: nothing else complains that it is missing."""
    assert len(told(write(SOUND.replace("repair: Roof repair", "repair: 3")))) == 1
    assert len(told(write(SOUND.replace("questions:\n", "question:\n")))) == 2
    assert len(told(write(SOUND.replace('timeframe: {ask: "When?"}', "timeframe: When?")))) == 1


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "1: the file is empty"),
        ("# only a comment\n\n", "1: the file is empty"),
        ("---\n", "1: the file is empty"),
        ("- id: roofing\n", "1: a campaign file holds keys and values"),
        ("roofing", "1: a campaign file holds keys and values"),
        ("42", "1: a campaign file holds keys and values"),
        ("\n\nnull\n", "1: the file is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "1: this is not UTF-8 text"),
        ("id: roofing\nvertical: caf\u00e9".encode("latin-1"), "2: this is not UTF-8 text"),
        ("id: roofing\n".encode("utf-16"), "1: this is not UTF-8 text"),
        ("id: a\nvertical: \x00b\n", "2: there is an unprintable character"),
        ('id: a\nvertical: "\\0b"\n', "2: this text has an unprintable character"),
        ('id: a\nvertical: "\\ud83d"\n', "2: this text has an unprintable character"),
        ("id: a\n\tvertical: b\n", "2: there is a tab here"),
        ("id: a\nbusiness:\n\tname: b\n", "3: there is a tab here"),
        ("id: a\nvertical: 'open\nnumber: 1\n", "2: a quote opens here and never closes"),
        ("id: a\nscore: {need: 1\nprice: 2\n", "3: a comma or the closing } is missing"),
        ("id: a\nscore: [1, 2\nprice: 2\n", "3: a comma or the closing ] is missing"),
        ("id: a\n  vertical: b\n", "2: a colon is out of place"),
        ("id: a\ngreeting: Hi: there\n", "2: a colon is out of place"),
        ("id: a\ngreeting: @you\n", "2: a text can't start with @"),
        ("a:\n  - b\n - c\n", "3: the indentation doesn't line up"),
        ("id: &id a\nvertical: *id\n", "1: anchors (&name) and aliases"),
        ("id: a\nscore: {<<: *x}\n", "2: anchors (&name) and aliases"),
        ("id: !!python/object/apply:os.system [ls]\n", "1: the tag"),
        ("id: a\nvertical: !secret b\n", "2: the tag"),
        ("id: a\n---\nid: b\n", "2: a second document"),
        ("? [a, b]\n: c\n", "1: a key must be a plain word"),
        ("id: " + "[" * 50_000, "1: nested more than 20 levels deep"),
        ("id: a\nscore:\n  " + "{a: " * 5_000, "3: nested more than 20 levels deep"),
        ("id: " + "x" * 300_000, "1: the file is larger than 256 KB"),
        (f"id: {'9' * 5_000}", "1: `id`: 5000 characters"),
        ("id: .inf\n", "1: `id`"),
        ("id: 2026-01-01\n", "1: `vertical` is missing"),
    ],
    ids=lambda text: repr(text[:30]),
)
def test_what_is_not_a_campaign_is_refused_by_its_line(write, content, problem):
    problems = told(write(content))
    assert any(p.startswith(problem) for p in problems), problems


def test_a_file_that_multiplies_itself_is_refused_at_once(write):
    bomb = 'a0: &a0 ["lol","lol","lol"]\n' + "".join(
        f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
    )
    started = time.monotonic()
    assert told(write(bomb)) == [
        "1: anchors (&name) and aliases (*name) are not read; write it out"
    ]
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("name", "problem"),
    [("absent.yml", "there is no such file"), (".", "this is not a file")],
)
def test_a_path_that_is_no_file_is_refused(tmp_path, name, problem):
    path = tmp_path / name
    with pytest.raises(CampaignInvalid, match=f":1: {problem}"):
        read_campaign(path)


def test_what_a_file_says_is_never_quoted_over_two_lines(write):
    assert told(write('"a\\nb": 1\nid: x\n'))[0].startswith("1: `a b` is not a key")


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings_and_a_byte_order_mark_do_no_harm(write, ending):
    content = "\ufeff" + SOUND.replace("\n", ending)
    assert read_campaign(write(content)) == read_campaign(write(SOUND))


def test_yaml_1_2_reads_a_bare_yes_as_text(write):
    bare = SOUND.replace('is: "yes"', "is: yes")
    assert read_campaign(write(bare)) == read_campaign(write(SOUND))


def test_only_need_has_to_be_asked(write):
    head, tail = SOUND.split("  budget: {ask")[0], SOUND.split("score:")[1].split("\n", 1)[1]
    small = read_campaign(write(f"{head}qualified_when:\n  need: {{one_of: [repair]}}\n{tail}"))
    assert [q.id for q in small.questions] == ["need"]
    assert small.score == {"need": 1}


def test_a_sentence_that_the_bot_does_not_have_is_refused_where_its_keys_are_known(write):
    path = write(SOUND + "wording:\n  gret: Howdy!\n")
    assert read_campaign(path).wording == {"gret": "Howdy!"}
    with pytest.raises(
        CampaignInvalid, match=':34: the bot has no sentence called "gret"; did you'
    ):
        read_campaign(path, sentences=("greet", "goodbye"))


def test_cents_are_kept_exactly(write):
    campaign = read_campaign(write(SOUND.replace("at_least: 3000", 'at_least: "2999.50"')))
    assert campaign.qualified_when[1].rule == AtLeast(Decimal("2999.50"))
    assert campaign_to_json(campaign)["qualified_when"]["budget"] == {"at_least": "2999.50"}


def test_a_campaign_survives_json_and_keeps_its_hash(write):
    campaign = read_campaign(write(SOUND))
    stored = json.loads(canonical_json(campaign_to_json(campaign)))
    assert campaign_from_json(stored) == campaign
    assert definition_sha256(stored) == definition_sha256(campaign_to_json(campaign))


@pytest.mark.parametrize(
    ("find", "replace"),
    [
        ("at_least: 3000", "at_least: 3001"),
        (
            "repair: Roof repair, replacement: New roof",
            "replacement: New roof, repair: Roof repair",
        ),
        ("Reply STOP", "Text STOP"),
    ],
)
def test_the_hash_changes_with_what_the_file_says(write, find, replace):
    before = definition_sha256(campaign_to_json(read_campaign(write(SOUND))))
    assert find in SOUND
    after = definition_sha256(campaign_to_json(read_campaign(write(SOUND.replace(find, replace)))))
    assert before != after


def test_the_hash_does_not_change_with_how_it_is_written(write):
    before = definition_sha256(campaign_to_json(read_campaign(write(SOUND))))
    written = "# a comment\n" + SOUND.replace('{ask: "How much?"}', "\n    ask: How much?")
    assert definition_sha256(campaign_to_json(read_campaign(write(written)))) == before


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_and_never_breaks_the_reader(tmp_path_factory, data):
    """Cut, doubled and overwritten anywhere: no traceback, and always a line."""
    start = data.draw(st.integers(0, len(SOUND)))
    end = data.draw(st.integers(start, min(len(SOUND), start + 40)))
    junk = data.draw(st.text("{}[]:,-#&*!|>'\"%@`?~ \n\tay019.+\\\u00e9\U0001f600", max_size=8))
    path = tmp_path_factory.getbasetemp() / "damaged.yml"
    path.write_text(SOUND[:start] + junk + SOUND[end:], encoding="utf-8")
    try:
        read_campaign(path)
    except CampaignInvalid as error:
        assert error.problems
        lines = path.read_text(encoding="utf-8").count("\n") + 1
        assert all(1 <= p.line <= lines for p in error.problems)


@pytest.mark.parametrize(
    ("lines", "countries", "answered"),
    [
        ("", (), {"US", "PR", "VI", "GU", "AS", "MP"}),
        ("countries: [CA]\n", ("CA",), {"CA"}),
        ("countries:\n  - GB\n  - NO\n", ("GB", "NO"), {"GB", "GG", "IM", "JE", "NO"}),
    ],
)
def test_countries_are_read_and_written_back(
    write, lines: str, countries: tuple[str, ...], answered: set[str]
) -> None:
    """Without any, the locale's; and the hash of a file that names none is as it was."""
    campaign = read_campaign(write(SOUND + lines))
    assert campaign.countries == countries
    assert campaign.answered_countries == answered
    written = campaign_to_json(campaign)
    assert ("countries" in written) is bool(countries)
    assert campaign_from_json(written) == campaign


def test_reminders_and_the_messaging_service_are_read_and_written_back(tmp_path: Path) -> None:
    """And leave the hash of a file that has none of them as it was."""
    file = tmp_path / "roofing.yml"
    file.write_text(SOUND)
    plain = read_campaign(file)
    assert (plain.messaging_service, plain.follow_up) == (None, FollowUp(None, 30))
    assert not {"messaging_service", "follow_up"} & set(campaign_to_json(plain))
    service = "MG" + "0123456789abcdef" * 2
    file.write_text(
        f"{SOUND}messaging_service: {service}\nfollow_up: {{prospect_after_minutes: 45}}\n"
    )
    campaign = read_campaign(file)
    assert (campaign.messaging_service, campaign.follow_up) == (service, FollowUp(45, 30))
    assert campaign_from_json(campaign_to_json(campaign)) == campaign


def test_the_window_for_known_prospects_is_read_and_written_back(tmp_path: Path) -> None:
    """Thirty days unless the file says otherwise; then its hash stays as it was."""
    file = tmp_path / "roofing.yml"
    file.write_text(SOUND)
    plain = read_campaign(file)
    assert plain.duplicates == Duplicates(30)
    assert "duplicates" not in campaign_to_json(plain)
    file.write_text(f"{SOUND}duplicates: {{window_days: 0}}\n")
    campaign = read_campaign(file)
    assert campaign.duplicates == Duplicates(0)
    assert campaign_from_json(campaign_to_json(campaign)) == campaign


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("messaging_service: 12", "write MG and the 32 characters"),
        ("messaging_service: MG12", "write MG and the 32 characters"),
        ("follow_up: {business_after_minutes: -1}", "whole number of minutes"),
        ("follow_up: {prospect_after_minutes: soon}", "whole number of minutes"),
        ("follow_up: {prospect: 5}", "prospect_after_minutes"),
        ("duplicates: {window_days: 400}", "whole number of days from 0 (never) to 365"),
        ("duplicates: {window_days: -1}", "whole number of days"),
        ("duplicates: 30", "mapping"),
        ("duplicates: {days: 30}", "window_days"),
    ],
)
def test_a_wrong_reminder_or_service_is_told_with_its_mend(
    tmp_path: Path, line: str, reason: str
) -> None:
    """On its line."""
    file = tmp_path / "roofing.yml"
    file.write_text(f"{SOUND}{line}\n")
    with pytest.raises(CampaignInvalid) as error:
        read_campaign(file)
    assert reason in str(error.value)
    assert f"roofing.yml:{len(SOUND.splitlines()) + 1}:" in str(error.value)


PUBLIC = {
    "phone": '"+14155550101"',
    "email": "owner@example.com",
    "site": "https://example.com/roofs",
}


def remarks(path: Path) -> list[tuple[int, Severity]]:
    """Where something is lacking in a file that works."""
    return [(each.line, each.severity) for each in check_campaign(path).remarks]


def test_a_business_without_a_public_contact_is_remarked_on(write):
    (first, _) = check_campaign(write(WORDY)).remarks
    assert (first.line, first.severity) == (3, Severity.DUE)
    assert all(word in first.reason for word in ("HELP", "`phone`", "`email`", "`site`"))


@pytest.mark.parametrize("key", PUBLIC)
def test_one_public_contact_is_enough_and_survives_json(write, key):
    path = write(WORDY.replace("number:", f"  {key}: {PUBLIC[key]}\nnumber:", 1))
    assert [line for line, _ in remarks(path)] == [11], "the greeting alone"
    campaign = read_campaign(path)
    assert getattr(campaign.business, key) == PUBLIC[key].strip('"')
    assert campaign_from_json(campaign_to_json(campaign)) == campaign


def test_a_definition_from_before_there_were_contacts_keeps_its_hash(write):
    """Its JSON gets no new keys."""
    business = campaign_to_json(read_campaign(write(SOUND)))["business"]
    assert list(business) == ["name", "time_zone", "sms", "backup_sms"]


@pytest.mark.parametrize(
    ("contact", "problem"),
    [
        ('phone: "415 555 0101"', "7: `business.phone`"),
        ('phone: "+14150550101"', "7: +14150550101 is no phone number: no exchange is 055"),
        ("email: owner", "7: `business.email`"),
        ("email: owner@@example.com", "7: `business.email`"),
        ('email: "o wner@example.com"', "7: `business.email`"),
        ("email: owner@example.c", '7: "owner@example.c": its ending is cut off'),
        ("site: example", "7: `business.site`"),
        ("site: javascript://example.com", "7: `business.site`"),
        ("fax: no", "7: `business.fax` is not a key"),
    ],
)
def test_a_contact_that_reaches_nobody_is_told_by_its_line(write, contact, problem):
    (line,) = told(write(SOUND.replace("number:", f"  {contact}\nnumber:", 1)))
    assert line.startswith(problem)


def test_a_text_that_tells_the_private_number_is_warned_of(write):
    """In whatever shape it is written, unless it is public, too."""
    cost = 'cost: "Free. Call (415) 555-0100!"\n'
    assert (34, Severity.WARNING) in remarks(write(SOUND + "\n" + cost))
    public = SOUND.replace("number:", '  phone: "+14155550100"\nnumber:', 1)
    assert (35, Severity.WARNING) not in remarks(write(public + "\n" + cost))


def test_the_public_phone_may_be_one_that_stands_elsewhere(write):
    """Many a tradesman has but one."""
    path = write(SOUND.replace("number:", '  phone: "+14155550100"\nnumber:', 1))
    assert read_campaign(path).business.phone == "+14155550100"


@pytest.mark.parametrize(
    ("greeting", "says"),
    [
        ("Hi! I'm the automated assistant of Bay Ridge Roofing.", True),
        ("Hello, this is Bay Ridge Roofing's virtual assistant.", True),
        ("I'm an AI assistant. Bay Ridge Roofing here!", True),
        ("You're chatting with a bot for Bay Ridge Roofing", True),
        ("Bay Ridge Roofing's chatbot at your service", True),
        ("This is a machine, and quick: ask me.", True),
        ("A computer answers you here.", True),
        ("I'm the digital office assistant", True),
        ("I am automated, not a person.", True),
        ("Hi! I'm the assistant of Bay Ridge Roofing.", False),
        ("Hi, this is Dana from Bay Ridge Roofing", False),
        ("No bots here! Dana answers.", False),
        ("I'm not a machine, just quick.", False),
        ("Welcome! We paint aisles and bottoms.", False),
        ("Our robust roofs said it all", False),
    ],
)
def test_a_greeting_that_may_pass_for_a_person_s_is_warned_of(write, greeting, says):
    path = write(SOUND.replace("Hi! I'm the assistant of Bay Ridge Roofing.", greeting))
    assert ((10, Severity.WARNING) in remarks(path)) is not says


def test_a_business_s_name_does_not_make_the_greeting_say_it(write):
    """Bay Computer Repair may have people answer."""
    path = write(SOUND.replace("Bay Ridge Roofing", "Bay Robot & Computer Repair"))
    assert (10, Severity.WARNING) in remarks(path)


def test_choices_with_few_phrases_are_warned_of_by_line(write):
    """Each by its name, with what to add."""
    path = write(SOUND)
    warned = [each for each in check_campaign(path).remarks if "add three" in each.reason]
    assert [(each.line, each.severity) for each in warned] == [(14, Severity.WARNING)] * 2
    assert warned[0].reason.startswith("`repair` has only 2 phrases, ")
    assert warned[1].reason.startswith("`replacement` has no phrases, ")
    assert all("add three or more" in each.reason for each in warned)
    assert not [each for each in check_campaign(write(WORDY)).remarks if "add three" in each.reason]


def test_a_campaigns_own_choices_are_warned_of_too(write):
    """On the line of each; a yes or no needs no words."""
    own = (
        "    - id: owner\n      ask: Which roof?\n      choices:\n        flat: Flat roof\n"
        "        steep: Steep roof\n      synonyms: {flat: [no slope, tar, gravel]}\n"
        "    - id: owned\n"
    )
    path = write(WORDY.replace("    - id: owner\n", own).replace("owner: {is", "owned: {is"))
    warned = [each for each in check_campaign(path).remarks if "add three" in each.reason]
    assert [each.reason.split()[0] for each in warned] == ["`steep`"]
    assert path.read_text().splitlines()[warned[0].line - 1].strip() == "steep: Steep roof"


def test_two_choices_that_read_alike_are_warned_of(write):
    """With both names."""
    alike = SOUND.replace("replacement: New roof", "replacement: New roof, other: Roof replacement")
    (warned,) = (each for each in check_campaign(write(alike)).remarks if "alike" in each.reason)
    assert '"New roof" and "Roof replacement" read nearly alike' in warned.reason
    assert "make them one choice" in warned.reason
    assert warned.severity is Severity.WARNING
