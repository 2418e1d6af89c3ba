import type { FeelingName } from '../feelings.ts';

/** Emoji by feeling and strength; the same in every language. */
export const EMOJI_FEELINGS: readonly (readonly [feeling: FeelingName, strength: number, emoji: string])[] = [
  ['delight', 0.9, '😍 🥰 🤩 ❤ ♥ 💕 💖 💗 💓 💞 💘 😻 🔥 🥹 💯 💙 💜 💚 🧡 💛 🤍 🖤 😘'],
  ['excitement', 0.9, '🎉 🥳 🎊 🙌 💃 🕺 🚀'],
  ['praise', 0.8, '👏 ✨ 👌 💎 👑 🌟 ⭐ 💅'],
  ['liking', 0.9, '😊 🙂 👍 😀 😃 😄 😁 ☺ 😌 😎 🤗 😇 😉 🌸 🌹 🫶 💐 😋 😏'],
  ['humor', 0.9, '😂 🤣 😆 😅 😹 😜 😝 😛'],
  ['gratitude', 0.8, '🙏'],
  ['sadness', 0.9, '😢 😔 😞 🥺 😥 😓 ☹ 🙁 😿 😟 😕'],
  ['grief', 0.9, '😭 💔'],
  ['anger', 0.9, '😡 😠 🤬 👿 💢 😾'],
  ['annoyance', 0.8, '😤 🙄 😒 😑 🤦 😩 😫'],
  ['hate', 0.7, '🤮 🤢 👎 💩'],
  ['anxiety', 0.9, '😰 😨 😬 😖 😣 🫣 😧'],
  ['panic', 0.9, '😱'],
  ['fatigue', 0.9, '😴 🥱 😪 🥵 🫠 😮‍💨'],
  ['apathy', 0.7, '😐 😶 🤷'],
  ['uncertainty', 0.7, '🤔 🧐 😵'],
  ['haste', 0.5, '⏰ ⏳ 🏃 ⌛ 🆘 🚨'],
  ['surprise', 0.8, '😮 😲 🤯 😯'],
];

/** Emoji that turn praise into its opposite. */
export const IRONIC_EMOJI = '🙄 😒 🙃 🤡 🤦 😑 🫠';
