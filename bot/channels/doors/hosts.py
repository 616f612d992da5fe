"""Only names that are ours open a door.

Else a website could point its own name at this machine and have its visitors' browsers read what
is meant for this machine alone (DNS rebinding).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.channels.problem import HttpProblem, to_response
from bot.settings import is_this_machine

# A load balancer asks an instance for its health under whatever name or address it knows.
ANY_HOST = "/health/"
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_HOST = re.compile(r"(?:\[(?P<ipv6>[0-9a-f:.]+)\]|(?P<name>[^\s:/@\[\]]+?)\.?)(?::\d{1,5})?")


class OurHosts:
    """Middleware: 421 for a request with a Host that is none of `hosts` (in small letters).

    The address that the connection came to counts as well, for nobody can give it another name;
    so do this machine's own names where it came from this machine.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._app if self._may_enter(scope) else _refuse
        await app(scope, receive, send)

    def _may_enter(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["path"].startswith(ANY_HOST):
            return True
        address = (scope.get("server") or ("",))[0]
        here = THIS_MACHINE if is_this_machine(address) else ()
        # One without is a program's, in HTTP/1.0; every browser sends one.
        given = map(host_of, Headers(scope=scope).getlist("host"))
        return all(host in self._hosts or host in (address, *here) for host in given)


def host_of(header: str) -> str:
    """The host that a Host header names, without its port; as it stands where it names none.

    >>> host_of("Leads.Example.com:8000"), host_of("[::1]:8000"), host_of("a@b")
    ('leads.example.com', '::1', 'a@b')
    """
    match = _HOST.fullmatch(header.lower())
    return (match["ipv6"] or match["name"]) if match else header


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    detail = "this host is not served here; its operator can name it in ALLOWED_HOSTS"
    await to_response(HttpProblem(421, "Misdirected request", detail))(scope, receive, send)
