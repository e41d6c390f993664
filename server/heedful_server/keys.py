"""Where the application keeps its parts."""

from __future__ import annotations

from aiohttp import web

from heedful_server.agency.in_force import InForce
from heedful_server.checks import Checks
from heedful_server.codes import Codes
from heedful_server.transport import Transport

TRANSPORT: web.AppKey[Transport] = web.AppKey("transport", Transport)
IN_FORCE = web.AppKey("in_force", InForce)
CODES = web.AppKey("codes", Codes)
CHECKS = web.AppKey("checks", Checks)
