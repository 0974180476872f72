"""Small reports, one for each language, and how to check that no line of a source was lost."""

import re
from collections import Counter

from recommendations.importing.parsed import ParsedReport
from recommendations.importing.parser import parse
from recommendations.importing.readers import Line, Source, read


def parsed(text: str, language: str | None = None) -> ParsedReport:
    return parse(read(text.encode()), language)


def source_of(lines: list[str]) -> Source:
    return Source(tuple(Line(number, text) for number, text in enumerate(lines, start=1)), kind="text")


def characters(text: str) -> Counter[str]:
    return Counter(re.sub(r"\s", "", text))


def unaccounted(source: Source, report: ParsedReport) -> list[int]:
    """The numbers of the source lines of which a character got lost or was invented."""
    found: dict[int, Counter[str]] = {}
    for piece in report.pieces:
        found.setdefault(piece.line, Counter()).update(characters(piece.text))
    expected: dict[int, Counter[str]] = {}
    for line in source.lines:
        expected.setdefault(line.number, Counter()).update(characters(line.text))
    return [number for number, count in expected.items() if count != found.get(number, Counter())]


ENGLISH = """\
United Nations                              A/70/500
Seventieth session
Item 104 of the provisional agenda*
Crime prevention and criminal justice

Implementation of the mandates of the crime prevention
programme

Report of the Secretary-General

Summary
  The present report was prepared pursuant to resolution 69/1. It gives an over-
view of the work.

______________________
  * A/70/50.
15-12345 (E)

I.  Introduction

1.  The present report was prepared pursuant to General Assembly resolution
69/197, in which the Assembly requested the Secretary-General to submit a report
on the matter.1 The overview is short.
2.  The Commission, as set out in paragraph 15
(a) of the annex, met twice in 2014 and con-
tinued its work on the self-
determination of peoples.

______________________
  1 See A/69/89.

15-12345                                    2/4
                                       A/70/500

II.  Findings
A.  Data collection

3.  Member States reported on:
  (a) Trends in crime;
  (b) Statistics.

III.  Recommendations

4.  The Secretary-General recommends that the General Assembly consider taking
the following action:

  (a) Encourage Member States to ratify the Convention and to
implement it fully;

Firearms

  (b) Urge States parties to the Convention to take steps;
  (c) Request the United Nations Office on Drugs and Crime:
     (i) To continue its work;
     (ii) To collect data; and
  (d) Invite Governments and other stakeholders to contribute.
"""

FRENCH = """\
Assemblée générale
Soixante-dixième session
Point 104 de l’ordre du jour provisoire

Exécution des mandats du programme

Rapport du Secrétaire général

I. Introduction

1. Le présent rapport est soumis en application de la résolution 69/197 de l’As-
semblée générale.

II. Conclusions et recommandations

2. L’Assemblée générale voudra peut-être :

a) Encourager les États Membres à ratifier la Convention ;

Armes à feu

b) Engager instamment les États parties à prendre des mesures ;
c) Prier l’Office des Nations Unies contre la drogue et le crime :
i) De poursuivre ses travaux ;
ii) De recueillir des données ;
d) Inviter la communauté internationale à contribuer.
"""

SPANISH = """\
Asamblea General
Septuagésimo período de sesiones
Tema 104 del programa provisional

Ejecución de los mandatos del programa

Informe del Secretario General

I. Introducción

1. El presente informe se presenta de conformidad con la resolución 69/197 de la Asam-
blea General.

II. Conclusiones y recomendaciones

2. Se recomienda que la Asamblea General adopte las medidas siguientes:

a) Alentar a los Estados Miembros a que ratifiquen la Convención;

Armas de fuego

b) Instar a los Estados partes a que adopten medidas;
c) Solicitar a la Oficina de las Naciones Unidas contra la Droga y el Delito que:
i) Continúe su labor;
ii) Reúna datos;
d) Invitar a la comunidad internacional a que contribuya.
"""

RUSSIAN = """\
Генеральная Ассамблея
Семидесятая сессия
Пункт 104 предварительной повестки дня

Осуществление мандатов программы

Доклад Генерального секретаря

I. Введение

1. Настоящий доклад представлен в соответствии с резолюцией 69/197 Гене-
ральной Ассамблеи.

II. Выводы и рекомендации

2. Генеральной Ассамблее рекомендуется принять следующие меры:

a) призвать государства-члены ратифицировать Конвенцию;

Огнестрельное оружие

b) настоятельно призвать государства-участники принять меры;
с) просить Управление Организации Объединенных Наций по наркотикам и преступности:
i) продолжать работу;
ii) собирать данные;
d) предложить международному сообществу оказать содействие.
"""

ARABIC = """\
الجمعية العامة
الدورة السبعون
البند 104 من جدول الأعمال المؤقت

تنفيذ ولايات البرنامج

تقرير الأمين العام

أولا - مقدمة

1 - يقدم هذا التقرير عملا بقرار الجمعية العامة 69/197.

ثانيا - الاستنتاجات والتوصيات

2 - يوصى بأن تنظر الجمعية العامة في اتخاذ الإجراءات التالية:

(أ) تشجيع الدول الأعضاء على التصديق على الاتفاقية؛

الأسلحة النارية

(ب) حث الدول الأطراف على اتخاذ تدابير؛
(ج) الطلب إلى مكتب الأمم المتحدة المعني بالمخدرات والجريمة:
‘1’ أن يواصل عمله؛
‘2’ أن يجمع البيانات؛
(د) دعوة المجتمع الدولي إلى المساهمة.
"""

CHINESE = """\
大会
第七十届会议
暂定项目表项目 104

方案任务执行情况

秘书长的报告

一. 导言

1. 本报告根据大会第 69/197 号决议编
写而成。

二. 结论和建议

2. 建议大会考虑采取下列行动：

(a) 鼓励会员国批准《公约》；

枪支

(b) 敦促缔约国采取措施；
(c) 请联合国毒品和犯罪问题办公室：
㈠ 继续开展工作；
㈡ 收集数据；
(d) 邀请国际社会作出贡献。
"""

BY_LANGUAGE = {"en": ENGLISH, "fr": FRENCH, "es": SPANISH, "ru": RUSSIAN, "ar": ARABIC, "zh": CHINESE}
