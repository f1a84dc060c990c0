"""Made-up stories, ties, people trusted and a meeting, put into the demonstration's store."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from fhfa_data.demo.place import WARDS
from fhfa_data.model.areas import MADE_UP_BOROUGH, MADE_UP_NAME
from fhfa_data.stories.actors import local_user
from fhfa_data.stories.anchors import Anchor
from fhfa_data.stories.choices import Says
from fhfa_data.stories.fields import Use
from fhfa_data.stories.meetings.records import Action, Agenda, Barrier
from fhfa_data.stories.records import Story
from fhfa_data.stories.store.anchors import keep_anchor
from fhfa_data.stories.store.connect import Store
from fhfa_data.stories.store.deciding import approve
from fhfa_data.stories.store.meetings import save_record
from fhfa_data.stories.store.reading import visible
from fhfa_data.stories.store.saving import save
from fhfa_data.stories.store.ties import tie

AGENDA = "made-up-meeting"
_HEARD_DAYS_AGO = 30


def fill(store: Store, today: date) -> None:
    """Put everything that ``voices.toml`` holds into an empty store, as heard a month ago."""
    told = tomllib.loads((files("fhfa_data.demo") / "voices.toml").read_text("utf-8"))
    who, day = local_user(), today - timedelta(days=_HEARD_DAYS_AGO)
    for one in told["stories"]:
        kept = save(store, who, story(one, day), story_id=one["id"], submit=True)
        approve(store, who, one["id"], kept.standing.revision)
    for one in told["ties"]:
        says = Says(one["says"])
        tie(store, who, Use.INTERNAL, today, one["story"], one["indicator"], says)
    for one in told["anchors"]:
        keep_anchor(store, who, Anchor.model_validate({**one, "agreed_on": day, "shown": "public"}))
    _meeting(store, told, today)


def story(told: dict[str, Any], day: date) -> Story:
    """One entry of ``voices.toml`` as a story that all may read."""
    agreed = [
        {
            "purposes": ["internal", "partners", "public"],
            "audiences": ["organisation", "partners", "community", "everyone"],
            "given_on": day,
        }
    ]
    names = {one.code: one.name for one in WARDS}
    plain = ("title", "text", "speaker", "method", "people", "ward")
    said = [told["quote"]] if "quote" in told else []
    quotes = [{"text": one, "speaker": told["speaker"], "consents": agreed} for one in said]
    return Story.model_validate(
        {
            **{name: told[name] for name in plain},
            "place_level": "ward",
            "ward_name": names[told["ward"]],
            "borough": MADE_UP_BOROUGH,
            "borough_name": MADE_UP_NAME,
            "themes_teller": told["themes"],
            "gathered_from": day,
            "gathered_to": day,
            "consents": agreed,
            "quotes": quotes,
            "article_6": "not_personal",
            "article_9": "not_special",
        }
    )


def _meeting(store: Store, told: dict[str, Any], today: date) -> None:
    who = local_user()
    seen = visible(store, who, Use.INTERNAL, today)
    agenda = dict(told["agenda"])
    about = agenda.pop("stories")
    save_record(
        store, who, Agenda.model_validate(agenda), record_id=AGENDA, stories=about, seen=seen
    )
    for one in told["barriers"]:
        save_record(store, who, Barrier.model_validate(one), agenda=AGENDA)
    for one in told["actions"]:
        rest = {name: value for name, value in one.items() if name not in ("due_in_days", "story")}
        due = today + timedelta(days=one["due_in_days"])
        action = Action.model_validate({**rest, "due": due})
        save_record(store, who, action, agenda=AGENDA, stories=[one["story"]], seen=seen)
