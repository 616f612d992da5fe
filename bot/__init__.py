"""Leadbell: talks with every visitor and rings the business only for a qualified lead."""
