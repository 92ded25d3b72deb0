"""Who is in the room? Makes a partnership of firms with badges, and prints what the phones need, as JSON."""

import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentshed.web.config.settings")
BANDS = ("1-9", "10-19", "20-49", "50-99", "100-249", "250-499", "500+")


def main(phones: int) -> None:
    """Make half as many firms as phones, and one code for each phone."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    from talentshed.web.access.models import Person, State
    from talentshed.web.meetings import room_tokens
    from talentshed.web.meetings.actions import room_leading, room_sorting
    from talentshed.web.meetings.models import Meeting, Pass, Room, Theme
    from talentshed.web.organizations.models import Organization
    from talentshed.web.partnerships.models import Partnership, Role

    state = State.objects.create(code="IL", name="Illinois", fips="17")
    convener = Person.objects.make("convener@example.org", "Convener")
    partnership = Partnership.objects.create(
        home_state=state, name="Load", naics="332", region_key="17143", region_name="The river", phase=5
    )
    Role.objects.create(partnership=partnership, person=convener, role="convener")
    meeting = Meeting.objects.create(partnership=partnership, kind="launch", title="Load", starts_at=timezone.now())
    room = room_leading.open_room(by=convener, meeting=meeting)
    theme = Theme.objects.create(room=room, name="Theme")
    items = [
        room_sorting.keep_requirement(by=convener, room=room, text=f"Item {n}", kind="talent", themes=[theme])
        for n in range(6)
    ]
    tokens = []
    for number in range((phones + 1) // 2):
        firm = Organization.objects.create(
            state=state, kind="employer", name=f"Firm {number}", size_band=BANDS[number % len(BANDS)]
        )
        badge = room_leading.check_in(by=convener, room=room, organization=firm)
        entries = [badge.passes.get(), Pass.objects.create(badge=badge)]
        tokens += [(str(badge.firm_id), room_tokens.token_of(entry)) for entry in entries]
    # Posts are taken at every stage after theirs, so both can be loaded at once.
    Room.objects.filter(pk=room.pk).update(stage="voting")
    print(json.dumps({"room": room.pk, "items": [each.pk for each in items], "phones": tokens[:phones]}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
