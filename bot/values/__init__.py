"""Values of the trade, pure: money, budget, timeframe, phone, postcode, e-mail, name, SMS text.

Every module has the same verbs where they make sense: `parse` (text to value, raising
`ValueInvalid`), `format` (value to words for a reader), `to_json` and `from_json`.
"""
