"""A reading put into words: a summary for a chat or a terminal, an explanation, and the public JSON."""
