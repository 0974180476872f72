"""Every page, for everybody: any language, a phone, the dark, no JavaScript, no mouse."""

import pytest
from playwright.sync_api import Page, expect

PAGES = (
    "/",
    "/recommendations/",
    "/recommendations/?response=pending&due=overdue",
    "/recommendations/A/67/156/81(o)/",
    "/recommendations/A/67/156/81(o)(iii)/",
    "/reports/",
    "/reports/A/67/156/",
    "/reports/import/",
    "/jobs/",
    "/progress/",
)


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("zh-hans", "ltr"), ("ar", "rtl")])
def test_pages_are_accessible_in_every_direction(page, enter, cast, report, accessible, language, direction):
    cast.coordinator.language = language
    cast.coordinator.save()
    enter(cast.coordinator)
    for address in PAGES:
        assert page.goto(address).status == 200
        assert (page.locator("html").get_attribute("lang"), page.locator("html").get_attribute("dir")) == (
            language, direction,
        )  # fmt: skip
        accessible()


def test_pages_fit_a_phone_and_the_dark(page, enter, cast, report, accessible):
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark")
    enter(cast.coordinator)
    for address in PAGES:
        page.goto(address)
        assert fits(page), address
        accessible()


def test_the_login_page_tells_what_was_wrong(page, cast, accessible):
    page.goto("/progress/")
    accessible()
    page.get_by_label("E-mail").fill(cast.owner.email)
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.get_by_label("E-mail").input_value() == cast.owner.email
    accessible()


def test_everything_works_without_javascript(browser, live_server, cast, report):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("E-mail").fill(cast.coordinator.email)
    page.get_by_label("Password").fill("a sunny day in Vienna")
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    page.goto("/recommendations/?q=假药")
    expect(page.get_by_role("main")).to_contain_text("81(c)")
    page.goto("/recommendations/A/67/156/81(c)/")
    form = page.locator("form[action$='/moves/assign/']")
    form.locator("[name=owner]").select_option(str(cast.owner.pk))
    form.get_by_role("button", name="Assign").click()
    expect(page.get_by_role("main")).to_contain_text("Li Jing")
    context.close()


def test_the_keyboard_reaches_the_content_first(page, enter, cast, report):
    enter(cast.coordinator)
    page.goto("/recommendations/")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_attribute("href", "#main")
    focused.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_filters_narrow_the_list_in_place_and_in_the_address(page, enter, cast, report):
    enter(cast.coordinator)
    page.goto("/recommendations/")
    page.get_by_label("Search").fill("贩运枪支")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**q=**")
    expect(page.get_by_role("main")).to_contain_text("81(g)")
    expect(page.get_by_role("main")).not_to_contain_text("81(a)")
