import { wordPattern } from './word-matcher.ts';

/** Cues of the persona intents in four languages, over normalised text. Weights: how sure one hit makes us. @see dialogue.md D-21 */
export const INTENT_CUES = {
  /** A clear order to find something. */
  search: wordPattern(
    "find|search|need|looking for|look for|i want|i'd like|get me|where (?:can i|do i|to) (?:buy|find|get)|buy|show me|do you have|pick|recommend|suggest|under|up to|найди|найти|ищу|нужн[а-я]{1,2}|хочу|хочется|купить|куплю|подбери|подобрать|покажи|посоветуй|предложи|есть (?:ли )?|где (?:купить|найти)|собери|ابي|ابغي|ابا|اريد|احتاج|ادور|دوري|ابحث|دلني|وريني|ورني|اعرضي|اعرض|عندكم|وين (?:القي|اشتري|احصل)|محتاجه|اقترحي|جيبي|abi|aby|abgha|areed|ureed|a7taj|adawwer|warini|wareeni|3indkum|wain alga",
    'u',
  ),
  /** Looking around without a clear aim. */
  browse: wordPattern(
    "browse|browsing|just looking|what's new|whats new|new arrivals|new collection|anything (?:new|nice|interesting)|inspire me|inspiration|ideas|trends?|trending|surprise me|show me (?:something|anything|what you have|more)|something (?:nice|new|else|cool|different)|more|what do you have|looks? around|что нового|новинк[а-я]*|новая коллекция|просто смотрю|посмотреть|посмотрим|покажи (?:что-нибудь|что-то|ещё|еще|что есть|другое|другие)|вдохнов[а-я]*|идеи|тренд[а-я]*|удиви|что-нибудь (?:интересное|новое|красивое)|есть (?:что-нибудь|что-то)|еще|شو الجديد|وش الجديد|ايش الجديد|جديد|جديدكم|اتفرج|بتفرج|افكار|ترند|ترندات|وريني (?:شي|المزيد|غيره)|شي (?:حلو|جديد|غير|ثاني)|فاجئيني|المزيد|غيره|shu aljdeed|shno aljadeed|atfarraj|shay 7ilu|shay jdeed|fajineeni",
    'u',
  ),
  /** An opinion is asked. */
  opinion: wordPattern(
    'what do you think|your opinion|does (?:it|this|that) (?:suit|fit|match|go|look)|do (?:these|they|those) (?:suit|fit|match|go|look)|do you like|is (?:it|this|that|the)(?: [a-z]+)? (?:too|ok|okay|nice|good|worth|appropriate)|are (?:these|they|those|the)(?: [a-z]+)? (?:too|ok|nice|good|worth)|should i (?:buy|take|wear|get|choose|go with)|which (?:one|is better|looks better|would you|do you prefer|should i)|or the|how do i look|how does (?:it|this) look|rate (?:my|this)|thoughts|would you wear|better with|как (?:тебе|думаешь|считаешь|смотрится|вам|я выгляжу)|что (?:ты )?(?:думаешь|скажешь|лучше)|мне (?:идет|пойдет|подойдет|к лицу)|подойдет ли|идет ли|стоит ли|стоит (?:брать|купить|покупать)|какое лучше|какой лучше|какая лучше|какие лучше|что лучше|твое мнение|нравится ли|брать или|оцени|норм ли|не слишком ли|сочетается|شرايك|شرايج|شو رايك|ايش رايك|وش رايك|ما رايك|رايك|يناسبني|تناسبني|يليق|تليق|يلبق|حلو علي|اي واحد|ايهما|ايهم|اي احلي|شو احسن|ايش احسن|اخذه|اشتريه|اخذها|قيمي|shu rayich|sho rayek|shno rayich|wesh rayek|esh rayek|rayich|rayek|ynasbni|tnasbni|ay wa7ed|a7la',
    'u',
  ),
  /** A feeling of one's own. */
  emotion: wordPattern(
    "i(?:'m| am| feel| am feeling|'m feeling)(?: so| very| really| a bit| just| kind of| too| such| pretty| quite| totally){0,2} (?:sad|upset|depressed|down|lonely|anxious|worried|nervous|stressed|tired|exhausted|heartbroken|angry|furious|mad|happy|excited|scared|overwhelmed|ugly|fat|insecure|lost|bad|awful|terrible|miserable|hurt|empty|disappointed|ashamed|jealous|burned out|burnt out|a mess|proud|in love|bored)|i feel like (?:crying|nothing|a failure|shit|crap|a cow)|i look (?:like a cow|fat|ugly|awful|terrible|horrible)|i(?:'ve| have)? (?:cried|been crying)|crying|i hate (?:my life|myself|my body|everything|how i look)|bad day|worst day|rough day|hard day|terrible day|awful day|broke up|dumped me|left me|cheated|got fired|lost my job|fought with|fight with|argued with|miss (?:him|her|them|my)|nobody (?:loves|cares)|nothing (?:fits|suits|works|helps)|don't know what to do|so unfair|i got (?:promoted|engaged|the job)|i passed|can't sleep|мне (?:так |очень |что-то |сегодня |просто ){0,2}(?:грустно|плохо|одиноко|тоскливо|страшно|обидно|тревожно|тяжело|стыдно|больно|скучно|паршиво|хреново|радостно)|(?:я |так |очень |ужасно |совсем ){0,3}(?:устала|устал|расстроена|расстроен|подавлена|вымотана|вымоталась|вымотался|нервничаю|волнуюсь|переживаю|боюсь|злюсь|бешусь|грущу|плачу|плакала|реву|счастлива|счастлив|рада|рад|в шоке|в стрессе|выгорела|выгорел)|бесит|все бесит|достало|надоело|ужасный день|плохой день|тяжелый день|худший день|расстал[а-я]*|поссорил[а-я]*|бросил меня|меня бросил|изменил[а-я]*|уволил[а-я]*|скучаю по|никто (?:меня )?не (?:любит|понимает)|ненавижу (?:себя|свое тело|все)|ничего не (?:подходит|идет|радует)|я (?:толстая|толстый|страшная|некрасивая|уродина|жирная)|чувствую себя (?:плохо|ужасно|коровой|одинокой|некрасивой|толстой|никчемной)|настроени[ея] (?:плохое|ужасное|на нуле|отвратительное)|انا (?:جدا |وايد |مره |كتير |كثير )?(?:حزينه|حزين|زعلانه|زعلان|تعبانه|تعبان|متضايقه|متضايق|مكتئبه|مكتئب|خايفه|خايف|قلقانه|قلقان|متوتره|متوتر|وحيده|وحيد|معصبه|معصب|مبسوطه|مبسوط|فرحانه|فرحان|سعيده|سعيد|مقهوره|محبطه|محبط|طفشانه|زهقانه)|تعبانه|تعبان|زعلانه|زعلان|متضايقه|متضايق|حزينه|مكتئبه|مقهوره|متوتره|طفشانه|زهقانه|فرحانه|مبسوطه|احس (?:اني|بالوحده|بضيق|بحزن)|ضايق صدري|صدري ضايق|نفسيتي (?:تعبانه|زفت|سيئه)|يومي (?:سيء|زفت|تعيس|صعب)|يوم (?:سيء|صعب|متعب|تعيس)|بكيت|ابكي|تركني|خانني|تهاوشت|تخانقت|اكره (?:نفسي|جسمي|شكلي)|اشتقت|ما حد يحبني|ta3bana|ta3ban|za3lana|za3lan|mitdayga|mit9aygeh|mitthaygah|7azeena|7azina|zahgana|zah2ana|mabsoo6a|mabsoota|far7ana|mit7amsa|mitwatra|ad3oo9|abki|bakait|6afshana|tafshana",
    'u',
  ),
  /** Talk without an aim: greetings, thanks, questions about UNDE. */
  social: wordPattern(
    "hi|hello|hey|good (?:morning|evening|night|afternoon)|how are you|how's it going|hows it going|what's up|whats up|sup|thanks|thank you|thx|ty|bye|goodbye|see you|good night|lol|haha[a-z]*|who are you|what's your name|are you (?:a bot|real|human|there)|tell me (?:a joke|about yourself|something)|joke|nice to meet you|you're (?:the best|funny|sweet|great|amazing)|love you|happy (?:birthday|new year|eid)|how was your day|what are you doing|cool|nice|awesome|great|okay|ok|привет[а-я]*|здравствуй[а-я]*|хай|добрый (?:день|вечер)|доброе утро|доброй ночи|спокойной ночи|как (?:дела|ты|жизнь|настроение|поживаешь|прошел день)|что делаешь|спасибо[а-я]*|благодарю|пока|до свидания|до встречи|увидимся|ахах[а-я]*|хаха[а-я]*|лол|кто ты|как тебя зовут|ты (?:бот|робот|человек|настоящая|тут|здесь)|расскажи (?:о себе|анекдот|что-нибудь)|анекдот|шутк[а-я]*|ты (?:лучшая|супер|классная|милая|прелесть)|люблю тебя|класс|супер|круто|здорово|ок|окей|ладно|понятно|ясно|مرحبا|مراحب|هلا|اهلا|اهلين|هاي|السلام عليكم|سلام|صباح (?:الخير|النور)|مساء (?:الخير|النور)|كيف (?:حالك|حالج|الحال|كيفك)|كيفك|شلونك|شلونج|شخبارك|شخبارج|اخبارك|شكرا|مشكوره|مشكور|تسلمين|يعطيك العافيه|مع السلامه|باي|تصبحين علي خير|تصبح علي خير|هههه*|من انت|من انتي|شو اسمك|وش اسمك|ما اسمك|انت (?:بوت|روبوت|حقيقيه)|نكته|قولي نكته|حبيتك|احبك|حلو|تمام|اوكي|زين|marhaba|mar7aba|hala|hala wallah|ahlan|ahlain|salam|salamu 3alaikum|assalamu alaikum|sabah (?:el|al)?\\s?khair|9ba7 el5air|kefik|kefich|keefich|keefik|kifik|kefak|keefak|shlonich|shlonik|shlonak|shlonek|shakhbarik|shukran|mashkoora|yislamo|ma3 essalama|bye bye|hahaha*|tamam|zain|okay",
    'u',
  ),
  /** A thing that has to be done: the occasion presses. */
  task: wordPattern(
    "for (?:the |my |a |an |work|tomorrow|tonight)[a-z' ]{0,24}(?:interview|meeting|wedding|date|dinner|party|presentation|office|event|exam|trip|work|graduation|conference)|tomorrow|tonight|what (?:should|can|do|to) (?:i )?wear|what shall i wear|help me (?:choose|pick|dress|decide|with)|need something for|(?:на|для|к) (?:работу|работы|офис[а]?|собеседование|собеседования|свидание|свидания|свадьбу|свадьбы|ужин[а]?|встречу|встречи|презентацию|презентации|экзамен[а]?|вечеринку|выпускной|корпоратив)|в офис|завтра|сегодня вечером|что (?:мне )?(?:надеть|одеть|носить)|в чем пойти|помоги (?:выбрать|подобрать|одеться|решить|собрать)|شو (?:البس|بلبس)|ايش البس|وش البس|ماذا ارتدي|ماذا البس|ساعديني|ساعدني|للدوام|للمقابله|للعرس|للحفله|للشغل|لموعد|للعشاء|بكره|باجر|غدا|الليله|shu albis|shno albis|esh albas|sa3deeni|bukra|bokra|lil dawam|lil 3irs",
    'u',
  ),
} as const;

