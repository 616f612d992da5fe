"""What operators watch, as Prometheus reads it from `GET /metrics`. No personal data."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

TURN_SECONDS = Histogram(
    "leadbell_turn_seconds",
    "From a message's turn to its commit",
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
TURNS_FAILED = Counter("leadbell_turns_failed", "Turns that were rolled back")
TEXTS = Counter("leadbell_texts", "Texts by kind and what became of them", ["kind", "state"])
HANDOFF_SECONDS = Histogram(
    "leadbell_handoff_seconds",
    "From a lead's verdict to the carrier's acceptance of its handoff",
    buckets=(0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 3600),
)
FORGED = Counter("leadbell_webhooks_refused", "Webhooks refused for their signature")
