"""R10, R11: links in mails, opened by mail programs and scanners, cut short, forged, or somebody else's."""

from __future__ import annotations

import http.client
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from benchmarks.list_page import log_in
from benchmarks.mail_faults.house import ROOT, House, Verdict
from benchmarks.reminders import populate
from tracker.processes import Child, free_port, listens, running

if TYPE_CHECKING:
    from recommendations.models import User

ONE_CLICK = "List-Unsubscribe=One-Click"


@dataclass(frozen=True)
class Said:
    status: int
    body: bytes


@dataclass(frozen=True)
class Site:
    """The pages as they are served, asked without a browser."""

    port: int

    def ask(self, method: str, address: str, *, cookie: str = "", body: str = "") -> Said:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": cookie} if cookie else {}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(method, urlsplit(address).path, body or None, headers)
        answer = line.getresponse()
        said = Said(answer.status, answer.read())
        line.close()
        return said


@contextmanager
def site(house: House) -> Iterator[Site]:
    port = free_port()
    argv = [sys.executable, "-m", "gunicorn", "tracker.wsgi", "--bind", f"127.0.0.1:{port}", "--no-control-socket",
            "--worker-class", "gthread", "--threads", "2"]  # fmt: skip
    child = Child("web server", argv, house.folder / "web.log", lambda: listens(port), env=house.environment, cwd=ROOT)
    with running(child, 60):
        yield Site(port)


def two_people() -> list[User]:
    from recommendations.models import User

    populate(2, 2, "mails", texts=False)
    return list(User.objects.order_by("pk"))


def everything() -> tuple[Any, ...]:
    """What links could change: wishes, items, their history."""
    from recommendations.models import HistoryEntry, MailPreference, Recommendation

    wishes = MailPreference.objects.order_by("pk").values_list("user", "information", "links_serial", "weekday")
    items = Recommendation.objects.order_by("pk").values_list("pk", "version", "owner", "response")
    return (*wishes, *items, HistoryEntry.objects.count())


def one_click(house: House) -> Verdict:
    """R10. Five times each: looking at the links, and the POST of RFC 8058 with and without a last slash."""
    from recommendations.models import MailPreference, Recommendation
    from recommendations.reminders import answers, unsubscribing

    one, _other = two_people()
    item = Recommendation.objects.get(owner=one)
    link = unsubscribing.address(one.pk)
    looked_at = [link, *(answers.address(kind, person=one.pk, item=item.pk, serial=0) for kind in answers.Answer)]
    with site(house) as pages:
        before = everything()
        looks = [pages.ask("GET", address) for address in looked_at for _ in range(5)]
        changed_by_looking = everything() != before
        posts = [pages.ask("POST", link + slash, body=ONE_CLICK) for slash in ("", "/") for _ in range(5)]
    counts = {
        "looks": len(looks),
        "looks_that_failed": sum(said.status >= 400 for said in looks),
        "changes_by_looking": int(changed_by_looking),
        "posts": len(posts),
        "posts_answered_200": sum(said.status == 200 for said in posts),
        "redirects": sum(300 <= said.status < 400 for said in posts),
        "changes": MailPreference.objects.filter(information=False).count(),
        "others_changed": MailPreference.objects.exclude(user=one).count(),
    }
    return Verdict.of(
        counts, looks_that_failed=0, changes_by_looking=0, posts_answered_200=10, redirects=0, changes=1,
        others_changed=0,
    )  # fmt: skip


def forged_links(house: House) -> Verdict:
    """R11. Tokens cut short, changed by one letter, signed for something else, or made for another reader."""
    from recommendations.models import Recommendation
    from recommendations.reminders import answers, unsubscribing

    one, other = two_people()
    item = Recommendation.objects.get(owner=one)
    mine, theirs = unsubscribing.address(one.pk), unsubscribing.address(other.pk)
    answer = answers.address(answers.Answer.NOT_MINE, person=one.pk, item=item.pk, serial=0)
    with site(house) as pages:
        before = everything()
        forged = [*_broken(mine, house), _crossed(mine, theirs), mine.replace(_token(mine), _token(answer))]
        unsubscribed = [pages.ask(method, link) for link in forged for method in ("GET", "POST")]
        in_vain = [*_broken(answer, house), answer.replace(_token(answer), _token(mine))]
        cookie = log_in(one)
        answered = [pages.ask("GET", link, cookie=cookie) for link in in_vain]
        answered += [pages.ask("GET", answer, cookie=log_in(other))]
        good = pages.ask("GET", answer, cookie=cookie)
    counts = {
        "forged": len(unsubscribed) + len(answered),
        "answered_404": sum(said.status == 404 for said in (*unsubscribed, *answered)),
        "bodies_of_unsubscribing": len({said.body for said in unsubscribed}),
        "changes": int(everything() != before),
        "the_true_link_opens": good.status in (200, 302),
    }
    return Verdict.of(
        counts, answered_404=counts["forged"], bodies_of_unsubscribing=1, changes=0, the_true_link_opens=True
    )


def _token(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2]


def _broken(address: str, house: House) -> list[str]:
    """Cut at each of some places, and with one letter changed."""
    token = _token(address)
    found = [address.replace(token, token[:length]) for length in house.dice.sample(range(1, len(token)), 10)]
    for place in house.dice.sample(range(len(token) - 1), 10):  # of the last letter not every bit counts
        letter = "A" if token[place] != "A" else "B"
        found.append(address.replace(token, token[:place] + letter + token[place + 1 :]))
    return found


def _crossed(mine: str, theirs: str) -> str:
    """What is said in one link, under the signature of another."""
    said, _, signature = _token(theirs).partition(":")
    return mine.replace(_token(mine), f"{said}:{_token(mine).partition(':')[2]}") if signature else mine
