"""Tests that drive the widget and the simulator in a real browser."""
