"""Validates lines of JSON from standard input, the way of a Python script: json.loads and jsonschema."""

import json
import sys

from jsonschema import Draft202012Validator

with open(sys.argv[1], encoding="utf-8") as file:
    validator = Draft202012Validator(json.load(file))
invalid = sum(not validator.is_valid(json.loads(line)) for line in sys.stdin)
print(invalid)
