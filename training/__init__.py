"""Learning a style from photos, without Qt: the room's map stands in docs/house.md."""
