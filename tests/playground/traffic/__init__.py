"""Tests of the stand-in's rate limits and faults."""
