"""Made-up proposals: some on other matters than the registry's programmes, some like one of them."""

from __future__ import annotations

from dataclasses import dataclass

from languages.alike.finder import Passage


@dataclass(frozen=True)
class Proposal:
    """What somebody might write, in one language; ``like`` names rows of the annex that it is like."""

    language: str
    title: str
    objective: str
    description: str
    like: tuple[int, ...] = ()

    @property
    def passages(self) -> list[Passage]:
        items = ("title", "overall_objective", "description")
        texts = (self.title, self.objective, self.description)
        return [Passage(item, self.language, text) for item, text in zip(items, texts, strict=True)]


# Twenty that have nothing to do with the framework.
UNRELATED = [
    Proposal(
        "en",
        "A football league for schools",
        "Every pupil plays in a team once a week.",
        "Schools in one district form teams and meet on Saturdays. Coaches are volunteers. The "
        "season ends with a cup in June.",
    ),
    Proposal(
        "en",
        "Clearing landmines from former battlefields",
        "No field or path is left mined in ten years.",
        "Teams with dogs and detectors search field by field. Victims receive artificial limbs "
        "and training. Maps of cleared land are handed to the villages.",
    ),
    Proposal(
        "en",
        "Vaccination of children against measles",
        "Nine children in ten are vaccinated before their second birthday.",
        "Nurses travel with cold boxes from village to village. Records are kept on paper cards. "
        "Outbreaks are reported within a day.",
    ),
    Proposal(
        "en",
        "An international survey of near-Earth asteroids",
        "Every asteroid wider than one hundred metres is known.",
        "Telescopes on three continents share their nights. Orbits are computed together, and the"
        " catalogue is open to all observatories.",
    ),
    Proposal(
        "en",
        "Early warning of earthquakes by school seismographs",
        "A warning reaches every school ten seconds before the shaking.",
        "Cheap seismographs stand in the cellars of schools. Pupils read the traces, and the "
        "signals run together in one centre.",
    ),
    Proposal(
        "fr",
        "Restauration des fresques médiévales",
        "Les fresques de quarante chapelles sont sauvées.",
        "Des restaurateurs nettoient et consolident les peintures murales. Des étudiants en "
        "histoire de l’art les accompagnent pendant l’été.",
    ),
    Proposal(
        "fr",
        "Un orchestre de jeunes sans frontières",
        "Cent jeunes musiciens jouent ensemble chaque année.",
        "Ils répètent dix jours et donnent des concerts dans cinq capitales. Les instruments sont"
        " prêtés par les conservatoires.",
    ),
    Proposal(
        "fr",
        "Observation électorale par des citoyens",
        "Chaque bureau de vote est observé par deux personnes.",
        "Les observateurs sont formés en une journée. Ils notent l’ouverture, le dépouillement et"
        " les incidents, et publient un rapport.",
    ),
    Proposal(
        "es",
        "Bibliotecas ambulantes de cuentos populares",
        "Cada aldea recibe libros una vez al mes.",
        "Un autobús lleva cuentos y canciones a las aldeas. Los abuelos graban los relatos que "
        "recuerdan, y los niños los dibujan.",
    ),
    Proposal(
        "es",
        "Enseñanza del ajedrez en las prisiones",
        "Mil presos aprenden a jugar al ajedrez.",
        "Maestros voluntarios dan clase dos veces por semana. Al final del año se celebra un "
        "torneo entre prisiones.",
    ),
    Proposal(
        "es",
        "Cirugía de cataratas en hospitales de campaña",
        "Cincuenta mil personas recuperan la vista.",
        "Equipos de oftalmólogos operan en hospitales de campaña. Los pacientes vuelven a casa al"
        " día siguiente y son revisados al mes.",
    ),
    Proposal(
        "ru",
        "Чемпионат по шахматам среди школьников",
        "В каждой школе проводится турнир.",
        "Учителя проводят занятия по вечерам. Победители районов встречаются в столице весной.",
    ),
    Proposal(
        "ru",
        "Сохранение старинных рукописей",
        "Рукописи десяти монастырей отсканированы и описаны.",
        "Реставраторы чистят листы и переплёты. Снимки хранятся в общем электронном архиве, "
        "открытом для учёных.",
    ),
    Proposal(
        "ru",
        "Борьба с пиратством на морских путях",
        "Ни одно судно не захвачено в течение года.",
        "Патрульные корабли сопровождают торговые суда. Экипажи обучаются действиям при нападении.",
    ),
    Proposal(
        "ar",
        "تعليم لغة الإشارة للمعلمين",
        "يعرف كل معلم أساسيات لغة الإشارة.",
        "تُعقد دورات مسائية مدتها ثلاثة أشهر. يتدرب المعلمون مع أشخاص صم ويحصلون على شهادة.",
    ),
    Proposal(
        "ar",
        "لمّ شمل الأسر التي فرقتها الحرب",
        "تجد ألف أسرة أقاربها المفقودين.",
        "تُجمع أسماء المفقودين وصورهم في سجل واحد. يبحث المتطوعون في المخيمات والمستشفيات ويتصلون بالأسر.",
    ),
    Proposal(
        "zh-hans",
        "中小学书法比赛",
        "每个学生都会写一手好字。",
        "各校每学期举办一次书法比赛。优秀作品在市图书馆展出，评委由书法家担任。",
    ),
    Proposal(
        "en",
        "Girls' secondary schooling in mountain regions",
        "Twice as many girls finish secondary school.",
        "Boarding houses are built beside schools, women teachers are trained, and families get a"
        " grant for every girl who stays.",
    ),
    Proposal(
        "en",
        "A treaty on debris in outer space",
        "No new debris stays in orbit for more than five years.",
        "States agree to bring down satellites after use and to share the tracks of those that drift.",
    ),
    Proposal(
        "zh-hans",
        "农村留守儿童心理辅导",
        "每所乡村学校都有一名辅导员。",
        "辅导员定期与儿童谈话，并教家长如何在远方与孩子沟通。",
    ),
]
# Twenty that say with other words, and in other languages, what is listed already.
RELATED = [
    Proposal(
        "en",
        "Greener government purchasing",
        "Public authorities buy goods and services with a low impact on the environment.",
        "Governments spend up to a fifth of the national product. Tenders include environmental "
        "and social criteria, and buyers are trained to use them.",
        like=(6,),
    ),
    Proposal(
        "es",
        "Compras verdes del Estado",
        "Las administraciones compran bienes y servicios que respetan el medio ambiente.",
        "Los pliegos incluyen criterios ambientales y sociales. Los compradores reciben formación.",
        like=(6,),
    ),
    Proposal(
        "fr",
        "Construire et rénover durablement",
        "Faire du bâtiment durable la pratique courante.",
        "Les bâtiments consomment quarante pour cent de l’énergie. Le programme soutient des "
        "normes, des projets pilotes et la commande publique.",
        like=(9,),
    ),
    Proposal(
        "ar",
        "المباني الخضراء والتشييد المستدام",
        "تصبح المباني الموفرة للطاقة هي القاعدة.",
        "تستهلك المباني قدراً كبيراً من الطاقة. يدعم البرنامج المعايير والمشاريع الرائدة.",
        like=(9,),
    ),
    Proposal(
        "ru",
        "Экологический туризм без вреда для природы",
        "Туризм приносит доход местным жителям и сохраняет природу.",
        "Гостиницы экономят воду и энергию. Туроператоры договариваются о правилах.",
        like=(37,),
    ),
    Proposal(
        "zh-hans",
        "环保产品标签",
        "消费者能够认出环保的产品。",
        "对产品进行评估并贴上统一的环境标志，企业自愿参加。",
        like=(30,),
    ),
    Proposal(
        "en",
        "Cleaner production and eco-innovation for small firms",
        "Small and medium-sized enterprises use less energy, water and material.",
        "Advisers visit small firms, find savings, and help them to pay for new equipment.",
        like=(26,),
    ),
    Proposal(
        "fr",
        "Systèmes alimentaires et agriculture durables",
        "Nourrir chacun sans épuiser les sols.",
        "De la ferme à l’assiette, le programme réduit les pertes et améliore les pratiques agricoles.",
        like=(36,),
    ),
    Proposal(
        "es",
        "Uso eficiente del agua en la industria",
        "Las empresas gastan la mitad del agua.",
        "Las empresas privadas instalan riego por goteo, reutilizan el agua y comparten su tecnología.",
        like=(29,),
    ),
    Proposal(
        "en",
        "Teaching sustainable lifestyles in schools",
        "Every pupil learns how to live responsibly.",
        "Teachers get material on responsible consumption; campaigns reach families.",
        like=(16,),
    ),
    Proposal(
        "ru",
        "Экологически устойчивые города",
        "Города растут без роста выбросов.",
        "Городское планирование, общественный транспорт и зелёные зоны.",
        like=(10, 12),
    ),
    Proposal(
        "en",
        "Placing urea briquettes deep in rice paddies",
        "Rice farmers use a third less fertilizer and harvest more.",
        "Urea granules are placed deep in the soil between the plants, so less nitrogen is lost.",
        like=(28,),
    ),
    Proposal(
        "es",
        "Compra responsable de madera amazónica",
        "Los municipios brasileños compran solo madera legal.",
        "Los compradores públicos exigen el origen de la madera.",
        like=(8,),
    ),
    Proposal(
        "zh-hans",
        "工业低碳生产",
        "工厂减少二氧化碳排放。",
        "工厂改用清洁能源，改进工艺，并报告排放量。",
        like=(27,),
    ),
    Proposal(
        "ar",
        "مؤشرات لقياس الاستهلاك والإنتاج المستدامين",
        "تقيس البلدان التقدم بالأرقام نفسها.",
        "يضع الخبراء مجموعة مشتركة من المؤشرات وتُنشر النتائج كل سنة.",
        like=(34,),
    ),
    Proposal(
        "en",
        "A fund for farming landscapes in Africa",
        "Investment flows to landscapes that feed people and keep nature.",
        "The fund invests in farms, forests and water in African landscapes.",
        like=(3,),
    ),
    Proposal(
        "fr",
        "Fiducies pour les biens communs",
        "Les biens communs mondiaux sont gérés en fiducie pour tous.",
        "L’atmosphère, les océans et les semences sont confiés à des fiducies.",
        like=(32,),
    ),
    Proposal(
        "en",
        "Cap and share for carbon",
        "Emissions fall under a cap and everyone gets an equal share of the income.",
        "Fossil fuel companies buy permits; the money goes to all citizens equally.",
        like=(1,),
    ),
    Proposal(
        "ru",
        "Устойчивый образ жизни",
        "Люди потребляют меньше и живут лучше.",
        "Просвещение и примеры повседневной жизни с меньшим потреблением.",
        like=(33,),
    ),
    Proposal(
        "zh-hans",
        "将可持续消费纳入国家发展规划",
        "国家规划和减贫战略都考虑可持续消费和生产。",
        "培训规划人员，并为政府提供政策建议。",
        like=(13,),
    ),
]
