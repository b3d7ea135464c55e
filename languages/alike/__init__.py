"""Which entries look alike: what is compared, how alike two texts are, and who comes first.

Pure: no tables, and keys that mean nothing here. ``meaning`` needs the optional packages and costs memory, so
the worker alone imports it; ``words`` takes its place where they are not installed.
"""

import os

# Read when numpy is loaded, so it is said before that. Several threads on a machine that has other work to do
# wait for each other: one is many times faster.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
