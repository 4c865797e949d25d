"""The app, writing down what each rerun of its page takes on the server.

Run by Streamlit in place of `app.py`, with the file to write to in BENCH_RERUNS: a line a rerun,
milliseconds by the clock and milliseconds of this thread's own work.
"""

from __future__ import annotations

import os
from pathlib import Path
from time import perf_counter, thread_time
from typing import Any

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.starlette import App

from corridors.ui.server import PAGES, lifespan, middleware, routes

_run_script = ScriptRunner._run_script


def _timed(runner: ScriptRunner, *given: Any) -> None:
    begun, worked = perf_counter(), thread_time()
    _run_script(runner, *given)
    took = (perf_counter() - begun) * 1000, (thread_time() - worked) * 1000
    with Path(os.environ["BENCH_RERUNS"]).open("a", encoding="utf-8") as file:
        file.write(f"{took[0]:.3f} {took[1]:.3f}\n")


ScriptRunner._run_script = _timed  # type: ignore[method-assign]
# As in app.py; Streamlit looks for just such a line.
app = App(PAGES, routes=routes(), lifespan=lifespan, middleware=middleware())
