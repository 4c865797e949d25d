"""Asking a model through pydantic-ai: one request, a second where the first answer cannot be read.

The one module that imports the library; nobody imports this one unless a model is to be asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from typing import Any

import httpx2
from pydantic_ai import Agent, PromptedOutput, UsageLimits
from pydantic_ai import exceptions as told
from pydantic_ai.models import Model, infer_model
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers import Provider, infer_provider, infer_provider_class
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

from corridors.errors import ProposerFault
from corridors.extraction.extract import ReadingLike
from corridors.proposing.answer import Answer
from corridors.proposing.grounding import grounded
from corridors.proposing.prompt import VERSION, article_message, instructions
from corridors.proposing.proposal import Proposal
from corridors.proposing.settings import LONGEST_ARTICLE, MOST_BYTES, MOST_TOKENS, ModelSettings

LIBRARY = "pydantic-ai-slim"
CONNECT_SECONDS = 10.0
_MOST_REQUESTS = 2
_SAID = 160  # letters of what a service says
_AGAIN = "try again later; nothing is lost"


class AnswerTooLarge(Exception):
    """An answer of more bytes than MOST_BYTES, or packed so that nobody knows of how many."""


class ModelProposer:
    """Proposes by asking one model; see `Proposer`."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings

    def propose(self, reading: ReadingLike, name: str = "the article") -> Proposal:
        """The corridors that the model finds, as far as they stand in the article.

        Raises ProposerFault, naming the article, for one that is too long, and whenever the model
        does not answer, not in time, or not in the form that was asked for.
        """
        text = "\n\n".join(reading.text[p.start : p.end] for p in reading.paragraphs)
        if len(text) > LONGEST_ARTICLE:
            raise ProposerFault(
                name, "", f"it has more than {LONGEST_ARTICLE} characters", "give less of it"
            )
        try:
            answer = _run(self._ask(text))
        except Exception as error:  # a library of many services raises what each of them does
            raise ProposerFault(name, "", *_why(error, self._settings)) from None
        extraction, dropped = grounded(answer, reading)
        detail = {"model": self._settings.model, "library": f"{LIBRARY} {version(LIBRARY)}"}
        return Proposal(extraction, VERSION, detail, dropped)

    async def _ask(self, text: str) -> Answer:
        async with _client(self._settings.seconds) as client:
            agent = Agent(
                _model(self._settings, client),
                output_type=PromptedOutput(Answer),
                instructions=instructions(),
                retries=_MOST_REQUESTS - 1,
                model_settings={
                    "max_tokens": MOST_TOKENS,
                    "timeout": self._settings.seconds,
                    "max_retries": 0,
                },
            )
            result = await agent.run(
                article_message(text),
                usage_limits=UsageLimits(request_limit=_MOST_REQUESTS),
                timeout=self._settings.seconds,
            )
            return result.output


def _run(asked: Coroutine[Any, Any, Answer]) -> Answer:
    """What a coroutine gives; in a thread of its own where this one runs a loop already."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(asked)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asked).result()


def _model(settings: ModelSettings, client: httpx2.AsyncClient) -> Model:
    if settings.url:
        provider = OpenAICompatibleProvider(
            "own", base_url=settings.url, api_key=settings.key or "none", http_client=client
        )
        return OpenAIChatModel(settings.model, provider=provider)

    def with_client(name: str) -> Provider[object]:
        try:
            return infer_provider_class(name)(http_client=client)  # type: ignore[call-arg]
        except TypeError:  # a provider with a way of its own to its service
            return infer_provider(name)

    return infer_model(settings.model, with_client)


def _client(seconds: float) -> httpx2.AsyncClient:
    """A client that takes no packed answer and none of more than MOST_BYTES, and no redirect."""
    return httpx2.AsyncClient(
        timeout=httpx2.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS)),
        headers={"Accept-Encoding": "identity"},
        event_hooks={"response": [_bound]},
    )


async def _bound(response: httpx2.Response) -> None:
    if response.headers.get("content-encoding", "identity").lower() != "identity":
        raise AnswerTooLarge
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = _Bounded(response.stream)


class _Bounded(httpx2.AsyncByteStream):
    """A stream of at most MOST_BYTES."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        left = MOST_BYTES
        async for chunk in self._stream:
            left -= len(chunk)
            if left < 0:
                raise AnswerTooLarge
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


_TOLD: tuple[tuple[tuple[type[BaseException], ...], str, str], ...] = (
    ((AnswerTooLarge,), f"the model's answer is larger than {MOST_BYTES // 1_000_000} MB",
     "check CORRIDORS_LLM_URL"),
    ((told.OutputTokenLimitExceeded,), f"the answer does not end within {MOST_TOKENS} tokens",
     "give less of the article"),
    ((told.RunTimedOut, told.ModelTimeoutError, told.ModelRequestTimeout, TimeoutError),
     "the model did not answer in {seconds:g} s", _AGAIN),
    ((told.ModelRateLimitError,), "the service is asked too often{wait}", _AGAIN),
    ((told.ModelQuotaExceededError,), "the account's quota is used up", "check it at the provider"),
    ((told.ModelAuthenticationError,), "the service does not take the key", "check the key"),
    ((told.ModelNotFoundError,), "the service has no such model", "check CORRIDORS_LLM_MODEL"),
    ((told.ModelContextWindowExceededError,), "it is too long for the model", "give less of it"),
    ((told.ModelServerError, told.ModelUnavailableError), "the service has a fault", _AGAIN),
    ((told.ModelConnectionError,), "the service cannot be reached, or breaks off",
     "check CORRIDORS_LLM_URL and the network"),
    ((told.UnexpectedModelBehavior, told.UsageLimitExceeded),
     "the model's answers are not of the form that was asked for", "try again, or another model"),
)  # fmt: skip


def _why(error: BaseException, settings: ModelSettings) -> tuple[str, str]:
    """What went wrong and the mend, in words of ours: what a service says may repeat the key."""
    for kinds, message, mend in _TOLD:
        for cause in _causes(error):
            if isinstance(cause, kinds):
                wait = getattr(cause, "retry_after", None)
                said = f"; it asks to wait {wait:.0f} s" if isinstance(wait, int | float) else ""
                return message.format(seconds=settings.seconds, wait=said), mend
    if isinstance(error, told.UserError | ImportError | ValueError):  # of the settings
        said = " ".join(str(error).split())
        said = said.replace(settings.key, "…") if settings.key else said
        return f"the model could not be asked ({said[:_SAID]})", "check CORRIDORS_LLM_MODEL"
    status = getattr(error, "status_code", None)
    said = f"answers {status}" if status else type(error).__name__
    return f"the service does not take the question ({said})", "check CORRIDORS_LLM_MODEL"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error, what it came from, and what that came from."""
    seen: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in seen:
        seen.append(at)
        yield at
        at = at.__cause__ or at.__context__
