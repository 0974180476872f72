"""The app's pages, grouped by the object they hang from."""

from django.urls import URLPattern, path

from recommendations.web.views import (
    account,
    answers,
    bulk,
    calendar,
    corrections,
    demo_mail,
    detail,
    evidence,
    files,
    health,
    importing,
    jobs,
    moves,
    my_work,
    notes,
    notices,
    outbox,
    plan,
    preferences,
    progress,
    recommendations,
    reports,
    rounds,
)

ITEM = "recommendations/<path:symbol>/<str:reference>/"

app_name = "recommendations"
urlpatterns: list[URLPattern] = [
    # The person.
    path("", my_work.my_work, name="my_work"),
    path("accounts/language/", account.language, name="language"),
    path("notices/", notices.notice_list, name="notices"),
    path("notices/read/", notices.read_all, name="notices_read"),
    path("notices/<int:pk>/read/", notices.read, name="notice_read"),
    path("account/mail/", preferences.preferences, name="preferences"),
    path("account/calendar/", preferences.calendar_key, name="calendar_key"),
    path("account/calendar/revoke/", preferences.revoke_calendar_key, name="revoke_calendar_key"),
    path("calendar/<str:token>.ics", calendar.feed, name="calendar"),
    path("answer/<str:token>/", answers.answer, name="answer"),
    path("account/mail/links/", preferences.revoke_links, name="revoke_links"),
    # A mail program's POST must not meet a redirect, so the address is good with and without its last slash.
    path("unsubscribe/<path:token>", answers.unsubscribe, name="unsubscribe"),
    # Recommendations.
    path("recommendations/", recommendations.recommendation_list, name="list"),
    path("recommendations/moves/", bulk.moves, name="bulk"),
    # One recommendation: the longest addresses first, as a symbol takes all that it can.
    path(f"{ITEM}moves/<slug:code>/", moves.move, name="move"),
    path(f"{ITEM}evidence/", evidence.add, name="evidence_add"),
    path(f"{ITEM}evidence/<int:pk>/confirm/", evidence.confirm, name="evidence_confirm"),
    path(f"{ITEM}evidence/<int:pk>/dismiss/", evidence.dismiss, name="evidence_dismiss"),
    path(f"{ITEM}actions/", plan.add, name="action_add"),
    path(f"{ITEM}actions/<int:pk>/done/", plan.complete, name="action_done"),
    path(f"{ITEM}actions/<int:pk>/drop/", plan.drop, name="action_drop"),
    path(f"{ITEM}files/", files.add, name="file_add"),
    path(f"{ITEM}files/<int:pk>/", files.content, name="file"),
    path(f"{ITEM}files/<int:pk>/withdraw/", files.withdraw, name="file_withdraw"),
    path(f"{ITEM}notes/", notes.add, name="note_add"),
    path(f"{ITEM}watch/", notes.watch, name="watch"),
    path(f"{ITEM}unwatch/", notes.unwatch, name="unwatch"),
    path(f"{ITEM}notices/read/", notices.read_about, name="notices_read_about"),
    path(f"{ITEM}not-mine/", answers.not_mine, name="not_mine"),
    path(ITEM, detail.detail, name="detail"),
    # Long work.
    path("jobs/", jobs.job_list, name="jobs"),
    path("jobs/<int:pk>/", jobs.job_page, name="job"),
    path("jobs/<int:pk>/cancel/", jobs.cancel, name="job_cancel"),
    # Progress.
    path("progress/", progress.progress, name="progress"),
    path("progress/changes/", progress.changes, name="progress_changes"),
    # Reporting rounds.
    path("rounds/", rounds.round_list, name="rounds"),
    path("rounds/open/", rounds.open_round, name="round_open"),
    path("rounds/<int:pk>/", rounds.round_detail, name="round"),
    path("rounds/<int:pk>/review/", rounds.review, name="round_review"),
    path("rounds/<int:pk>/review/<int:entry_pk>/", rounds.decide, name="round_decide"),
    path("rounds/<int:pk>/remind/", rounds.remind, name="round_remind"),
    path("rounds/<int:pk>/close/", rounds.close, name="round_close"),
    path("rounds/<int:pk>/reopen/", rounds.reopen, name="round_reopen"),
    # Mail.
    path("outbox/", outbox.outbox_page, name="outbox"),
    path("outbox/pause/", outbox.pause, name="outbox_pause"),
    path("outbox/go-on/", outbox.go_on, name="outbox_go_on"),
    path("outbox/test/", outbox.send_test, name="outbox_test"),
    path("outbox/<int:pk>/", outbox.mail_detail, name="outbox_mail"),
    path("outbox/<int:pk>/html/", outbox.mail_html, name="outbox_mail_html"),
    path("outbox/<int:pk>/again/", outbox.send_again, name="outbox_send_again"),
    # Reports.
    path("reports/", reports.report_list, name="report_list"),
    path("reports/import/", importing.import_report, name="import_report"),
    path("reports/import/<int:pk>/", importing.import_plan, name="import_plan"),
    path("reports/import/<int:pk>/symbol/", importing.import_symbol, name="import_symbol"),
    path("reports/import/<int:pk>/read/", importing.import_read, name="import_read"),
    path("reports/import/<int:pk>/seen/", importing.import_seen, name="import_seen"),
    path("reports/import/<int:pk>/drop/", importing.import_drop, name="import_drop"),
    path("reports/import/<int:pk>/pages/<int:page>.png", importing.import_picture, name="import_picture"),
    path("reports/import/<int:pk>/correct/", corrections.correct, name="import_correct"),
    path("reports/import/<int:pk>/corrections/<int:correction>/undo/", corrections.undo, name="import_undo"),
    path("reports/<path:symbol>/source/<slug:language>/", files.source, name="source"),
    path("reports/<path:symbol>/", reports.report_detail, name="report_detail"),
    # The installation.
    path("health/", health.health, name="health"),
    path("demo/mail/", demo_mail.mail_list, name="demo_mail"),
    path("demo/mail/<str:name>/", demo_mail.mail_detail, name="demo_mail_detail"),
    path("demo/mail/<str:name>/html/", demo_mail.mail_html, name="demo_mail_html"),
]
