"""Evaluation: how well a style was learned, in numbers, words and a report; without downloaded networks."""
