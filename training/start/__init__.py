"""Where learning starts: looks estimated in seconds, which the game must beat."""
