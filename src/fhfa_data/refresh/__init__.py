"""From official endpoints to a checked warehouse: fetch, assemble, build, swap."""
