"""Between Telegram and the file: what arrives is kept, what is to be said leaves, whatever happens in between."""
