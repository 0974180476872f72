"""Finding the paragraphs a recommendation rests on: what is put first, why, and when nothing is."""

import pytest

from recommendations.evidence.matching import SHOWN_AT_MOST, Matcher, Passage, Wanted, argument

ENGLISH = [
    Passage("1", "The Office continued to assist Member States in drafting legislation.", ("I. Introduction",)),
    Passage("2", "The Office trained prison officers and held two workshops.", ("II. Prison reform",)),
    Passage("3", "Overcrowded prisons remained a concern; the Office assessed six of them.", ("II. Prison reform",)),
    Passage("4", "The Office published a study of wildlife trafficking routes.", ("III. Wildlife crime",)),
    Passage("5", "It also organised a meeting with partners.", ("III. Wildlife crime",)),
    Passage("6", "Regular resources were less than one per cent of the budget of the Office.", ("IV. Finances",)),
]


def numbers(suggestions):
    return [suggestion.paragraph for suggestion in suggestions]


def reasons(suggestion):
    return {reason.code: reason.params for reason in suggestion.reasons}


def test_the_paragraph_that_speaks_of_the_same_thing_comes_first():
    found = Matcher(ENGLISH, language="en").rank(Wanted("Encourages States to study the trafficking of wildlife;"))
    assert numbers(found)[0] == "4"
    assert [found[0].score, *(later.score for later in found)] == sorted(
        [found[0].score, *(later.score for later in found)], reverse=True
    )


@pytest.mark.parametrize(
    ("language", "passages", "asked"),
    [
        (
            "zh",
            ["办公室编写了一份贩运人口报告。", "办公室支持监狱改革。", "办公室举办了讲习班。"],
            "支持各国改革监狱；",
        ),
        (
            "en",
            ["The Office wrote a report.", "Prisons were reformed.", "The Office held a workshop."],
            "Reform prisons;",
        ),
        ("fr", ["Le Bureau a écrit.", "La réforme des prisons.", "Le Bureau a formé."], "Réformer la prison ;"),
        ("es", ["La Oficina escribió.", "La reforma de las prisiones.", "La Oficina formó."], "Reformar la prisión;"),
        ("ru", ["Управление писало.", "Проведена реформа тюрем.", "Управление обучало."], "Реформы тюрьмы;"),
        ("ar", ["كتب المكتب تقريرا.", "إصلاح السجون في البلد.", "عقد المكتب حلقة."], "مواصلة إصلاح السجون؛"),
    ],
)
def test_other_forms_of_the_words_are_recognised_in_every_language(language, passages, asked):
    matcher = Matcher([Passage(str(n), text) for n, text in enumerate(passages, 1)], language=language)
    assert numbers(matcher.rank(Wanted(asked)))[0] == "2"


def test_what_every_paragraph_says_does_not_count():
    said_by_all = Matcher(ENGLISH, language="en").rank(Wanted("The Office;"))
    telling = Matcher(ENGLISH, language="en").rank(Wanted("The Office; wildlife;"))
    assert numbers(telling)[0] == "4"
    assert not any("shares" in reasons(found) for found in said_by_all)


@pytest.mark.parametrize(
    ("text", "recommended", "left"),
    [
        ("Stocks were lost. Count them.", [], "Stocks were lost. Count them."),
        ("Stocks were lost. Count them.", ["Count them."], "Stocks were lost."),
        ("Count them.", ["Count them."], ""),
        ("建议大会考虑采取下列行动：", ["清点库存；"], ""),
        ("The Committee recommends that the State", ["Count stocks;", "Lose none."], ""),
        ("库存已丢失（见附件）。”", ["清点库存；"], "库存已丢失（见附件）。”"),
    ],
)
def test_a_paragraph_is_evidence_by_what_it_argues_not_by_what_it_asks(text, recommended, left):
    assert argument(text, recommended).strip() == left


def test_a_sub_item_is_understood_with_its_chapeau():
    matcher = Matcher(ENGLISH, language="en")
    alone = matcher.rank(Wanted("Organise a meeting and two workshops;"))
    under_chapeau = matcher.rank(Wanted("Organise a meeting and workshops;", chapeau="Requests partners of wildlife:"))
    assert numbers(alone)[0] == "2"
    assert numbers(under_chapeau)[0] == "5"


def test_of_two_equal_paragraphs_the_one_under_the_theme_comes_first():
    passages = [
        Passage("1", "Training was given to officials.", ("A. Firearms",)),
        Passage("2", "Training was given to officials.", ("B. Corruption",)),
        Passage("3", "A treaty was signed.", ("C. Treaties",)),
    ]
    found = Matcher(passages, language="en").rank(Wanted("Continue the training;", theme="Corruption"))
    assert numbers(found)[:2] == ["2", "1"]
    assert reasons(found[0])["theme"] == {"heading": "B. Corruption"}


