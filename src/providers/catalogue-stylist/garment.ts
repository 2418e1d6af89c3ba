/** What part of a look a garment is. */
export type Slot = 'top' | 'bottom' | 'dress' | 'outer' | 'shoes' | 'accessory';

const SLOTS: Readonly<Record<Slot, string>> = {
  top: 'top_wear top t_shirt longsleeve polo undershirt shirt blouse crop_top bodysuit corset',
  bottom: 'bottom_wear pants jeans shorts leggings skirt',
  dress: 'dress jumpsuit abaya kaftan kandura',
  outer: 'outerwear jacket blazer coat trench parka down_jacket fur_coat vest cardigan hoodie sweater turtleneck',
  shoes: 'shoes sneakers heels boots sandals flats loafers flip_flops',
  accessory:
    'accessory hat scarf hijab belt gloves tie sunglasses watch jewellery earrings necklace bracelet ring bag backpack',
};

const SLOT_OF: ReadonlyMap<string, Slot> = new Map(
  (Object.keys(SLOTS) as Slot[]).flatMap((slot) => SLOTS[slot].split(' ').map((garment) => [garment, slot] as const)),
);

/** The part of a look that a garment concept fills; undefined for what belongs to no look. */
export function slotOf(garment: string | null): Slot | undefined {
  return garment === null ? undefined : SLOT_OF.get(garment);
}

const NARROWER: Readonly<Record<string, string>> = {
  top_wear: `${SLOTS.top} sweater cardigan hoodie turtleneck vest`,
  top: 'top crop_top',
  bottom_wear: SLOTS.bottom,
  outerwear: 'outerwear jacket blazer coat trench parka down_jacket fur_coat',
  shoes: SLOTS.shoes,
  bag: 'bag backpack',
  accessory: SLOTS.accessory,
  jewellery: 'jewellery earrings necklace bracelet ring',
};

/** A garment concept with all narrower ones: `shoes` with `sneakers`, `heels` and so on. */
export function garmentWithin(garment: string): readonly string[] {
  return NARROWER[garment]?.split(' ') ?? [garment];
}

/** A concept id as it is said: `t_shirt` becomes `T-shirt`, `light_blue` becomes `light blue`. */
export function wordsOf(concept: string): string {
  return concept === 't_shirt' ? 'T-shirt' : concept.replaceAll('_', ' ');
}
