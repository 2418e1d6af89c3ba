import type { ReplyLanguage } from '../language/detect-language.ts';

/** A language of the crisis lexicon; Arabizi is answered in Arabic. */
export type CrisisLanguage = 'ru' | 'en' | 'ar' | 'arabizi';

/**
 * Patterns of the crisis lexicon, as word sequences over normalised text (repeated letters folded to one). `_` stands for
 * up to two words in between, `(a|b c)` for a choice, `[a|b]` for an optional part, a final `*` for any ending.
 * The listed phrases of dialogue.md 3.4 come first, then masculine forms, variants and typos (D-19). When in doubt a
 * phrase is in: a false alarm costs a moment, a miss may cost a life.
 */
export const CRISIS_PHRASES: Readonly<Record<CrisisLanguage, readonly string[]>> = {
  ru: [
    'не (хочу|хочется|хотела|хотел|хочеться) [больше|уже|так|дальше] [больше] (жить|существовать|просыпаться)',
    'жить [больше|уже|так] [больше] не (хочу|хочется|могу|хочеться)',
    '(хочу|хочется|хотела бы|хотел бы|мечтаю|решила|решил|лучше|готова|готов|собираюсь) [просто|бы|уже|сегодня] (умереть|сдохнуть|подохнуть|исчезнуть навсегда|покончить)',
    'не хочу [больше] быть живой', 'хочу чтобы меня не было', 'хочу не проснуться', 'хочу уснуть и не проснуться', 'не хочу просыпаться',
    '(покончить|покончу|покончила|покончил|закончить|кончать) _ (с собой|собой|с жизнью|жизнь|жизнью)',
    '(убью|убить|убила бы|убил бы|убивать|убиваю) [бы] себя', 'себя (убью|убить)', 'наложить на себя руки', 'наложу на себя руки', 'свести счеты с жизнью', 'сведу счеты с жизнью',
    'суицид*', 'суецид*', 'суицыд*', 'самоубийств*', 'самоубиств*', 'самоубийц*', 'роскомнадзорнуться', 'выпилиться', 'выпилюсь', 'самовыпил*',
    '(режу|резать|порежу|порезать|порезала|порезал|резала|резал) (себя|себе) [вены|руки]', '(режу|порежу|порезать|резать|вскрою|вскрыть) [себе] (вены|вену|запястья)', 'селфхарм*', 'самоповрежден*',
    '(причинить|причиню|причиняю|делаю|сделать) себе (вред|больно)', 'себе навредить', 'навредить себе',
    '(прыгну|спрыгну|прыгнуть|спрыгнуть|сброшусь|сброситься|выброшусь|выброситься|шагну|выйду) (с|со|из|в) (крыши|моста|окна|балкона|окно|этажа|высоты|обрыва)', 'прыгну',
    '(повешусь|повеситься|вздернусь|застрелюсь|застрелиться|отравлюсь|отравиться|утоплюсь|утопиться)', '(наглотаюсь|наглотаться|напьюсь|выпью все|выпила все|выпил все|наглоталась|наглотался) [много] таблет*',
    '(нет|не вижу|нету) [никакого|больше|уже] смысла [больше|уже] [в] (жить|жизни|существовать)', '(нет|нету) смысла (жить|в жизни)', 'смысла жить [больше|уже] нет', 'жизнь [больше|уже] не имеет смысла', 'зачем [мне] [вообще|дальше] жить', 'незачем жить', 'незачем [больше] жить', 'не вижу смысла (жить|продолжать)',
    '(лучше|легче|проще) [бы] [было] [бы] [если] [бы] меня [вообще] не (было|стало|существовало)', '(всем|мир*|им|семье) [будет|было бы|станет] (лучше|легче) без меня', 'меня не должно быть', 'лучше бы я не (родилась|родился|рождалась|рождался|проснулась|проснулся)', 'лучше бы я (умер|умерла)', 'лучше бы мне умереть', 'лучше умереть',
    '(устала|устал|уставшая|заебалась|заебался|задолбалась|задолбался) [уже|так|просто|очень|от] [всего] жить', '(устала|устал) от [этой|такой] жизни', 'сил [больше|уже] нет жить', 'нет [больше|уже] сил [больше] жить', 'не могу [больше|так|уже] [больше] жить', 'больше не могу жить', 'это [мое] последнее сообщение', 'хочу [просто] исчезнуть [навсегда]', 'предсмертн* записк*',
  ],
  en: [
    "(don't|dont|do not|didn't|never|no longer|not) (want|wanna|wish|care) [to] [really|even] (live|be alive|exist|wake up|be here anymore|go on living|continue living|keep living)",
    "(don't|dont|do not) (want|wanna) [to] [really|even] [be] (here|alive) (anymore|any more|any longer)", "can't (live|go on living|keep living) [like this|anymore|any more]", "cant (live|go on living) [anymore|like this]", "can't go on [anymore|any more|any longer]", "cant go on [anymore|any more]", 'no longer want to live',
    "(want|wanna|wants|wish|going|gonna|ready|decided|planning|deserve|hoping|prefer) [to] [just|really] (die|be dead|not wake up|never wake up|disappear forever|stop existing|not exist)", 'wanted to die', 'wish i (was|were|wasn\'t|weren\'t) [never] (dead|born|alive|here)', 'wish i (had never been born|was never born|were never born|wouldn\'t wake up|could die|could just die)', 'i should [just] (die|be dead)', 'rather be dead', 'rather die than live',
    '(kill|killing|kil|kiling|killed|end|ending|hang|hanging|shoot|shooting|drown|poison) (myself|my self|my life|my own life)', '(wanna|gonna|will|ill|to) kms', 'unalive myself', 'unalive', 'take my [own] life', 'taking my [own] life', 'off myself',
    'suicide', 'suicidal', 'sucide', 'suiside', 'suicde', 'sucidal', 'commit suicid*', 'self harm*', 'selfharm*', 'self injur*', '(harm|harming|hurt|hurting|injure) (myself|my self)',
    '(cut|cutting|slit|slitting|slice) (myself|my self|my wrist|my wrists|my veins)', '(want|wanna|going|gonna|will|could|might|planning) [to] overdose', 'overdose on [my|the] (pills|meds|medication)', 'take all [my|the] pills', 'took all [my|the] pills', 'swallow all [my|the] pills', '(jump|jumping) (off|from) (a|the|my) (bridge|roof|building|balcony|window)',
    'end (it|it all|this all|everything|my life) [now|tonight|for good|forever]', 'ending it all', 'end my suffering', 'no (reason|point|will|desire) (to|in|for) [keep|me] (live|living|life|go on|going on|exist|existing|being alive)', 'nothing (left) [to] live for', 'nothing to live for', 'life (is not|isn\'t|is no longer|not) worth [living|it]', 'not worth living', '(whats|what is|what) the point (of|in) [me] (living|life|being alive)', 'why (am i|should i) [even|still|be] [be] alive', 'tired of (living|life|being alive|existing)', '(sick|done|fed up) (of|with) (living|life|being alive)',
    '(better|best|easier) off (dead|without me)', 'better off if i (was|were) (dead|gone)', 'world (would be|is) better without me', '(they|everyone|everybody|family|kids|people) [would|will|is|are] [be] better (without me|off without me)', 'nobody would (miss me|care if i (died|die|was gone))', 'no one would (miss me|care if i (died|die))',
    '(want|wanna|wish|need) [to|i] [just|could|could just] (disappear|vanish) [forever|from this world]', 'want to disappear', 'goodbye forever', 'my (last message|suicide note)', 'suicide note', "can't take (this life|life) anymore",
  ],
  ar: [
    '(ما|مو|مش|لا|مب) (ابي|ابا|ابغي|اريد|بدي|عايزه|عايز|ودي|حابه|حاب|اقدر) [اني] (اعيش|اعييش|احيا|اصحي|اكون عايشه|اكمل حياتي)', '(مابي|مابغي|ماابي|مابا|مااريد|مبي|مابدي) (اعيش|احيا|اصحي|اكمل حياتي)', 'كرهت حياتي', 'كارهه حياتي', 'اكره حياتي', 'ما عاد ابي اعيش', 'ما عدت اريد (العيش|الحياه)', 'لا اريد (العيش|الحياه|البقاء)',
    '(ابي|ابا|ابغي|اريد|بدي|عايزه|عايز|ودي|نفسي|اتمني|ياليتني|ليتني|ياريت|حابه) [ان|اني] (اموت|اموات|انتحر|اختفي|الموت|اموتت)', '(اريد|اتمني|ابي|ابغي) الموت', '(ليتني|ياليتني|يا ليتني|ليت) (مت|اموت|ما انولدت|لم اولد|ما جيت)', 'خلني اموت', 'خليني اموت',
    'انتحار*', 'الانتحار', 'انتحر', 'انتحرت', 'بنتحر', 'ابنتحر', 'راح انتحر', 'سانتحر', 'هنتحر', 'افكر بالانتحار', 'افكر في الانتحار',
    '(اذي|اؤذي|اوذي|ااذي|اضر|بااذي|باذي|اجرح|اقطع|اقتل|بقتل|ساقتل|راح اقتل) (نفسي|روحي|عروقي|شراييني)', 'قتل نفسي', 'ايذاء (نفسي|النفس|الذات)', 'اذيه نفسي', '(انهي|بنهي|ننهي|سانهي|راح انهي) (حياتي|حياتي كلها|كل شي)', 'انهاء حياتي', 'اقفز من (السطح|البلكونه|الجسر|الشباك|النافذه)', 'ارمي (نفسي|روحي) من', 'اشنق نفسي',
    '(ما فيه|مافيه|ما في|مافي|ماكو|لا يوجد|مفيش|ما له|ماله|ليس هناك) (فايده|امل|سبب|معني|داعي) [من|في|ل] [اعيش|حياتي|العيش|الحياه|للعيش]', 'ما (فيه|في) فايده', 'مافيه فايده', 'مافي فايده', 'الحياه (ما لها معني|مالها معني|بلا معني|ما تسوي|ماتسوي)', 'حياتي (ما لها معني|مالها معني|بلا معني|ما تسوي|انتهت)', 'ليش (اعيش|عايشه|عايش)', 'لماذا اعيش',
    '(احسن|افضل|اريح) [لي|للكل|للجميع|لهم] [لو] (ما كنت|ماكنت|لم اكن|ما كنت) (موجوده|موجود|عايشه|عايش|حيه|مولوده)', '(احسن|افضل|اريح) لو (اموت|مت|اختفي|ما انولدت)', '(الكل|الناس|الدنيا|اهلي) (احسن|افضل|بيرتاحون|راح يرتاحون) (بدوني|من غيري|من دوني|بلاي)', 'احسن بدوني', 'افضل بدوني', 'الموت (احسن|ارحم|اريح|افضل)',
    '(تعبت|تعبانه|تعبان|مليت|زهقت|طفشت|سئمت|مليت) [خلاص|جدا|كثير] (من|مِن) (الحياه|حياتي|العيش|هالحياه|هالدنيا|الدنيا|عيشتي)', 'تعبت [من] [اني] اعيش', '(ما|مو|ماعاد|لم|ما عاد|لا) (اقدر|اقدرت|فيني|استطيع|فيه) [اني] (اكمل|استمر|اتحمل اكثر|اتحمل الحياه|اكمل حياتي|اعيش|الاستمرار)', 'ماقدر (اكمل|اعيش)', 'مااقدر (اكمل|اعيش)', 'ما عاد (فيني|اقدر) اكمل', 'لا استطيع (الاستمرار|العيش|ان اكمل)',
  ],
  arabizi: [
    '(mabi|mabgha|mabghi|mabga|ma abi|ma aby|ma abgha|ma abghi|ma abga|ma bade|ma badi|ma baddi|mish 3ayza|mish 3ayz|msh 3ayza|msh 3ayz|ma widi|la ureed|la oreed|ma areed) (a3ish|a3eesh|a3esh|aeesh|aish|3eesh|3ish|a7ya)', 'a3ish mabi',
    '(abi|aby|abgha|abghi|abga|badi|baddi|bidi|widi|3ayza|3ayz|ureed|oreed|areed|atmana|atmanna|nifsi|laytni|ya rait|yaret) [inni|eni] (amoot|amout|amut|mot|moot|amoout|a5tfi|akhtafi|anta7ir|anti7er|almoot|el moot)',
    'inti7ar*', 'enti7ar*', 'intihar*', 'antihar*', 'anta7ir', 'anti7er', 'anta7er', 'bant7ir', 'bante7er', 'hantahir', 'rah anti7er', 'ra7 anta7ir',
    '(ta3abt|t3bt|ta3bt|t3abt|ta3bana|ta3ban|malait|mallait|maleit|zha2t|zhegt|tafasht|6afasht) [5alas|khalas|wallah] (min|mn|men|m) [il|el|al] (il7ayat|el7ayat|al7ayat|7ayat|7ayati|el7aya|il7aya|al7aya|alhayat|ilhayat|elhayat|hayat|hayati|7ayaty|el7ayah|dunya|eldunya|el3eesha|3eeshti)', '(ta3abt|t3bt|ta3bt) [min|mn] [el|al|il] 7aya*',
    '(ma|mo|mu|mub|msh|mish|ma3ad|ma 3ad) (agdar|aqdar|a2dar|agder|fini|feeni|astatee3|2dar) [inni] (akmal|akmel|akamel|akammil|akamil|akammel|astmer|a3ish|a3eesh|atham*al)', 'magdar (akmal|akamel|a3ish|akammil)', 'ma3ad feeni',
    '(aqtil|agtil|aqtel|a2tel|a8til|aktil|baqtil|bagtil|aathi|a2thi|athi|azi|athee|a2zi|ajra7|agta3|aqta3) (nafsi|nfsi|nafsy|ro7i|rou7i|roohi)', '(anhi|anhee|banhi|bnhi) 7ayati', 'anhi hayati', '(mafi|ma fi|mafe|ma fee|mako|mafeesh|mafish) (fayda|faydeh|faida|faydah|amal|sabab) [a3ish|min|mn] [7ayati|el7ayat|il7ayat]', 'ma fi fayda', 'a7san law (amoot|ma kint mawjooda|ma kint mawjoud|ma kent mawjooda|mitt)', 'kariht 7ayati', 'karht 7ayati', 'akrah 7ayati',
  ],
};

