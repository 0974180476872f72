"""The words by which a heading that is none of the usual ones still tells what its column holds, in six languages."""

import re
from functools import cache

# Field -> (words within the heading, words that speak against it), in the order English, French, Spanish, Russian,
# Arabic, Chinese. They are looked for in `fields.plain` of the heading, one field after the other: the first that a
# heading names is its own. What is said of the cells of a column decides with them, see `evidence`.
WITHIN: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ended_on": (
        (
            (
                r"\bactual\b.*\b(?:date|completion|end|closure|closing|finish)|\bclosure date\b|"
                r"\bdate\b.*\b(?:completed|closed|implemented|verified)\b"
            ),
            r"\b(?:date|fin)\b.*\b(?:effective|réelle)|\bréalisée? le\b|\bclôture\b",
            r"\bfecha\b.*\b(?:real|efectiva|de cierre)",
            r"\bфакт(?:ическ\w+)? (?:срок|дата)|\b(?:сроки?|дата)\b.*\bфакт(?:ическ\w+)?\b",
            r"تاريخ .*(?:الفعلي|الإغلاق)",
            r"(?:实际|實際).*(?:日期?|时间|時間)$|办结(?:日期|时间)|結案日期",
        ),
        (r"\bplanned\b|\btarget\b",),
    ),
    "revised_on": (
        (
            r"\b(?:revised|extended|postponed|new)\b.*\b(?:date|deadline|due|target|timeline|completion)\b",
            r"\b(?:échéances?|date|délais?|butoir)\b.*\b(?:révisée?s?|prorogée?s?|actualisée?s?|reportée?s?)\b",
            r"\b(?:fecha|plazos?|vencimiento)\b.*\b(?:revisad|prorrogad|ampliad|reprogramad|actualizad)[oa]s?\b",
            r"\b(?:пересмотренн|продленн|перенесенн|уточненн|новы)\w+ (?:\w+ )?(?:срок\w*|дат\w+)\b",
            r"(?:تاريخ|الموعد|موعد|المهلة) .*(?:المعدل|معدل|المنقح|الممدد|الجديد)",
            r"(?:修订|修訂|调整|調整|变更|變更|延长|延長|延期|展延).*(?:日期|期限|时限|時限|时间|時間)",
        ),
        (r"\bpolicy\b|\breason\b", r"\bmotif\b", r"\bmotivo\b", r"\bпричин\w+", r"سبب", r"原因|次数|次數"),
    ),
    "target_on": (
        (
            (
                r"\b(?:due|deadline|target|timelines?|time ?frame|time ?line|time ?limit|ecd|by when|when|schedule[d]?|"
                r"expected|planned|estimated|(?:agreed|completion|implementation) date)\b|^(?:end|finish|end date)$"
            ),
            (
                r"\b(?:échéances?|éch|échéancier|délais?|butoir|calendrier|date (?:cible|prévue|limite|de fin)|"
                r"(?:fin|date\b.*) prévue|"
                r"avant le)\b|^(?:date de )?fin$"
            ),
            (
                r"\b(?:plazos?|vencimiento|cronograma|fecha (?:límite|prevista|compromiso|comprometida|objetivo|meta|"
                r"tope|máxima|estimada|final|de (?:cumplimiento|término|implementación)))\b|^(?:término|fin)$"
            ),
            (
                r"\b(?:сроки?|дедлайн)\b|\b(?:целевая|плановая|контрольная|предельная) дата\b|\bдата исполнения\b|"
                r"^окончание$"
            ),
            (
                r"\bموعد|الموعد|المهلة|الإطار الزمني|المدة الزمنية|المدى الزمني|الجدول الزمني|فترة التنفيذ|مدة التنفيذ|"
                r"تاريخ (?:ال)?(?:استحقاق|تنفيذ|إنجاز|انجاز|انتهاء|مستهدف|متوقع|نهائي|إنهاء|إكمال)"
            ),
            (
                r"(?:期限|时限|時限|截止|完成(?:日期|时间|時間)|目标日期|目標日期|(?:预计|預計|预定|預定|计划|計畫).*"
                r"(?:日期|时间|時間|完成))|期程|^(?:结束|結束)?(?:时间|時間)$"
            ),
        ),
        (
            (
                r"\b(?:issued?|revised|actual|received|response|reply|responses|extended|result|outcome|indicator|status|"
                r"cost|budget)\b"
            ),
            r"\b(?:émission|révisée?|effective|réelle|réponse|prorogée?|indicateur|résultat)\b",
            r"\b(?:emisión|real|efectiva|respuesta|prórroga|revisada|indicador|resultado)\b",
            r"\b(?:фактическ\w+|выпуска|пересмотр\w+|ответа|продл\w+|показател\w+)\b",
            r"الإصدار|الفعلي|المعدل|الرد|مؤشر",
            r"实际|實際|修订|延期|签发|印发|填报|答复|指标",
        ),
    ),
    "recommending": (
        (
            r"\b(?:recommending|countr(?:y|ies)|delegations?|recommended by)\b|^states?$",
            r"\bpays\b|\bétats? (?:auteurs?|recommandants?)\b",
            r"\bpaís(?:es)?\b|\bestados? (?:que recomiendan?|recomendantes?)\b",
            r"\bгосударств\w*\b|\bстран[аы]\b|\bкем (?:внесен|вынесен|предложен)\w*",
            r"الدول|البلد",
            r"提出国|提出國|建议国|建議國|国家|國家",
        ),
        (
            r"\bpositions?\b|\boffices?\b|\bteams?\b",
            r"\bpositions?\b|\bbureaux?\b",
            r"\bposici\w+|\bpostura\b|\boficinas?\b",
            r"\bпозици\w+|\bорган\w*",
            r"موقف|مكاتب",
            r"立场|立場|机构|機構",
        ),
    ),
    "reference": (
        (
            r"\b(?:refs?|references?|no|nr|number|id|code|para|paragraph|item|s n|serial)\b|^rec$|^#|^title$|\bkey$",
            r"\b(?:réfs?|références?|no|numéro|code|paragraphe|cote)\b|^n\b|\bn$",
            r"\b(?:refs?|referencias?|n\s?o|núm|número|código|clave|párrafo)\b|^n\b|\bn$",
            r"\b(?:номер|no|шифр|код|пункт|п п)\b",
            r"رقم|مرجع|مسلسل|^م$|^ت$|الفقرة|الرمز|^البند$",
            r"编号|編號|序号|序號|項次|项次|^号$|^條$|^条目?$|段次|案号|案號|代码|^项目号$",
        ),
        (
            r"\b(?:phone|telephone|tel|days|staff|pages?|status|assignment|audit)\b",
            r"\b(?:téléphone|tél|jours|agents|rapport|marché)\b",
            r"\b(?:teléfono|días|informe|contrato)\b",
            r"\b(?:телефон\w*|дней|договор\w*|приказ\w*)\b",
            r"هاتف|التقرير",
            r"电话|電話|人数|天数|文号|文號",
        ),
    ),
    "response_text": (
        (
            (
                r"\b(?:management|client|entity|administration|agency|auditee|government|party)s?\b.*"
                r"\b(?:comments?|response|reply|views)"
            ),
            (
                r"\b(?:commentaires?|réponse|observations|suite donnée)\b.*"
                r"\b(?:direction|administration|entité|audité\w*|gouvernement)"
            ),
            r"\b(?:comentarios?|respuesta|descargos)\b.*\b(?:dirección|administración|entidad|gobierno|auditad\w+)",
            (
                r"\b(?:ответ|комментари[ий]|замечания|возражения)\b.*"
                r"\b(?:руководств|администраци|менеджмент|объекта|правительств)\w*"
            ),
            r"(?:رد|ردود|تعليقات?|ملاحظات) .*(?:الإدارة|الجهة|الحكومة)",
            r"(?:管理层|管理層|被审计单位|被審計單位|政府|单位).*(?:意见|意見|答复|答覆|说明|說明)",
        ),
        (),
    ),
    "position": (
        (
            r"\bpositions?\b",
            r"\bpositions?\b",
            r"\bposici(?:ón|ones)\b",
            r"\bпозици[яи]\b",
            r"موقف الدولة|موقف الحكومة",
            r"立场|立場",
        ),
        (r"\b(?:title|job|held)\b", r"\bposte\b", r"\bcargo\b", r"\bдолжност\w+", r"تنفيذ", r"职位"),
    ),
    "response": (
        (
            r"\b(?:accept\w*|agree\w*|concur\w*|support\w*|decision|responses?)\b",
            r"\b(?:accepta\w+|acceptée?s?|approbation|décision|avis|réponses?)\b",
            r"\b(?:acepta\w+|apoyad\w+|postura|decisión|conformidad|respuestas?)\b",
            r"\b(?:принят\w*|согласи\w*|согласован\w*|решение)\b",
            r"القبول|قبول|قبلت|استجابة|الموافقة|القرار|رأي الإدارة",
            r"采纳|採納|参采|參採|接受|接纳|接納|同意|回应|回應",
        ),
        (
            r"\bby\b|\bdate\b|\bcriteri\w+|\bcosts?\b|\bactions?\b",
            r"\bdate\b",
            r"\bfecha\b",
            r"\bдата\b|\bсрок\w*",
            r"تاريخ",
            r"日期|时间|時間",
        ),
    ),
    "unit": (
        (
            (
                r"\b(?:units?|ministr(?:y|ies)|departments?|divisions?|directorates?|offices?|agenc(?:y|ies)|institutions?|"
                r"branch|section|bureau|entit(?:y|ies)|organi[sz]ations?|teams?|opr|lead body|responsible body)\b"
            ),
            (
                r"\b(?:unités?|services?|direction|ministères?|entités?|structures?|départements?|bureaux?|institutions?|"
                r"organismes?|organes?|pôle|équipes?|bpr)\b"
            ),
            (
                r"\b(?:unidad|área|dependencia|dirección|ministerio|institución|entidad|departamento|oficina|gerencia|"
                r"órgano|organismo|equipo)\b"
            ),
            (
                r"\bкому поручен\w+|\b(?:подразделен\w+|отдел\w*|управлени\w+|департамент\w*|министерств\w+|"
                r"ведомств\w*|(?:гос)?орган\w*|учреждени\w+)\b"
            ),
            (
                r"الجهة|جهة|الجهات|الوحدة|وحدة|إدارة|الإدارة|ادارة|وزارة|الوزارة|القسم|الدائرة|المؤسسة|الهيئة|المكتب|"
                r"الفريق"
            ),
            r"单位|單位|部门|部門|机关|機關|机构|機構|处室|處室|司局|主办|主辦|牵头|牽頭",
        ),
        (
            (
                r"\b(?:other|others|supporting|partners?|comments?|response|reply|date|audit|cost|"
                r"head|contact|recommending|position|focal p\w+|issuing|source|remarks)\b"
            ),
            r"\b(?:autres?|partenaires?|réponse|commentaires?|observations|suite|date|auteurs?|émett\w+|position|appui)\b",
            r"\b(?:otr[ao]s?|socios?|respuesta|comentarios?|fecha|apoyo|posición|temática|emisora?)\b",
            r"\b(?:друг\w+|партнер\w*|ответ|комментари[ий]|замечания|дата|соисполнител\w+)\b",
            r"الشريكة|المساندة|المصدرة|استجابة|رأي|رد |تعليق|ملاحظات|تنسيق|اتصال|موصية|أخرى|المسؤول عن|تاريخ",
            r"提出|填报|填報|协办|協辦|配合|意见|意見|日期|时间|联系人|責任人|负责人|领导",
        ),
    ),
    "owner": (
        (
            (
                r"\b(?:owners?|focal points?|responsib\w+|accountable|officers?|persons?|contacts?|poc|assigned|"
                r"assignee|who|lead|action by|liaison|point of contact|champion)\b"
            ),
            (
                r"\b(?:responsables?|resp|pilotes?|points? focal\w*|référente?s?|chargée?s?|porteur|personnes?|contact|"
                r"correspondant)\b"
            ),
            r"\b(?:responsables?|encargad[oa]s?|titular|funcionari[oa]|puntos? focal\w*|enlace|contacto|líder)\b",
            (
                r"\b(?:ответствен\w+|исполнител\w+|координатор\w*|куратор\w*|кто отвечает|контактн\w+|отвечает|"
                r"владел(?:ец|ьц\w*)|фио|ф и о)\b"
            ),
            r"مسؤول|المسوول|المكلف|منسق|المنسق|المالك|صاحب|ضابط|(?:جهة|نقطة|نقاط) (?:ال)?اتصال|الشخص",
            r"责任人|責任人|负责人|負責人|联系人|聯絡人|承办人|承辦人|经办人|經辦人|责任者|联络人|主管人|领导|負責人員|人員$",
        ),
        (
            r"\b(?:date|comments?|response|other|others|supporting)\b",
            r"\b(?:date|commentaires?|réponse|autres?)\b",
            r"\b(?:fecha|comentarios?|respuesta|otr[ao]s?)\b",
            r"\b(?:дата|срок|телефон|подпись|соисполнител\w+)\b",
            r"تاريخ|ملاحظات|هاتف",
            r"日期|意见|签字",
        ),
    ),
    "percent_done": (
        (
            r"\bpercent(?:age)?\b",
            r"\b(?:taux|pourcentage)\b",
            r"\bporcentaje\b",
            r"\bпроцент\w*\b",
            r"نسبة",
            r"百分比|(?:完成|执行|執行|落实|落實|整改)(?:率|度)",
        ),
        (r"\bcosts?\b|\bbudget|\bcoûts?\b|\bpresupuest|\bcostos?\b|\bбюджет|تكلفة|预算|預算",),
    ),
    "implementation": (
        (
            r"\b(?:status|state|implement\w*|progress|done|completed|stage|assessment|rating|fulfil\w*|achievement)\b",
            r"\b(?:état|degré|statut|stade|situation|avancement|mise en œuvre|exécution|réalis\w+|suivi)\b",
            r"\b(?:estado|situación|grado|avance|cumplimiento|implementación|ejecución|nivel|estatus)\b",
            r"\b(?:статус|состояни\w+|выполнен\w+|исполнен\w+|реализаци\w+|положение дел|оценка|степень)\b",
            r"حالة|الحالة|وضع|مستوى|التنفيذ|درجة|الإنجاز|مدى",
            r"状态|狀態|情况|情況|情形|进度|進度|进展|進展|落实|落實|状况|狀況|结果|結果|是否.*(?:到位|办结|完成|落实)",
        ),
        (
            r"\b(?:date|narrative|comments?|evidence|means|cost|risk|priority|indicators?|actions?|plan|partners?)\b|\brespons",
            r"\b(?:date|commentaires?|preuves?|moyens?|indicateurs?|risque|constat|partenaires?|taux)\b",
            r"\b(?:fecha|comentarios?|medios?|evidencia|indicadores?|riesgo|acciones|porcentaje)\b",
            r"\b(?:дата|срок\w*|комментари\w+|подтвержд\w+|риск\w*|показател\w+|меры)\b",
            r"تاريخ|نسبة|ملاحظات|مؤشر|وسائل|مسؤول|فترة|مدة|الأهمية",
            r"日期|时间|時間|证据|證據|指标|备注",
        ),
    ),
    "theme": (
        (
            r"\b(?:themes?|thematic|subject|topic|cluster|pillar|area|category|sector|chapter|domain|issue area)\b",
            r"\b(?:thèmes?|thématique|domaine|axe|rubrique|catégorie|volet|secteur|sujet|chapitre)\b",
            r"\b(?:temas?|temática|temático|eje|ámbito|categoría|rubro|sector|materia|capítulo)\b",
            r"\b(?:тем[аы]|тематик\w+|раздел|направлени\w+|категори\w+|блок|сфера|область)\b",
            r"المحور|المجموعة|الموضوع|المجال|القطاع|الفئة|الباب|التصنيف",
            r"主题|主題|专题|專題|领域|領域|类别|類別|分类|分類|议题|議題|板块|範疇|范畴",
        ),
        (r"\brisk\b", r"\brisque\b", r"\briesgo\b|\bresponsable\b", r"\bриск\w*", r"المخاطر", r"风险|風險"),
    ),
    "text": (
        (
            (
                r"\brecommendations?\b|\brecommended actions?\b|\bmeasures? recommended\b|"
                r"\bsuggested (?:action|improvement)s?\b"
            ),
            r"\brecommandations?\b|^intitulé$|\bmesures? (?:préconisée?s?|recommandée?s?)\b",
            r"\brecomendaci(?:ón|ones)\b|\bmedidas? recomendadas?\b|\btexto\b",
            r"\bрекомендаци\w+|\bпредложени\w+|\bмероприяти\w+",
            r"توصي",
            r"建议|建議|^具体内容$|^具體內容$",
        ),
        (
            r"\b(?:no|number|ref|id|type|priority|date|count|accepted|status)\b",
            r"\b(?:no|n|réf|numéro|type|priorité|date|nombre)\b",
            r"\b(?:no|núm|número|tipo|prioridad|fecha)\b",
            r"\b(?:no|номер|тип|дата|количество|приоритет)\b",
            r"رقم|نوع|تاريخ|عدد|أولوية",
            r"编号|編號|序号|序號|类型|日期|数量|采纳|採納|落实",
        ),
    ),
}  # fmt: skip


