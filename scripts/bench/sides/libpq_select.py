"""Times a SELECT on one open libpq connection: argv has the statement and how often; prints milliseconds, one a line."""

import os
import sys
import time

import psycopg2

statement, times = sys.argv[1], int(sys.argv[2])
connection = psycopg2.connect(os.environ["DATABASE_URL"])
connection.autocommit = True
cursor = connection.cursor()
for _ in range(times):
    begin = time.perf_counter()
    cursor.execute(statement)
    cursor.fetchall()
    print((time.perf_counter() - begin) * 1000)
