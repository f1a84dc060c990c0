"""Who looks at a page: whose roles and audiences decide what is shown."""

from __future__ import annotations

from fhfa_data.stories.actors import Actor, local_user


def actor() -> Actor:
    """The person in front of the screen: at an installation without sign-in, its one user."""
    return local_user()
