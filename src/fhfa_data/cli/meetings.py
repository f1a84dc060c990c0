"""`fhfa meetings list | slides | actions`: what meetings left with, from the command line."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from fhfa_data.cli.opened import opened_atlas
from fhfa_data.cli.stories_files import write_privately
from fhfa_data.cli.stories_store import the_store
from fhfa_data.cli.tables import print_table
from fhfa_data.errors import StoryError
from fhfa_data.stories.actors import local_user
from fhfa_data.stories.meetings.records import Agenda, MeetingKind
from fhfa_data.stories.store.actions import all_actions
from fhfa_data.stories.store.meetings import one_record, records
from fhfa_data.stories.store.reading import visible
from fhfa_data.views.actions import actions_csv
from fhfa_data.views.meeting import place_name, use_in_meetings
from fhfa_data.views.take_away import take_away
from fhfa_data.views.words import say_times


def run_list(options: argparse.Namespace) -> int:
    """List the meetings that are kept."""
    with the_store() as store:
        kept = records(store, local_user(), MeetingKind.AGENDA)
    rows = [[o.id, o.changed_at[:10], o.record.title] for o in kept if isinstance(o.record, Agenda)]
    print_table("Meetings", ["Meeting", "Last changed", "About"], rows)
    return 0


def run_slides(options: argparse.Namespace) -> int:
    """Write a meeting's slides; with the stories' words if asked, and then register the copy."""
    # The writer of slides takes a while to load.
    from fhfa_data.charts.slides.meeting_deck import meeting_slides

    person, today, file = local_user(), date.today(), Path(options.file)
    if file.suffix.casefold() != ".pptx":
        raise StoryError("Slides are written as .pptx.", options.file, "Give a FILE.pptx.")
    with the_store() as store:
        seen = visible(store, person, use_in_meetings(person), today)
        agenda = one_record(store, person, options.agenda, seen)
        found, copy = take_away(
            opened_atlas(),
            store,
            person,
            agenda,
            today,
            with_stories=options.with_stories,
            path=str(file.resolve()),
            holder=options.holder,
        )
    write_privately(file, meeting_slides(found, copy=copy))
    print(f"Slides written to {options.file}. {copy}".strip())
    return 0


def run_actions(options: argparse.Namespace) -> int:
    """Write or print the actions as CSV."""
    atlas = opened_atlas()
    with the_store() as store:
        kept = all_actions(store, local_user(), agenda=options.meeting)
    places = {one.action.place: place_name(atlas, one.action.place) for one in kept}
    content = actions_csv(kept, places)
    if options.file == "-":
        sys.stdout.write(content.decode("utf-8-sig").replace("\r\n", "\n"))
        return 0
    write_privately(Path(options.file), content)
    print(f"{say_times(len(kept), 'action')} written to {options.file}.")
    return 0
