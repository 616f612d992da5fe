"""Where a prospect's phone number, e-mail address, postcode and name stand in a sentence.

Each reader takes the text and its context and gives the value with its place, or None.
"""

from bot.nlu.contact_email import read_email
from bot.nlu.contact_name import read_name
from bot.nlu.contact_phone import read_phone
from bot.nlu.contact_postcode import read_postcode, read_zip_beside

__all__ = ["read_email", "read_name", "read_phone", "read_postcode", "read_zip_beside"]
