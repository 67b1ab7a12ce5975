"""The playground in a browser: people and chats in the stand-in of Telegram, the real bot, and a page that shows it all."""
