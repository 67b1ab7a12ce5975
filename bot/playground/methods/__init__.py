"""What each method of the Bot API does in the stand-in's world; a file for each kind of thing that a bot does."""
