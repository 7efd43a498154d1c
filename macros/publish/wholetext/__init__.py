"""The text of each page as Markdown and as JSON, beside its HTML; all of a language in one file; a guide to them."""
