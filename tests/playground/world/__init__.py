"""Tests of the stand-in's world."""
