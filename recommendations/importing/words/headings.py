"""What the words of a heading or title say of the part below it, in the six languages."""

import re
from dataclasses import dataclass

from recommendations.importing.signs.han import worded

Pattern = re.Pattern[str]


@dataclass(frozen=True)
class Headings:
    """The words of one language.

    `notes` head the end notes, `end_matter` what else stands behind a text; `findings` what is concluded or observed,
    alone or beside recommendations; `proposals` are other words for recommendations, as whole headings or beside
    findings; `box` is the title of a box with its number; `following` says in a sentence that they come next,
    `addresses` in a heading for whom they are; `about` says that a heading speaks of recommendations made elsewhere,
    `response` that a whole document answers some, `replying` a sentence in which one says so of itself; `advice` names
    in the heading of an annex what it recommends; `record` in a title the minutes of a meeting.
    """

    notes: Pattern
    end_matter: Pattern
    findings: Pattern
    proposals: Pattern
    box: Pattern
    following: Pattern
    addresses: Pattern
    about: Pattern
    response: Pattern
    replying: Pattern
    advice: Pattern
    record: Pattern


ENGLISH_HEADINGS = Headings(
    notes=worded(r"(?:end|foot)?\s?notes"),
    end_matter=worded(
        r"(?:list of )?(?:references(?: cited)?|bibliography|works cited|glossary|abbreviations|acronyms)(?: and \w+)?|"
        r"acknowledge?ments?|further (?:reading|information)|contact (?:details|information)|appreciation"
    ),
    findings=worded(
        r"(?:(?:main|general|key|preliminary|overall|concluding|subjects? of|areas? of|principal|and|of|,|the|"
        r"positive) ?)*\b(?:conclu\w+|findings?|observations?|remarks?|concerns?|subjects? of concern|aspects|"
        r"assessment|results|lessons(?: learned)?)\b"
    ),
    proposals=worded(
        r"(?:(?:conclusions?|findings|and|our|main|key|the|summary of) )*(?:proposals|suggestions|advice|action points|"
        r"(?:recommended|required|proposed|requested|suggested|necessary|corrective|remedial|priority) "
        r"(?:actions?|measures|steps|changes|improvements)|(?:actions?|measures|steps|changes|"
        r"improvements) (?:recommended|"
        r"required|proposed|requested|suggested|needed|to be taken|(?:that|which) (?:should|must) be \w+)|"
        r"(?:areas|points|opportunities) for improvement|what (?:should|must|needs to) (?:be done|change|"
        r"happen)(?: next| "
        r"now)?)(?: (?:to|for|of) .+)?"
    ),
    box=worded(r"box \d{1,2}\b"),
    following=worded(r"\b(?:following|below|as follows)\b"),
    addresses=worded(r"(?:addressed )?(?:to|for) (?:the|all|both|other|member|states?)\b|to \w+"),
    about=worded(
        r"\b(?:noted|accepted|supported|rejected|pending|outstanding|implemented|open|closed) recommendations?\b|"
        r"\brecommendations? (?:under implementation|in progress|implemented|accepted|supported|noted|rejected|not |"
        r"(?:that|which) (?:are|were|enjoy|do|did|have|had|will|has)\b)|\b(?:on|to|with|by|against|"
        r"from) (?:the |its |all |these |those |any )*recommendations?\b|\b(?:views|comments|repl(?:y|ies)|"
        r"responses?|follow-up|status|implementation|progress|action) (?:on|to|by|from|of|in|made|taken)\b|"
        r"\b(?:revision|drafting|preparation|formulation|origins?|nature|types|classification|quality|tracking|"
        r"monitoring|acceptance|consideration|use) of (?:the |its |our )?recommendations\b|"
        r"\bhow (?:the |its |our )?rec|"
        r"\b(?:rationale|reasons|reasoning|justification|evidence|basis|background) (?:\w+ ){0,2}?(?:for|of|"
        r"behind|to|underlying|supporting|informed|informing) (?:the |its |our |these )?(?:\w+ )?recommendations?\b"
    ),
    response=worded(
        r"\b(?:management|government(?:[’']s)?|agency|departmental|ministry) (?:response|reply|comments)|"
        r"(?<!of the )\bresponses? (?:of|by|from|to (?=(?:.*\b(?:reports?|recommendations?|reviews?|inquiry|enquiry|"
        r"findings|conclusions|observations|audits?|evaluations?|inspections?|commission|panel|committee[’']s)\b)))\b|"
        r"\brepl(?:y|ies) (?:of|by|from|to|presented)\b|\bviews on conclusions\b"
    ),
    replying=worded(
        r"\b(?:(?:this|the (?:present|following)) (?:report|document|paper|section|note|memorandum|statement|"
        r"publication|submission)|the (?:rest|remainder) of (?:this|the) \w+)\b (?:\w+ )?(?:(?:consists? of|contains?|"
        r"details?|sets? out|gives?|provides?|presents?|describes?|is|constitutes?)\b[^.]{0,80}?(?<!in )"
        r"\b(?:responses?|repl(?:y|ies)|answers?)|responds?|replies|answers?) to\b[^.]{0,120}?"
        r"\b(?:reports?|recommendations?)\b"
    ),
    advice=worded(r"\b(?:advice|recommendations?|guidelines?|guiding principles)\b"),
    record=worded(r"\b(?:minutes (?:of|for)\b|(?:summary|verbatim|draft) (?:minutes|record)\b|record of the meeting)"),
)

