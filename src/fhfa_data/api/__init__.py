"""The atlas for analysts who write Python: ``from fhfa_data import open_atlas``."""

from fhfa_data.api.open_atlas import OpenAtlas, open_atlas

__all__ = ["OpenAtlas", "open_atlas"]
