"""Places by name, offline: the gazetteer, the spellings of names, and which place a name means."""