# What a column of days is where it does not say until when something is due; a bare "Date" says nothing either.
OTHER_DAYS = re.compile(
    r"(?:date|day|fecha|дата|(?:ال)?تاريخ|日期|时间|時間)(?: \d+)?|.*(?:"
    r"\b(?:issu\w+|start\w*|beg[aiu]n\w*|opened|received|reported|report|audit|meeting|updated?|last|revised|actual|entry|"
    r"recorded|response|reply|review|closed|closure|birth)\b|"
    r"\b(?:émission|début|réception|rapport|mission|réunion|mise à jour|saisie|dernière?|réelle|effective|réponse|"
    r"clôture)\b|"
    r"\b(?:emisión|inicio|recepción|informe|auditoría|reunión|actualización|última|real|efectiva|respuesta|cierre|"
    r"registro)\b|"
    r"\b(?:выпуск\w*|начал\w*|поступлени\w+|отчет\w*|доклад\w*|проверки|заседани\w+|обновлени\w+|фактическ\w+|"
    r"ответа|закрыти\w+)\b|"
    r"الإصدار|البداية|بدء|الاستلام|التقرير|الاجتماع|التحديث|الفعلي|الرد|الإغلاق|"
    r"发布|開始|开始|起始|收到|报告|報告|会议|會議|更新|实际|實際|填报|填報|答复|签发|印发|提出|立项"
    r").*"
)


@cache
def _patterns(field: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    words, against = WITHIN[field]
    return re.compile("|".join(words)), re.compile("|".join(against)) if against else None


def named_within(words: str) -> tuple[str, ...]:
    """The fields that the words of a heading name, `fields.plain` of it; the likeliest first."""
    found = []
    for field in WITHIN:
        pattern, against = _patterns(field)
        if pattern.search(words) and not (against is not None and against.search(words)):
            found.append(field)
    return tuple(found)
