"""The domain's values: what is stored, what is asked, and what is shown. No SQL and no clock here.

Ids are random or derived from random ones, and never row numbers: they leave the file in buttons,
and a restored file would hand out the same numbers again.
"""
