"""The application's other addresses: health, metrics, pages, errors."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine
from starlette.testclient import TestClient

from bot.app import build
from bot.services.not_understood import list_not_understood
from bot.settings import Settings, Twilio
from bot.store.database import transaction
from bot.store.not_understood import add_not_understood
from tests.conftest import NOW, Server, free_port


def _settings(tmp_path: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{tmp_path / 'app.db'}",
        secret="only for the tests of leadbell",
        public_url="https://leads.example.com",
        sms_transport="simulator",
        twilio=None,
        fixed_now=None,
        models=tmp_path / "no-models",
    )


def test_without_a_model_it_lives_but_is_not_ready_and_says_why(tmp_path: Path) -> None:
    """503 with the mend; pages answer all the same."""
    with TestClient(build(_settings(tmp_path))) as client:
        assert client.get("/health/live").status_code == 200
        deadline = time.monotonic() + 60
        while "train" not in (ready := client.get("/health/ready")).text:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert ready.status_code == 503
        assert ready.headers["content-type"] == "application/problem+json"
        assert "leadbell train" in ready.json()["detail"]
        chat = client.post("/api/chat/roofing")  # no greeting that nothing can follow
        assert chat.status_code == 503
        assert "leadbell train" in chat.json()["detail"]


def test_without_credentials_every_webhook_is_refused(tmp_path: Path) -> None:
    """Nobody can sign with a token that doesn't exist."""
    with TestClient(build(_settings(tmp_path))) as client:
        for path in ("/sms/inbound", "/sms/status"):
            response = client.post(path, data={"MessageSid": "SM1", "From": "+1", "Body": "x"})
            assert response.status_code == 403


def test_with_twilio_there_is_no_simulator(tmp_path: Path) -> None:
    """Its phones would show real people's texts to anybody."""
    real = replace(
        _settings(tmp_path),
        sms_transport="twilio",
        twilio=Twilio("AC" + "1" * 32, ("token",), f"http://127.0.0.1:{free_port()}"),
    )
    with TestClient(build(real)) as client:
        for path in (
            "/simulator",
            "/simulator/messages?to=%2B14155550100",
            "/simulator/leads",
            "/simulator/campaigns",
        ):
            assert client.get(path).status_code == 404, path
        assert client.post("/simulator/messages", json={}).status_code in (404, 405)


@pytest.mark.parametrize(("path", "status"), [("/no/such/page", 404), ("/api/chat/roofing", 405)])
def test_an_address_that_is_not_there_is_a_problem(tmp_path: Path, path: str, status: int) -> None:
    """In the same shape as every other error."""
    with TestClient(build(_settings(tmp_path))) as client:
        response = client.get(path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == status


def test_old_sentences_are_removed_at_the_start(published: Engine, tmp_path: Path) -> None:
    """Those past their keeping time, and no others."""
    with transaction(published) as connection:
        for days, text in ((31, "old"), (29, "young")):
            said = NOW - timedelta(days=days)
            add_not_understood(connection, "roofing", "need", text, said)
    url = str(published.url)
    settings = replace(
        _settings(tmp_path), database_url=url, keep_not_understood=timedelta(days=30), fixed_now=NOW
    )
    with TestClient(build(settings)):
        deadline = time.monotonic() + 60
        while len(left := list_not_understood(published, "roofing")) > 1:
            assert time.monotonic() < deadline
            time.sleep(0.05)
    assert [each.text for each in left] == ["young"]


def test_a_served_application_is_ready_and_measured(server: Server) -> None:
    """Health and Prometheus text from the real process."""
    import httpx

    with httpx.Client(base_url=server.url) as client:
        assert client.get("/health/live").json() == {"status": "live"}
        assert client.get("/health/ready").json() == {"status": "ready"}
        assert client.post("/api/chat/roofing").status_code == 201
        metrics = client.get("/metrics")
    assert metrics.status_code == 200
    assert metrics.headers["content-type"].startswith("text/plain; version=")
    assert "leadbell_turn_seconds_count" in metrics.text
    assert "leadbell_outbox_dead 0.0" in metrics.text
    assert "leadbell_outbox_oldest_due_seconds" in metrics.text
    assert "+1415" not in metrics.text


def test_the_pages_and_the_widget_are_served(server: Server) -> None:
    """What a website embeds, and the page to try it on."""
    import httpx

    with httpx.Client(base_url=server.url) as client:
        widget = client.get("/widget.js")
        assert widget.status_code == 200
        assert "javascript" in widget.headers["content-type"]
        assert client.get("/simulator").status_code == 200


def test_a_second_server_on_the_same_port_says_so_and_stops(server: Server, tmp_path: Path) -> None:
    """One line, exit status 1."""
    import subprocess

    from tests.conftest import LEADBELL

    port = server.url.rpartition(":")[2]
    done = subprocess.run(
        [LEADBELL, "serve", "--port", port],
        env=server.environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert port in done.stderr