FRENCH_HEADINGS = Headings(
    notes=worded(r"notes(?: de fin)?"),
    end_matter=worded(
        r"références(?: bibliographiques)?|bibliographie|glossaire|(?:liste des )?(?:abréviations|sigles|acronymes)"
        r"(?: et \w+)?|remerciements|pour en savoir plus"
    ),
    findings=worded(
        r"(?:(?:principa\w+|générales?|finales?) )*\b(?:conclusions?|constat\w*|observations?|préoccupations?|"
        r"sujets de préoccupation|aspects positifs|résultats|enseignements)\b(?: (?:générales?|finales?|principales?|"
        r"préliminaires?))*"
    ),
    proposals=worded(
        r"(?:(?:conclusions?|constats?|et|principales|les|nos|synthèse des|liste des) )*(?:propositions|préconisations|"
        r"suggestions|conseils|demandes|(?:actions?|mesures) (?:recommandées|préconisées|proposées|suggérées|attendues|"
        r"demandées|correctives|nécessaires|à (?:prendre|mettre en œuvre|engager))|(?:pistes|axes|"
        r"voies) (?:d[’']action|"
        r"d[’']amélioration|de progrès|de réflexion)|points à améliorer|ce qu[’']il (?:faut|convient de) faire)"
        r"(?: (?:aux?|du|de la|de l[’']|à) .+)?"
    ),
    box=worded(r"encadré (?:n[°o]\s?)?\d{1,2}\b"),
    following=worded(r"\b(?:suivant(?:e?s|e)|ci-(?:après|dessous)|ce qui suit)\b"),
    addresses=worded(r"(?:adressées? )?(?:aux?|à|à l[’\'](?:attention|intention))\b|pour (?:les?|la|l[’\'])"),
    about=worded(
        r"\brecommandations (?:notées|acceptées|rejetées|appuyées|appliquées|en suspens|en cours|dont|qui|"
        r"auxquelles)\b|\b(?:sur|aux|avec|concernant|"
        r"par) (?:les |des |ses |ces )?recommandations\b|\b(?:observations|commentaires|réponses?|suivi|suites?|état|"
        r"application|mise en œuvre|progrès|mesures) (?:sur|aux?|à|du|des?|de la|de l[’']|données?|prises)\b|"
        r"\b(?:révision|élaboration|formulation|rédaction|origine|nature|types|classement|qualité|acceptation|"
        r"examen|justification|fondement|motifs|raisons|bases?) des recommandations\b|\bcomment (?:les |sont )*rec"
    ),
    response=worded(
        r"(?<!de la )\bréponses? (?:du|de la|de l[’']|des|aux?|à)\b|"
        r"\bobservations sur les conclusions\b|\bréponses du\b"
    ),
    replying=worded(
        r"\b(?:(?:le|la|les|ce|cette|du|de la) (?:présente?s?|suivante?s?)? ?(?:document|rapport|note|mémoire|section|"
        r"chapitre)(?: (?:suivante?|qui suit))?|le reste d[ue] (?:(?:présent|ce|cette) )?\w+)\b (?:\w+ )?(?:contient|"
        r"expose|présente|constitue|donne|détaille|est|récapitule|rassemble)\b[^.]{0,80}?\bréponses?\b[^.]{0,80}?"
        r"\b(?:aux?|à)\b[^.]{0,60}?\b(?:recommandations?|rapports?)\b"
    ),
    advice=worded(r"\b(?:avis|recommandations?|directives|principes directeurs)\b"),
    record=worded(
        r"\b(?:comptes?[ -]rendus? (?:analytique|intégral|sommaire|de la|de l[’']|des|du)|"
        r"procès-verba(?:l|ux))"
    ),
)

