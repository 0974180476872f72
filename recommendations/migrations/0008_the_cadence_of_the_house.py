"""The installation's own rules as the house agreed on them, for coordinators to change."""

from django.db import migrations

# Kind, days, each quarter, and its steps: to, days before, on the day, first day after, again every.
RULES = (
    ("response", 0, False, [("owner", [30, 7, 1], True, None, None)]),
    ("target", 0, False, [("owner", [30, 7, 1], True, None, None)]),
    (
        "overdue",
        0,
        False,
        [
            ("owner", [], False, 7, 7),
            ("unit_head", [], False, 14, None),
            ("senior_management", [], False, 45, None),
        ],
    ),
    ("update", 45, True, [("owner", [14], True, None, None)]),
    ("stale", 100, False, [("owner", [], True, 30, 30)]),
    ("action", 0, False, [("action_owner", [7, 1], True, 7, 7)]),
    ("extension", 0, False, [("decider", [], True, 7, 7)]),
    ("verification", 365, False, [("verifiers", [30, 7, 1], True, 30, 30)]),
    ("round", 0, False, [("owner", [14, 3, 1], True, None, None)]),
)


def agree(apps, _schema_editor):
    rule_model = apps.get_model("recommendations", "ReminderRule")
    step_model = apps.get_model("recommendations", "ReminderStep")
    # Taken back, this leaves the rules as coordinators have made them, and so it finds them when it comes again.
    if rule_model.objects.exists():
        return
    for kind, days, each_quarter, steps in RULES:
        rule = rule_model.objects.create(kind=kind, days=days, each_quarter=each_quarter)
        for to, before, on_the_day, after, every in steps:
            step_model.objects.create(
                rule=rule, to=to, before=before, on_the_day=on_the_day, after=after, every=every
            )


class Migration(migrations.Migration):
    replaces = [("recommendations", "0019_the_cadence_of_the_house")]
    dependencies = [("recommendations", "0007_search_terms")]
    operations = [migrations.RunPython(agree, migrations.RunPython.noop)]
