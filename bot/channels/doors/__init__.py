"""The doors: what every request passes before a channel or a page sees it, in this order."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.middleware import Middleware

from bot.channels.doors.cross_origin import CrossOrigin
from bot.channels.doors.heads import ShortHeads
from bot.channels.doors.hosts import OurHosts
from bot.channels.doors.safe_headers import SafeHeaders


def doors(public_url: str, further_hosts: Iterable[str]) -> list[Middleware]:
    """`public_url` and `further_hosts` are where others reach us."""
    hosts = {urlsplit(public_url).hostname or "", *further_hosts}
    return [
        Middleware(SafeHeaders),
        Middleware(ShortHeads),
        Middleware(OurHosts, hosts=hosts),
        Middleware(CrossOrigin),
    ]
