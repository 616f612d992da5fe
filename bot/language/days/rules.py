"""The grammar of days: its modules add their rules to it, the earlier ones first."""

from bot.language.chart import Grammar

grammar = Grammar()
