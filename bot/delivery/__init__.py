"""Delivery: transports, and the worker that drains the outbox."""
