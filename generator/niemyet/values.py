"""Values that do not change, quick to define: `dataclass` is that of the standard library, made in a quarter of the time.

The program defines two hundred and forty such classes, and a command most of them before it has done anything. For each frozen
one the standard library writes, compiles and runs six functions. Here only `__init__` is made so; the others are shared. That no
value is changed once it is made is left to the type checker, which sees the standard library's `dataclass`: nothing guards it
while the program runs, and a value is made in half the time.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from collections.abc import Callable
    from operator import attrgetter

    def dataclass(*, frozen: bool, slots: bool = False) -> Callable[[type], type]:
        """A decorator like `dataclasses.dataclass(frozen=True, slots=slots)`, but for the guard against changes.

        Values are compared, hashed and shown by the same fields. What a class defines itself stays.
        """
        assert frozen, "what may be changed is a dataclass of the standard library"

        def make(cls: type) -> type:
            shared = {name: method for name, method in _SHARED.items() if vars(cls).get(name) is None}
            made = dataclasses.dataclass(eq=False, repr=False, slots=slots)(cls)
            compared = [field.name for field in dataclasses.fields(made) if field.compare]
            made._compared = staticmethod(attrgetter(*compared) if compared else _nothing)
            for name, method in shared.items():
                setattr(made, name, method)
            return made

        return make

    def _nothing(_: object) -> tuple[()]:
        return ()

    def _equal(self: object, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self._compared(self) == self._compared(other)

    def _hash(self: object) -> int:
        return hash(self._compared(self))

    def _show(self: object) -> str:
        shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
        return f"{self.__class__.__qualname__}({shown})"

    _SHARED = {"__eq__": _equal, "__hash__": _hash, "__repr__": _show}
