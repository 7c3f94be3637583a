"""The command line: reads words, the clock and the terminal, calls the spine, prints. Nothing else knows of these.

Exit status: 0 clean, 1 errors in the records or the build, 2 a command that was not understood.
"""

from niemyet.cli import differences as differences
from niemyet.cli import drafts as drafts
from niemyet.cli import editing as editing
from niemyet.cli import importing as importing
from niemyet.cli import records as records
from niemyet.cli import reporting as reporting
from niemyet.cli import sheets as sheets
from niemyet.cli.app import app as app
