"""The common programme template: its items, the text written on it, and the form that edits that text."""