/**
 * Everyday figures of speech that hold a crisis word and mean nothing of the kind. They are blanked before matching, so a
 * real phrase elsewhere in the same message is still found. "Want to die" without an object never stands here.
 */
export const CRISIS_EXCEPTIONS: Readonly<Record<CrisisLanguage, readonly string[]>> = {
  ru: [
    '(умираю|умру|умереть|помираю) [как|от|просто] [хочу|хочется|желания|желани*] [как] [хочу] _ (плать*|сумк*|туфл*|кроссовк*|юбк*|куртк*|пальто|джинс*|его|ее|их|эт*)', '(умереть|сдохнуть|умру|помру) [можно] (от|со) (смеха|смеху|скуки|жары|голода|любопытства|зависти|умиления|красоты|восторга)', '(хочу умереть|умереть хочу) от (смеха|восторга|красоты|умиления|жары|скуки)', '(умереть|умру|умираю|помру|сдохнуть) (за|ради) (эт*|так*|плать*|сумк*|туфл*|скидк*|нов*)', '(застрелиться|повеситься|удавиться) можно', '(можно|хоть) (застрелиться|повеситься) от (цен|этих|жары|скуки)', 'не (хочу|хочется) [больше] жить (с (мамой|родителями|соседк*|ним|ней)|в (общежитии|отеле|гостинице|старой квартире|этом районе|этом доме|этом городе|этой квартире)|без (этой|этого|этих|нее|него|них|кофе|шопинга))', '(умереть|сдохнуть) (не встать|какая красота|как красиво|какое плать*|можно)', 'прыгну (в|на) (такси|машину|метро|автобус|поезд|душ|бассейн|море|самолет|батут*|радост*|кровать)', 'прыгну от (счастья|радости|восторга)', 'с парашют* прыгну', 'прыгну с парашют*', 'жизнь без (шопинга|кофе|обуви|каблуков)',
  ],
  en: [
    "(die|dying|died|kill|killing) (for|to have|to get|to own|to buy|to wear|to see|to try) (this|that|these|those|a|an|the|it|them|some|your|one)", '(die|dying|died) (of|from|with) (laughter|laughing|boredom|heat|hunger|embarrassment|cuteness|curiosity|envy|jealousy|happiness|shame)', 'to die for', "(want to|wanna|could) die (laughing|of embarrassment|of laughter|it's so cute|its so cute|so cute)", 'suicide squad', 'suicide doors', 'want to disappear into (this|that|a|the|my) (coat|hoodie|sweater|blanket|scarf|bed|sofa)', 'end it all (with|in) (a|the|this) (look|outfit|bang)', '(cut|hurt) myself (shaving|on the|with the tag|on a|a slice|some|by accident|accidentally|while cooking|cooking|off)', "(doesn't|does not|don't|won't|didn't) (hurt|harm) (myself|my self)", 'kill it', 'killing it', 'dressed to kill', 'end it (here|there|with)', "don't want to live (without (this|that|these|those|it|my)|with (my|roommates|him|her|them)|in (a|this|that|the) (city|apartment|flat|house|hotel|area|neighbourhood|neighborhood|building|dorm))", 'tired of living (out of|with roommates|in (a|this|that|the) (city|apartment|flat|house|hotel|suitcase))', '(shoot|shot|shooting) myself in the foot', 'end everything (with|in)', 'on suicide watch for (shoes|sales)',
  ],
  ar: ['(اموت|بموت|ميته|ميت|متت) (في|علي|عليه|عليها|عليهم|ع) [ال|هال|هذا|هذي] _ (فستان|فساتين|شنطه|حذاء|الفستان|الشنطه|هالفستان|لون|اللون|تصميم|موديل|ستايل)', '(ابي|ابغي|اريد) اموت (من|م) (الضحك|الحر|الجوع|الملل|الزهق|الحلاوه|جماله|جمالها|حلاوته|حلاوتها)', '(اموت|بموت) من (الضحك|الحر|الجوع|الملل|البرد)', '(ما اقدر|ماقدر) اكمل (الطلب|الشراء|الدفع|التسجيل|القطعه|اللبس|الفستان|الاكل|الفيلم|الطلبيه)', '(ما فيه|مافي|ما في|مافيه) فايده (من|في) (الفستان|الشنطه|القماش|التخفيض|الكوبون|الكود|التطبيق|هالجاكيت|التخفيضات|البحث|الخصم)', 'تعبت من (البحث|الدوام|الشغل|التسوق|الفستان|الكعب)'],
  arabizi: ['(amoot|bamoot|amout) (3ala|3la|3al|fi|fe) _ (fustan|fostan|dress|shanta|bag|shoes)', '(abi amoot|amoot) min (el|il|al) (do7k|dahk|dhek|7ar|joo3)', '(ma agdar|magdar|ma aqdar) akmal (el|il|al) (order|talab|6alab|payment)'],
};

/** Answers are written in one of these. */
export function answerLanguageOf(language: CrisisLanguage): ReplyLanguage {
  return language === 'arabizi' ? 'ar' : language;
}
