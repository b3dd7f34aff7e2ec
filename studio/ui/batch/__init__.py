"""The mode Batch: a whole shoot is planned, done, and looked at."""
