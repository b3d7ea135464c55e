"""The template as a Word file: what it is, how it is written, and what is understood when it comes back.

Bytes in, contents out: nothing here knows of requests or writes to the database.
"""
