"""Who and where: names, phone numbers, e-mail addresses and postcodes in a message."""