/** Coming back after a while is said in words. */
export const RETURN_CUES = wordPattern(
  "i'm back|im back|back again|long time no (?:see|talk)|it's been (?:a while|long|ages)|been a while|missed (?:you|me)|remember me|я вернулась|я вернулся|я снова (?:тут|здесь)|снова я|это снова я|давно не (?:виделись|общались|писала|писал|болтали)|сто лет|соскучил[а-я]*|помнишь меня|رجعت|رجعنا|انا رجعت|من زمان|زمان عنك|اشتقت لك|اشتقتلك|وحشتيني|وحشتني|raja3t|rj3t|min zaman|zaman 3annich|zaman 3annik|wa7ashteeni|ishta2t",
  'u',
);

/** Words about clothes that are neither a garment nor a colour: an opinion with them is about clothes. */
export const CLOTHES_TALK = wordPattern(
  'look|looks|outfits?|clothes|wear|wearing|wardrobe|size|style|fits?|suits?|dress|fashion|capsule|shopping|shop|store|mall|it|this|these|one|образ[а-я]*|лук[а-я]*|наряд[а-я]*|одежд[а-я]*|надеть|одеть|носить|гардероб[а-я]*|размер[а-я]*|стил[а-я]*|капсул[а-я]*|вещ[а-я]*|магазин[а-я]*|это|эт[аи]|этот|اطلاله|اطلالات|لوك|لبس|ملابس|البس|ستايل|مقاس|ازياء|تسوق|كبسوله|هذا|هذي|هذه|lebs|malabis|albis|look',
  'u',
);
