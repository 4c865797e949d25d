"""Ways along real networks: sea, and what the other modes share."""
