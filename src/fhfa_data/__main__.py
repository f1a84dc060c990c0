"""``python -m fhfa_data`` is the same as ``fhfa``."""

from fhfa_data.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
