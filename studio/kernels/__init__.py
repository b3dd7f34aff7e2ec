"""Full-resolution pixels, fast. The torch reference is the definition."""
