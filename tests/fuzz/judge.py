"""What is right: every answer's status and shape, and what the bot says in a conversation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

# An answer that costs more is a hang: seconds of the server's own work, with what others asked
# meanwhile, so that a busy machine is not taken for one; and seconds by the clock in any case.
MOST_WORK, PATIENCE = 5.0, 60.0
MOST_FAULTS = 40
# Once the bot has said one of these, silence is right: until it is asked back, or for good.
QUIET = (
    "I'll be quiet",
    'say "hello" to go on with me',
    "I'll stop here",
    "I've passed your number on",
)
QUIET += ("para seguir conmigo", "ya tiene su teléfono")


@dataclass
class Transcript:
    """A conversation turn by turn: what was said, and the bot's messages."""

    name: str
    turns: list[tuple[str, Sequence[str]]] = field(default_factory=list)

    def add(self, said: str, answers: Sequence[str]) -> None:
        self.turns.append((said, answers))

    def faults(self) -> list[str]:
        """Silence where none is due, an empty message, an apology, a sentence thrice running."""
        found = []
        quiet = False
        for said, answers in self.turns:
            quiet = (quiet and not answers) or any(q in text for text in answers for q in QUIET)
            if not answers and not quiet:
                found.append(f"silence after {said[:200]!r}")
            if any(not text.strip() for text in answers):
                found.append(f"an empty message after {said[:200]!r}")
            if any("went wrong on our side" in text for text in answers):
                found.append(f"an apology after {said[:200]!r}")
        return found + self._repeated()

    def _repeated(self) -> list[str]:
        found = []
        for n in range(2, len(self.turns)):
            three = self.turns[n - 2 : n + 1]
            said = " | ".join(repr(said[:80]) for said, _ in three)
            always = set.intersection(*(_sentences(answers) for _, answers in three))
            found += [f"three times {text!r} after {said}" for text in always]
        return found


def _sentences(texts: Sequence[str]) -> set[str]:
    return {part for text in texts for part in re.split(r"(?<=[.?!])\s+", text.strip())}


@dataclass
class Judge:
    """Sends requests for all, and keeps count of the answers and of what was wrong with them."""

    url: str
    client: httpx.AsyncClient
    numbers: Mapping[str, str]  # campaign -> the number that prospects text
    left: int
    worked: Callable[[], float]  # seconds of processor time that the server has used
    on_sent: Callable[[int], None] = lambda sent: None
    sent: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def go_on(self) -> bool:
        return self.left > 0 and len(self.faults) < MOST_FAULTS

    async def send(self, who: str, said: str, method: str, path: str, **request: Any) -> Any:
        """One request; the answer's JSON if it is a good answer, else None."""
        self.left -= 1
        self.sent += 1
        self.on_sent(self.sent)
        before = self.worked()
        try:
            response = await self.client.request(method, self.url + path, **request)
        except httpx.HTTPError as error:
            self.expect(False, who, f"{type(error).__name__} after {said[:300]!r}")
            return None
        work = self.worked() - before
        self.expect(work < MOST_WORK, who, f"{work:.1f} s of work after {said[:300]!r}")
        self.slowest = max(self.slowest, response.elapsed.total_seconds())
        self.answers[f"{who.split()[0]} {response.status_code}"] += 1
        wrong = why_wrong(response)
        self.expect(not wrong, who, f"{wrong} to {method} {path[:80]} {said[:300]!r}")
        is_json = response.headers.get("content-type", "").startswith("application/json")
        return response.json() if response.is_success and is_json else None

    def expect(self, right: bool, who: str, wrong: str) -> None:
        if not right:
            self.faults.append(f"{who}: {wrong}")

    def read(self, transcript: Transcript) -> None:
        for fault in transcript.faults():
            self.expect(False, transcript.name, fault)


def why_wrong(response: httpx.Response) -> str | None:
    """An answer is a 2xx, a page's 3xx, or a 4xx that says in a problem document what to mend."""
    if response.is_success or response.is_redirect:
        return None
    if not response.is_client_error:
        return f"status {response.status_code}"
    if response.headers.get("content-type") != "application/problem+json":
        return f"status {response.status_code} without a problem document"
    problem = response.json()
    if problem["status"] != response.status_code or not problem["detail"]:
        return f"a wrong problem document, {problem},"
    return None
