"""The sentences of which synthetic reports are made, in the six languages; with the snares that real reports hold:
years, resolution numbers, "(a)" in mid-sentence, what others recommended before, semicolons inside items."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """One language. `plain` are sentences that ask nothing, `actions` what a list asks (no full stop), `asks` whole
    sentences that ask; `supported` and `noted` announce lists of recommendations with that position, `follow_up` heads
    what was done about older ones."""

    title: str
    introduction: str
    findings: str
    conclusions: str
    subjects: tuple[str, ...]
    plain: tuple[str, ...]
    actions: tuple[str, ...]
    asks: tuple[str, ...]
    chapeau: str
    below: str
    supported: str
    noted: str
    following: str
    earlier: str
    recommendation: str
    states: tuple[str, ...]
    annex: str
    contents: str
    response: str
    accepted: str
    rejected: str
    reply_supported: str
    reply_noted: str
    columns: tuple[str, str, str]
    follow_up: str
    letters: str = "abcdefghijklmnopqrstuvwxyz"
    item: str = "({}) "
    sub: str = "({}) "
    end: str = "."
    between: str = ";"
    comma: str = ", "
    section: str = "{}. "
    number: str = "{}. "
    blank: str = " "


ENGLISH = Words(
    title="Report of the mission on drinking water",
    introduction="Introduction", findings="Findings", conclusions="Conclusions and recommendations",
    subjects=("Water supply", "Training of staff", "Data and statistics"),
    plain=(
        "The mission visited 12 districts between 3 and 14 May 2011, as requested in resolution 66/181.",
        "Under paragraph 3 (b) of the mandate, the mission looked at (a) wells, (b) pipes and (c) prices.",
        "In 2009, the Board had recommended that the Ministry should close the wells; this was done in 2010.",
        "Coverage rose from 61.5 per cent in 2005 to 72 per cent in 2012 (see A/66/130, annex II).",
        "Recommendation 3 of the earlier report was welcomed by many; 15 offices took part in 2.5 million checks.",
    ),
    actions=(
        "Repair the wells in all districts; the cost should be met from the 2013 budget",
        "Train the staff of the laboratories (at least 20 per year) in the use of the new tests",
        "Publish the results of the tests within 30 days, in accordance with resolution 64/292",
        "Adopt a law on the protection of springs and a plan for its application",
        "Make sure that prices remain within the reach of all, including those living far away",
    ),
    asks=(
        "Member States should review the law on water before the end of 2014.",
        "The Secretary-General should report every year on the progress made in the districts.",
        "The Committee recommends that the State party set up a fund for the repair of wells.",
    ),
    chapeau="The Committee recommends that Member States take the following action:",
    below="Improve the management of the network by:",
    supported="The recommendations listed below have been examined by Ruritania and enjoy the support of Ruritania:",
    noted="The recommendations listed below have been examined by Ruritania and have been noted by Ruritania:",
    following="The mission makes the following recommendations:",
    earlier="In its previous report, the Board had made the following recommendations:",
    recommendation="Recommendation {}",
    states=("Algeria", "Côte d’Ivoire", "Venezuela (Bolivarian Republic of)", "Bosnia and Herzegovina", "Togo"),
    annex="Annex", contents="Contents",
    response="Management response", accepted="Accepted.", rejected="Not accepted.",
    reply_supported="Ruritania supports recommendations {} to {}.",
    reply_noted="Recommendations {} and {} are noted.",
    follow_up="Status of implementation of the recommendations",
    columns=("Recommendation", "Position", "Theme"),
)  # fmt: skip

FRENCH = Words(
    title="Rapport de la mission sur l’eau potable",
    introduction="Introduction", findings="Constatations", conclusions="Conclusions et recommandations",
    subjects=("Approvisionnement en eau", "Formation du personnel", "Données et statistiques"),
    plain=(
        "La mission s’est rendue dans 12 districts du 3 au 14 mai 2011, comme le demandait la résolution 66/181.",
        "En vertu du paragraphe 3 b) de son mandat, la mission a étudié a) les puits, b) les conduites et c) les prix.",
        "En 2009, le Bureau avait recommandé au Ministère de fermer les puits ; cela a été fait en 2010.",
        "La couverture est passée de 61,5 % en 2005 à 72 % en 2012 (voir A/66/130, annexe II).",
        "La recommandation 3 du rapport antérieur a été bien accueillie ; 15 bureaux y ont pris part.",
    ),
    actions=(
        "Réparer les puits dans tous les districts ; le coût devrait être imputé au budget de 2013",
        "Former le personnel des laboratoires (au moins 20 personnes par an) aux nouvelles analyses",
        "Publier les résultats des analyses dans les 30 jours, conformément à la résolution 64/292",
        "Adopter une loi sur la protection des sources et un plan d’application",
        "Veiller à ce que les prix restent à la portée de tous, y compris des plus éloignés",
    ),
    asks=(
        "Les États Membres devraient revoir la loi sur l’eau avant la fin de 2014.",
        "Le Secrétaire général devrait rendre compte chaque année des progrès accomplis dans les districts.",
        "Le Comité recommande que l’État partie crée un fonds pour la réparation des puits.",
    ),
    chapeau="Le Comité recommande aux États Membres de prendre les mesures suivantes :",
    below="Améliorer la gestion du réseau en prenant soin :",
    supported="Les recommandations ci-après ont été examinées par la Ruritanie et recueillent son adhésion :",
    noted="La Ruritanie a examiné les recommandations ci-après, dont elle a pris note :",
    following="La mission formule les recommandations suivantes :",
    earlier="Dans son précédent rapport, le Bureau avait formulé les recommandations suivantes :",
    recommendation="Recommandation {}",
    states=("Algérie", "Côte d’Ivoire", "Venezuela (République bolivarienne du)", "Bosnie-Herzégovine", "Togo"),
    annex="Annexe", contents="Table des matières",
    response="Réponse de l’administration", accepted="Acceptée.", rejected="Non acceptée.",
    reply_supported="Les recommandations {} à {} recueillent l’adhésion de la Ruritanie.",
    reply_noted="Il est pris note des recommandations {} et {}.",
    follow_up="État de l’application des recommandations",
    columns=("Recommandation", "Position", "Thème"),
    item="{}) ", sub="{}) ", between=" ;",
)  # fmt: skip

SPANISH = Words(
    title="Informe de la misión sobre el agua potable",
    introduction="Introducción", findings="Constataciones", conclusions="Conclusiones y recomendaciones",
    subjects=("Abastecimiento de agua", "Formación del personal", "Datos y estadísticas"),
    plain=(
        "La misión visitó 12 distritos del 3 al 14 de mayo de 2011, como se pedía en la resolución 66/181.",
        "Con arreglo al párrafo 3 b) del mandato, la misión estudió a) los pozos, b) las tuberías y c) los precios.",
        "En 2009, la Junta había recomendado al Ministerio que cerrara los pozos; así se hizo en 2010.",
        "La cobertura pasó del 61,5% en 2005 al 72% en 2012 (véase A/66/130, anexo II).",
        "La recomendación 3 del informe anterior fue bien acogida; 15 oficinas participaron en ello.",
    ),
    actions=(
        "Reparar los pozos en todos los distritos; el costo debería cargarse al presupuesto de 2013",
        "Formar al personal de los laboratorios (al menos 20 personas al año) en los nuevos análisis",
        "Publicar los resultados de los análisis en un plazo de 30 días, conforme a la resolución 64/292",
        "Aprobar una ley de protección de los manantiales y un plan para su aplicación",
        "Velar por que los precios estén al alcance de todos, incluidos los que viven lejos",
    ),
    asks=(
        "Los Estados Miembros deberían revisar la ley de aguas antes de finales de 2014.",
        "El Secretario General debería informar cada año de los progresos realizados en los distritos.",
        "El Comité recomienda que el Estado parte cree un fondo para la reparación de los pozos.",
    ),
    chapeau="El Comité recomienda a los Estados Miembros que adopten las medidas siguientes:",
    below="Mejorar la gestión de la red mediante:",
    supported="Las recomendaciones que figuran a continuación cuentan con el apoyo de Ruritania:",
    noted="Ruritania ha examinado las recomendaciones que figuran a continuación y ha tomado nota de ellas:",
    following="La misión formula las recomendaciones siguientes:",
    earlier="En su informe anterior, la Junta había formulado las recomendaciones siguientes:",
    recommendation="Recomendación {}",
    states=("Argelia", "Côte d’Ivoire", "Venezuela (República Bolivariana de)", "Bosnia y Herzegovina", "Togo"),
    annex="Anexo", contents="Índice",
    response="Respuesta de la administración", accepted="Aceptada.", rejected="No aceptada.",
    reply_supported="Las recomendaciones {} a {} cuentan con el apoyo de Ruritania.",
    reply_noted="Ruritania toma nota de las recomendaciones {} y {}.",
    follow_up="Estado de aplicación de las recomendaciones",
    columns=("Recomendación", "Posición", "Tema"),
    item="{}) ", sub="{}) ",
)  # fmt: skip

RUSSIAN = Words(
    title="Доклад миссии по вопросу о питьевой воде",
    introduction="Введение", findings="Результаты", conclusions="Выводы и рекомендации",
    subjects=("Водоснабжение", "Подготовка кадров", "Данные и статистика"),
    plain=(
        "Миссия посетила 12 районов с 3 по 14 мая 2011 года, как было предусмотрено в резолюции 66/181.",
        "В соответствии с пунктом 3 b) мандата миссия изучила a) колодцы, b) трубопроводы и c) цены.",
        "В 2009 году Совет рекомендовал Министерству закрыть колодцы; это было сделано в 2010 году.",
        "Охват вырос с 61,5 процента в 2005 году до 72 процентов в 2012 году (см. A/66/130, приложение II).",
        "Рекомендация 3 предыдущего доклада была встречена с одобрением; в работе участвовали 15 отделений.",
    ),
    actions=(
        "отремонтировать колодцы во всех районах; расходы следует покрыть из бюджета на 2013 год",
        "обучить персонал лабораторий (не менее 20 человек в год) проведению новых анализов",
        "публиковать результаты анализов в течение 30 дней в соответствии с резолюцией 64/292",
        "принять закон об охране родников и план его применения",
        "обеспечить, чтобы цены оставались доступными для всех, включая жителей отдаленных мест",
    ),
    asks=(
        "Государства-члены должны пересмотреть закон о воде до конца 2014 года.",
        "Генеральный секретарь должен ежегодно сообщать о ходе работы в районах.",
        "Комитет рекомендует государству-участнику создать фонд для ремонта колодцев.",
    ),
    chapeau="Комитет рекомендует государствам-членам принять следующие меры:",
    below="улучшить управление сетью, с тем чтобы:",
    supported="Изложенные ниже рекомендации были рассмотрены Руританией и пользуются ее поддержкой:",
    noted="Изложенные ниже рекомендации были рассмотрены Руританией и приняты к сведению:",
    following="Миссия выносит следующие рекомендации:",
    earlier="В своем предыдущем докладе Совет вынес следующие рекомендации:",
    recommendation="Рекомендация {}",
    states=("Алжир", "Кот-д’Ивуар", "Венесуэла (Боливарианская Республика)", "Босния и Герцеговина", "Того"),
    annex="Приложение", contents="Содержание",
    response="Ответ администрации", accepted="Принята.", rejected="Не принята.",
    reply_supported="Рекомендации {}–{} пользуются поддержкой Руритании.",
    reply_noted="Рекомендации {} и {} приняты к сведению.",
    follow_up="Ход выполнения рекомендаций",
    columns=("Рекомендация", "Позиция", "Тема"),
    letters="абвгдежзиклмнопрстуфхцчш", item="{}) ", sub="{}) ",
)  # fmt: skip

ARABIC = Words(
    title="تقرير البعثة عن مياه الشرب",
    introduction="مقدمة", findings="النتائج", conclusions="الاستنتاجات والتوصيات",
    subjects=("إمدادات المياه", "تدريب الموظفين", "البيانات والإحصاءات"),
    plain=(
        "زارت البعثة 12 مقاطعة في الفترة من 3 إلى 14 أيار/مايو 2011، على النحو المطلوب في القرار 66/181.",
        "وعملا بالفقرة 3 (ب) من الولاية، درست البعثة (أ) الآبار و (ب) الأنابيب و (ج) الأسعار.",
        "وفي عام 2009، كان المجلس قد أوصى الوزارة بإغلاق الآبار؛ وتم ذلك في عام 2010.",
        "وارتفعت التغطية من 61.5 في المائة في عام 2005 إلى 72 في المائة في عام 2012 (انظر A/66/130).",
        "ولقيت التوصية 3 من التقرير السابق ترحيبا واسعا؛ وشارك 15 مكتبا في العمل.",
    ),
    actions=(
        "إصلاح الآبار في جميع المقاطعات؛ وتغطية التكلفة من ميزانية عام 2013",
        "تدريب موظفي المختبرات (20 موظفا على الأقل سنويا) على الفحوص الجديدة",
        "نشر نتائج الفحوص في غضون 30 يوما، وفقا للقرار 64/292",
        "اعتماد قانون لحماية الينابيع وخطة لتطبيقه",
        "ضمان بقاء الأسعار في متناول الجميع، بمن فيهم سكان المناطق النائية",
    ),
    asks=(
        "الدول الأعضاء ينبغي لها أن تستعرض قانون المياه قبل نهاية عام 2014.",
        "الأمين العام ينبغي له أن يقدم تقريرا كل سنة عن التقدم المحرز في المقاطعات.",
        "توصي اللجنة بأن تنشئ الدولة الطرف صندوقا لإصلاح الآبار.",
    ),
    chapeau="توصي اللجنة الدول الأعضاء باتخاذ الإجراءات التالية:",
    below="تحسين إدارة الشبكة من خلال ما يلي:",
    supported="نظرت روريتانيا في التوصيات الواردة أدناه وهي تحظى بتأييدها:",
    noted="نظرت روريتانيا في التوصيات الواردة أدناه وأحاطت بها علما:",
    following="تقدم البعثة التوصيات التالية:",
    earlier="وفي تقريره السابق، كان المجلس قد قدم التوصيات التالية:",
    recommendation="التوصية {}",
    states=("الجزائر", "كوت ديفوار", "فنزويلا (جمهورية - البوليفارية)", "البوسنة والهرسك", "توغو"),
    annex="المرفق", contents="المحتويات",
    response="رد الإدارة", accepted="مقبولة.", rejected="غير مقبولة.",
    reply_supported="تحظى التوصيات {} إلى {} بتأييد روريتانيا.",
    reply_noted="أحاطت روريتانيا علما بالتوصيتين {} و {}.",
    follow_up="حالة تنفيذ التوصيات",
    columns=("التوصية", "الموقف", "الموضوع"),
    letters="أبجدهوزحطيكلمنسعفصقرشت", item="({}) ", sub="‘{}’ ", between="؛", comma="، ",
    section="{} - ", number="{} - ",
)  # fmt: skip

CHINESE = Words(
    title="饮用水考察团的报告",
    introduction="导言", findings="调查结果", conclusions="结论和建议",
    subjects=("供水", "工作人员培训", "数据和统计"),
    plain=(
        "考察团根据第 66/181 号决议，于 2011 年 5 月 3 日至 14 日访问了 12 个县。",
        "考察团根据任务规定第 3 (b)段，研究了(a) 水井、(b) 水管和(c) 价格。",
        "2009 年，委员会曾建议该部关闭水井；此事已于 2010 年办妥。",
        "覆盖率由 2005 年的 61.5%上升到 2012 年的 72%（见 A/66/130，附件二）。",
        "上次报告的建议 3 受到普遍欢迎；15 个办事处参加了这项工作。",
    ),
    actions=(
        "修复各县的水井；费用应由 2013 年预算支付",
        "培训实验室人员（每年至少 20 人）使用新的检验方法",
        "根据第 64/292 号决议，在 30 天内公布检验结果",
        "通过一项保护水源的法律以及执行计划",
        "确保人人都能负担水价，包括偏远地区的居民",
    ),
    asks=(
        "会员国应在 2014 年底之前审查水法。",
        "秘书长应每年报告各县取得的进展情况。",
        "委员会建议缔约国设立一个修复水井的基金。",
    ),
    chapeau="委员会建议会员国采取下列行动：",
    below="改进供水网的管理，包括：",
    supported="卢里塔尼亚审议了下列建议，这些建议得到卢里塔尼亚的支持：",
    noted="卢里塔尼亚审议了下列建议，并表示注意到这些建议：",
    following="考察团提出下列建议：",
    earlier="委员会在其上次报告中曾提出下列建议：",
    recommendation="建议 {}",
    states=("阿尔及利亚", "科特迪瓦", "委内瑞拉（玻利瓦尔共和国）", "波斯尼亚和黑塞哥维那", "多哥"),
    annex="附件", contents="目录",
    response="管理层的答复", accepted="接受。", rejected="不接受。",
    reply_supported="建议 {} 至 {} 得到卢里塔尼亚的支持。",
    reply_noted="卢里塔尼亚注意到建议 {} 和 {}。",
    follow_up="建议的落实情况",
    columns=("建议", "立场", "主题"),
    end="。", between="；", comma="、", section="{}. ", blank="",
)  # fmt: skip

WORDS = {"ar": ARABIC, "zh": CHINESE, "en": ENGLISH, "fr": FRENCH, "ru": RUSSIAN, "es": SPANISH}
SECTIONS = {"zh": "一二三四五六七", "ar": ("أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا")}
