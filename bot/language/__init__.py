"""Reading: what words mean. Pure: words and numbers in, readings out."""
