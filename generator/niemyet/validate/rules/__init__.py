"""The rules across records, one module per subject. A rule is a small function that yields diagnostics.

`from niemyet.validate.rules import fees` gives a module that is loaded when the first of its rules is asked for: who checks a
posting does not wait for the rules of everything else.
"""

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType


def __getattr__(name: str) -> ModuleType:
    spec = None if name.startswith("_") else find_spec(f"{__name__}.{name}")
    if spec is None or spec.loader is None:
        raise AttributeError(name)
    spec.loader = LazyLoader(spec.loader)
    module = globals()[name] = sys.modules[spec.name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
