"""What administrators and moderators look after: open statements, digests, exports, the list of changes, chats without texts."""
