"""Calls functions of the jobs that need no Spark. Standard input: JSON, a list of [module, function, arguments]; standard output: the results."""
import importlib
import json
import sys

from local_spark import JOBS

assert JOBS in sys.path
calls = json.load(sys.stdin)
json.dump([getattr(importlib.import_module(module), function)(*arguments) for module, function, arguments in calls], sys.stdout)
