"""Who can reach the app: this machine alone, or a network."""

from __future__ import annotations

import ipaddress


def stays_here(host: str) -> bool:
    """Whether an address, with or without its port, is this machine's own to itself.

    >>> [stays_here(one) for one in ("localhost:8501", "127.0.0.1", "[::1]:8501", "::1")]
    [True, True, True, True]
    >>> [stays_here(one) for one in ("0.0.0.0", "atlas.example:8501", "192.0.2.1", "", "::")]
    [False, False, False, False, False]
    """
    name = host.strip().casefold()
    if name.startswith("["):
        name = name[1:].partition("]")[0]
    elif name.count(":") == 1:
        name = name.partition(":")[0]
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
