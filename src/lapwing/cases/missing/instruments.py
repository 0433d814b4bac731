"""The return interview's questions, by version. What is asked: what a child was getting away from, and going to; what
happened; what they want; and what may be passed on. Each answer is closed to all but the worker until the child agrees
to more, and no answer opens to where the child lives: for that there is a note of its own.
"""

from datetime import date

from lapwing.rules.words.missing import PULL_REASONS, PUSH_REASONS
from lapwing.work.instruments import Audience, Instrument, Question, QuestionKind

RETURN_INTERVIEW = "return_interview"
WORKER_ALONE = (Audience.WORKER,)

FIRST = Instrument(
    key=RETURN_INTERVIEW,
    version="1",
    since=date(2014, 1, 1),
    title="Return interview",
    source="Contents of published return interview forms; push and pull reasons from a partnership's report and a form",
    helps="Write what the child said, as they said it. For each answer ask who may hear it.",
    questions=(
        Question("own_words", "What happened, in the child's own words?", helps="Their words, not yours."),
        Question("push", "What was the child getting away from?", QuestionKind.MANY, PUSH_REASONS),
        Question("pull", "What was the child going to?", QuestionKind.MANY, PULL_REASONS),
        Question("where", "Where were they, and how did they get about?"),
        Question("with_whom", "Who were they with?", helps="A child who names another is protected as a source."),
        Question("harm", "Did anybody hurt, threaten or frighten them?", QuestionKind.YES_NO),
        Question("harm_words", "What did they say about it?"),
        Question(
            "allegation", "Is anything alleged about a carer, or somebody who works with the child?",
            QuestionKind.YES_NO, audiences=WORKER_ALONE,
            helps="If yes, tell the council's designated officer today, before anybody where the child lives.",
        ),
        Question(
            "allegation_words", "What is alleged, and about whom?", audiences=WORKER_ALONE,
            helps="Never passed to the placement or to the person's agency from here.",
        ),
        Question("feelings", "How do they feel now about being back?"),
        Question("health", "Do they need a doctor, a nurse or other help?"),
        Question("wants", "What would have to change so that they need not go again?"),
        Question("again", "Do they think that they will go again?", QuestionKind.YES_NO),
        Question("worker_view", "What does the worker think?", helps="Kept apart from what the child said."),
    ),
)  # fmt: skip

VERSIONS = (FIRST,)
