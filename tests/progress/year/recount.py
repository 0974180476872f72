"""Counting again by hand: rows as they were written down, one by one, with nothing of the code that counts."""

AGREED = {"accepted", "partially_accepted"}
ENDED = {"verified_implemented", "closed_not_implemented", "not_accepted"}
TO_DO = {"not_started", "in_progress"}


class Recount:
    """The rows of a day, counted one by one."""

    def __init__(self, rows, day):
        self.rows, self.day = rows, day

    def __call__(self, **narrowed):
        """How many rows fit the filters of an address, read as a person would read them."""
        return sum(all(self._fits(row, name, value) for name, value in narrowed.items()) for row in self.rows)

    def _fits(self, row, name, value):
        match name:
            case "stage":
                return stage(row) == value
            case "response" | "implementation" | "report__symbol" | "addressee_kind":
                return row[name] == value
            case "report" | "addressee":
                return self._fits(row, {"report": "report__symbol", "addressee": "addressee_kind"}[name], value)
            case "unit" if value == "none":
                return row["unit_id"] is None
            case "unit":
                return row["unit_id"] == int(value) or row["unit__parent"] == int(value)
            case "due":
                return row["due_on"] is not None and self._waits(row, value)
            case "age":
                return stage(row) not in ENDED and self._age(row) == value
            case "only":
                return self._only(row, value)
        raise AssertionError(name)

    def _waits(self, row, value):
        days = (row["due_on"] - self.day).days
        return {"overdue": days < 0, "soon": 0 <= days <= 30, "quarter": 0 <= days <= 90}[value]

    def _age(self, row):
        issued = row["report__issued_on"]
        years = self.day.year - issued.year - ((self.day.month, self.day.day) < (issued.month, issued.day))
        return "under_1" if years < 1 else "under_2" if years < 2 else "under_5" if years < 5 else "long"

    def _only(self, row, value):
        told = row["last_update_on"] or row["decided_on"]
        target, done = row["target_on"], row["completed_on"]
        verified = row["implementation"] == "verified_implemented"
        match value:
            case "open":
                return stage(row) not in ENDED
            case "agreed":
                return row["response"] in AGREED
            case "decided":
                return row["response"] in AGREED | {"not_accepted"}
            case "verified":
                return verified
            case "stale":
                return row["implementation"] in TO_DO and told is not None and (self.day - told).days > 100
            case "slipped":
                return self.slipped(row)
            case "dated":
                return verified and done is not None and target is not None
            case "in_time":
                return verified and done is not None and target is not None and done <= target
        raise AssertionError(value)

    @staticmethod
    def slipped(row):
        first, target = row["first_target_on"], row["target_on"]
        return first is not None and target is not None and first < target


def stage(row):
    return row["implementation"] or row["response"]


def groups_of(rows, group):
    """The keys under which these rows are told in a table of groups."""
    return {key for row in rows for key in keys(row, group)}


def keys(row, group):
    """The groups a row is told in: of units its own, and the one above."""
    match group:
        case "report":
            return {row["report__symbol"]}
        case "addressee":
            return {row["addressee_kind"]}
    return {row["unit_id"], row["unit__parent"] or row["unit_id"]}
