"""What a document's text counts, what its annex prints, what its table shows, and where they disagree.

Computed from stated counts, printed lines and the links of lines to programmes, never from where the
registry itself places a programme: so it still says what the source said after the registry has moved on.
``loading`` fetches the rows, everything else is pure. From the bottom up:

``lines``      a printed line with the programmes it means
``counts``     stated counts against the lines that fall under them
``likeliest``  the likeliest reading of the difference, with its reason
``cells``      annex against table, cell by cell
``matching``   which line of one list is which of the other, and where the two differ
``document``   all of it for one document
"""
