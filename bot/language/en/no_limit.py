"""Ways to say that there is no figure to tell: "money is no object"."""

from __future__ import annotations

NO_LIMIT = """
money is no object, money's no object, moneys no object, money no object, no object,
money is no issue, money is no problem, money is not an issue, money is not a problem,
money is not an object, money isn't an issue, money isn't a problem, money's not an issue,
money's not a problem, money no issue, money no problem, cost is no object, price is no object,
cost is not an issue, cost isn't an issue, price is not an issue, price isn't an issue,
budget is not an issue, budget isn't an issue, budget is no issue,
sky is the limit, sky's the limit, skys the limit, no limit, no budget limit, no cap, no budget cap,
unlimited, whatever it takes, whatever it costs,
no set budget, no fixed budget, no specific budget, no particular budget, no set amount,
no fixed amount, no specific amount, no particular amount, no set number, no specific number,
no set limit, no fixed limit, don't have a set budget, don't have a fixed budget,
don't have a specific budget, don't have a particular budget, don't have a set amount,
don't have a specific amount, don't have a set number, don't have a set limit,
don't have a budget limit, don't have a limit, no real limit, no upper limit,
budget is open, budget's open, budget is flexible, budget's flexible, budget is wide open,
open budget, money doesn't matter, price doesn't matter, cost doesn't matter,
budget doesn't matter, money does not matter, price does not matter, cost does not matter,
budget does not matter, price isn't important, price is not important, cost isn't important,
cost is not important, money isn't important, money is not important
"""
