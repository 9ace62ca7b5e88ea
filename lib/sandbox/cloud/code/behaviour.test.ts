import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { behaviourOf, draw, packageOf } from '#lib/sandbox/cloud/code/behaviour';
import { readFromZip, zipOf } from '#lib/sandbox/cloud/code/zip';
import { Random } from '#lib/sandbox/cloud/frame/random';

/** The zip of one file, with its content compressed as other programs write it. */
function deflated(name: string, content: string): Buffer {
  const stored = zipOf(name, content);
  const packed = deflateRawSync(content);
  const head = Buffer.from(stored.subarray(0, 30 + name.length));
  const tail = Buffer.from(stored.subarray(30 + name.length + Buffer.byteLength(content)));
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(packed.length, 18);
  tail.writeUInt16LE(8, 10);
  tail.writeUInt32LE(packed.length, 20);
  tail.writeUInt32LE(head.length + packed.length, tail.length - 6);
  return Buffer.concat([head, packed, tail]);
}

describe('a zip', () => {
  it('gives back what was put in, stored or compressed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z.]{1,20}$/), fc.string({ unit: 'grapheme' }), (name, content) => {
        expect(readFromZip(zipOf(name, content), name)?.toString()).toBe(content);
        expect(readFromZip(deflated(name, content), name)?.toString()).toBe(content);
        expect(readFromZip(zipOf(name, content), `${name}x`)).toBeUndefined();
      }),
    );
  });

  it('is refused when it is none, or cut off', () => {
    const zip = zipOf('a', 'content');
    expect(() => readFromZip(Buffer.from('no zip'), 'a')).toThrow(RangeError);
    expect(() => readFromZip(zip.subarray(10), 'a')).toThrow(RangeError);
  });
});

describe('a behaviour', () => {
  const over = (behaviour: Parameters<typeof packageOf>[0], calls = 4000) => {
    const random = new Random('behaviour');
    const described = behaviourOf(packageOf(behaviour));
    return Array.from({ length: calls }, () => draw(described, 30, random));
  };

  it('takes the time that it says', () => {
    const durations = over({ medianMs: 100, p95Ms: 300 })
      .map(({ durationMs }) => durationMs)
      .sort((a, b) => a - b);
    expect(durations[2000]).toBeGreaterThan(90);
    expect(durations[2000]).toBeLessThan(110);
    expect(durations[3800]).toBeGreaterThan(260);
    expect(durations[3800]).toBeLessThan(340);
  });

  it('fails as often as it says', () => {
    expect(over({ errorRate: 0 }).filter(({ failure }) => failure)).toHaveLength(0);
    const failed = over({ errorRate: 0.1 }).filter(({ failure }) => failure).length;
    expect(failed).toBeGreaterThan(310);
    expect(failed).toBeLessThan(490);
  });

  it('is sound when nothing is said, and never runs when it is said wrongly', () => {
    expect(behaviourOf(zipOf('index.js', 'exports'))).toMatchObject({ errorRate: 0 });
    for (const text of ['{', '{"errorRate": 2}', '{"unknown": 1}']) {
      expect(behaviourOf(zipOf('behaviour.json', text))).toMatchObject({
        errorRate: 1,
        errorType: 'Runtime.UserCodeSyntaxError',
      });
    }
  });
});
