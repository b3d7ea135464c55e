"""The six official languages of the United Nations: what they are called, how they run, how their words sort.

The lowest room. It has no tables and knows no programme. Everything above asks here which languages
exist, in which order they are shown, and which text to show when one language is missing.
"""
