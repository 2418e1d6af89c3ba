import { normalizeText } from '#dialogue/model/language/normalize-text';

const alternatives = (words: string): string =>
  words
    .split(' ')
    .map((word) => normalizeText(word).text.replaceAll('_', ' ').replaceAll('.', '\\.'))
    .join('|');

/** Units of time as regular expression sources over normalised text. */
export const TIME_UNITS = {
  day: alternatives('days day дней дня день дн يوم ايام yom youm ayam ayyam'),
  week: alternatives('weeks week недель недели неделю неделя نедел اسبوع اسابيع usboo3 osboo3 esboo3 asabee3'),
  month: alternatives('months month месяцев месяца месяц شهر شهور اشهر shahr shaher ashhur shhoor'),
  year: alternatives('years year лет года год سنه سنين سنوات sana'),
} as const;

/** Arabic duals: the number is inside the word. */
export const DUAL_UNITS: readonly (readonly [string, keyof typeof TIME_UNITS])[] = [
  [alternatives('يومين yomain yomen youmain'), 'day'],
  [alternatives('اسبوعين usboo3ain osboo3en esboo3ain'), 'week'],
  [alternatives('شهرين shahrain shahren'), 'month'],
  [alternatives('سنتين'), 'year'],
];

/** "in", "through", "within". */
export const AFTER_WORDS = alternatives('in within after через спустя بعد خلال ba3d b3d ba3ad 5ilal khilal');

/** Weekdays from Sunday; Arabic needs its article or يوم before ("الجمعة"). */
export const WEEKDAYS: readonly string[] = [
  'sunday воскресенье воскресенья الاحد يوم_الاحد al2ahad el_2ahad il_2ahad al_2ahad ala7ad',
  'monday понедельник понедельника الاثنين الاتنين يوم_الاثنين alithnain el_ithnain il_ithnain al_ithnain',
  'tuesday вторник вторника الثلاثاء الثلاثا يوم_الثلاثاء althulatha el_thulatha il_thulatha al_thulatha althalatha',
  'wednesday среду среда среды الاربعاء الاربعا يوم_الاربعاء alarbi3a el_arbi3a il_arbi3a al_arbi3a alarba3a',
  'thursday четверг четверга الخميس يوم_الخميس alkhamees el_khamees il_khamees al_khamees al5amees il5amees',
  'friday пятницу пятница пятницы الجمعه يوم_الجمعه aljum3a el_jum3a il_jum3a al_jum3a eljum3a il-jum3a aljom3a',
  'saturday субботу суббота субботы السبت يوم_السبت alsabt el_sabt il_sabt al_sabt essabt',
].map((words) => alternatives(words));

/** Months from January. English "may", "march" and "mar" need a preposition or a day; the resolver asks for it. */
export const MONTHS: readonly string[] = [
  'january jan январь января январе январю يناير كانون_الثاني',
  'february feb февраль февраля феврале فبراير شباط',
  'march mar март марта марте مارس اذار',
  'april apr апрель апреля апреле ابريل نيسان',
  'may май мая мае مايو ايار',
  'june jun июнь июня июне يونيو حزيران',
  'july jul июль июля июле يوليو تموز',
  'august aug август августа августе اغسطس',
  'september sep sept сентябрь сентября сентябре سبتمبر ايلول',
  'october oct октябрь октября октябре اكتوبر تشرين_الاول',
  'november nov ноябрь ноября ноябре نوفمبر تشرين_الثاني',
  'december dec декабрь декабря декабре ديسمبر كانون_الاول',
].map((words) => alternatives(words));

/** Names of months in keys: "vacation_july". */
export const MONTH_KEYS: readonly string[] = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** "next" before or behind a weekday, week or month. */
export const NEXT_WORDS = alternatives(
  'next следующий следующую следующей следующем следующее القادم القادمه الجاي الجايه الياي اليايه المقبل المقبله il-jay eljay eljaya aljay aljaya',
);
/** "this", "the coming". */
export const THIS_WORDS = alternatives('this coming upcoming этот эту этой этом ближайший ближайшую هذا هذي هالـ');
