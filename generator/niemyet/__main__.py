"""`python -m niemyet` is the command `niemyet`."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  # a checkout can be run by any Python, and pip has not refused it
    sys.exit("niemyet: cần Python 3.11 trở lên / Python 3.11 or later is needed; đây là / this is " + sys.version.split()[0])

if not sys.flags.safe_path:
    del sys.path[0]  # the folder where it was started: content, and no program

from niemyet.cli import run  # an older Python cannot read it

run()
