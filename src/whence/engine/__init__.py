"""SQL over columns on disk: DuckDB, confined to the folders it is given.

duck     a connection with bounds on memory, threads and reach, and its errors in words
sql/     one statement a file, each with its contract in the head
"""
