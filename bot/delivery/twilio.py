"""Texts through Twilio's REST API.

Create Message has no idempotency key, so a lost response is never answered by sending again at
once: the text becomes unknown and is looked up later. Error codes: Twilio's error dictionary.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

import requests
from twilio.base import values
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from bot.delivery.transport import Accepted, Remedy, TransportError
from bot.settings import Twilio
from bot.store.outbox import Outbound
from bot.store.times import to_datetime

TIMEOUT_SECONDS = 10
HANDOFF_VALID_SECONDS = 600
RETRY_CODES = {20429, 21611, 30001}
OPTED_OUT = 21610


class TwilioTransport:
    def __init__(self, twilio: Twilio, public_url: str) -> None:
        self._public_url = public_url
        self._client = Client(
            twilio.account_sid,
            twilio.auth_tokens[0],
            http_client=_HttpClient(twilio.api_base),
        )

    def send(self, text: Outbound) -> Accepted:
        facts: dict[str, Any] = {
            "to": text.recipient,
            "body": text.body,
            "status_callback": f"{self._public_url}/sms/status?o={text.id}",
        }
        if text.service:
            facts["messaging_service_sid"] = text.service
        else:
            facts["from_"] = text.sender
        if text.kind == "handoff":
            facts["validity_period"] = HANDOFF_VALID_SECONDS
        try:
            message = self._client.messages.create(**facts)
        except TwilioRestException as error:
            raise TransportError(f"Twilio {error.code or error.status}", remedy(error)) from error
        except requests.ConnectionError as error:
            raise _lost(error) from error
        except (TwilioException, requests.RequestException, ValueError) as error:
            raise TransportError(type(error).__name__, Remedy.UNKNOWN) from error
        return Accepted(str(message.sid))

    def find(self, text: Outbound, others: Collection[str]) -> Accepted | None:
        since = to_datetime(text.created_at) - timedelta(minutes=1)
        try:
            found = self._client.messages.list(
                to=text.recipient,
                # A Messaging Service chooses the number itself.
                from_=values.unset if text.service else text.sender,
                limit=50,
            )
        except (TwilioException, requests.RequestException, ValueError) as error:
            raise TransportError(f"look-up: {type(error).__name__}", Remedy.UNKNOWN) from error
        # Not by the date of sending: a message that waits in Twilio's queue has none.
        match = next(
            (
                m
                for m in found
                if m.body == text.body and m.sid not in others and m.date_created >= since
            ),
            None,
        )
        return Accepted(str(match.sid)) if match else None


def remedy(error: TwilioRestException) -> Remedy:
    """What Twilio's answer calls for."""
    if error.code == OPTED_OUT:
        return Remedy.OPTED_OUT
    if error.status == 429 or error.code in RETRY_CODES:
        return Remedy.RETRY
    if error.status >= 500:
        return Remedy.UNKNOWN
    return Remedy.NEVER


def _lost(error: requests.ConnectionError) -> TransportError:
    """Refused before anything was sent: safe to repeat. Broken off later: nobody knows."""
    refused = isinstance(error, requests.exceptions.ConnectTimeout) or any(
        word in str(error) for word in ("NewConnectionError", "Failed to resolve", "ProxyError")
    )
    reason = "can't reach Twilio" if refused else "the connection to Twilio broke"
    return TransportError(reason, Remedy.RETRY if refused else Remedy.UNKNOWN)


class _HttpClient(TwilioHttpClient):
    """Twilio's own client has no default timeout, and no way to another host."""

    def __init__(self, api_base: str | None) -> None:
        super().__init__(timeout=TIMEOUT_SECONDS)
        self._api_base = api_base

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        if self._api_base:
            url = url.replace("https://api.twilio.com", self._api_base, 1)
        return super().request(method, url, *args, **kwargs)
