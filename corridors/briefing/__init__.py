"""The one-page briefing of a view: a record of what it says, and its files (HTML, PDF, DOCX, PPTX).

`compose.py` makes the record, which holds texts only; each writer lays the same record out.
"""
