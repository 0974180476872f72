"""One small report in six languages, and for each edition a corrigendum as its language service would print it."""

REPORTS = {
    "en": """\
I. Introduction

1. The Fund was founded in 1990. It sent ten missions to the field. Each lasted a week.

2. It has nine offices. The Council meets once. Nobody knows why.

II. Findings

3. Many items could not be found, as Member States said.

4. Nobody was asked why they left.

III. Conclusions and recommendations

5. The Board recommends that the Fund:

    (a) Count the stores each quarter;

    (b) Ask those who leave.
""",
    "fr": """\
I. Introduction

1. Le Fonds a été fondé en 1990. Il a envoyé dix missions sur le terrain. Chacune a duré une semaine.

2. Il a neuf bureaux. Le Conseil se réunit une fois. Nul ne sait pourquoi.

II. Constatations

3. Bien des articles manquaient, comme l’ont dit les États Membres.

4. Nul n’a été interrogé sur son départ.

III. Conclusions et recommandations

5. Le Comité recommande au Fonds :

    a) De compter les magasins chaque trimestre ;

    b) D’interroger ceux qui partent.
""",
    "es": """\
I. Introducción

1. El Fondo se creó en 1990. Envió diez misiones al terreno. Cada una duró una semana.

2. Tiene nueve oficinas. El Consejo se reúne una vez. Nadie sabe por qué.

II. Constataciones

3. No se encontraron muchos artículos, como dijeron los Estados Miembros.

4. A nadie se le preguntó por qué se iba.

III. Conclusiones y recomendaciones

5. La Junta recomienda al Fondo que:

    a) Haga el recuento de los almacenes cada trimestre;

    b) Pregunte a quienes se van.
""",
    "ru": """\
I. Введение

1. Фонд был основан в 1990 году. Он направил десять миссий на места. Каждая длилась неделю.

2. У него девять отделений. Совет собирается один раз. Никто не знает почему.

II. Выводы

3. Многие предметы не были найдены, как сообщили государства-члены.

4. Никого не спросили, почему они ушли.

III. Заключения и рекомендации

5. Комиссия рекомендует Фонду:

    a) пересчитывать запасы каждый квартал;

    b) опрашивать тех, кто уходит.
""",
    "zh": """\
一. 导言

1. 基金成立于1990年。它向实地派出了十个特派团。每个特派团历时一周。

2. 它有九个办事处。理事会开会一次。没有人知道为什么。

二. 结论

3. 正如会员国所说，许多物品找不到。

4. 没有人被问及离开的原因。

三. 结论和建议

5. 委员会建议基金：

(a) 每季度清点库存；

(b) 询问离职者。
""",
    "ar": """\
أولا - مقدمة

1 - أنشئ الصندوق في عام 1990. وأوفد عشر بعثات إلى الميدان. واستغرقت كل منها أسبوعا.

2 - ولديه تسعة مكاتب. ويجتمع المجلس مرة واحدة. ولا أحد يعرف السبب.

ثانيا - النتائج

3 - لم يعثر على أصناف كثيرة، كما قالت الدول الأعضاء.

4 - لم يسأل أحد عن سبب رحيله.

ثالثا - الاستنتاجات والتوصيات

5 - يوصي المجلس الصندوق بما يلي:

(أ) جرد المخازن كل ثلاثة أشهر؛

(ب) سؤال من يغادرون.
""",
}

HEADS = {
    "en": "United Nations                         A/70/500/Corr.1\n\nGeneral Assembly        Distr.: "
    "General\n\nCorrigendum\n",
    "fr": "Nations Unies                          A/70/500/Corr.1\n\nAssemblée générale        Distr. "
    "générale\n\nRectificatif\n",
    "es": "Naciones Unidas                        A/70/500/Corr.1\n\nAsamblea General        Distr. "
    "general\n\nCorrección\n",
    "ru": "Организация Объединенных Наций         A/70/500/Corr.1\n\nГенеральная Ассамблея\n\nИсправление\n",
    "zh": "联合国                                 A/70/500/Corr.1\n\n大会\n\n更正\n",
    "ar": "الأمم المتحدة                          A/70/500/Corr.1\n\nالجمعية العامة\n\nتصويب\n",
}

