"""A rule that no pack has, and a text that it reads otherwise than all the others do."""

TALK = "Dockside lore holds that the depot at Kesk burned down. Mayor Ada Doe said that nobody was hurt there."
NEW_RULE = """
[[rule]]
id = "en.hearsay.dockside-lore"
family = "hearsay"
scope = { direction = "forward", reach = "clause" }
phrases = ["dockside lore holds that"]
explain = "The text passes on what is said at the docks."
match = ["[[Dockside lore holds that]] the depot burned."]
no_match = ["He wrote down dockside lore."]
"""
