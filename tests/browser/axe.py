"""axe-core on the open page: what it finds against WCAG 2.2 AA, in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def findings(page: Page) -> list[str]:
    """What axe-core finds on the page as it is, one line a rule and element; shadow trees too."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate(
        """async (rules) => axe.run(document, {
          runOnly: { type: "tag", values: rules }, resultTypes: ["violations"],
          rules: { "target-size": { enabled: true } },
        })""",
        list(RULES),
    )
    return [
        f"{rule['impact']}: {rule['id']}: {node['target']}: {node['failureSummary']}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


def findings_by_day_and_night(page: Page, root: Locator) -> list[str]:
    """What axe-core finds on the page in light and in dark, once its root has been dressed so."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        expect(root).to_have_attribute("data-theme", scheme)
        found += [f"{scheme}: {one}" for one in findings(page)]
    return found
