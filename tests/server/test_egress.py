"""Nothing of the process reaches another machine or program. In a process of its own: the hook
stays."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PROGRAM = """
import asyncio, os, socket, subprocess
from heedful_server import egress
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp.connect(("127.0.0.1", 9))  # before: what is open already must not speak either
egress.close()

def connect(host):
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as sock:
        sock.settimeout(0.2)
        sock.connect((host, 9))

def send(host):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.sendto(b"x", (host, 9))

tries = {
    "connect": lambda: connect("192.0.2.1"),
    "connect ex": lambda: socket.socket().connect_ex(("192.0.2.1", 9)),
    "connect 6": lambda: connect("2001:db8::1"),
    "connect by name": lambda: connect("localhost"),
    "a resolver here": lambda: connect("127.0.0.53"),
    "a resolver's port": lambda: socket.socket().connect(("127.0.0.1", 53)),
    "datagram here": lambda: send("127.0.0.53"),
    "datagram to this": lambda: send("127.0.0.1"),
    "datagram connected": lambda: socket.socket(type=socket.SOCK_DGRAM).connect(("127.0.0.1", 9)),
    "datagram without address": lambda: udp.sendmsg([b"x"]),
    "name of": lambda: socket.getnameinfo(("192.0.2.1", 80), 0),
    "name of here": lambda: socket.getnameinfo(("127.77.97.114", 80), 0),
    "old name of": lambda: socket.gethostbyaddr("127.77.97.114"),
    "program": lambda: subprocess.run(["true"]),
    "shell": lambda: os.system("true"),
    "fork": lambda: os.fork() or os._exit(0),
    "spawn": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "exec": lambda: os.execv("/bin/true", ["true"]),
    "everywhere": lambda: connect("0.0.0.0"),
    "datagram": lambda: send("192.0.2.1"),
    "name": lambda: socket.getaddrinfo("heedful.example", 80),
    "old name": lambda: socket.gethostbyname("heedful.example"),
    "urlopen": lambda: __import__("urllib.request").request.urlopen("http://heedful.example/"),
}
for name, call in tries.items():
    try:
        call()
        print(name, "went")
    except OSError as error:
        reason = getattr(error, "reason", error)
        print(name, type(reason).__name__)

socket.getaddrinfo("localhost", 80)
socket.getaddrinfo("127.0.0.1", 80)
with socket.create_server(("127.0.0.1", 0)) as server:
    with socket.create_connection(server.getsockname()):
        print("loopback works")

async def loop():
    await asyncio.sleep(0)
asyncio.run(loop())
here, there = socket.socketpair()
here.sendmsg([b"x"])
here.close(), there.close(), udp.close()
print("the loop works")
"""


@pytest.mark.skipif(os.name != "posix", reason="Windows starts programs by other names")
def test_only_this_machine_can_be_reached() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    *tries, works, loop = done.stdout.splitlines()
    assert (works, loop) == ("loopback works", "the loop works"), done.stderr
    assert len(tries) == 23
    assert {line.rpartition(" ")[2] for line in tries} == {"NoWayOutError"}, done.stdout
