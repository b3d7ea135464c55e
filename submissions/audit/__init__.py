"""The record of everything: who did what, when, before and after, read as one from the records of each table.

Nothing is written here. Each record names people by their number alone.
"""
