"""Presentation: values become texts, messages, buttons and forms. It decides nothing."""
