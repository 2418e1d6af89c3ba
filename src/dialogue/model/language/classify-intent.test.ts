import { describe, expect, test } from 'vitest';
import { classifyIntent } from './classify-intent.ts';

describe('classifyIntent', () => {
  test.each([
    ['Нужны белые кроссовки до 500 дирхам', 'quick_search'],
    ['white sneakers under $100', 'quick_search'],
    ['أبي فستان للسهرة، ميزانيتي 900 درهم', 'quick_search'],
    ['find me a black dress', 'quick_search'],
    ['abi fustan aswad', 'quick_search'],
    ['ищу джинсы', 'quick_search'],
    ['red heels size 38', 'quick_search'],
    ['где купить тренч?', 'quick_search'],
    ['وين ألقى عباية سوداء', 'quick_search'],
    ["what's new?", 'browse'],
    ['just looking', 'browse'],
    ['покажи что-нибудь интересное', 'browse'],
    ['что нового?', 'browse'],
    ['شو الجديد؟', 'browse'],
    ['show me something nice', 'browse'],
    ['просто смотрю', 'browse'],
    ['any ideas?', 'browse'],
    ['وريني شي حلو', 'browse'],
    ["I'm tired, but need something for the office tomorrow", 'task_with_mood'],
    ['устала, но надо что-то в офис завтра', 'task_with_mood'],
    ['what should I wear to a wedding?', 'task_with_mood'],
    ['что надеть на свидание?', 'task_with_mood'],
    ['شو ألبس للعرس بكرة؟', 'task_with_mood'],
    ["I'm so nervous, need an outfit for my interview", 'task_with_mood'],
    ['تعبانة بس محتاجة شي للدوام بكرة', 'task_with_mood'],
    ['help me pick an outfit for my date', 'task_with_mood'],
    ['ana mitwatra wayed bukra muqabala shu albis', 'task_with_mood'],
    ["I'm so sad today", 'emotional_share'],
    ['мне так грустно', 'emotional_share'],
    ['تعبانة وزعلانة اليوم', 'emotional_share'],
    ['we broke up yesterday', 'emotional_share'],
    ['всё бесит', 'emotional_share'],
    ['ana za3lana', 'emotional_share'],
    ['I look like a cow, I am fat', 'emotional_share'],
    ['I feel like crying', 'emotional_share'],
    ['поссорилась с мужем', 'emotional_share'],
    ['I had the worst day, I want to cry', 'emotional_share'],
    ['does this suit me?', 'opinion_request'],
    ['what do you think about this dress?', 'opinion_request'],
    ['как тебе это платье?', 'opinion_request'],
    ['мне идёт?', 'opinion_request'],
    ['شو رأيك بهالفستان؟', 'opinion_request'],
    ['which one is better, the red or the blue?', 'opinion_request'],
    ['стоит брать этот пиджак?', 'opinion_request'],
    ['shu rayich?', 'opinion_request'],
    ['should I buy these boots?', 'opinion_request'],
    ['is this dress too short?', 'opinion_request'],
    ['red or black?', 'opinion_request'],
    ['бежевый или чёрный?', 'opinion_request'],
    ['شرايك فيه؟', 'opinion_request'],
    ['hi', 'social_chat'],
    ['привет, как дела?', 'social_chat'],
    ['مرحبا', 'social_chat'],
    ['thanks, you are the best', 'social_chat'],
    ['спасибо!', 'social_chat'],
    ['شكراً', 'social_chat'],
    ['shlonich?', 'social_chat'],
    ['tell me a joke', 'social_chat'],
    ['кто ты?', 'social_chat'],
    ['What is my size?', 'social_chat'],
    ["I'm back!", 'return_after_break'],
    ['давно не виделись', 'return_after_break'],
    ['رجعت، اشتقت لك', 'return_after_break'],
    ['long time no see', 'return_after_break'],
  ])('%s -> %s', (text, expected) => {
    expect(classifyIntent({ text }).intent).toBe(expected);
  });

  test('a greeting after a pause is a return', () => {
    expect(classifyIntent({ text: "hi, what's up?", gapMs: 7 * 86_400_000 }).intent).toBe('return_after_break');
    expect(classifyIntent({ text: 'hi', gapMs: 60_000 }).intent).toBe('social_chat');
    expect(classifyIntent({ text: 'Нужны белые кроссовки', gapMs: 7 * 86_400_000 }).intent).toBe('quick_search');
  });

  test('the consultant is asked for clothes only', () => {
    expect(classifyIntent({ text: 'мне грустно' }).requiresConsultant).toBe(false);
    expect(classifyIntent({ text: 'привет' }).requiresConsultant).toBe(false);
    expect(classifyIntent({ text: 'как тебе это платье?' }).requiresConsultant).toBe(true);
    expect(classifyIntent({ text: 'I need a casual look for the weekend, up to 700 AED' }).requiresConsultant).toBe(
      true,
    );
    expect(classifyIntent({ text: 'the second one, but cheaper', isReplyToArtefact: true })).toMatchObject({
      intent: 'quick_search',
      requiresConsultant: true,
    });
  });

  test('a photo asks for recognition', () => {
    expect(classifyIntent({ text: 'where is this from?', hasPhoto: true })).toMatchObject({
      intent: 'quick_search',
      requiresRecognition: true,
    });
  });

  test('nothing to go by is a tie', () => {
    expect(classifyIntent({ text: 'xyz' })).toMatchObject({ intent: 'social_chat', isTie: true });
  });
});
