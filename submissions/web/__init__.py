"""The submitters' desk in HTML: look up, ask, call, answer."""
