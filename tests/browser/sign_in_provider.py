"""A small OpenID provider on this machine: enough to sign somebody in, or to try to forge it."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey


class Provider(ThreadingHTTPServer):
    """``person``: claims of whom it signs in. ``forged``: claims that it says falsely.

    ``signer``: the key that it signs with; its public keys always hold ``key`` alone.
    """

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Answers)
        self.address = f"http://127.0.0.1:{self.server_address[1]}"
        self.key = self.signer = RSAKey.generate_key(2048, {"kid": "one"})
        self.person, self.forged, self.asked, self.signed_out = {}, {}, {}, 0

    def token(self):
        now = int(time.time())
        own = {"iss": self.address, "aud": "atlas", "iat": now, "exp": now + 300}
        claims = {**own, "nonce": self.asked["nonce"], **self.person, **self.forged}
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.signer)


class _Answers(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        at, ours = urlsplit(self.path), self.server
        query = {name: values[0] for name, values in parse_qs(at.query).items()}
        if at.path == "/authorize":
            ours.asked = query
            self._go(f"{query['redirect_uri']}?code=made-up&state={query['state']}")
        elif at.path == "/end":
            ours.signed_out += 1
            self._go(query["post_logout_redirect_uri"])
        elif at.path == "/keys":
            self._say({"keys": [ours.key.as_dict(private=False)]})
        else:
            self._say(_metadata(ours.address))

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self._say({"access_token": "x", "token_type": "Bearer", "id_token": self.server.token()})

    def _go(self, address):
        self.send_response(302)
        self.send_header("Location", address)
        self.end_headers()

    def _say(self, answer):
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _metadata(address):
    ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys",
            "end_session_endpoint": "end"}  # fmt: skip
    return {
        "issuer": address,
        **{name: f"{address}/{end}" for name, end in ends.items()},
        "id_token_signing_alg_values_supported": ["RS256"],
    }


@contextmanager
def provider():
    """One that runs."""
    with Provider() as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()
