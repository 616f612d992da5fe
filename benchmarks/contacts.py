"""How well phone numbers and e-mail addresses are found: `python -m benchmarks.contacts [folder]`.

Every sentence goes through `leadbell understand`, as the answer to "what's your number?" or
"what's your e-mail?". They are read from a folder beside the project and never trained on.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LEADBELL = Path(sys.executable).parent / "leadbell"
# The shape of North American numbers, their country code and punctuation aside.
US_SHAPED = re.compile(r"1?[2-9]\d\d[2-9]\d{6}")
EXTENSION = re.compile(r"(?:ext|x|#).*$", re.IGNORECASE)

Row = dict[str, Any]


def main() -> None:
    corpora = Path(sys.argv[1]) if sys.argv[1:] else ROOT.parent / "shared" / "corpora"
    if not corpora.is_dir():
        sys.exit(f"{corpora}: no such folder; name the one that holds phone.jsonl and email.jsonl")
    phones(rows(corpora / "phone.jsonl"))
    emails(rows(corpora / "email.jsonl"))


def phones(sentences: list[Row]) -> None:
    """Exact where a number is US-shaped; where there is none, whether anything was found."""
    heard = understood(sentences, "phone")
    shaped = [(us_shaped(row), said) for row, said in zip(sentences, heard, strict=True)]
    right = [said == wanted for wanted, said in shaped if wanted]
    wrong = [
        said is not None
        for row, (_, said) in zip(sentences, shaped, strict=True)
        if not row["gold"]
    ]
    foreign = [
        said is not None
        for row, (wanted, said) in zip(sentences, shaped, strict=True)
        if row["gold"] and not wanted
    ]
    print(f"US-shaped numbers found       {share(right)}")
    print(f"found where none is           {share(wrong)}")
    print(f"other shapes found (no goal)  {share(foreign)}")


def emails(sentences: list[Row]) -> None:
    heard = understood(sentences, "email")
    right = [said == first(row) for said, row in zip(heard, sentences, strict=True)]
    print(f"e-mail addresses right        {share(right)}")


def understood(sentences: list[Row], asks: str) -> list[str | None]:
    """What `leadbell understand` hears in each sentence for `asks`."""
    lines = "".join(json.dumps({"text": row["text"], "asks": asks}) + "\n" for row in sentences)
    done = subprocess.run(
        [str(LEADBELL), "understand"],
        input=lines,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    return [json.loads(line)[asks] for line in done.stdout.splitlines()]


def us_shaped(row: Row) -> str | None:
    """The first US-shaped number that the sentence has, as E.164, or None."""
    for number in row["gold"]:
        if "+" in number and not re.match(r"\W*1", number):
            continue  # another country's
        digits = re.sub(r"\D", "", EXTENSION.sub("", number))
        if US_SHAPED.fullmatch(digits):
            return f"+1{digits[-10:]}"
    return None


def first(row: Row) -> str | None:
    gold = [row["gold"]] if isinstance(row["gold"], str) else row["gold"]
    return gold[0].lower() if gold else None


def share(hits: list[bool]) -> str:
    return f"{sum(hits)} of {len(hits)}, {sum(hits) / max(1, len(hits)):.1%}"


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


if __name__ == "__main__":
    main()
