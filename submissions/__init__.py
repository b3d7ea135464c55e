"""The intake: who submits for whom, drafts, rounds, and what the secretariat decides on them."""
