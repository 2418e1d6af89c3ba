/** Words of a concept by language; Russian in the case that the sentence wants. */
type Words = readonly [en: string, ru: string, ar: string];

/** Garments as one looks for them: plural, Russian accusative. */
const GARMENTS: Readonly<Record<string, Words>> = {
  top_wear: ['tops', 'верх', 'بلايز'],
  top: ['tops', 'топы', 'توبات'],
  t_shirt: ['t-shirts', 'футболки', 'تيشيرتات'],
  polo: ['polo shirts', 'поло', 'قمصان بولو'],
  shirt: ['shirts', 'рубашки', 'قمصان'],
  blouse: ['blouses', 'блузки', 'بلوزات'],
  sweater: ['sweaters', 'свитеры', 'كنزات'],
  cardigan: ['cardigans', 'кардиганы', 'كارديجان'],
  hoodie: ['hoodies', 'худи', 'هوديات'],
  bottom_wear: ['something for the lower half', 'низ', 'بناطيل'],
  pants: ['trousers', 'брюки', 'بناطيل'],
  jeans: ['jeans', 'джинсы', 'جينزات'],
  shorts: ['shorts', 'шорты', 'شورتات'],
  skirt: ['skirts', 'юбки', 'تنانير'],
  leggings: ['leggings', 'леггинсы', 'ليقنز'],
  dress: ['dresses', 'платья', 'فساتين'],
  jumpsuit: ['jumpsuits', 'комбинезоны', 'أفرولات'],
  suit: ['suits', 'костюмы', 'بدلات'],
  abaya: ['abayas', 'абайи', 'عبايات'],
  kaftan: ['kaftans', 'кафтаны', 'قفاطين'],
  kandura: ['kanduras', 'кандуры', 'كنادير'],
  swimwear: ['swimwear', 'купальники', 'مايوهات'],
  outerwear: ['something to put over', 'верхнюю одежду', 'جاكيتات'],
  jacket: ['jackets', 'куртки', 'جاكيتات'],
  blazer: ['blazers', 'жакеты', 'بليزرات'],
  coat: ['coats', 'пальто', 'معاطف'],
  trench: ['trench coats', 'тренчи', 'ترنشات'],
  shoes: ['shoes', 'обувь', 'أحذية'],
  sneakers: ['sneakers', 'кроссовки', 'سنيكرز'],
  heels: ['heels', 'туфли на каблуке', 'كعب'],
  sandals: ['sandals', 'сандалии', 'صنادل'],
  boots: ['boots', 'ботинки', 'بوتات'],
  loafers: ['loafers', 'лоферы', 'لوفرات'],
  flats: ['flats', 'балетки', 'فلات'],
  bag: ['bags', 'сумки', 'شنط'],
  hat: ['hats', 'шляпы', 'قبعات'],
  scarf: ['scarves', 'шарфы', 'أوشحة'],
};

/** What is kept away: Russian genitive, after `without`. */
const BANNED: Readonly<Record<string, Words>> = {
  leather: ['leather', 'кожи', 'جلد'],
  faux_leather: ['faux leather', 'экокожи', 'جلد صناعي'],
  suede: ['suede', 'замши', 'شمواه'],
  wool: ['wool', 'шерсти', 'صوف'],
  cashmere: ['cashmere', 'кашемира', 'كشمير'],
  mohair: ['mohair', 'мохера', 'موهير'],
  angora: ['angora', 'ангоры', 'أنغورا'],
  fur: ['fur', 'меха', 'فرو'],
  faux_fur: ['faux fur', 'искусственного меха', 'فرو صناعي'],
  feathers: ['feathers', 'перьев', 'ريش'],
  down: ['down', 'пуха', 'ريش حشو'],
  cotton: ['cotton', 'хлопка', 'قطن'],
  linen: ['linen', 'льна', 'كتان'],
  silk: ['silk', 'шёлка', 'حرير'],
  satin: ['satin', 'атласа', 'ساتان'],
  velvet: ['velvet', 'бархата', 'مخمل'],
  denim: ['denim', 'денима', 'دنيم'],
  lace: ['lace', 'кружева', 'دانتيل'],
  polyester: ['polyester', 'полиэстера', 'بوليستر'],
  nylon: ['nylon', 'нейлона', 'نايلون'],
  viscose: ['viscose', 'вискозы', 'فسكوز'],
  acrylic: ['acrylic', 'акрила', 'أكريليك'],
  elastane: ['elastane', 'эластана', 'ليكرا'],
  synthetics: ['synthetics', 'синтетики', 'أقمشة صناعية'],
  synthetic: ['synthetics', 'синтетики', 'أقمشة صناعية'],
  latex: ['latex', 'латекса', 'لاتكس'],
  nickel: ['nickel', 'никеля', 'نيكل'],
  open_shoulders: ['open shoulders', 'открытых плеч', 'أكتاف مكشوفة'],
  high_heels: ['high heels', 'высоких каблуков', 'كعب عالي'],
  heels: ['heels', 'каблуков', 'كعب'],
  mini: ['minis', 'мини', 'قصير'],
  cleavage: ['a deep neckline', 'глубокого выреза', 'صدر مكشوف'],
  skirt: ['skirts', 'юбок', 'تنانير'],
  dress: ['dresses', 'платьев', 'فساتين'],
  jeans: ['jeans', 'джинсов', 'جينز'],
  shorts: ['shorts', 'шорт', 'شورتات'],
};