SPANISH_HEADINGS = Headings(
    notes=worded(r"notas(?: finales)?"),
    end_matter=worded(
        r"referencias(?: bibliográficas)?|bibliografía|glosario|(?:lista de )?(?:abreviaturas|siglas|acrónimos)"
        r"(?: y \w+)?|agradecimientos"
    ),
    findings=worded(
        r"(?:principales )?\b(?:conclusi\w+|constataci\w+|observaci\w+|preocupaci\w+|motivos de preocupación|"
        r"aspectos positivos|resultados|enseñanzas)\b(?: (?:generales|finales|principales|preliminares))*"
    ),
    proposals=worded(
        r"(?:(?:conclusiones|constataciones|y|principales|las|nuestras|resumen de) )*(?:propuestas(?: de mejora)?|"
        r"sugerencias|consejos|exhortaciones|requerimientos|(?:acciones|medidas) (?:recomendadas|propuestas|sugeridas|"
        r"requeridas|solicitadas|necesarias|correctivas|por adoptar|que deben \w+)|(?:oportunidades|áreas|aspectos) "
        r"(?:de|por|para|a) mejora\w*|(?:lo )?qué (?:debe|hay que) hacer\w*)(?: (?:del?|al?|de la|para) .+)?"
    ),
    box=worded(r"recuadro (?:n[úu]m\. )?\d{1,2}\b"),
    following=worded(r"\b(?:siguientes?|a continuación|lo siguiente)\b"),
    addresses=worded(r"(?:dirigidas? )?(?:al?|para (?:el|la|los|las))\b"),
    about=worded(
        r"\brecomendaciones (?:aceptadas|anotadas|rechazadas|apoyadas|pendientes|aplicadas|cumplidas|en curso|"
        r"en vías|de las que|que)\b|\b(?:sobre|a|con|por|de) (?:las |"
        r"sus |estas )recomendaciones\b|\b(?:opiniones|comentarios|respuestas?|seguimiento|estado|aplicación|"
        r"cumplimiento|progresos?|medidas) (?:sobre|a|del?|de la|de las|adoptadas)\b|"
        r"\b(?:revisión|elaboración|formulación|redacción|origen|naturaleza|tipos|clasificación|calidad|aceptación|"
        r"examen|justificación|fundament\w+|razones|bases?) de (?:las )?recomendaciones\b|\bcómo (?:las |se \w+ )*rec"
    ),
    response=worded(r"(?<!de la )\brespuestas? (?:del?|de la|a las?|al)\b|\bopiniones sobre las conclusiones\b"),
    replying=worded(
        r"\b(?:(?:el|la|este|esta) (?:presente )?(?:documento|informe|nota|memoria|sección|capítulo)(?: siguiente)?|"
        r"el resto del? (?:(?:presente|este|esta|la) )?\w+)\b (?:\w+ )?(?:contiene|expone|presenta|constituye|recoge|"
        r"detalla|es)\b[^.]{0,80}?\brespuestas?\b[^.]{0,80}?\ba(?:l| las?| los)\b[^.]{0,60}?"
        r"\b(?:recomendaci(?:ón|ones)|informes?)\b"
    ),
    advice=worded(r"\b(?:opinión|asesoramiento|recomendaci(?:ón|ones)|directrices|principios rectores)\b"),
    record=worded(
        r"\bactas? (?:resumidas?|literal(?:es)?|taquigráficas?|"
        r"de (?:la )?(?:reunión|sesión|\w+ (?:reunión|sesión)))"
    ),
)

