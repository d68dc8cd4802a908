"""The report of a group as it is shown: text, a chart, and a table of counts."""
