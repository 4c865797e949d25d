"""The languages that articles are read in: each a folder of data and a small class."""
