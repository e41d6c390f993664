from __future__ import annotations

import subprocess
import sys

import pytest

WATCHED = """
import sys

def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        print("network:", event)
        sys.stdout.flush()
        import os
        os._exit(3)

sys.addaudithook(watch)
{use}
print("done")
"""

ENGINE = """
from heedful_detectors.detection.encoder import Encoder
from heedful_detectors.detection.entities import EntityFinder
from heedful_detectors.policy import Policy
finder = EntityFinder.load(Policy(), Encoder.load())
found = finder.find(
    "maria@mail.example and maria.lopez@host.co.uk, https://x.example/a, 10.0.0.7, 312-555-0142, "
    "card 4111 1111 1111 1111, iban GB29 NWBK 6016 1331 9268 19, npi 1234567893, @maria_l"
)
assert sum(item.type == "EMAIL_ADDRESS" for item in found.entities) == 2
"""

CANARY = "import socket; socket.getaddrinfo('localhost', 1)"


def run(use: str, tmp_path: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WATCHED.format(use=use)],
        capture_output=True,
        text=True,
        env={"HOME": str(tmp_path)},  # no cache of public suffixes from earlier
        timeout=60,
    )


def test_no_recognizer_asks_the_network(tmp_path: object) -> None:
    result = run(ENGINE, tmp_path)
    assert (result.stdout.strip(), result.returncode) == ("done", 0), result.stderr[-500:]


def test_a_text_is_read_without_opening_a_file(tmp_path: object) -> None:
    use = """
from heedful_detectors import Engine, Message
engine = Engine.load()
opened = []
sys.addaudithook(lambda event, arguments: opened.append(arguments[0]) if event == "open" else None)
engine.check(Message("met with maria lopez at 412 oak st, call 312-555-0142, she relapsed"), None)
assert not opened, opened
open(sys.executable).close()
assert opened
"""
    result = run(use, tmp_path)
    assert (result.stdout.strip(), result.returncode) == ("done", 0), result.stderr[-500:]


def test_the_watch_would_see_it(tmp_path: object) -> None:
    assert run(CANARY, tmp_path).returncode == 3


def test_importing_the_package_imports_nothing_slow(tmp_path: object) -> None:
    use = (
        "import heedful_detectors\n"
        "slow = {'presidio_analyzer', 'spacy', 'onnxruntime', 'numpy', 'presidio_anonymizer'}\n"
        "assert not slow & set(sys.modules), slow & set(sys.modules)"
    )
    result = run(use, tmp_path)
    assert result.returncode == 0, result.stderr[-500:]


@pytest.mark.parametrize("secret", ["maria lopez", "4471"])
def test_presidio_writes_no_text_to_the_log(tmp_path: object, secret: str) -> None:
    use = "import logging\nlogging.basicConfig(level=logging.DEBUG, stream=sys.stdout)\n" + ENGINE
    use += "finder.find('met with maria lopez, mrn 00-4471, account 12345678')"
    assert secret not in run(use, tmp_path).stdout
