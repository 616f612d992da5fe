"""The text of a file that a person wrote, or one plain line about why there is none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NoReturn

from bot.errors import CampaignInvalid, Problem

MAX_BYTES = 256 * 1024
# Surrogates come from escapes such as "\ud800" and can't be written anywhere.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
LONGEST_REASON = 400


def read_text(path: Path) -> str:
    """The text of the file at `path`. Raises CampaignInvalid where it has none that can be kept."""
    if not path.exists():
        refuse(path, 1, "there is no such file")
    if not path.is_file():
        refuse(path, 1, "this is not a file; name a campaign file such as campaigns/roofing.yml")
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        refuse(path, 1, f"the file can't be opened: {error.strerror}")
    if len(raw) > MAX_BYTES:
        refuse(
            path, 1, f"the file is larger than {MAX_BYTES // 1024} KB; a campaign needs far less"
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        refuse(path, line, "this is not UTF-8 text; save the file as UTF-8")
    if odd := UNPRINTABLE.search(text):
        line = text.count("\n", 0, odd.start()) + 1
        refuse(path, line, f"there is an unprintable character (code {ord(odd[0])}); delete it")
    return text


def refuse(path: Path | str, line: int, reason: str) -> NoReturn:
    """Raise the one problem that makes the rest of the file moot."""
    raise CampaignInvalid(problem(str(path), line, reason)) from None


def problem(name: str, line: int, reason: str) -> Problem:
    """A problem on one line, whatever of the file `reason` quotes."""
    plain = "".join(c if c.isprintable() else " " for c in reason)
    if len(plain) > LONGEST_REASON:
        plain = plain[:LONGEST_REASON] + "…"
    return Problem(name, line, plain)
