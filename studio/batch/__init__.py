"""Whole shoots: planned first, told to a journal, worked off on all cores, and gone on with after a crash."""
