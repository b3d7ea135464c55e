"""What is measured, and printed rather than asserted: ``make bench``."""
