/** Where a garment sits in a look. */
export type Slot = 'top' | 'bottom' | 'dress' | 'over' | 'feet' | 'finish';

const SLOTS: Readonly<Record<Slot, string>> = {
  top: 'top_wear top t_shirt longsleeve polo undershirt shirt blouse crop_top bodysuit corset turtleneck',
  bottom: 'bottom_wear pants jeans shorts leggings skirt',
  dress: 'dress jumpsuit abaya kaftan kandura suit',
  over: 'outerwear jacket blazer coat trench parka down_jacket fur_coat vest cardigan hoodie sweater',
  feet: 'shoes sneakers heels boots sandals flats loafers flip_flops',
  finish:
    'accessory hat scarf hijab belt gloves tie sunglasses watch jewellery earrings necklace bracelet ring bag backpack',
};

const SLOT_OF: ReadonlyMap<string, Slot> = new Map(
  (Object.keys(SLOTS) as Slot[]).flatMap((slot) => SLOTS[slot].split(' ').map((garment) => [garment, slot] as const)),
);

/** The part of a look that a garment concept takes; what is not known finishes it. */
export function slotOf(garment: string): Slot {
  return SLOT_OF.get(garment) ?? 'finish';
}
