"""The questions of the police's prevention interview, by version. It does not stand in for the return interview."""

from datetime import date

from lapwing.work.instruments import Instrument, Question, QuestionKind

PREVENTION_INTERVIEW = "prevention_interview"

FIRST = Instrument(
    key=PREVENTION_INTERVIEW,
    version="1",
    since=date(2014, 1, 1),
    title="Police prevention interview",
    source="Missing People, prevention interviews; the authorised professional practice was not read",
    helps="Speak to the child alone where you can. What they fear may be where you are taking them back to.",
    questions=(
        Question("safe", "Is the child safe and well?", QuestionKind.YES_NO),
        Question("harm", "Did anybody hurt, threaten or frighten them?", QuestionKind.YES_NO),
        Question("harm_words", "What did they say about it?"),
        Question("crime", "Was there a crime, against them or by them?", QuestionKind.YES_NO),
        Question("where", "Where were they, and how did they get about?"),
        Question("with_whom", "Who were they with?", helps="A child who names another is protected as a source."),
        Question("afraid", "Are they afraid of going back?", QuestionKind.YES_NO),
        Question("next", "What would keep them from going again?"),
    ),
)

VERSIONS = (FIRST,)
