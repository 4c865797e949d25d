"""Proposals by a language model, if somebody asks for one: same schema, same grounding as ours.

Off by default. The library is an extra (`make llm`) and is imported only
when a model is asked; model and key come from the environment alone.
"""

from corridors.proposing.proposal import Proposal, Proposer
from corridors.proposing.settings import ModelSettings, proposer_from

__all__ = ["ModelSettings", "Proposal", "Proposer", "proposer_from"]
