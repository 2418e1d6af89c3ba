import type { EmbeddingType } from './api-schemas.ts';

/** A vector in the form that was asked for. Binary forms have an eighth as many numbers, one bit a dimension. */
export function encodeVector(vector: readonly number[], type: EmbeddingType): readonly number[] | string {
  switch (type) {
    case 'float':
      return vector;
    case 'int8':
      return vector.map((value) => Math.max(-128, Math.min(127, Math.round(value * 127))));
    case 'uint8':
      return vector.map((value) => Math.max(0, Math.min(255, Math.round(value * 127) + 128)));
    case 'ubinary':
      return toBytes(vector);
    case 'binary':
      return toBytes(vector).map((byte) => byte - 128);
    case 'base64':
      return Buffer.from(Float32Array.from(vector).buffer).toString('base64');
  }
}

function toBytes(vector: readonly number[]): readonly number[] {
  return Array.from({ length: vector.length / 8 }, (_, byte) =>
    vector.slice(byte * 8, byte * 8 + 8).reduce((bits, value) => bits * 2 + (value > 0 ? 1 : 0), 0),
  );
}

/** A vector of another length: cut or filled up with zeros, and of unit length again. */
export function resizeVector(vector: readonly number[], dimension: number): readonly number[] {
  const resized = Array.from({ length: dimension }, (_, at) => vector[at] ?? 0);
  const length = Math.hypot(...resized) || 1;
  return resized.map((value) => value / length);
}
