"""A local stand-in for Telegram: a Bot API server on loopback that keeps state and is strict about every call."""