def test_the_company_of_a_strong_paragraph_lifts_its_section_and_says_so():
    passages = [
        Passage("1", "The partners met.", ("Wildlife",)),
        Passage("2", "The partners met.", ("Finances",)),
        Passage("3", "The budget fell.", ("Finances",)),
        Passage("4", "Wildlife trafficking routes were studied.", ("Wildlife",)),
        Passage("5", "Nothing else was done.", ("Other",)),
    ]
    found = Matcher(passages, language="en").rank(Wanted("Partners study trafficking routes;"))
    assert numbers(found)[:3] == ["4", "1", "2"]
    assert reasons(found[1])["section"] == {"heading": "Wildlife", "paragraph": "4"}


def test_a_paragraph_beside_a_strong_one_names_it():
    passages = [Passage("1", "Wildlife routes were studied."), Passage("2", "Partners met."), Passage("3", "A treaty.")]
    found = Matcher(passages, language="en").rank(Wanted("Partners study routes of wildlife;"))
    assert reasons(found[1])["neighbour"] == {"paragraph": "1"}


def test_company_alone_puts_no_paragraph_before_a_person():
    meetings = [Passage(f"0.{n}", "The Office met with partners.", ("I. Introduction",)) for n in range(20)]
    matcher = Matcher([*meetings, *ENGLISH], language="en")
    wanted = Wanted("Wildlife trafficking partners;")
    assert numbers(matcher.rank(wanted))[:2] == ["4", "5"]
    assert numbers(matcher.worth_showing(wanted)) == ["4"]


def test_the_longest_shared_phrase_is_told_as_written_in_the_recommendation():
    passages = [
        Passage("1", "办公室为创建中美洲有组织犯罪检察人员网络提供了支持。"),
        Passage("2", "办公室为检察官开办了培训班。"),
        Passage("3", "办公室支持打击犯罪网络。"),
    ]
    best = Matcher(passages, language="zh").rank(Wanted("鼓励会员国支持中美洲有组织犯罪检察人员网络等举措；"))[0]
    assert best.paragraph == "1"
    assert reasons(best)["shares"]["phrases"][0] == "中美洲有组织犯罪检察人员网络"


def test_a_phrase_of_words_is_told_without_the_common_words_at_its_ends():
    best = Matcher(ENGLISH, language="en").rank(Wanted("Assess the Budget of the Office, of course;"))[0]
    assert reasons(best)["shares"]["phrases"] == ["Budget"]


def test_a_resolution_both_cite_is_told():
    passages = [Passage("1", "Pursuant to resolution 66/181, help was given."), Passage("2", "Help was given in 66.")]
    best = Matcher(passages, language="en").rank(Wanted("Recalling resolution 66/181, continue to help;"))[0]
    assert best.paragraph == "1"
    assert reasons(best)["cites"] == {"symbols": ["66/181"]}


def test_a_matter_the_report_does_not_touch_has_no_suggestion():
    assert Matcher(ENGLISH, language="en").rank(Wanted("Phase out fishery subsidies;")) == []


def test_a_common_word_shared_by_chance_is_not_worth_showing():
    training = [Passage(str(n), f"The Office trained and equipped {n} officers.") for n in range(7, 40)]
    matcher = Matcher([*ENGLISH, *training], language="en")
    chance = Wanted("Phase out fishery subsidies, protect fish stocks and restore coral reefs;")
    assert matcher.rank(chance) != []
    assert matcher.worth_showing(chance) == []


def test_a_page_is_shown_a_handful_at_most():
    passages = [Passage(str(n), f"Wildlife trafficking case {n}.") for n in range(30)]
    passages += [Passage(str(n), "Something else.") for n in range(30, 90)]
    shown = Matcher(passages, language="en").worth_showing(Wanted("Wildlife trafficking;"))
    assert 0 < len(shown) <= SHOWN_AT_MOST


@pytest.mark.parametrize("passages", [[], [Passage("1", "")], [Passage("1", "。")]])
def test_a_report_without_words_suggests_nothing(passages):
    assert Matcher(passages).rank(Wanted("Reform prisons;")) == []


def test_a_recommendation_without_words_gets_no_suggestion():
    assert Matcher(ENGLISH, language="en").rank(Wanted("…")) == []


def test_scores_lie_between_nothing_and_certainty():
    same_text = Matcher(ENGLISH, language="en").rank(Wanted(ENGLISH[3].text, theme="Wildlife crime"))
    assert all(0 < suggestion.score < 1 for suggestion in same_text)
    assert same_text[0].score > 0.9


def test_asking_for_the_first_two_gives_the_first_two():
    matcher, wanted = Matcher(ENGLISH, language="en"), Wanted("The Office and its prison workshops;")
    assert matcher.rank(wanted, limit=2) == matcher.rank(wanted)[:2]
