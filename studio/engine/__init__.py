"""What runs in the inference thread: requests in, results out. No Qt."""
