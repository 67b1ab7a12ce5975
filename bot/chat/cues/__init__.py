"""Cues that a group adds for itself."""
