"""``python -m heedful_server.cli`` is the same as ``heedful``."""

from heedful_server.cli import main

raise SystemExit(main())
