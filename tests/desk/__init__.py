"""What people see of the bot: the real process, a web and a Telegram on this machine."""
