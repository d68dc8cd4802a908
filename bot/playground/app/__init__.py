"""The playground: the stand-in, the real bot, people with some weeks behind them, and a page.

It starts everything in one process on loopback, and needs no account anywhere.
"""
