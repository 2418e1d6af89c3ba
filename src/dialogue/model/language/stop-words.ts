import { normalizeText } from './normalize-text.ts';

const LISTS: readonly string[] = [
  "the and for are was were with that this these those have has had not but you your they them their there here what when where who whom which why how did does doing done can could would should will shall may might must been being from into onto about after before again over under than then too very just also some any all each both more most other such own same out off our his her him she its let get got one two really please want like need know think said say tell told ask asked make made did go went gone going come came i'm don't it's that's what's can't i've i'd i'll didn't doesn't isn't wasn't thing things something anything",
  'это как так что чтобы для при или если когда где кто чего него нее них мне меня мной тебе тебя тобой себя себе мой моя мое мои моего моей твой твоя наш ваш его она оно они был была было были быть есть нет уже еще ещё очень можно нужно надо только даже вот там тут здесь тогда потом этот эта эти того тот той тем все всё всех весь вся такой такая такие какой какая какие хочу хочется могу может будет буду под над без про через после перед который которая которые ведь лишь просто тоже также свой своя ты вы мы он но да ну то же бы ли не ни за из от до на по во со об',
  'في من على الى عن مع هذا هذه هذي ذلك تلك التي الذي اللي الي انا انت انتي هو هي هم نحن احنا كان كانت يكون ما لا لم لن قد كل بعض غير بين عند عندي لي لك له لها او ام ثم بس لكن اذا لو هل شو شنو وش ايش ليش كيف متى وين اين ابي ابغى اريد بعد قبل مره كثير وايد شي شيء يعني كذا جدا ايضا فقط حتى',
  'ana enta inti howa hiya hada hatha hathi fi min men ila 3ala 3an ma3 bas wala aw iza law shu shno wesh leesh kaif mata wain abi abgha shay kil yaani ya3ni',
];

/** Words too frequent to search by, in English, Russian, Arabic and Arabizi; normalised. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  LISTS.flatMap((list) => list.split(' ')).map((word) => normalizeText(word).text),
);
