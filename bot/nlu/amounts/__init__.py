"""Amounts of money as people write them: numbers, currencies, and where each stands."""
