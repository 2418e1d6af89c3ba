const RUSSIAN =
  'skirt юбка, dress платье, shirt рубашка, pants брюки, blazer пиджак, jacket куртка, coat пальто, top топ, shorts шорты, sweater свитер, blouse блузка, jeans джинсы, burgundy бордовый, navy тёмно-синий, beige бежевый, white белый, black чёрный, red красный, blue синий, green зелёный, pink розовый, grey серый, gray серый, brown коричневый, midi миди, mini мини, maxi макси, relaxed свободный, cotton хлопок, linen лён, silk шёлк, wool шерсть, leather кожа, denim деним, cashmere кашемир, casual кэжуал, evening вечерний, weekend на выходные, light blue голубой, light_blue голубой, t-shirt футболка, t_shirt футболка, hoodie худи, cardigan кардиган, sneakers кроссовки, shoes обувь, boots ботинки, heels каблуки, sandals босоножки, bag сумка, hat шапка, scarf шарф, belt ремень, suit костюм, abaya абайя, jumpsuit комбинезон, yellow жёлтый, orange оранжевый, purple фиолетовый, cream кремовый, camel кэмел, khaki хаки, olive оливковый, gold золотой, silver серебряный, polyester полиэстер, viscose вискоза, satin атлас, velvet бархат, lace кружево, suede замша, oversized оверсайз, slim приталенный, wedding свадьба, dinner ужин, office офис, work работа, beach пляж, party вечеринка, formal формальный, elegant элегантный, sporty спортивный, classic классический';
const ARABIC =
  'skirt تنورة, dress فستان, shirt قميص, pants بنطلون, blazer بليزر, jacket جاكيت, coat معطف, top توب, shorts شورت, sweater سويتر, blouse بلوزة, jeans جينز, t-shirt تيشيرت, t_shirt تيشيرت, hoodie هودي, cardigan كارديغان, sneakers سنيكرز, shoes حذاء, boots بوت, heels كعب, sandals صندل, bag شنطة, hat قبعة, scarf شال, belt حزام, suit بدلة, abaya عباية, jumpsuit أفرول, burgundy عنابي, navy كحلي, beige بيج, white أبيض, black أسود, red أحمر, blue أزرق, light blue سماوي, light_blue سماوي, green أخضر, pink وردي, grey رمادي, gray رمادي, brown بني, yellow أصفر, orange برتقالي, purple بنفسجي, cream كريمي, camel جملي, khaki كاكي, olive زيتي, gold ذهبي, silver فضي, midi ميدي, mini ميني, maxi ماكسي, cotton قطن, linen كتان, silk حرير, wool صوف, leather جلد, denim دنيم, cashmere كشمير, satin ساتان, velvet مخمل, lace دانتيل, suede شمواه, casual كاجوال, evening سهرة, weekend ويكند, wedding عرس, dinner عشاء, office دوام, work دوام, beach بحر, party حفلة, formal رسمي, elegant أنيق, sporty رياضي, classic كلاسيك';

function tableOf(list: string): ReadonlyMap<string, string> {
  return new Map(
    list.split(', ').map((pair): [string, string] => {
      const at = /\s[^\x00-\x7F]/u.exec(pair)?.index ?? pair.length;
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

/** English attribute -> Russian token of the description (seed list of knowledge.md 12.5, extended). */
export const RUSSIAN_TOKENS: ReadonlyMap<string, string> = tableOf(RUSSIAN);
/** English attribute -> Arabic token of the description. @see knowledge.md O-69 */
export const ARABIC_TOKENS: ReadonlyMap<string, string> = tableOf(ARABIC);

/** Translates values: the whole value first, then word by word; unknown ones are skipped. @see knowledge.md O-117 */
export function translateTokens(values: readonly string[], table: ReadonlyMap<string, string>): readonly string[] {
  const words = values.flatMap((value) => {
    const whole = table.get(value);
    return whole === undefined ? value.split(/[\s_]+/u).flatMap((word) => table.get(word) ?? []) : [whole];
  });
  return [...new Set(words)];
}
