"""Who is cited, in the forms that other programs read: CSL-JSON, and what follows from it."""