/** Colours: Russian prepositional, as in `в белом цвете`; Arabic with its article, after `اللون`. */
const COLOURS: Readonly<Record<string, Words>> = {
  black: ['black', 'чёрном', 'الأسود'],
  white: ['white', 'белом', 'الأبيض'],
  cream: ['cream', 'кремовом', 'الكريمي'],
  grey: ['grey', 'сером', 'الرمادي'],
  beige: ['beige', 'бежевом', 'البيج'],
  brown: ['brown', 'коричневом', 'البني'],
  camel: ['camel', 'песочно-коричневом', 'الجملي'],
  red: ['red', 'красном', 'الأحمر'],
  burgundy: ['burgundy', 'бордовом', 'العنابي'],
  pink: ['pink', 'розовом', 'الوردي'],
  coral: ['coral', 'коралловом', 'المرجاني'],
  orange: ['orange', 'оранжевом', 'البرتقالي'],
  yellow: ['yellow', 'жёлтом', 'الأصفر'],
  green: ['green', 'зелёном', 'الأخضر'],
  mint: ['mint', 'мятном', 'النعناعي'],
  olive: ['olive', 'оливковом', 'الزيتي'],
  blue: ['blue', 'синем', 'الأزرق'],
  light_blue: ['light blue', 'голубом', 'السماوي'],
  navy: ['navy', 'тёмно-синем', 'الكحلي'],
  turquoise: ['turquoise', 'бирюзовом', 'التركواز'],
  purple: ['purple', 'фиолетовом', 'البنفسجي'],
  lilac: ['lilac', 'сиреневом', 'الليلكي'],
  gold: ['gold', 'золотом', 'الذهبي'],
  silver: ['silver', 'серебристом', 'الفضي'],
};

/** Where it is worn, as an adverbial: `for the weekend`, `на выходные`. What is sad or painful is left out. */
const OCCASIONS: Readonly<Record<string, Words>> = {
  evening: ['for the evening', 'на вечер', 'للسهرة'],
  dinner: ['for dinner', 'на ужин', 'للعشاء'],
  office: ['for the office', 'для офиса', 'للدوام'],
  date: ['for a date', 'на свидание', 'للموعد'],
  weekend: ['for the weekend', 'на выходные', 'للويكند'],
  beach: ['for the beach', 'на пляж', 'للبحر'],
  sport: ['for training', 'на тренировку', 'للتمرين'],
  everyday: ['for every day', 'на каждый день', 'لكل يوم'],
  brunch: ['for brunch', 'на бранч', 'للبرانش'],
  school: ['for campus', 'на учёбу', 'للجامعة'],
  mall: ['for a day at the mall', 'для прогулки по моллу', 'للمول'],
  eid: ['for Eid', 'на Ид', 'للعيد'],
  ramadan: ['for Ramadan evenings', 'для вечеров Рамадана', 'لليالي رمضان'],
  concert: ['for the concert', 'на концерт', 'للحفلة'],
  club: ['for a night out', 'для ночи в городе', 'للسهرة'],
  home: ['for home', 'для дома', 'للبيت'],
  wedding: ['for the wedding', 'на свадьбу', 'للعرس'],
  engagement: ['for the engagement', 'на помолвку', 'للخطوبة'],
  birthday: ['for the birthday', 'на день рождения', 'لعيد الميلاد'],
  anniversary: ['for the anniversary', 'на годовщину', 'للذكرى السنوية'],
  graduation: ['for the graduation', 'на выпускной', 'للتخرج'],
  vacation: ['for the holiday', 'в отпуск', 'للإجازة'],
  trip: ['for the trip', 'в поездку', 'للسفر'],
  presentation: ['for the presentation', 'на презентацию', 'للعرض'],
  conference: ['for the conference', 'на конференцию', 'للمؤتمر'],
  interview: ['for the interview', 'на собеседование', 'للمقابلة'],
  party: ['for the party', 'на вечеринку', 'للحفلة'],
};

/** Place of a language in the tables. */
export type WordColumn = 0 | 1 | 2;

/** The words of one language: undefined for a concept that is not in the tables. */
export function conceptWords(
  column: WordColumn,
): Record<'garment' | 'banned' | 'colour' | 'occasion', (concept: string) => string | undefined> {
  const reader =
    (table: Readonly<Record<string, Words>>) =>
    (concept: string): string | undefined =>
      Object.hasOwn(table, concept) ? table[concept]?.[column] : undefined;
  return { garment: reader(GARMENTS), banned: reader(BANNED), colour: reader(COLOURS), occasion: reader(OCCASIONS) };
}
