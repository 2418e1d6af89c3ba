import { conceptsOf } from './concept.ts';

/** Brands of the pilot and others people name. Ids are the canonical slugs of catalog.md C-04. */
export const BRANDS = conceptsOf('brand', [
  ['zara', 'zara, зара, зару, заре, зары, زارا, زاره'],
  ['bershka', 'bershka, бершка, бершку, бершке, бершки, بيرشكا, برشكا'],
  ['pullandbear', 'pull-and-bear, pull&bear, pull-bear, pullandbear, пулл-энд-бир, пул-энд-бир, بول اند بير'],
  ['stradivarius', 'stradivarius, страдивариус~, страдивариус, ستراديفاريوس'],
  ['massimodutti', 'massimo-dutti, massimodutti, масимо-дутти, массимо-дутти, ماسيمو دوتي'],
  ['oysho', 'oysho, ойшо, اويشو'],
  ['mango', 'mango, манго, مانجو'],
  ['hm', 'h&m, hm, h-and-m, эйч-энд-эм, اتش اند ام'],
  ['nike', 'nike, найк, найки, نايك, نايكي'],
  ['adidas', 'adidas, адидас~, адидас, اديداس'],
  ['puma', 'puma, пума, пуму, بوما'],
  ['uniqlo', 'uniqlo, юникло, يونيكلو'],
  ['shein', 'shein, шейн, шеин, شي ان, شيان'],
  ['gucci', 'gucci, гуччи, قوتشي, غوتشي'],
  ['md', 'md'],
]);
