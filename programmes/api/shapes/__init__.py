"""The shapes of answers, for the schema alone: answers are built by ``records`` and never pass through here.

The tests hold every answer against the schema that is made from these. Fields named ``source`` and
``fields`` hide nothing of the framework's: it takes declarations off the class.
"""
