import { wordMatcher } from './language/word-matcher.ts';
import { phrases } from './phrase-list.ts';

/**
 * How people react to an answer, in English, Russian, Arabic and Arabizi. All languages are tried on every message; the
 * texts given to these functions are normalised (`normalizeText`).
 */

const STRONG_YES = wordMatcher(
  phrases(
    "i take it; i'll take it; i'll take this; i want it; i want this one; this one please; sold; love it",
    "i love this; let's take it; let's do it; buying it; беру; берем; возьму; хочу это; хочу его; хочу ее",
    'обожаю; то что надо; этот подходит; это подходит; идеально подходит; влюбилась; влюбился; آخذه',
    'آخذها; باخذه; باخذها; ابغاه; ابيه; ابيها; عجبني; عجبتني; حبيته; حبيتها; abeeh; abih; bakhtho',
    '3ajabni; 7abbeto',
  ),
);
const WEAK_YES = wordMatcher(
  phrases(
    'yes; yep; yeah; sure; ok; okay; good idea; great idea; sounds good; agreed; i agree; you are right',
    "you're right; show me; show more; go ahead; why not; perfect; да; ага; угу; ок; окей; давай; давайте",
    'хорошо; конечно; согласна; согласен; ты права; ты прав; хорошая идея; отличная идея; покажи',
    'почему бы и нет; супер; نعم; ايوه; تمام; طيب; اوكي; فكره حلوه; معك حق; صح; وريني; اكيد; na3am',
    'aywa; tamam; tayeb; akeed; wareeni',
  ),
);
const NO = wordMatcher(
  phrases(
    "no; nope; not this; not for me; don't want; do not want; don't need; not interested; don't like",
    'hate it; skip it; нет; неа; не хочу; не надо; не нужно; не мое; не нравится; не интересно',
    'не подходит; отстань; не согласна; не согласен; لا; لأ; ما ابي; مابي; ما ابغى; ما احب; مو حلو',
    'ما عجبني; ما عجبتني; ما اتفق; la2; mabi; ma abi; ma a7eb; mo 7elo',
  ),
);
const LAUGHTER = wordMatcher(
  phrases("lol; lmao; rofl; ржу; ору; смешно; funny; that's hilarious; hilarious; يضحك; ضحكتني; ضحكتيني", 'd7aktni'),
);
const LAUGHTER_SOUND =
  /(?<![\p{L}\p{M}\p{N}])(?:(?:ha){2,}h?|(?:he){2,}|(?:ха){2,}х?|(?:аха)+(?:ха)*|(?:хи){2,}|ه{3,}|(?:ها){2,}ه?)(?![\p{L}\p{M}\p{N}])|[\u{1F602}\u{1F923}\u{1F606}\u{1F639}]/u;
