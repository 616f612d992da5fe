"""One use case a file. Services open the transaction, call the rules and the store."""
