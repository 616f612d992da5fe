"""A campaign's own answers, and what keeps them from being heard or said."""

from __future__ import annotations

import pytest

from bot.campaign_files import check_campaign, read_campaign
from bot.errors import Severity
from bot.leads.campaign import Answer
from bot.leads.campaign_json import campaign_from_json, campaign_to_json
from bot.leads.quotations import standing_texts
from tests.campaign_files.conftest import SOUND, told

AREA = 'answers: {area: {heard: ["what areas", do you serve], say: "All of the East Bay."}}\n'
LINE = SOUND.count("\n") + 1


def test_answers_are_read_and_kept(write) -> None:
    campaign = read_campaign(write(SOUND + AREA))
    assert campaign.answers == {
        "area": Answer(heard=("what areas", "do you serve"), say="All of the East Bay.")
    }
    assert campaign_from_json(campaign_to_json(campaign)) == campaign
    assert "answers" not in campaign_to_json(read_campaign(write(SOUND)))


def test_a_prospect_who_quotes_an_answer_says_nothing_by_it(write) -> None:
    """It is one of our own texts."""
    assert "All of the East Bay." in standing_texts(read_campaign(write(SOUND + AREA)))


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ("{area: {heard: [area]}}", "`answers.area.say` is missing"),
        ("{area: {say: x}}", "`answers.area.heard` is missing"),
        ("{area: {heard: [], say: x}}", "`answers.area.heard`: list one to 40 phrases"),
        ("{area: {heard: area, say: x}}", '`answers.area.heard`: not "area"; list one to 40'),
        ("{area: {heard: [7], say: x}}", "`answers.area.heard[1]`: not 7; write a word or phrase"),
        (
            f"{{area: {{heard: [{'long ' * 13}], say: x}}}}",
            "`answers.area.heard[1]`: 64 characters; write a word or phrase of at most 60",
        ),
        (
            f'{{area: {{heard: [area], say: "{"East Bay. " * 31}"}}}}',
            "`answers.area.say`: 309 characters; write a text of at most 300",
        ),
        ("{Our area: {heard: [area], say: x}}", "`answers.Our area`: write small letters"),
        (
            "{area: {heard: [area], tell: x}}",
            "`answers.area.tell` is not a key; write heard or say",
        ),
        ("{area: {heard: [stop], say: x}}", 'phone carriers act on "stop"; remove it'),
        (
            "{area: {heard: [where], say: x}, office: {heard: [Where], say: y}}",
            '"Where" already asks for `area`; keep it with one',
        ),
    ],
)
def test_each_mistake_is_told_by_its_line(write, answers: str, problem: str) -> None:
    line, *_ = told(write(f"{SOUND}answers: {answers}\n"))
    assert line.startswith(f"{LINE}: {problem}")


def test_a_sign_that_halves_a_text_is_remarked_on(write) -> None:
    """A curly quote is made plain on its way and costs nothing."""
    path = write(SOUND + AREA.replace("All of the East Bay.", "We’re here 😀"))
    (remark,) = [r for r in check_campaign(path).remarks if r.line == LINE]
    assert remark.severity is Severity.WARNING
    assert '"😀" leaves a text room for 70 characters' in remark.reason
    assert not [r for r in check_campaign(write(SOUND + AREA)).remarks if r.line == LINE]


def test_a_number_that_gets_leads_is_not_told(write) -> None:
    path = write(SOUND + AREA.replace("All of the East Bay.", "Ring 415-555-0100"))
    assert any(r.line == LINE and "gets leads" in r.reason for r in check_campaign(path).remarks)
