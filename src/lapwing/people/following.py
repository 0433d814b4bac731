"""What the database does by itself when links change: which child a person is, and where their places stand."""

from lapwing.access import functions
from lapwing.access.functions import Function

# It runs as the seer, because a link moves places that the mover may not see. An agency moves its own people alone.
FOLLOW = """
BEGIN
    IF NOT pg_has_role(session_user, 'lapwing_seer', 'MEMBER') AND EXISTS (
        SELECT FROM fresh f JOIN people_told t ON t.id = f.person WHERE t.agency_id <> f.agency_id) THEN
        RAISE EXCEPTION 'An agency says of its own people alone which child they are.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO access_identity AS i (person, child)
        SELECT person, child FROM fresh WHERE until IS NULL
        ON CONFLICT (person) DO UPDATE SET child = EXCLUDED.child WHERE i.child <> EXCLUDED.child;
    UPDATE access_place p SET child = f.child
        FROM fresh f WHERE f.until IS NULL AND p.person = f.person AND p.child <> f.child;
    RETURN NULL;
END
"""
FORGET = """
BEGIN
    DELETE FROM access_identity i USING gone g WHERE i.person = g.id;
    RETURN NULL;
END
"""
# Person by person (`OFFSET 0`): while a file is read in, statistics are of before, and a plan by them went through
# everybody whom the agency has told, for each place that was opened.
KNOWS = """
    SELECT (SELECT lapwing_looking()) AND EXISTS (
        SELECT FROM (SELECT i.person FROM access_identity i WHERE i.child = of_child OFFSET 0) i
        CROSS JOIN LATERAL (SELECT t.agency_id FROM people_told t WHERE t.id = i.person OFFSET 0) t
        WHERE t.agency_id = (SELECT lapwing_agency()))
"""


def register() -> None:
    for function in (
        Function("lapwing_knows(of_child uuid)", "boolean", KNOWS,
                 "whether the viewer's own agency tells this child", as_seer=True, by_index=True),
        Function("lapwing_follow_links()", "trigger", FOLLOW, "nothing; keeps keys and places in step with links",
                 as_seer=True, volatility="VOLATILE", language="plpgsql"),
        Function("lapwing_forget()", "trigger", FORGET, "nothing; forgets the key of a person who was erased",
                 as_seer=True, volatility="VOLATILE", language="plpgsql"),
    ):  # fmt: skip
        functions.register(function)
    functions.register_trigger(
        "forget", "AFTER DELETE", "people_told",
        "REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION lapwing_forget()",
    )  # fmt: skip