RUSSIAN_HEADINGS = Headings(
    notes=worded(r"примечани[яе]|сноски"),
    end_matter=worded(
        r"(?:список )?(?:использованн\w+ )?(?:литератур[аы]|источник(?:и|ов)|сокращени[йя])(?: и \w+)?|библиография|"
        r"глоссарий|благодарност[ьи]|контакты"
    ),
    findings=worded(
        r"(?:(?:основны\w+|общи\w+|предварительны\w+|заключительны\w+|позитивны\w+) )*\b(?:вывод\w*|замечани\w+|"
        r"заключени\w+|проблем\w*(?: област\w+)?|аспект\w*|результат\w*|наблюдени\w+|"
        r"(?:вопрос\w*,? )?(?:вызывающ\w+ )?(?:озабоченност|обеспокоенност|беспокойств)\w*)"
    ),
    proposals=worded(
        r"(?:(?:выводы|заключения|и|основные|наши) )*(?:предложения|пожелания|советы|предписания|требования|"
        r"(?:рекомендуемые|предлагаемые|необходимые|требуемые|первоочередные) (?:меры|действия|шаги|изменения)|"
        r"(?:меры|действия),? (?:которые )?(?:следует|необходимо|надлежит|предстоит) \w+|"
        r"что (?:следует|необходимо|нужно|надо) (?:сделать|изменить|предпринять))"
        r"(?: (?:по|для|комисси\w+|комитета|палаты|уполномоченного|совета|инспек\w+|прокур\w+|к|о|об)\b.*)?"
    ),
    box=worded(r"(?:вставка|врезка) (?:№ )?\d{1,2}\b"),
    following=worded(r"\b(?:следующ\w+|ниже)"),
    addresses=worded(r"(?:для|в адрес)\b|\w+(?:у|ю|ам|ям)\b"),
    about=worded(
        r"\b(?:принят|отклонен|поддержан|отмечен|выполнен|выполняем|осуществлен)\w+ рекомендации\b|"
        r"\bрекомендации,? (?:в процессе|находящиеся|которые|принятые|выполненные|отклон\w+|не )|\b(?:по|о|на|"
        r"в отношении) (?:\w+ )?рекомендаци(?:ям|ях|и)\b|\b(?:мнения|замечания|ответы?|ход|состояние|выполнение|"
        r"осуществление|меры|прогресс) (?:по|о|на|в|(?!и\b|или\b)\w+)\b|"
        r"\b(?:пересмотр|подготовка|составление|происхождение|виды|классификация|качество|отслеживание|принятие|"
        r"обоснование|основания?) рекомендаций\b"
    ),
    response=worded(
        r"\bответы? (?:на|\w+ на (?=доклад|отч[её]т|представлени|рекомендаци|заключени)|"
        r"правительства|администрации|руководства|представленн\w+)\b|\bмнения в отношении выводов\b"
    ),
    replying=worded(
        r"\b(?:(?:настоящ|данн|следующ)\w+ (?:документ|доклад|записк|раздел)\w*|остальн\w+ част\w+ \w+) (?:\w+ )?"
        r"(?:содерж|излага|представл|привод|посвящ)\w+[^.]{0,60}?\bответ\w*[^.]{0,80}?\bна [^.]{0,60}?"
        r"(?:рекомендаци|доклад)\w*"
    ),
    advice=worded(r"\b(?:заключение|консультативн\w+|рекомендаци\w+|руководящи\w+ (?:принцип|указани)\w+)"),
    record=worded(
        r"\b(?:протокол\w* (?:\w+ ){0,3}(?:заседани|совещани|встреч)\w+|"
        r"(?:кратк|стенографическ)\w+ отч[её]т\w* о)"
    ),
)

ARABIC_HEADINGS = Headings(
    notes=worded(r"(?:ال)?(?:حواشي|هوامش|ملاحظات)"),
    end_matter=worded(
        r"(?:ال)?(?:مراجع|مصادر|مختصرات)|المصادر والمراجع|قائمة (?:ال)?(?:مراجع|مصادر|مختصرات|مصطلحات)|"
        r"(?:ال)?مسرد(?: المصطلحات)?|شكر(?: وتقدير)?"
    ),
    findings=worded(
        r"(?:ال)?(?:استنتاجات|ملاحظات|نتائج|شواغل|"
        r"(?:دواعي|بواعث|أسباب|أوجه|مسائل|مواضيع|مجالات) (?:\w+ )?(?:ال|لل)?قلق|"
        r"جوانب الإيجابية|دروس)(?: (?:ال)?(?:ختامية|عامة|رئيسية))?"
    ),
    proposals=worded(
        r"(?:(?:ال)?استنتاجات و|(?:ال)?نتائج و)?(?:ال)?(?:مقترحات|اقتراحات|مطالب|نصائح|"
        r"(?:تدابير|إجراءات|خطوات) (?:ال)?(?:مقترحة|مطلوبة|موصى بها|لازمة|ضرورية|تصحيحية)|ما (?:ينبغي|يجب|"
        r"يتعين) (?:فعله|"
        r"عمله|القيام به))(?: .+)?"
    ),
    box=worded(r"(?:ال)?إطار (?:رقم )?\d{1,2}\b"),
    following=worded(r"التالي|الآتي|فيما يلي|بما يلي|أدناه"),
    addresses=worded(r"(?:موجهة )?(?:إلى\b|لل)"),
    about=worded(
        r"التوصيات (?:المقبولة|المرفوضة|المؤيدة|المحاط|المعلقة|التي (?:أحيط|قبلت|رفضت|نفذت|لم|لا|تحظى|حظيت))|"
        r"(?:على|بشأن|من|في) (?:ال)?توصيات|"
        r"(?:آراء|تعليقات|ردود?|متابعة|حالة|تنفيذ) (?:\w+ ){0,4}?[وبل]?(?:ال)?توصيات|"
        r"(?:مراجعة|تنقيح|إعداد|صياغة|أنواع|تصنيف|نوعية|جودة|قبول|رصد|تتبع|مبررات|تعليل|أسباب|أساس|"
        r"الأساس المنطقي ل(?:ل)?) ?(?:ال)?توصيات"
    ),
    response=worded(
        r"(?:رد|ردود) (?:الإدارة|الحكومة|الدولة|(?:ال\w+ )?على)|(?:ال)?آراء (?:المقدمة )?(?:بشأن|في) الاستنتاجات"
    ),
    replying=worded(
        r"(?:[تي]تضمن|[تي]عرض|[تي]قدم|[تي]شكل|[تي]تناول) (?:هذ[اه]|بقية هذا|باقي هذا) "
        r"(?:ال)?(?:تقرير|وثيقة|مذكرة|فرع|قسم|جزء)\w*[^.]{0,60}?(?:رد|ردود|إجابات)\b[^.]{0,80}?(?:على|عن)\b[^.]{0,60}?"
        r"(?:توصيات|توصية|تقارير|تقرير)"
    ),
    advice=worded(r"مشورة|توصي|المبادئ التوجيهية"),
    record=worded(r"\bمحاضر\b|\bمحضر (?:ال)?(?:\w+ ){0,2}(?:جلس|اجتماع|حرفي|موجز)|\bالمحضر\b"),
)

