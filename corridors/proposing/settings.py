"""Which model is asked, as the environment says; none unless it does.

CORRIDORS_LLM_MODEL     provider:model as pydantic-ai names them, such as openai:… or anthropic:…;
                        with CORRIDORS_LLM_URL the model's name alone
CORRIDORS_LLM_URL       address of a service that speaks OpenAI's chat interface (Ollama, vLLM …)
CORRIDORS_LLM_KEY       the key for that address, if it wants one
OPENAI_API_KEY …        the key of a provider without an address, under the provider's own name
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from corridors.errors import ProposerFault
from corridors.proposing.proposal import Proposer

SECONDS = 120.0
LONGEST_ARTICLE = 60_000
"""Characters of an article; longer ones are no articles, and cost whoever pays for the model."""
MOST_TOKENS = 16_000
MOST_BYTES = 2_000_000
"""Of an answer as it is sent; 16,000 tokens are some 100 kB."""


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """Which model to ask, where, and within what bounds; the key is never shown."""

    model: str
    url: str | None = None
    key: str | None = field(default=None, repr=False)
    seconds: float = SECONDS


def settings_from(environment: Mapping[str, str]) -> ModelSettings:
    """The model that the environment names. Raises ProposerFault, naming what is missing."""
    model = environment.get("CORRIDORS_LLM_MODEL", "").strip()
    url = environment.get("CORRIDORS_LLM_URL", "").strip() or None
    if not model:
        raise ProposerFault(
            "CORRIDORS_LLM_MODEL", "", "no model is named", "set it, such as openai:MODEL"
        )
    if url is None and ":" not in model:
        raise ProposerFault(
            "CORRIDORS_LLM_MODEL", "", f"{model[:60]!r} names no provider", "write provider:model"
        )
    if url and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc):
        raise ProposerFault(
            "CORRIDORS_LLM_URL", "", f"{url[:60]!r} is no web address", "begin it with https://"
        )
    return ModelSettings(model, url, environment.get("CORRIDORS_LLM_KEY", "").strip() or None)


def proposer_from(environment: Mapping[str, str]) -> Proposer:
    """The proposer that the environment names.

    Raises ProposerFault if it names none, and if the library is not installed. Nothing is asked
    before `propose` is called.
    """
    settings = settings_from(environment)
    try:
        from corridors.proposing.asking import ModelProposer
    except ImportError as error:
        raise ProposerFault(
            "CORRIDORS_LLM_MODEL",
            "",
            f"the library of language models is not installed ({error.name})",
            "run `make llm`, or pip install 'corridor-atlas[llm]'",
        ) from None
    return ModelProposer(settings)
