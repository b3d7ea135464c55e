"""The secretariat's desk: one module per noun, and one per act that changes what is public."""

from programmes.admin import programmes, sources, submitters, versions

__all__ = ["programmes", "sources", "submitters", "versions"]
