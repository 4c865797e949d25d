"""A view of the atlas in the formats that other programs read."""
