"""The database: tables, and functions that read and write them.

Functions take an open connection and never commit: `services` open the transaction.
"""

import os

# Rasa is written against SQLAlchemy 1.3; we can't mend what it is warned of.
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
