"""Set up what is missing, start the checker on this computer, and say what to do next."""

from __future__ import annotations

import argparse
import contextlib
import time
from pathlib import Path
from typing import TYPE_CHECKING

from . import browser, demo
from .extension import CHROME
from .places import VENV, in_venv, relative
from .processes import Stopped, end, stoppable, temporary_folder
from .say import Failure, fail, line, step
from .server import Checker, runtime_folder
from .setup import prepare

if TYPE_CHECKING:
    import subprocess
    from typing import List, Optional, Sequence

TRY = "met with maria lopez at 412 oak st, she relapsed"


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Run until Ctrl+C, or until the browser is closed."""
    parser = argparse.ArgumentParser(prog="scripts/start", description=__doc__)
    parser.add_argument(
        "--browser",
        action="store_true",
        help="also open Chromium on a practice page, in a profile that is thrown away",
    )
    parser.add_argument("--policy", type=Path, metavar="FILE", help="the agency's policy (YAML)")
    parser.add_argument("--no-build", action="store_true", help="use the extension as it was built")
    parser.add_argument(
        "--headless",
        action="store_true",
        help="with --browser: without a screen, and print a port to drive it by",
    )
    options = parser.parse_args(arguments)
    if options.headless and not options.browser:
        parser.error("--headless goes with --browser")
    try:
        with stoppable():
            return _start(options)
    except Stopped:
        line("\nStopped.")
        return 0
    except Failure as error:
        fail(error)


def _start(options: argparse.Namespace) -> int:
    if options.policy and not options.policy.is_file():
        raise Failure("There is no policy file {}.".format(options.policy))
    program = None
    if options.browser:
        program = browser.find()
        if not options.headless:
            browser.check_screen()
    prepare(dev=False, build=not options.no_build)
    with contextlib.ExitStack() as stack:
        if program is None:
            return _serve(stack, options.policy)
        return _practise(stack, program, options)


def _serve(stack: contextlib.ExitStack, policy: Optional[Path]) -> int:
    """The checker alone, for the user's own browsers."""
    folder = stack.enter_context(temporary_folder())
    checker = Checker(None, policy, folder / "server.log")
    stack.callback(end, checker.process)
    with step("the checker"):
        port = checker.wait_ready()
    line("Heedful runs on this computer only (127.0.0.1:{}) until you press Ctrl+C.".format(port))
    line(
        "Next: in chrome://extensions, with developer mode on, load {}; then run {} pair.".format(
            relative(CHROME), relative(in_venv(VENV, "heedful"))
        )
    )
    line("Or try it with nothing to set up: python3 scripts/start --browser")
    return _watch(checker.process, [])


def _practise(stack: contextlib.ExitStack, program: str, options: argparse.Namespace) -> int:
    """The checker and a browser of its own, which know nothing of the user's."""
    folder = stack.enter_context(temporary_folder())
    checker = Checker(runtime_folder(folder), options.policy or demo.POLICY, folder / "server.log")
    stack.callback(end, checker.process)
    page = stack.enter_context(demo.served())
    profile = folder / "profile"
    profile.mkdir()
    browser.pair(profile, checker.env)
    with step("the checker"):
        port = checker.wait_ready()
    with step("Chromium"):
        window = browser.launch(program, profile, page, checker.env, headless=options.headless)
        stack.callback(end, window)
        if options.headless:
            line("Debugging port: {}".format(browser.debugging_port(profile, window)))
            line("Page: {}".format(page))
    line(
        "Heedful runs on this computer only (127.0.0.1:{}); Chromium shows a practice page.".format(
            port
        )
    )
    line("Next: type there  {}".format(TRY))
    line("Close the browser or press Ctrl+C to end it; nothing is left behind.")
    return _watch(checker.process, [window])


def _watch(server: subprocess.Popen[bytes], windows: List[subprocess.Popen[bytes]]) -> int:
    """Wait until the browser is closed; a server that ends by itself is a failure."""
    while not any(window.poll() is not None for window in windows):
        if server.poll() is not None:
            raise Failure("The checker ended by itself with {}.".format(server.returncode))
        time.sleep(0.2)
    line("The browser was closed. Stopped.")
    return 0
