"""Those whom reports ask, in the six languages, each with the code of its kind."""

from recommendations.importing.words.obliging import Coded, coded

# Bodies that make reports under their initials alone, without an article: "GRECO recommends".
BODIES = r"greco|moneyval|greta|grevio|ecri|fatf|acabq|oios|odihr|hmicfrs|ofsted"

ACTORS: dict[str, Coded] = {
    "en": coded(
        (
            (
                r"(?:the )?states? part(?:y|ies)\b(?: to (?:the |that |this )?(?:[\w-]+ ){0,10}?(?:convention|"
                r"covenant|protocols?|treaty|statute)\b)?"
            ),
            "states_parties",
        ),
        (
            (
                r"(?:all |the |those |other |its |each |every )*(?:member )?states?\b(?! parties)|(?:(?:the|all|"
                r"its) )*(?:[\w-]+ ){0,2}?governments?\b(?: of [A-Z][\w-]+(?: [A-Z]\w+)*)?"
            ),
            "member_states",
        ),
        (r"(?:the )?international community\b", "international_community"),
        (
            (
                r"(?:the )?(?:secretary-general|secretariat|(?:united nations )?office (?:on|for|of) [\w ]+?|UNODC|"
                r"high commissioner[\w ]*?|executive director|administration|director-general)\b"
            ),
            "secretariat",
        ),
        (
            (
                r"(?:(?:the|all|its|each|every|our) )+(?:[\w’'&,-]+ ){0,6}?(?:assembly|council|commission|committee|"
                r"ministry|minister|department|agency|authority|parliament|police|judiciary|management|board|"
                r"inspectorate|ombudsman|commissioner|director|secretary|organi[sz]ation|office|representation|"
                r"mission|country team|bank|fund|company|operator|trust|hospital|school|court|prosecutor|service|"
                r"mayor|"
                r"governor|registrar|regulator|provider|contractor|manufacturer|airline|corporation|university|"
                r"institute|"
                r"treasury|city|municipality|force|legislature|assembly|division|unit|owner)\b|(?:(?:the|all|its|"
                r"other) )?(?:[\w-]+ ){0,2}?(?:councils|"
                r"ministries|departments|agencies|authorities|parliaments|boards|commissioners|directors|"
                r"organi[sz]ations|executive heads|legislative bodies|offices|donors|investors|universities|"
                r"institutions|companies|"
                r"businesses|municipalities|prosecutors|judges|courts|hospitals|schools|operators|providers|employers|"
                r"regulators|cities|regions|partners|banks|unions|inspectors|manufacturers|airlines|services)\b|"
                r"(?:general assembly|[\w ]{0,40}(?:council|commission|committee))\b"
            ),
            "other",
        ),
    ),
    "fr": coded(
        (
            r"(?:aux?|les|des|à l[’']|l[’'])?\s?états? parties?\b[^,;:]{0,60}?(?=\s+(?:à|de|d[’']|et)\b|[,;:.]|$)",
            "states_parties",
        ),
        (
            r"(?:aux?|les?|tous les|des|l[’'])?\s?(?:états?(?: membres)?|gouvernements?|pays)\b(?! parties)",
            "member_states",
        ),
        (r"(?:à )?la communauté internationale\b", "international_community"),
        (
            (
                r"(?:au|le|la|à l[’']|l[’'])\s?(?:secrétaire général(?:e)?|secrétariat|ONUDC|administration|"
                r"office des nations unies[\w ,’']*?|haut-commissa\w+)(?=\s|[,;:.]|$)"
            ),
            "secretariat",
        ),
        (
            (
                r"(?:l[’']|à l[’'])assemblée générale\b|(?:à )?(?:les?|aux?|la|l[’'])\s?(?:conseils?|commissions?|"
                r"comités?|ministères?|ministres?|autorités?|parlements?|polices?|directions?|directeurs?|"
                r"directrices?|agences?|organes directeurs|chefs de secrétariat|organisations?|organismes?|donateurs|"
                r"médiateur|bureaux?|institutions?|entreprises?|sociétés?|communes?|maires?|préfets?|départements?|"
                r"régions?|collectivités?|établissements?|hôpita(?:l|ux)|universités?|écoles?|tribuna(?:l|ux)|juges?|"
                r"procureurs?|parquets?|exploitants?|opérateurs?|constructeurs?|armateurs?|banques?|employeurs?|investisseurs?|"
                r"services?|législateur|partenaires|villes?|caisses?|fédérations?)\b[\w ’']{0,40}?"
            ),
            "other",
        ),
    ),
    "es": coded(
        (r"(?:a )?(?:los |el |al )?estados? partes?\b[^,;:]{0,60}?(?=\s+(?:a|que|y)\b|[,;:.]|$)", "states_parties"),
        (
            r"(?:al? )?(?:todos )?(?:los |el )?(?:estados?(?: miembros?)?|gobiernos?|países)\b(?! partes?)",
            "member_states",
        ),
        (r"(?:a )?la comunidad internacional\b", "international_community"),
        (
            (
                r"(?:al?|el|la|a la)\s(?:secretari[oa] general|secretaría|oficina de las naciones unidas[\w ,]*?|"
                r"UNODC|administración|alto comisionado)(?=\s|[,;:.]|$)"
            ),
            "secretariat",
        ),
        (
            (
                r"(?:a )?la asamblea general\b|(?:al? )?(?:el |los |las |la )?(?:consejos?|comisi(?:ón|ones)|"
                r"comités?|ministerios?|ministr[oa]s?|autoridad(?:es)?|parlamentos?|policía|direcci(?:ón|ones)|"
                r"director(?:a|es)?|agencias?|órganos (?:rectores|legislativos)|jefes ejecutivos|organizaci(?:ón|"
                r"ones)|organismos?|municipalidad(?:es)?|donantes|oficinas?|instituci(?:ón|ones)|"
                r"empresas?|ayuntamientos?|alcaldías?|alcaldes?|fiscalías?|fiscal(?:es)?|juzgados?|"
                r"tribunal(?:es)?|jueces|"
                r"hospital(?:es)?|universidad(?:es)?|escuelas?|gobernaci(?:ón|ones)|secretarías?|institutos?|congreso|"
                r"poder(?:es)? \w+|departamentos?|provincias?|regiones|comunidades|servicios?|bancos?|"
                r"operador(?:a|es)?|"
                r"fabricantes?|sindicatos?|partidos|juntas?|fondos?|socios|cámaras?|empleadores|inversores|inversionistas|inspecci(?:ón|"
                r"ones))\b[\w ]{0,40}?"
            ),
            "other",
        ),
    ),
    "ru": coded(
        (
            (
                r"(?:все(?:х|м)? )?государств(?:а|ам|о|у)?\s*[-–]\s*участник\w*(?: Конвенции[\w ]{0,40}?)?(?=\s|"
                r"[,;:.]|$)"
            ),
            "states_parties",
        ),
        (
            r"(?:все(?:х|м)? )?(?:государства\w{0,2}(?:\s*[-–]\s*член\w*)?|правительств\w*|стран\w*)(?=\s|[,;:.]|$)",
            "member_states",
        ),
        (r"международно\w+ сообществ\w+", "international_community"),
        (
            (
                r"(?:Генеральн\w+ секретар\w+|Секретариат\w*|Управлени\w+(?: Организации[\w ]*?)?|ЮНОДК|УНП ООН|"
                r"администраци\w+)(?=\s|[,;:.]|$)"
            ),
            "secretariat",
        ),
        (
            (
                r"Генеральн\w+ Ассамбле\w+|(?:Совет|Комисси|Комитет|Министерств|Министр|Парламент|Полици|Ведомств|"
                r"Директор|Организаци|Агентств|Фонд|Департамент|Исполнительн\w+ глав|Директивн\w+ орган|Власт|"
                r"Орган|Руководител|Начальник|Глав[аеуы]м?\b|Губернатор|Прокуратур|Суд[аеуы]?м?\b|Служб|Учреждени|"
                r"Предприяти|"
                r"Компани|Мэри|Больниц|Университет|Оператор|Изготовител|Работодател|Инвестор|Акимат|Инспекци|Банк|Управляющ)\w*"
            ),
            "other",
        ),
    ),
    "ar": coded(
        (r"(?:إلى )?(?:جميع )?(?:الدول الأطراف|الدولة الطرف)(?: في الاتفاقية)?", "states_parties"),
        (r"(?:إلى )?(?:جميع )?(?:الدول(?: الأعضاء)?|الحكوم(?:ات|ة)|البلدان)", "member_states"),
        (r"(?:إلى )?المجتمع الدولي", "international_community"),
        (
            (
                r"(?:إلى )?(?:الأمين العام|الأمانة العامة|(?:ال)?مكتب(?: الأمم المتحدة[\w ]{0,40}?)?|"
                r"المفوض\w* السامي\w*|الإدارة)(?=\s|[،؛:.]|$)"
            ),
            "secretariat",
        ),
        (
            (
                r"(?:إلى |على )?(?:الجمعية العامة|المجلس|اللجنة|الوزارة|وزارة|السلطات|البرلمان|الشرطة|"
                r"الهيئات التشريعية|الرؤساء التنفيذيين|المنظمات|الوكالات|الجهات المانحة|الجهات|الهيئة|هيئة|المؤسسات|"
                r"المؤسسة|مؤسسة|الشركات|الشركة|شركة|البلديات|البلدية|بلدية|المحاكم|المحكمة|النيابة|المستشفيات|"
                r"الجامعات|"
                r"الجامعة|جامعة|الوزير|وزير|المدير|المديرية|مديرية|الدائرة|دائرة|المصرف|مصرف|البنك|النقابات|"
                r"المجالس|مجلس|المستثمرين|المستثمرون|"
                r"الصندوق|صندوق|المندوبية|الجماعات|القطاع)"
            ),
            "other",
        ),
    ),
    "zh": coded(
        (r"(?:缔约国|缔约方|签署国|签署方)", "states_parties"),
        (r"(?:会员国|成员国|各国政府|各国|国家|政府)", "member_states"),
        (r"国际社会", "international_community"),
        (
            r"(?:秘书长|秘书处|署长|局长|处长|司长|主任|办公室|办事处|高级专员|执行主任|总干事|行政当局|专员办|禁毒办|管理当局)",
            "secretariat",
        ),
        (r"(?:大会|委员会|理事会|安理会|实体|机构|组织|基金|方案|工作组|伙伴|民间社会|私营部门|捐助方|各方)", "other"),
        (
            (
                r"(?:[育生利政防务通业境交动济化法安技设源]部(?![分门])|部门|当局|机关|法院|检察院|公司|企业|集团|医院|学校|大学|银行|中心|[^结布格]局|[省市区县镇]政府|学会|协会|"
                r"联合会|工会|雇主|投资者|运营商)"
            ),
            "other",
        ),
    ),
}
