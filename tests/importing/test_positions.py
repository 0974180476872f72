"""Positions on references, however a sentence names these, joins them and says what is answered, in every language."""

from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommendations.importing.structure.positions import positions_in
from recommendations.importing.words.lexicon import LEXICONS
from recommendations.importing.words.phrases import PHRASES


@dataclass(frozen=True)
class Words:
    """One language: what a government does, and what recommendations are, with "%s" for their names; `names` are
    references by what names them, `joined` sentences of two or three clauses, `open` says that nothing is decided."""

    active: dict[str, str]
    passive: dict[str, str]
    names: dict[str, tuple[str, ...]]
    joined: tuple[str, ...]
    open: str


ENGLISH = Words(
    active={
        "accepted": "The Government accepts %s",
        "partially_accepted": "it partially accepts %s",
        "not_accepted": "the Ministry does not accept %s",
        "noted": "it takes note of %s",
        "supported": "Ruritania supports %s",
    },
    passive={
        "accepted": "%s are accepted",
        "partially_accepted": "%s are accepted in part",
        "not_accepted": "%s are not accepted",
        "noted": "%s are noted",
        "supported": "%s enjoy the support of Ruritania",
    },
    names={
        "recommendations 72.1 to 72.3, 72.7 and 72.9": ("72.1", "72.2", "72.3", "72.7", "72.9"),
        "recommendations 4, 6 to 8 and 11": tuple(f"Recommendation {number}" for number in (4, 6, 7, 8, 11)),
        "recommendation 81 (a) to (c)": ("81(a)", "81(b)", "81(c)"),
        "the recommendation in paragraph 24 (b)": ("24(b)",),
        "the first two recommendations": ("Recommendation 1", "Recommendation 2"),
        "the fifth recommendation": ("Recommendation 5",),
        "recommendation 130.14": ("130.14",),
    },
    joined=("%s, and %s.", "%s, while %s.", "%s and %s.", "%s, %s and %s.", "%s; %s."),
    open="%s are still under consideration",
)
FRENCH = Words(
    active={
        "accepted": "Le Gouvernement accepte %s",
        "partially_accepted": "il accepte partiellement %s",
        "not_accepted": "le Ministère n’accepte pas %s",
        "noted": "il prend note de %s",
        "supported": "la Ruritanie appuie %s",
    },
    passive={
        "accepted": "%s sont acceptées",
        "partially_accepted": "%s sont acceptées en partie",
        "not_accepted": "%s ne sont pas acceptées",
        "noted": "%s sont notées",
        "supported": "%s recueillent l’adhésion de la Ruritanie",
    },
    names={
        "les recommandations 72.1 à 72.3, 72.7 et 72.9": ("72.1", "72.2", "72.3", "72.7", "72.9"),
        "les recommandations nos 4, 6 à 8 et 11": tuple(f"Recommendation {number}" for number in (4, 6, 7, 8, 11)),
        "les recommandations 81 a) à c)": ("81(a)", "81(b)", "81(c)"),
        "la recommandation figurant au paragraphe 24 b)": ("24(b)",),
        "les deux premières recommandations": ("Recommendation 1", "Recommendation 2"),
        "la cinquième recommandation": ("Recommendation 5",),
        "la recommandation 130.14": ("130.14",),
    },
    joined=("%s, et %s.", "%s, tandis que %s.", "%s et %s.", "%s, %s et %s.", "%s ; %s."),
    open="%s sont encore à l’étude",
)
SPANISH = Words(
    active={
        "accepted": "El Gobierno acepta %s",
        "partially_accepted": "acepta parcialmente %s",
        "not_accepted": "el Ministerio no acepta %s",
        "noted": "toma nota de %s",
        "supported": "Ruritania apoya %s",
    },
    passive={
        "accepted": "%s se aceptan",
        "partially_accepted": "%s se aceptan en parte",
        "not_accepted": "%s se rechazan",
        "noted": "%s han sido anotadas",
        "supported": "%s cuentan también con el apoyo de Ruritania",
    },
    names={
        "las recomendaciones 72.1 a 72.3, 72.7 y 72.9": ("72.1", "72.2", "72.3", "72.7", "72.9"),
        "las recomendaciones núms. 4, 6 a 8 y 11": tuple(f"Recommendation {number}" for number in (4, 6, 7, 8, 11)),
        "las recomendaciones 81 a) a c)": ("81(a)", "81(b)", "81(c)"),
        "la recomendación del párrafo 24 b)": ("24(b)",),
        "las dos primeras recomendaciones": ("Recommendation 1", "Recommendation 2"),
        "la quinta recomendación": ("Recommendation 5",),
        "la recomendación 130.14": ("130.14",),
    },
    joined=("%s, y %s.", "%s, mientras que %s.", "%s y %s.", "%s, %s y %s.", "%s; %s."),
    open="%s siguen en estudio",
)
RUSSIAN = Words(
    active={
        "accepted": "Правительство принимает %s",
        "partially_accepted": "оно частично принимает %s",
        "not_accepted": "министерство отклоняет %s",
        "noted": "оно принимает к сведению %s",
        "supported": "Руритания поддерживает %s",
    },
    passive={
        "accepted": "%s приняты",
        "partially_accepted": "%s приняты частично",
        "not_accepted": "%s не приняты",
        "noted": "%s приняты к сведению",
        "supported": "%s пользуются поддержкой Руритании",
    },
    names={
        "рекомендации 72.1–72.3, 72.7 и 72.9": ("72.1", "72.2", "72.3", "72.7", "72.9"),
        "рекомендации № 4, 6–8 и 11": tuple(f"Recommendation {number}" for number in (4, 6, 7, 8, 11)),
        "рекомендации 81 а)–в)": ("81(a)", "81(b)", "81(c)"),
        "рекомендации, содержащиеся в пункте 24 b)": ("24(b)",),
        "первые две рекомендации": ("Recommendation 1", "Recommendation 2"),
        "рекомендация 130.14": ("130.14",),
    },
    joined=("%s, и %s.", "%s, а %s.", "%s и %s.", "%s, %s и %s.", "%s; %s."),
    open="%s находятся на рассмотрении",
)
ARABIC = Words(
    active={
        "accepted": "تقبل الحكومة %s",
        "partially_accepted": "وتقبل جزئياً %s",
        "not_accepted": "ورفضت الوزارة %s",
        "noted": "وتحيط علماً بـ %s",
        "supported": "وتؤيد روريتانيا %s",
    },
    passive={
        "accepted": "%s مقبولة",
        "partially_accepted": "%s مقبولة جزئياً",
        "not_accepted": "%s غير مقبولة",
        "noted": "%s محاط بها علماً",
        "supported": "%s تحظى بتأييد روريتانيا",
    },
    names={
        "التوصيات 72-1 إلى 72-3 و72-7 و72-9": ("72.1", "72.2", "72.3", "72.7", "72.9"),
        "التوصيات 4 و6 إلى 8 و11": tuple(f"Recommendation {number}" for number in (4, 6, 7, 8, 11)),
        "التوصيات 81 (أ) إلى (ج)": ("81(a)", "81(b)", "81(c)"),
        "التوصية الواردة في الفقرة 24 (ب)": ("24(b)",),
        "التوصيتين الأوليين": ("Recommendation 1", "Recommendation 2"),
        "التوصية الخامسة": ("Recommendation 5",),
        "التوصية 130-14": ("130.14",),
    },
    joined=("%s، %s.", "%s؛ %s."),
    open="%s قيد الدراسة",
)
CHINESE = Words(
    active={
        "accepted": "政府接受%s",
        "partially_accepted": "部分接受%s",
        "not_accepted": "不接受%s",
        "noted": "注意到%s",
        "supported": "卡林巴支持%s",
    },
    passive={
        "accepted": "%s获接纳",
        "partially_accepted": "%s部分采纳",
        "not_accepted": "%s不予接纳",
        "noted": "%s得到注意",
        "supported": "%s得到支持",
    },
    names={
        "建议72.1至72.3、72.7和72.9": ("72.1", "72.2", "72.3", "72.7", "72.9"),
        "建议4、6至8和11": tuple(f"Recommendation {number}" for number in (4, 6, 7, 8, 11)),
        "第81(a)至(c)段的建议": ("81(a)", "81(b)", "81(c)"),
        "第24(b)段所载的建议": ("24(b)",),
        "前两项建议": ("Recommendation 1", "Recommendation 2"),
        "第五项建议": ("Recommendation 5",),
        "第130.14段的建议": ("130.14",),
    },
    joined=("%s，%s。", "%s，并%s。", "%s，但%s。", "%s；%s。"),
    open="%s仍在考虑中",
)
LANGUAGES = {"en": ENGLISH, "fr": FRENCH, "es": SPANISH, "ru": RUSSIAN, "ar": ARABIC, "zh": CHINESE}
FOLLOWED = {"en": " The law was changed in 2024.", "fr": " La loi a changé en 2024.", "es": " La ley cambió en 2024.",
            "ru": " Закон изменен в 2024 году.", "ar": " وقد عدل القانون.", "zh": "法律已经修改。"}  # fmt: skip


