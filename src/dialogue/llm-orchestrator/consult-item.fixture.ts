import type { ConsultItem } from '#ports/stylist';

/** A thing that the stylist recommends, for tests. */
export function consultItem(changes: Partial<ConsultItem> = {}): ConsultItem {
  return {
    productId: '01a20600-0000-7000-8000-000000000001',
    sku: 'HAL-1',
    name: 'Wrap Dress',
    brand: 'Halcyra',
    category: 'dress',
    colour: 'blue',
    silhouette: null,
    fabric: 'cotton',
    concepts: ['dress', 'blue', 'cotton'],
    price: 399,
    currency: 'AED',
    imageUrl: '/objects/1.jpg',
    sizesInStock: ['S', 'M', 'L'],
    sizeOffered: 'M',
    store: {
      storeId: '3101',
      name: 'Halcyra',
      mallId: 'marsa-gallery',
      mallName: 'Marsa Gallery',
      floor: 'Level 2',
      unit: 'L2-14',
      directions: null,
    },
    stockCheckedAt: null,
    reason: null,
    lookId: null,
    ...changes,
  };
}
