"""People: the custom user, known by an e-mail address."""
