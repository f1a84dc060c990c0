"""No test reaches beyond this machine, so none passes thanks to the network."""

from __future__ import annotations

import http.server
import socket
import threading
import urllib.request

import pytest
import requests
from pytest_socket import SocketConnectBlockedError

OUTSIDE = "192.0.2.1"  # RFC 5737: an address for documentation, no one's machine


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
@pytest.mark.parametrize(
    "connect",
    [
        lambda: socket.create_connection((OUTSIDE, 443), timeout=1),
        lambda: urllib.request.urlopen(f"http://{OUTSIDE}/", timeout=1),
        lambda: requests.get(f"http://{OUTSIDE}/", timeout=1),
    ],
    ids=["socket", "urllib", "requests"],
)
def test_outside_is_refused(connect):
    with pytest.raises(SocketConnectBlockedError, match=OUTSIDE):
        connect()


def test_this_machine_is_reached():
    server = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    with socket.create_connection(server.server_address, timeout=5) as connection:
        connection.sendall(b"OPTIONS / HTTP/1.0\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.0 501")
    thread.join(timeout=5)
    server.server_close()
