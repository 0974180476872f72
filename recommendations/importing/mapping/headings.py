"""The headings by which the columns of a table of recommendations are known, in six languages."""

# Field -> patterns of the whole heading, in the order English, French, Spanish, Russian, Arabic, Chinese. They are
# compared with headings in one case and without punctuation (`fields.plain`), one field after the other.
HEADINGS: dict[str, tuple[str, ...]] = {
    "symbol": (
        r"(?:report|document)(?: (?:symbol|number|no))?|symbol|source report|audit report(?: (?:symbol|number|no))?",
        r"(?:cote|symbole)(?: du (?:rapport|document))?|rapport|document",
        r"(?:signatura|símbolo)(?: del (?:informe|documento))?|informe|documento",
        r"(?:условное обозначение|символ)(?: (?:доклада|документа))?|номер (?:доклада|документа)|доклад|документ",
        r"رمز(?: (?:التقرير|الوثيقة))?|(?:ال)?(?:تقرير|وثيقة)",
        r"(?:报告|報告|文件)(?:文号|文號|编号|編號|号)?|文号|文號",
    ),
    "reference": (
        (
            r"(?:recommendation )?(?:ref(?:erence)?|no|nr|number|id|item)(?: (?:no|number))?|"
            r"rec(?:ommendation)? (?:no|id|number|ref)|para(?:graph)?(?: no| number)?"
        ),
        r"(?:réf(?:érence)?|no|n|numéro|id)(?: (?:de la )?recommandation)?|par(?:agraphe)?",
        r"(?:ref(?:erencia)?|núm|no|n|número|id)(?: de (?:la )?recomendación)?|párr(?:afo)?",
        r"номер(?: рекомендации)?|ссылка|no|п|пункт|п п",
        r"(?:ال)?(?:رقم|مرجع)(?: (?:ال)?توصية)?|(?:ال)?فقرة",
        r"(?:建议|建議)?(?:编号|編號|序号|序號|参考号|號)|号|段次|段落",
    ),
    "parent": (
        r"parent(?: (?:ref(?:erence)?|no|recommendation))?|part of|under|main recommendation",
        r"recommandation (?:principale|mère)|fait partie de|parent",
        r"recomendación principal|parte de|superior",
        r"основная рекомендация|часть рекомендации|родитель\w*",
        r"(?:ال)?توصية (?:ال)?(?:أم|رئيسية)|جزء من",
        r"(?:上级|上級|所属|所屬|父级|父級)(?:建议|建議|编号|編號)?",
    ),
    "text": (
        (
            r"(?:(?:text|wording|description) of (?:the )?)?recommendations?(?: text)?|text|description|"
            r"wording|body|recommendation made"
        ),
        r"(?:(?:texte|libellé|énoncé) (?:de la |des )?)?recommandations?|texte|libellé|énoncé|description",
        r"(?:(?:texto|enunciado) de las? )?recomendaci(?:ón|ones)|texto|enunciado|descripción",
        r"(?:(?:текст|формулировка|содержание) )?рекомендаци[ияй]|текст|формулировка|содержание",
        r"(?:نص )?(?:ال)?توصي(?:ة|ات)|(?:ال)?نص",
        r"(?:建议|建議)(?:内容|內容|案文|全文|正文)?|内容|內容|案文|正文|全文",
    ),
    "numbered_text": (
        r"(?:numbered recommendations?|(?:number|no|ref(?:erence)?) and (?:text|recommendation))",
        r"(?:numéro|réf(?:érence)?) et (?:texte|recommandation)",
        r"(?:número|ref(?:erencia)?) y (?:texto|recomendación)",
        r"номер и (?:текст|рекомендация)",
        r"(?:ال)?رقم و(?:ال)?(?:نص|توصية)",
        r"(?:编号|編號|序号|序號)(?:及|和|与|與)(?:建议|建議)?(?:内容|內容)?",
    ),
    "addressee": (
        r"addressee|addressed to|directed to|recommended to|for (?:the )?attention of",
        r"destinataires?|adressée? à",
        r"destinatari[oa]s?|dirigida a",
        r"адресат|кому адресован\w*|кому",
        r"(?:الجهة )?(?:ال)?موجهة? إلي(?:ها|ه)?|(?:ال)?مخاطب",
        r"(?:建议|建議)?(?:对象|對象)|(?:致送|收件)(?:对象|方)|受文(?:方|者)",
    ),
    "owner": (
        (
            r"(?:owner|focal point|responsible(?: (?:person|officer|official|manager))?|person responsible|"
            r"action officer|assigned to|assignee)(?: (?:e ?mail|name|address))?|e ?mail(?: address)?"
        ),
        (
            r"(?:responsable|point focal|coordonnateur|titulaire)(?: (?:courriel|e ?mail))?|courriel|"
            r"adresse électronique"
        ),
        (
            r"(?:responsable|punto focal|encargad[oa]|funcionario responsable)(?: (?:correo|e ?mail))?|"
            r"correo(?: electrónico)?"
        ),
        r"ответственн(?:ый|ое)(?: (?:лицо|сотрудник|исполнитель))?|координатор|исполнитель|(?:адрес )?эл\w* почт\w*",
        r"(?:ال)?(?:مسؤول|مسوول)|(?:ال)?شخص (?:ال)?(?:مسؤول|مسوول)|جهة (?:ال)?تنسيق|(?:ال)?بريد (?:ال)?[إا]لكتروني",
        r"(?:负责|負責|责任|責任|联络|聯絡|联系)人(?:邮箱|郵箱)?|(?:经办|承办)人|邮箱|郵箱|电子邮件|電子郵件",
    ),
    "unit": (
        (
            r"(?:responsible |lead |accountable |implementing )?(?:unit|division|section|office|department|"
            r"entity|organi[sz]ation|branch)(?: responsible)?|department or office"
        ),
        r"(?:unité|service|division|section|bureau|département|entité|organisation)(?: responsable| chargée?)?",
        r"(?:dependencia|unidad|división|sección|oficina|departamento|entidad)(?: responsable| encargada)?",
        r"(?:ответственн\w+ )?(?:подразделени[ея]|отдел|секция|управление|департамент|отделение|структура)",
        r"(?:ال)?(?:وحدة|شعبة|قسم|مكتب|إدارة|ادارة|كيان)(?: (?:ال)?(?:مسؤولة?|مسوولة?))?",
        r"(?:负责|負責|责任|責任|主管|牵头|承办)?(?:单位|單位|部门|部門|处室|司处|科室|实体)",
    ),
    "response_due_on": (
        (
            r"(?:response|reply|management response) (?:due|deadline)(?: (?:date|by|on))?|(?:deadline|"
            r"due date) (?:for|of) (?:the )?(?:response|reply)"
        ),
        r"(?:date limite|échéance|délai)(?: (?:de|pour la)) réponse|réponse (?:attendue|due)(?: le)?",
        r"(?:plazo|fecha límite|vencimiento)(?: (?:de|para la)) respuesta",
        r"срок (?:представления )?ответа",
        r"(?:موعد|تاريخ|أجل|اجل) (?:تقديم )?(?:ال)?رد",
        r"(?:答复|答覆|回复|回覆|回应)(?:截止)?(?:日期|期限|时限)",
    ),
    "target_on": (
        (
            r"(?:target|due|completion|implementation|planned|expected)(?: (?:completion|"
            r"implementation))?(?: date| deadline)?|deadline|(?:target|due) (?:date|on|by)|date due|timeline|"
            r"timeframe|estimated completion(?: date)?"
        ),
        (
            r"(?:date (?:cible|prévue|limite|d[' ]échéance)|échéance|délai)(?: (?:de|"
            r"d[' ])\s?(?:mise en œuvre|application|achèvement|exécution))?"
        ),
        (
            r"(?:fecha (?:prevista|límite|objetivo|de vencimiento)|plazo|vencimiento)(?: de (?:aplicación|"
            r"ejecución|cumplimiento))?"
        ),
        (
            r"(?:плановый |целевой |установленный )?срок(?: (?:выполнения|осуществления|исполнения))?|"
            r"(?:плановая|целевая|контрольная) дата(?: \w+)?"
        ),
        r"(?:ال)?(?:تاريخ|موعد|أجل|اجل)(?: (?:ال)?(?:مستهدف|محدد|استحقاق|نهائي|تنفيذ|متوقع))*",
        r"(?:目标|目標|预计|預計|计划|計劃|完成|到期|截止|落实)*(?:完成|实施)?(?:日期|期限|时限|時限)",
    ),
    "revised_on": (
        (
            r"(?:revised|new|current|extended)(?: (?:target|due|completion|implementation|deadline))*(?: (?:date|"
            r"deadline|timeline))|extension(?: (?:date|granted))?(?: (?:until|to))"
        ),
        r"(?:date|échéance|délai)(?: (?:cible|limite|prévue))? (?:révisée?|prorogée?|actualisée?)",
        r"(?:fecha|plazo|vencimiento)(?: (?:límite|prevista|objetivo))? (?:revisad|prorrogad|ampliad)[oa]",
        r"(?:пересмотренный|новый|продленный) срок(?: \w+)?|(?:пересмотренная|новая) дата(?: \w+)?",
        r"(?:ال)?(?:تاريخ|موعد|أجل) (?:ال)?(?:معدل|منقح|ممدد|جديد)",
        r"(?:修订|修訂|调整|調整|延长|延長|延期)(?:后|後)?(?:的)?(?:完成)?(?:日期|期限|时限|時限)|展延(?:期限|日期)",
    ),
    "percent_done": (
        (
            r"percent(?:age)?(?: (?:of )?(?:done|complet\w*|implement\w*|progress))?|"
            r"(?:implementation|completion|progress) rate"
        ),
        r"(?:taux|pourcentage|percent)(?: d[e’' ]? ?(?:avancement|exécution|réalisation|la mise en œuvre))?",
        r"(?:porcentaje|percent)(?: de (?:avance|cumplimiento|ejecución|implementación))?",
        r"(?:процент|percent|доля)(?: (?:исполнения|выполнения|готовности|реализации))?",
        r"(?:ال)?نسبة (?:ال)?(?:تنفيذ|إنجاز|انجاز|تقدم|إكمال|مئوية)(?: percent)?",
        r"(?:完成|执行|執行|落实|整改)(?:率|百分比|度)|百分比|进度百分比",
    ),
    "response": (
        (
            r"(?:management |entity |government )?(?:response|acceptance|reply)(?: (?:status|state))?|"
            r"accepted(?: (?:yes no|or not))?|status of acceptance|acceptance status|decision"
        ),
        r"(?:état (?:de l )?)?acceptation|réponse(?: de (?:la direction|l['’ ]administration))?|acceptée?|décision",
        r"(?:estado de (?:la )?)?aceptación|respuesta(?: de la (?:dirección|administración))?|aceptada|decisión",
        r"(?:статус )?приняти[ея]|ответ(?: (?:руководства|администрации))?|решение|принят[ао]",
        r"(?:حالة )?(?:ال)?قبول|(?:ال)?(?:رد|استجابة)(?: الإدارة)?|(?:ال)?قرار",
        r"(?:是否)?接受(?:与否|情况|狀況)?|(?:管理层|管理層)?(?:答复|答覆|回应|回應)(?:状态|狀態|情况)?|(?:接受)?决定",
    ),
    "implementation": (
        (
            r"(?:implementation|current|overall)?(?: )?(?:status|state)(?: of (?:the )?(?:implementation|"
            r"recommendation))?|implementation|progress status"
        ),
        (
            r"(?:état|degré|statut|stade)(?: (?:d (?:avancement|application|exécution)|"
            r"de (?:la )?mise en œuvre))?|mise en œuvre|application"
        ),
        (
            r"(?:estado|situación|grado)(?: de (?:la )?(?:aplicación|ejecución|implementación|"
            r"cumplimiento))?|aplicación|ejecución|cumplimiento"
        ),
        r"(?:статус|состояние|ход|положение)(?: (?:выполнения|осуществления|исполнения))?|выполнение|осуществление",
        r"(?:ال)?(?:حالة|وضع|مرحلة)(?: (?:ال)?تنفيذ)?|(?:ال)?تنفيذ",
        r"(?:执行|執行|落实|落實|实施|實施)?(?:状态|狀態|情况|情況|状况|狀況|进展|進展)|(?:执行|落实|实施)",
    ),
    "ended_on": (
        (
            r"(?:date (?:of )?)?(?:implemented|verified|closed|completed|closure|verification)(?: (?:on|"
            r"date))?|actual (?:completion|implementation)(?: date)?"
        ),
        r"(?:date (?:de |d )?)(?:clôture|vérification|achèvement|réalisation)|close le|réalisée le",
        r"fecha (?:de )?(?:cierre|verificación|conclusión|terminación)(?: efectiva)?|cerrada el",
        r"дата (?:закрытия|проверки|завершения|фактического выполнения)",
        r"تاريخ (?:ال)?(?:إغلاق|اغلاق|تحقق|إنجاز|انجاز|إتمام|اتمام)",
        r"(?:关闭|關閉|核实|核實|验证|驗證|实际完成|结束|办结)(?:日期|时间)",
    ),
    "position": (
        r"positions?(?: (?:of|taken|in the report).*)?|state'?s? position|view of the state",
        r"positions?(?: (?:de l état|du pays).*)?",
        r"posici(?:ón|ones)(?: del (?:estado|país).*)?",
        r"позици[яи](?: (?:государства|страны).*)?",
        r"(?:ال)?موقف(?: (?:ال)?دولة.*)?",
        r".{0,8}立场.*|.{0,8}立場.*",
    ),
    "recommending": (
        (
            r"recommend(?:ing|er|ed by)(?: states?| countr(?:y|ies)| delegations?)?|(?:made|proposed|"
            r"recommended) by|recommenders?|states"
        ),
        r"états? (?:auteurs?|recommandants?)(?: .*)?|(?:faite|formulée) par",
        r"estados? (?:autor(?:es)?|recomendantes?)(?: .*)?|formulada por",
        r"рекомендующ\w+ (?:государств\w*|стран\w*)|(?:кем )?(?:внесена|вынесена)",
        r"(?:ال)?(?:دول|دولة) (?:ال)?(?:موصية|مقدمة).*",
        r"(?:提出)?(?:建议|建議)(?:的)?(?:国家|國家|国|國)|提出(?:国|國|者)",
    ),
    "theme": (
        r"(?:human rights )?themes?(?: .*)?|subject(?: area)?|topic|area|category|thematic area|heading|pillar",
        r"thèmes?(?: .*)?|sujet|domaine(?: thématique)?|catégorie|rubrique",
        r"temas?(?: .*)?|asunto|materia|ámbito|esfera|categoría",
        r"тем[аы](?: .*)?|область|категория|вопрос|раздел",
        r"(?:ال)?(?:موضوع|مجال|فئة|محور)(?: .*)?",
        r".{0,4}(?:主题|主題|专题|專題|领域|領域|类别|類別|议题|標題|标题)",
    ),
    "verb": (
        r"(?:operative )?verb|action verb",
        r"verbe(?: .*)?",
        r"verbo(?: .*)?",
        r"глагол(?: .*)?",
        r"(?:ال)?فعل",
        r"(?:执行|施为)?(?:动词|動詞)",
    ),
    "response_text": (
        (
            r"(?:management |entity |government )?(?:response|reply)(?: in words| text| comments?)|"
            r"comments? (?:of management|by .*)|management remarks|justification"
        ),
        r"texte de la réponse|réponse détaillée|justification",
        r"texto de la respuesta|justificación",
        r"текст ответа|обоснование",
        r"نص (?:ال)?رد|(?:ال)?مبررات",
        r"(?:答复|答覆|回复|回应)(?:内容|內容|全文|说明)|理由",
    ),
}
