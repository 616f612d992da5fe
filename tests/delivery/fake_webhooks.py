"""Webhooks as Twilio sends them: form-encoded, with parameters we don't know, and signed."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import requests

Pairs = list[tuple[str, str]]
Post = Callable[[str, str, dict[str, str]], int]


def sign(token: str, url: str, pairs: Pairs) -> str:
    """X-Twilio-Signature: the address and every parameter, sorted. Source: Twilio's security
    documentation.
    """
    signed = url + "".join(f"{name}{value}" for name, value in sorted(set(pairs)))
    digest = hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()


def inbound_pairs(
    account: str, sender: str, recipient: str, body: str, sid: str | None = None, media: int = 0
) -> Pairs:
    """The parameters of an inbound text or picture, blank ones included."""
    sid = sid or f"{'MM' if media else 'SM'}{secrets.token_hex(16)}"
    pictures = [
        pair
        for n in range(media)
        for pair in (
            (f"MediaContentType{n}", "image/jpeg"),
            (f"MediaUrl{n}", f"https://api.twilio.com/2010-04-01/Accounts/{account}/{sid}/{n}"),
        )
    ]
    return [
        ("ToCountry", "US"),
        *pictures,
        ("ToState", "CA"),
        ("SmsMessageSid", sid),
        ("NumMedia", str(media)),
        ("ToCity", ""),
        ("FromZip", ""),
        ("SmsSid", sid),
        ("FromState", "CA"),
        ("SmsStatus", "received"),
        ("FromCity", ""),
        ("Body", body),
        ("FromCountry", "US"),
        ("To", recipient),
        ("ToZip", ""),
        ("NumSegments", "1"),
        ("MessageSid", sid),
        ("AccountSid", account),
        ("From", sender),
        ("ApiVersion", "2010-04-01"),
    ]


def status_pairs(message: dict[str, Any], status: str, code: str | None) -> Pairs:
    """The parameters of a report on an outbound text."""
    service = message["messaging_service_sid"]
    return [
        ("SmsSid", message["sid"]),
        ("SmsStatus", status),
        *([("ErrorCode", code)] if code else []),
        *([("MessagingServiceSid", service)] if service else []),
        ("MessageStatus", status),
        ("To", message["to"]),
        ("MessageSid", message["sid"]),
        ("AccountSid", message["account_sid"]),
        ("From", message["from"] or ""),
        ("ApiVersion", "2010-04-01"),
    ]


def post_to(public_url: str, app: str) -> Post:
    """Posts to the server at `app` what is addressed, and signed for, to `public_url`."""
    sessions = threading.local()

    def post(url: str, body: str, headers: dict[str, str]) -> int:
        if not hasattr(sessions, "session"):
            sessions.session = requests.Session()
        target = url.replace(public_url, app, 1)
        try:
            answer = sessions.session.post(target, data=body, headers=headers, timeout=15)
            return int(answer.status_code)
        except requests.RequestException:
            return 0

    return post


def no_post(url: str, body: str, headers: dict[str, str]) -> int:
    """Nobody is there."""
    return 0


@dataclass
class Webhooks:
    """Sends webhooks; `post` takes an address, a body and headers, and returns the status."""

    token: str
    post: Post = no_post

    def send(self, url: str, pairs: Pairs) -> int:
        headers = {
            "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
            "x-twilio-signature": sign(self.token, url, pairs),
            "user-agent": "TwilioProxy/1.1",
        }
        return self.post(url, urlencode(pairs), headers)
