"""A second corrigendum in five languages, as briefly as they are printed: page by page, without blank lines."""

CORRIGENDA = {
    "fr": """\
Nations Unies   A/67/156/Corr.2
Rectificatif

Page 4, paragraphe 8, quatrième ligne
Au lieu de 2010 lire 2011

Page 6, paragraphe 15
Lire comme suit la première phrase :
Le Comité a tenu six réunions.

Paragraphe 20, alinéa b)
Remplacer « douze » par « treize » et « mai » par « juin ».

Paragraphes 22 et 23
Intervertir les paragraphes 22 et 23.

Paragraphe 30
À la fin du paragraphe, ajouter la phrase suivante : Le débat est clos.

Section III, titre
Au lieu de Moyens lire Moyens et ressources

Dans tout le texte, remplacer « Bureau » par « Office ».

Note 12
Au lieu de A/66/1 lire A/66/10

Paragraphe 41
Supprimer la dernière phrase.

Le paragraphe 43 est supprimé.
""",
    "es": """\
Naciones Unidas A/67/156/Corr.2
Corrección
1. Página 4, párrafo 8, línea 4
En lugar de 2010 léase 2011
2. Párrafo 15, primera oración
La oración debe decir lo siguiente:
El Comité celebró seis reuniones.
3. Párrafo 20 b)
Reemplácese la palabra «doce» por «trece»
4. Párrafo 30
Al final del párrafo añádase la siguiente oración: El debate ha concluido.
5. Sección III, título
Donde dice Medios debe decir Medios y recursos
6. En todo el informe, sustitúyase «Oficina» por «Despacho».
7. Nota 12
Donde dice A/66/1 debe decir A/66/10
8. Elimínese la última oración del párrafo 41.
9. Suprímanse los párrafos 43 y 44.
10. Cuadro 2
Donde dice 45 debe decir 54
""",
    "ru": """\
Организация Объединенных Наций A/67/156/Corr.2
Исправление
Стр. 4, пункт 8, четвертая строка
Вместо 2010 читать 2011
Пункт 15, первое предложение, следует читать:
Комитет провел шесть заседаний.
Пункт 20(b)
Слова «двенадцать» заменить словами «тринадцать»
Пункт 30
В конце пункта добавить следующее предложение: Прения завершены.
Раздел III, заголовок
Вместо Средства следует читать Средства и ресурсы
По всему тексту слово «Бюро» заменить словом «Управление»
Сноска 12
Вместо A/66/1 читать A/66/10
Пункт 41
Последнее предложение исключить
Пункты 43 и 44 исключить
В пункте 45 вместо «мая» следует читать «июня»
""",
    "zh": """\
联合国 A/67/156/Corr.2
更正
第4页，第8段，第四行
“2010年”应改为“2011年”
第15段，第一句应为：
委员会举行了六次会议。
第20(b)段
“十二”改为“十三”，“五月”改为“六月”
第30段
段末加上：辩论结束。
第三节，标题
“手段”改为“手段和资源”
全文各处
将“办公室”改为“办事处”
脚注12
“A/66/1”应为“A/66/10”
第41段
删去最后一句
第43段和第44段删除
建议4
将“应”改为“必须”
表2
“45”应为“54”
""",
    "ar": """\
الأمم المتحدة A/67/156/Corr.2
تصويب
الصفحة 4، الفقرة 8، السطر الرابع
بدلا من 2010 يقرأ 2011
الفقرة 15، الجملة الأولى
تقرأ كما يلي:
عقدت اللجنة ست جلسات.
الفقرة 20 (ب)
يستعاض عن كلمة "اثنا عشر" بكلمة "ثلاثة عشر"
الفقرة 30
في نهاية الفقرة تضاف الجملة التالية: اختتمت المناقشة.
الفرع ثالثا، العنوان
يستعاض عن عبارة "الوسائل" بعبارة "الوسائل والموارد"
في جميع أنحاء النص، يستعاض عن كلمة "المكتب" بكلمة "الديوان"
الحاشية 12
يستعاض عن "A/66/1" بـ "A/66/10"
الفقرة 41
تحذف الجملة الأخيرة
تحذف الفقرتان 43 و 44
الجدول 2
يستعاض عن 45 بـ 54
""",
}

