"""A round on paper: the same words as on its page, as a PDF."""
