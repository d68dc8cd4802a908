"""Files in, documents out: Markdown, text and web pages become headings and paragraphs.

Everything here is pure but `find_files` and `read_file`. Whatever the bytes, the outcome is a
`Document` or a `DocumentRefused` that says why. It knows nothing of the store and of searching.
"""

from knowledge.loading.files import find_files, read_file
from knowledge.loading.limits import Limits
from knowledge.loading.reading import read_bytes

__all__ = ["Limits", "find_files", "read_bytes", "read_file"]
