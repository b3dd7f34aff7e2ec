"""The document: what the user asked for, as values. No Qt, no torch."""