def taken(text: str, language: str) -> dict[str, str]:
    return {one.ref: one.position for one in positions_in([text], PHRASES[language], LEXICONS[language])}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_way_to_name_recommendations_takes_each_position(language: str) -> None:
    words = LANGUAGES[language]
    for forms in (words.active, words.passive):
        for (code, form), (name, refs) in product(forms.items(), words.names.items()):
            text = f"{form % name}{'。' if language == 'zh' else '.'}{FOLLOWED[language]}"
            text = text[0].upper() + text[1:]
            assert taken(text, language) == dict.fromkeys(refs, code), text


def clauses(words: Words) -> st.SearchStrategy[tuple[str, dict[str, str]]]:
    """A sentence of as many clauses as it has places, each of which names others and says something else of them."""
    forms = [(code, form) for said in (words.active, words.passive) for code, form in said.items()]
    forms.append(("", words.open))

    def one(joined: str) -> st.SearchStrategy[tuple[str, dict[str, str]]]:
        count = joined.count("%s")
        return st.tuples(
            st.permutations(list(words.names.items())), st.lists(st.sampled_from(forms), min_size=count, max_size=count)
        ).map(lambda drawn: written(joined, drawn[1], drawn[0]))

    return st.sampled_from(words.joined).flatmap(one)


def written(
    joined: str, forms: list[tuple[str, str]], names: list[tuple[str, tuple[str, ...]]]
) -> tuple[str, dict[str, str]]:
    pairs = list(zip(forms, names, strict=False))
    text = joined % tuple(form % name for (_code, form), (name, _refs) in pairs)
    return text[0].upper() + text[1:], {ref: code for (code, _form), (_name, refs) in pairs if code for ref in refs}


@settings(max_examples=60, deadline=None)
@given(st.data())
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_clause_of_a_sentence_takes_its_own(language: str, data: st.DataObject) -> None:
    text, expected = data.draw(clauses(LANGUAGES[language]))
    assert taken(text, language) == expected, text
