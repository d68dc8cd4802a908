"""The only place of SQL: `file` opens it, one module for each kind of row reads and writes it."""
