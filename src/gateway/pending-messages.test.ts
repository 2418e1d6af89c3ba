import { describe, expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { newId } from '#kernel/id';
import { createMemoryCache } from '#providers/memory-cache/memory-cache';
import { PendingMessages } from './pending-messages.ts';
import type { PendingMessage } from './pending-messages.ts';

const userId = newId();
const entry = (requestId: string, text: string, messageId = newId()): PendingMessage => ({
  requestId,
  acceptedAtMs: 1,
  message: {
    message_id: messageId,
    text,
    input_type: 'text',
    explicit_reply_to: null,
    sent_at: '2026-11-23T12:00:00.000Z',
  },
});
const open = () => new PendingMessages(createMemoryCache({ clock: fixedClock('2026-11-23T12:00:00.000Z') }));
const told = async (pending: PendingMessages, user = userId) =>
  (await pending.list(user)).map(({ requestId, message }) => `${requestId}: ${message.text}`);

describe('the messages that wait for an answer', () => {
  test('are kept in order, each user apart', async () => {
    const pending = open();
    await pending.add(userId, entry('r1', 'one'));
    await pending.add(userId, entry('r2', 'two'));
    expect(await told(pending)).toEqual(['r1: one', 'r2: two']);
    expect(await told(pending, newId())).toEqual([]);
  });

  test('are taken over by the newest request, and settled with it', async () => {
    const pending = open();
    await pending.add(userId, entry('r1', 'one'));
    await pending.add(userId, entry('r2', 'two'));
    await pending.adopt(userId, new Set(['r1', 'r2']), 'r3');
    await pending.add(userId, entry('r3', 'three'));
    expect(await told(pending)).toEqual(['r3: one', 'r3: two', 'r3: three']);
    await pending.settle(userId, 'r1');
    expect(await told(pending)).toHaveLength(3);
    await pending.settle(userId, 'r3');
    expect(await told(pending)).toEqual([]);
  });

  test('a message that comes twice is there once', async () => {
    const pending = open();
    const id = newId();
    await pending.add(userId, entry('r1', 'one', id));
    await pending.add(userId, entry('r1', 'one', id));
    expect(await told(pending)).toEqual(['r1: one']);
  });
});
