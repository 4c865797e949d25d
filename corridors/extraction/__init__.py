"""From an article to the corridors that it describes, each field resting on its exact words."""