const NOT_FUNNY = wordMatcher(
  phrases(
    "not funny; isn't funny; wasn't funny; unfunny; bad joke; stupid joke; не смешно; несмешно",
    'глупая шутка; плохая шутка; не до шуток; مو مضحك; مش مضحك; ما يضحك; نكته بايخه; بايخه; mo mod7ek',
    'baykha',
  ),
);
const THANKS = wordMatcher(
  phrases(
    'thanks; thank you; thx; спасибо; благодарю; приятно; شكرا; مشكور; مشكوره; تسلم; تسلمين; shukran',
    "mashkoor; that means a lot; you are sweet; you're sweet; so sweet; how sweet; мило; ты лучшая",
    'ты прелесть; حبيبتي',
  ),
);
const DEFLECTION = wordMatcher(
  phrases(
    "don't want to talk about it; let us not talk; let's not talk; change the subject; never mind",
    "nevermind; drop it; leave it; let's move on; не хочу об этом; не хочу говорить; давай не будем",
    'давай о другом; сменим тему; проехали; забудь; неважно; забей; ما ابي اتكلم; ما ابغى اتكلم; خلينا من',
    'غيري الموضوع; غير الموضوع; خلاص انسي; ma abi atkalam; 5allina men',
  ),
);
const WANTS_OPINION = wordMatcher(
  phrases(
    'what do you really think; tell me honestly; be honest with me; your real opinion; just tell me which',
    'which one would you; pick one for me; скажи честно; скажи прямо; а честно',
    'что ты на самом деле думаешь; выбери за меня; что бы ты выбрала; что бы ты выбрал; قولي بصراحه',
    'قول بصراحه; رايك الحقيقي; اختاري لي; اختار لي; e5tari li',
  ),
);
const NO_PRAISE = wordMatcher(
  phrases(
    "stop flattering; don't flatter; stop complimenting; no compliments; too much praise; не льсти",
    'хватит комплиментов; без комплиментов; хватит хвалить; не хвали; не надо комплиментов; لا تجاملين',
    'لا تجامل; بدون مجامله; la tjamel; la tjamleen; bedoon mojamala',
  ),
);
const NO_RUSH = wordMatcher(
  phrases(
    "don't rush me; do not rush me; stop rushing; no rush; don't push; stop pushing; не торопи; не дави",
    'не подгоняй; хватит торопить; не спеши; لا تستعجلني; لا تستعجليني; بدون استعجال; لا تضغطين; لا تضغط',
    'la testa3jel; la tesat3jlni',
  ),
);
const NO_CULTURE = wordMatcher(
  phrases(
    "stereotype*; not because i am; not because i'm; what does my country; has nothing to do with my",
    'стереотип*; при чем тут моя страна; при чем здесь моя страна; не надо про мою страну; صور نمطيه',
    'وش دخل بلدي; شو دخل بلدي; wesh da5al baladi',
  ),
);
const SLANG = wordMatcher(
  phrases(
    'gonna; wanna; gotta; kinda; sorta; dunno; lemme; gimme; bro; bruh; dude; sis; omg; lol; lmao; tbh',
    'ngl; btw; yep; nope; прикольно; круто; крутяк; капец; блин; ваще; щас; норм; чо; че; лан; пон; оч',
    'кайф; жесть; офигенно; имба; кринж; платьишко; платьице; туфельки; сумочка; сумочку; юбочка; юбочку',
    'кофточка; кофточку; ботиночки; шапочка; шапочку; спасибки; приветик; يختي; يا بنت; والله; يعني',
    'wallah; yalla; ya3ni; habibti; 7abibti; khalas',
  ),
);

/** The user takes what was offered; a refusal in the same message beats a mere "yes". */
export function isAcceptance(text: string): boolean {
  return !isNegatedYes(text) && (STRONG_YES.test(text) || (WEAK_YES.test(text) && !NO.test(text)));
}

/** The user refuses what was offered. */
export function isRefusal(text: string): boolean {
  return isNegatedYes(text) || (NO.test(text) && !STRONG_YES.test(text));
}

const NEGATED_YES = wordMatcher(
  phrases(
    'not ok; not okay; not sure; not perfect; не беру; не возьму; не хорошо; не очень; مو تمام; مش تمام',
    'not great',
  ),
);

function isNegatedYes(text: string): boolean {
  return NEGATED_YES.test(text);
}

/** Written laughter. */
export function isLaughter(text: string): boolean {
  return !NOT_FUNNY.test(text) && (LAUGHTER.test(text) || LAUGHTER_SOUND.test(text));
}

/** "Not funny". */
export const isNotFunny = (text: string): boolean => NOT_FUNNY.test(text);
/** Thanks, or being touched. */
export const isThanks = (text: string): boolean => THANKS.test(text);
/** The user does not want to go deeper. */
export const isDeflection = (text: string): boolean => DEFLECTION.test(text);
/** The user wants a clear opinion. */
export const wantsClearOpinion = (text: string): boolean => WANTS_OPINION.test(text);
/** The user does not want praise. */
export const dismissesPraise = (text: string): boolean => NO_PRAISE.test(text);
/** The user does not want to be hurried. */
export const dismissesUrgency = (text: string): boolean => NO_RUSH.test(text);
/** The user minds being spoken to by origin. */
export const dismissesCulture = (text: string): boolean => NO_CULTURE.test(text);
/** How many slang words and diminutives a message holds. */
export const countSlang = (text: string): number => SLANG.find(text).length;
