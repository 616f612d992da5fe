"""The grammar of days: its modules add their rules to it, the earlier ones first."""

from bot.language.chart import Grammar
from bot.language.word_files import load

grammar = Grammar(words=load("en", "day_cues"))
