"""From a style and a thumbnail to the numbers that say how every pixel changes. torch, no Qt."""
