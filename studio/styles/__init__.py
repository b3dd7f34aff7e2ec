"""A style as a thing: what it is called, where it comes from, what it holds. No Qt, no torch."""
