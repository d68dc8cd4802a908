"""The tests mirror the packages: `tests/knowledge` is for `knowledge`."""
