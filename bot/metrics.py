"""What operators watch, as Prometheus reads it from `GET /metrics`. No personal data.

With several processes in one `serve`, prometheus_client adds them up through files in
PROMETHEUS_MULTIPROC_DIR, which `serve` sets before it starts them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

TURN_SECONDS = Histogram(
    "leadbell_turn_seconds",
    "From a message's turn to its commit",
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
TURNS_FAILED = Counter("leadbell_turns_failed", "Turns that were rolled back")
TEXTS = Counter("leadbell_texts", "Texts by kind and what became of them", ["kind", "state"])
SEGMENTS = Counter(
    "leadbell_text_segments", "Segments that the carrier bills for, by kind of text", ["kind"]
)
HANDOFF_SECONDS = Histogram(
    "leadbell_handoff_seconds",
    "From a lead's verdict to the carrier's acceptance of its handoff",
    buckets=(0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 3600),
)
ALERTS = Counter(
    "leadbell_alerts", "Texts that reached nobody, messages that could not be answered", ["kind"]
)
FORGED = Counter("leadbell_webhooks_refused", "Webhooks refused for their signature")


def exposition(gauges: Mapping[str, float]) -> bytes:
    """Every metric as Prometheus text, with `gauges` ({name: figure}) as they are now."""
    counted = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        counted = CollectorRegistry()
        MultiProcessCollector(counted)
    now = CollectorRegistry()
    now.register(_Now(gauges))
    return generate_latest(counted) + generate_latest(now)


class _Now(Collector):
    def __init__(self, gauges: Mapping[str, float]) -> None:
        self._gauges = gauges

    def collect(self) -> Iterator[Metric]:
        for name, figure in self._gauges.items():
            yield GaugeMetricFamily(f"leadbell_{name}", name.replace("_", " "), value=figure)
