"""Formats whose decoders are large, foreign and often attacked: they work in a process of their own.

::

    reading ──> helper ──(pipe: wire)──> child ──> raw, heif, avif, jpeg2000, psd, simple

A decoder that crashes, hangs or eats memory ends a helper process, never the program; the file is told to be
damaged, and the next file gets a new helper. What a helper answers is checked as a file's bytes are.
"""
