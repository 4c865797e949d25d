"""How a foreign place that Belarusian spells by its own rules may be spelled by the gazetteer.

The gazetteer knows most towns of Russia and Asia by their Russian name. What is different is not
only akanne (of which one cannot tell what stood there) but rules that can be turned back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Belarusian hardens ч, ж, ш, р, ц and softens д and т to дз and ц; ў is в before a consonant.
_RULES = tuple(
    (re.compile(pattern), spelled)
    for pattern, spelled in (
        ("(?<=[чжшрЧЖШР])ы", "и"),
        ("(?<=[чжшрЧЖШР])э", "е"),
        ("(?<=[дД])з(?=[еёюяіь])", ""),
        ("ц(?=[еёюяіь])", "т"),
        ("Ц(?=[еёюяіь])", "Т"),
        ("ія(?=.)", "іа"),
    )
)


def foreign(name: str) -> Iterator[str]:
    """The spelling of a name with those rules turned back, if they change it."""
    spelled = name
    for pattern, letters in _RULES:
        spelled = pattern.sub(letters, spelled)
    if spelled != name:
        yield spelled
