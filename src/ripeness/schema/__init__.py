"""What a scenario may say: its sections, each in a file named for it, and the loader.

Pydantic, ruamel.yaml and pint only; nothing here knows an array.
"""

from ripeness.schema.load import json_schema, load_scenario, parse_scenario
from ripeness.schema.quantity import Quantity
from ripeness.schema.scenario import Scenario

__all__ = ["Quantity", "Scenario", "json_schema", "load_scenario", "parse_scenario"]