# Each changes the same: ten missions, the second sentence of 2, words behind others in 3, 4 out, 5(a), and 2 bis in.
_ENTRIES = {
    "en": """
1.    Paragraph 1, line 2

      For ten missions read eleven missions

2.    Paragraph 2

      Replace the second sentence with the following:

      The Council meets twice.

3.    Paragraph 3

      After “Member States”, insert “and observers”

4.    Delete paragraph 4.

5.    Paragraph 5 (a)

      For the existing text read

      (a) Count the stores each month;

6.    After paragraph 2, insert a new paragraph reading:

      2 bis. Two of them are new.
""",
    "fr": """
1.    Paragraphe 1, ligne 2

      Au lieu de dix missions lire onze missions

2.    Paragraphe 2

      Remplacer la deuxième phrase par ce qui suit :

      Le Conseil se réunit deux fois.

3.    Paragraphe 3

      Après « États Membres », ajouter « et les observateurs »

4.    Supprimer le paragraphe 4.

5.    Paragraphe 5 a)

      Au lieu du texte actuel, lire :

      a) De compter les magasins chaque mois ;

6.    Après le paragraphe 2, insérer un nouveau paragraphe 2 bis, ainsi libellé :

      2 bis. Deux d’entre eux sont nouveaux.
""",
    "es": """
1.    Párrafo 1, línea 2

      Donde dice diez misiones debe decir once misiones

2.    Párrafo 2

      Sustitúyase la segunda oración por la siguiente:

      El Consejo se reúne dos veces.

3.    Párrafo 3

      Después de «Estados Miembros» añádase «y los observadores»

4.    Suprímase el párrafo 4.

5.    Párrafo 5 a)

      Debe decir:

      a) Haga el recuento de los almacenes cada mes;

6.    Insértese un nuevo párrafo 2 bis que diga:

      2 bis. Dos de ellas son nuevas.
""",
    "ru": """
1.    Пункт 1, строка 2

      Вместо слов «десять миссий» следует читать «одиннадцать миссий»

2.    Пункт 2

      Заменить второе предложение следующим:

      Совет собирается два раза.

3.    Пункт 3

      После слов «государства-члены» включить слова «и наблюдатели»

4.    Исключить пункт 4.

5.    Пункт 5 a)

      Вместо существующего текста следует читать:

      a) пересчитывать запасы каждый месяц;

6.    После пункта 2 включить новый пункт 2-бис следующего содержания:

      2-бис. Два из них новые.
""",
    "zh": """
1. 第1段第2行

   将“十个特派团”改为“十一个特派团”。

2. 第2段

   第二句改为：

   理事会开会两次。

3. 第3段

   在“会员国”之后加上“和观察员”。

4. 删除第4段。

5. 第5段(a)分段

   应为：

   (a) 每月清点库存；

6. 在第2段之后插入新的第2段之二：

   其中两个是新的。
""",
    "ar": """
1 -   الفقرة 1، السطر 2

      يستعاض عن عبارة «عشر بعثات» بعبارة «إحدى عشرة بعثة»

2 -   الفقرة 2

      يُستعاض عن الجملة الثانية بما يلي:

      ويجتمع المجلس مرتين.

3 -   الفقرة 3

      بعد عبارة «الدول الأعضاء» تضاف عبارة «والمراقبون»

4 -   تُحذف الفقرة 4.

5 -   الفقرة 5 (أ)

      يصبح النص كما يلي:

      (أ) جرد المخازن كل شهر؛

6 -   بعد الفقرة 2، تدرج فقرة جديدة 2 مكررا نصها كما يلي:

      2 مكررا - واثنان منها جديدان.
""",
}

CORRIGENDA = {language: f"{HEADS[language]}{entries}" for language, entries in _ENTRIES.items()}

# What becomes of the parts that change, in each language.
CORRECTED = {
    "en": {
        "1": "The Fund was founded in 1990. It sent eleven missions to the field. Each lasted a week.",
        "2": "It has nine offices. The Council meets twice. Nobody knows why.",
        "2 bis": "Two of them are new.",
        "3": "Many items could not be found, as Member States and observers said.",
        "5(a)": "Count the stores each month;",
    },
    "fr": {
        "1": "Le Fonds a été fondé en 1990. Il a envoyé onze missions sur le terrain. Chacune a duré une semaine.",
        "2": "Il a neuf bureaux. Le Conseil se réunit deux fois. Nul ne sait pourquoi.",
        "2 bis": "Deux d’entre eux sont nouveaux.",
        "3": "Bien des articles manquaient, comme l’ont dit les États Membres et les observateurs.",
        "5(a)": "De compter les magasins chaque mois ;",
    },
    "es": {
        "1": "El Fondo se creó en 1990. Envió once misiones al terreno. Cada una duró una semana.",
        "2": "Tiene nueve oficinas. El Consejo se reúne dos veces. Nadie sabe por qué.",
        "2 bis": "Dos de ellas son nuevas.",
        "3": "No se encontraron muchos artículos, como dijeron los Estados Miembros y los observadores.",
        "5(a)": "Haga el recuento de los almacenes cada mes;",
    },
    "ru": {
        "1": "Фонд был основан в 1990 году. Он направил одиннадцать миссий на места. Каждая длилась неделю.",
        "2": "У него девять отделений. Совет собирается два раза. Никто не знает почему.",
        "2 bis": "Два из них новые.",
        "3": "Многие предметы не были найдены, как сообщили государства-члены и наблюдатели.",
        "5(a)": "пересчитывать запасы каждый месяц;",
    },
    "zh": {
        "1": "基金成立于1990年。它向实地派出了十一个特派团。每个特派团历时一周。",
        "2": "它有九个办事处。理事会开会两次。没有人知道为什么。",
        "2 bis": "其中两个是新的。",
        "3": "正如会员国和观察员所说，许多物品找不到。",
        "5(a)": "每月清点库存；",
    },
    "ar": {
        "1": "أنشئ الصندوق في عام 1990. وأوفد إحدى عشرة بعثة إلى الميدان. واستغرقت كل منها أسبوعا.",
        "2": "ولديه تسعة مكاتب. ويجتمع المجلس مرتين. ولا أحد يعرف السبب.",
        "2 bis": "واثنان منها جديدان.",
        "3": "لم يعثر على أصناف كثيرة، كما قالت الدول الأعضاء والمراقبون.",
        "5(a)": "جرد المخازن كل شهر؛",
    },
}
