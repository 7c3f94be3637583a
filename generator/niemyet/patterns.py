"""Regular expressions that are compiled when they are first used.

A command uses one in seven of those that its modules define; compiling all took an eighth of a short one.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    regex = re.compile
else:

    class regex:
        """What `re.compile(source, flags)` returns, compiled at its first use; a faulty source raises `re.error` then.

        It has the methods and attributes of `re.Pattern`. Each is taken over when it is first asked for: from then on a call
        costs what it costs there. Functions of `re` do not accept one: its methods do the same.
        """

        def __init__(self, source: str | bytes, flags: int = 0) -> None:
            self.pattern = source
            self._flags = flags

        def __getattr__(self, name: str) -> object:
            if name.startswith("_"):  # copying and pickling ask for such names
                raise AttributeError(name)
            found = getattr(re.compile(self.pattern, self._flags), name)
            setattr(self, name, found)
            return found