# (act, part, names, sentence, new words) of each thing that is to be changed.
TOLD = {
    "fr": [
        ("replace", "paragraph", "8", 0, "2011"),
        ("text", "paragraph", "15", 1, "Le Comité a tenu six réunions."),
        ("replace", "paragraph", "20(b)", 0, "treize"),
        ("replace", "paragraph", "20(b)", 0, "juin"),
        ("", "paragraph", "22", 0, ""),
        ("", "paragraph", "23", 0, ""),
        ("append", "paragraph", "30", 0, "Le débat est clos."),
        ("replace", "heading", "III", 0, "Moyens et ressources"),
        ("replace", "everywhere", "", 0, "Office"),
        ("replace", "footnote", "12", 0, "A/66/10"),
        ("delete", "paragraph", "41", -1, ""),
        ("delete", "paragraph", "43", 0, ""),
    ],
    "es": [
        ("replace", "paragraph", "8", 0, "2011"),
        ("text", "paragraph", "15", 1, "El Comité celebró seis reuniones."),
        ("replace", "paragraph", "20(b)", 0, "trece"),
        ("append", "paragraph", "30", 0, "El debate ha concluido."),
        ("replace", "heading", "III", 0, "Medios y recursos"),
        ("replace", "everywhere", "", 0, "Despacho"),
        ("replace", "footnote", "12", 0, "A/66/10"),
        ("delete", "paragraph", "41", -1, ""),
        ("delete", "paragraph", "43", 0, ""),
        ("delete", "paragraph", "44", 0, ""),
        ("replace", "elsewhere", "", 0, "54"),
    ],
    "ru": [
        ("replace", "paragraph", "8", 0, "2011"),
        ("text", "paragraph", "15", 1, "Комитет провел шесть заседаний."),
        ("replace", "paragraph", "20(b)", 0, "тринадцать"),
        ("append", "paragraph", "30", 0, "Прения завершены."),
        ("replace", "heading", "III", 0, "Средства и ресурсы"),
        ("replace", "everywhere", "", 0, "Управление"),
        ("replace", "footnote", "12", 0, "A/66/10"),
        ("delete", "paragraph", "41", -1, ""),
        ("delete", "paragraph", "43", 0, ""),
        ("delete", "paragraph", "44", 0, ""),
        ("replace", "paragraph", "45", 0, "июня"),
    ],
    "zh": [
        ("replace", "paragraph", "8", 0, "2011年"),
        ("text", "paragraph", "15", 1, "委员会举行了六次会议。"),
        ("replace", "paragraph", "20(b)", 0, "十三"),
        ("replace", "paragraph", "20(b)", 0, "六月"),
        ("append", "paragraph", "30", 0, "辩论结束。"),
        ("replace", "heading", "三", 0, "手段和资源"),
        ("replace", "everywhere", "", 0, "办事处"),
        ("replace", "footnote", "12", 0, "A/66/10"),
        ("delete", "paragraph", "41", -1, ""),
        ("delete", "paragraph", "43", 0, ""),
        ("delete", "paragraph", "44", 0, ""),
        ("replace", "recommendation", "Recommendation 4", 0, "必须"),
        ("replace", "elsewhere", "", 0, "54"),
    ],
    "ar": [
        ("replace", "paragraph", "8", 0, "2011"),
        ("text", "paragraph", "15", 1, "عقدت اللجنة ست جلسات."),
        ("replace", "paragraph", "20(b)", 0, "ثلاثة عشر"),
        ("append", "paragraph", "30", 0, "اختتمت المناقشة."),
        ("replace", "heading", "ثالثا", 0, "الوسائل والموارد"),
        ("replace", "everywhere", "", 0, "الديوان"),
        ("replace", "footnote", "12", 0, "A/66/10"),
        ("delete", "paragraph", "41", -1, ""),
        ("delete", "paragraph", "43", 0, ""),
        ("delete", "paragraph", "44", 0, ""),
        ("replace", "elsewhere", "", 0, "54"),
    ],
}
