"""Atlases as they were, and what has changed since and when: docs/pinned.md."""
