"""What a YAML parser complains about, in words for someone who fills in a campaign file."""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError

# Part of the parser's message → what to tell the operator. The first that matches counts.
WORDS = {
    r"found character '\\t'": "there is a tab here; indent with spaces",
    r"found character '(.)' that cannot": "a text can't start with {0}; put it in quotes",
    r"mapping values are not allowed": (
        "a colon is out of place; put text that has a colon in quotes, or check the indentation"
    ),
    r"expected ',' or '(.)'": "a comma or the closing {0} is missing",
    r"expected <block end>": "the indentation doesn't line up with the lines above",
    r"could not find expected ':'": "a colon is missing after a key",
    r"unknown escape character": (
        "a backslash in double quotes starts an escape; use single quotes, or double the backslash"
    ),
    r"undefined tag handle": "tags (!name) are not read; remove it",
    r"undefined alias": "aliases (*name) are not read; write it out",
}
UNCLOSED = ("found unexpected end of stream", "found unexpected document separator")


def yaml_error_in_words(error: MarkedYAMLError) -> tuple[int, str]:
    """The line (the first is 1) and what is wrong there, with the mend."""
    problem = str(error.problem or error.context or "unreadable")
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    if error.context_mark and problem in UNCLOSED:
        # The parser notices at the end of the file; the operator looks where the quote opens.
        return error.context_mark.line + 1, "a quote opens here and never closes; close it"
    for pattern, words in WORDS.items():
        if found := re.search(pattern, problem):
            return line, words.format(*found.groups())
    return line, f"this is not YAML: {problem}"
