"""Where the application keeps its parts."""

from __future__ import annotations

from aiohttp import web

from heedful_detectors.policy import Policy
from heedful_server.checker import Loading
from heedful_server.checks import Checks
from heedful_server.codes import Codes
from heedful_server.transport import Transport

TRANSPORT: web.AppKey[Transport] = web.AppKey("transport", Transport)
POLICY = web.AppKey("policy", Policy)
LOADING = web.AppKey("loading", Loading)
CODES = web.AppKey("codes", Codes)
CHECKS = web.AppKey("checks", Checks)
