"""What moderators note about a statement: writing it, showing it, answering it."""
