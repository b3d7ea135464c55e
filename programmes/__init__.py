"""The registry: what was submitted, where each statement comes from, and what is public of it."""
