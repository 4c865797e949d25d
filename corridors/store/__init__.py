"""What users add while the atlas runs: articles, captures, proposals, decisions, snapshots."""
