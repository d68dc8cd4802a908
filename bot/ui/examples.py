"""Questions that run at a click, for somebody who doesn't know yet what to ask."""

EXAMPLES = {
    "1": "What is a productive distraction?",
    "2": "How do I delegate well?",
    "3": "How can I take a real holiday?",
}
"""Questions that the starter library answers, by the id of their button."""
