"""Tests of what the stand-in refuses, as Discord does."""
