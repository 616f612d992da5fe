"""`make fuzz`: random messages to a real server. The same `--seed` says the same again."""

from __future__ import annotations

import argparse
import secrets
import sys

from tests.fuzz.run import fuzz


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--messages", type=int, default=10_000, metavar="N")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parsed = parser.parse_args()
    print(f"{parsed.messages:,} messages, seed {parsed.seed}", flush=True)
    faults = fuzz(parsed.messages, parsed.seed, report=_print)
    print("\n".join(faults) or "no fault")
    return 1 if faults else 0


def _print(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
