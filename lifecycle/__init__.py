"""The two axes of the matrix, the terms of the source documents, and the lenses that cut the axes anew."""
