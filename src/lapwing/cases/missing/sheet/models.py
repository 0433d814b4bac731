"""What helps to find a child: a line each, and photographs; each says who may know it."""

from django.db import models

from lapwing.access.guarded import Record, guarded
from lapwing.access.levels import Level
from lapwing.access.reach import Kind


class Audience(models.TextChoices):
    """Who may know a line. Its row's level follows; what the police alone may know names their team besides."""

    CIRCLE = "circle", "Everybody in the child’s circle, where the child lives too"
    SEARCHERS = "searchers", "Those who search: council, police and health"
    POLICE = "police", "The police’s team for missing children, and your own agency"


AUDIENCE_LEVEL = {
    Audience.CIRCLE: Level.SUMMARY,
    Audience.SEARCHERS: Level.DETAIL,
    Audience.POLICE: Level.RESTRICTED,
}


class ForASearch(Record):
    """What every row of the sheet has. `holder` is the police team where the row is theirs alone."""

    audience = models.CharField(max_length=10, choices=Audience, default=Audience.SEARCHERS)
    holder = models.UUIDField(null=True)
    until = models.DateField(null=True, help_text="The day from which it no longer holds.")

    class Meta:
        abstract = True


@guarded(Kind.SEARCH_SHEET)
class Line(ForASearch):
    """One thing that helps: a username, a medicine, a place, an associate, how the child looks, what to do."""

    class What(models.TextChoices):
        APPEARANCE = "appearance", "How the child looks"
        MEDICATION = "medication", "Medication and health"
        USERNAME = "username", "Usernames and devices"
        PLACE = "place", "Places the child may go"
        ASSOCIATE = "associate", "People the child may be with"
        ADVICE = "advice", "How to approach the child, and what to say"

    what = models.CharField(max_length=10, choices=What)
    words = models.CharField(max_length=400)


@guarded(Kind.SEARCH_SHEET)
class Photograph(ForASearch):
    """A picture, made smaller and freed of what the camera wrote: where and when it was taken is not kept in it."""

    taken_on = models.DateField(null=True)
    picture = models.BinaryField()
