"""Links in free text, made dead: no phone makes what is left something to tap.

What phones make a link of: Android's `Patterns.WEB_URL`, Apple's data detectors. Both need a dot
right between a name and a top-level domain, or a scheme.
"""

from __future__ import annotations

import re

_SCHEME = re.compile(r"\b[a-z][a-z0-9+.\-]*:/{2,}", re.IGNORECASE)
_BARE_SCHEME = re.compile(
    r"\b(mailto|tel|sms|smsto|facetime|whatsapp|tg|geo|maps|market|intent|javascript|data):(?=\S)",
    re.IGNORECASE,
)
# Browsers take the other dots of the world for a domain's, too.
_DOTS = ".\u3002\uff0e\uff61\u2024"
_IN_NAME = re.compile(rf"(?<=[\w\-])[{_DOTS}]+(?=[^\W\d_]{{2}})")
_ADDRESS = re.compile(rf"(?<![\w{_DOTS}])\d{{1,3}}(?:[{_DOTS}]\d{{1,3}}){{3}}(?!\d)")


def defang(text: str) -> str:
    """`text` with its links spelt out, so that a reader sees them and nobody lands there.

    A full stop that lacks its space gets one.

    >>> defang("see https://www.example.com/a?b=1 or 10.0.0.1")
    'see www dot example dot com/a?b=1 or 10 dot 0 dot 0 dot 1'
    >>> defang("It leaks.Please come, e.g. at 5 p.m., 3.5 miles out")
    'It leaks. Please come, e.g. at 5 p.m., 3.5 miles out'
    """
    plain = _BARE_SCHEME.sub(r"\1: ", _SCHEME.sub("", text))
    spelt = _ADDRESS.sub(lambda found: re.sub(rf"[{_DOTS}]", " dot ", found[0]), plain)
    return _IN_NAME.sub(_spelt, spelt)


def _spelt(dot: re.Match[str]) -> str:
    return ". " if dot.string[dot.end()].isupper() else " dot "
