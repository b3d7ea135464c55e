"""What may stay as it is in English, each with the reason. Everything else must be translated."""

# Words in Latin letters that may stand in Arabic, Russian and Chinese, and that are no words to translate in
# any language: a text made of nothing else may equal the English.
STAYS_LATIN = {
    "10YFP": "the abbreviation exists in Latin letters only (glossary, framework_short)",
    "10YFP-[0-9]+": "a reference of the registry",
    r"[A-Z]+(?:/[A-Za-z0-9.()]+)+": "a symbol of a United Nations document",
    "CSD-19": "the session, as the registry names its snapshot",
    "A4": "a size of paper",
    "API": "known by this name in all six languages",
    "CSV": "a file format",
    "DOCX": "a file format",
    "HTML": "a file format",
    "JSON": "a file format",
    "OpenAPI": "a standard",
    "PDF": "a file format",
    "QR": "known by this name in all six languages",
    "SHA-256": "a standard",
    "TOTP": "a standard",
    "URL": "known by this name in all six languages",
    "UTC": "a standard",
    "WCAG": "a standard",
    "AA": "a level of WCAG",
    "XLSX": "a file format",
    "YAML": "a file format",
    "ZIP": "a file format",
    "GET|HEAD|OPTIONS": "methods of HTTP, as they are typed",
    "JavaScript": "a name",
    "Single Sign-On|LDAP": "names of technologies",
    "Consumers International|Tierra Fee & Dividend|Feasta": "organizations that use this name (glossary)",
    "xx|yy|X|Y": "placeholders of the source, shown as printed",
}

# Texts that a language spells as English does, by language; those of the glossary and of the taxonomy are
# known already.
SPELT_ALIKE: dict[str, dict[str, str]] = {
    "fr": {
        "Menu": "the same word",
        "Programmes": "the same word, as in the title of the report",
    },
    "es": {},
}
