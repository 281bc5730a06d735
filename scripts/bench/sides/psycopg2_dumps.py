"""A whole table as NDJSON, the way of a Python script: a server-side cursor, a dict for each row, json.dumps."""

import json
import os
import sys

import psycopg2

ROWS_AT_ONCE = 2000

connection = psycopg2.connect(os.environ["DATABASE_URL"])
cursor = connection.cursor("customers_cursor")
cursor.itersize = ROWS_AT_ONCE
cursor.execute("SELECT * FROM customers")
for (id, external_id, first_name, last_name, email, phone, created_at, born, balance, score, orders,
     active, tags, attributes) in cursor:
    payload = {
        "customer": {
            "id": id,
            "externalId": external_id,
            "name": {"first": first_name, "last": last_name},
            "contact": {"email": email, "phone": phone},
            "createdAt": created_at,
            "born": born,
        },
        "account": {"balance": balance, "score": score, "orders": orders, "active": active},
        "tags": tags,
        "attributes": attributes,
    }
    sys.stdout.write(json.dumps(payload, default=str, ensure_ascii=False) + "\n")
connection.close()
