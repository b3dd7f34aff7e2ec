"""The looks that come with the program, made from named parameters. Run by ``packaging/make_looks.py``."""
