"""Own articles with gold: what extraction is measured on beside the development set."""