CHINESE_HEADINGS = Headings(
    notes=worded(r"(?:附|尾|脚)?\s?[注註](?:\s?[释釋])?"),
    end_matter=worded(r"参考(?:文献|资料|书目)|词汇表|术语表|缩[略写]语(?:表)?|致谢|鸣谢|名词解释"),
    findings=worded(
        r"(?:主要|总体|初步|一般|总的|最后)*(?:结论|意见|关切(?:领域|问题|事项)?|关注(?:领域|问题|事项)|评论|(?:调查|审计|检查|评价|评估|核查)?结果|积极方面|经验教训|"
        r"审查结果|(?:审计|主要)?发现)"
    ),
    proposals=worded(
        r"(?:(?:结论|发现)[和与及、])?(?:(?:整改|处理|改进|改善|监察|审核|纠正|检讨)(?:意见|事项)|(?:处理|解决)办法|对策|提议|整改要求|"
        r"改[善进](?:措施|要求|方向)|(?:应|须|需|拟|有待)(?:采取|改[善进]|办理)的?(?:措施|行动|事项)|(?:倡议|呼吁|请求|诉求)(?:事项)?)"
    ),
    box=worded(r"(?:专栏|方框|方格|文框|框|插文)\s?\d{1,2}(?!\d)"),
    following=worded(r"(?:以下|下列|如下)"),
    addresses=worded(r"(?:对|向|致|面向)(?!.{0,2}[的称])"),
    about=worded(
        r"(?:接受|支持|注意到|拒绝|未落实)的?建议|(?:对|关于|就|针对).{0,16}建议|建议的?(?:落实|执行|后续|答复|回应|情况)|建议的意见|"
        r"建议的(?:产生|形成|拟订|制定|修订|分类|种类|质量|接受|采纳|跟踪|登记|理由|依据|根据)|(?:落实|执行|后续|答复|回应).{0,10}建议"
    ),
    response=worded(
        r"(?:管理层|政府|行政当局|国家).{0,3}(?:答复|回应|回复|覆文)|(?:答复|回应)$|^(?:回应|答复|回覆|就).{2,30}(?:报告书?|答复)$|对结论和.{0,4}建议的(?:意见|看法)"
    ),
    replying=worded(
        r"(?:本(?:报告|文件|节|说明)|以下(?:部分|各节)|(?:本?报告)?其余部分)[^。]{0,12}?(?:载有|列出|说明|介绍|阐述|是|为|提供|汇总)"
        r"[^。]{0,30}?(?:对|就)[^。]{0,30}?(?:建议|报告)[^。]{0,12}?(?:答复|回应|回复|覆文)"
    ),
    advice=worded(r"咨询意见|建议|准则|指导原则"),
    record=worded(r"(?:会议|座谈会|会)[^，。]{0,12}(?:[纪记]录|纪要|摘要记录)(?!片)"),
)
