"""Words that make an amount hold in one case only: "8k, or 12k if you finance"."""

from __future__ import annotations

CONDITIONS = frozenset("if unless without depending depends otherwise assuming".split())
