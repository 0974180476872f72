"""The app's pages, grouped by the object they hang from."""

from django.urls import URLPattern, path

from recommendations.web.views import account, demo_mail, health, my_work, recommendations, reports

app_name = "recommendations"
urlpatterns: list[URLPattern] = [
    # The person.
    path("", my_work.my_work, name="my_work"),
    path("accounts/language/", account.language, name="language"),
    # Recommendations.
    path("recommendations/", recommendations.recommendation_list, name="list"),
    # Reports.
    path("reports/", reports.report_list, name="report_list"),
    path("reports/<path:symbol>/", reports.report_detail, name="report_detail"),
    # The installation.
    path("health/", health.health, name="health"),
    path("demo/mail/", demo_mail.mail_list, name="demo_mail"),
    path("demo/mail/<str:name>/", demo_mail.mail_detail, name="demo_mail_detail"),
    path("demo/mail/<str:name>/html/", demo_mail.mail_html, name="demo_mail_html"),
]
