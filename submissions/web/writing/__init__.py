"""The sections of a draft as forms: what stands written or was sent, as the content that is saved."""
