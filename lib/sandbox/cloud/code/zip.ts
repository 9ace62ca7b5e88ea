import { crc32, inflateRawSync } from 'node:zlib';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Nothing in a package of ours is larger unpacked; a bomb is. */
const MOST_BYTES = 50 * 2 ** 20;

/**
 * The bytes of one file of a zip, undefined when it has none of that name.
 *
 * @throws RangeError when it is no zip, or one that is not whole
 */
export function readFromZip(zip: Buffer, name: string): Buffer | undefined {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || zip.readUInt32LE(end) !== END) throw new RangeError('It has no end of a central directory.');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== CENTRAL) throw new RangeError('Its central directory is broken.');
    const nameLength = zip.readUInt16LE(at + 28);
    if (zip.toString('utf8', at + 46, at + 46 + nameLength) === name) return contentOf(zip, at);
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return undefined;
}

function contentOf(zip: Buffer, entry: number): Buffer {
  const local = zip.readUInt32LE(entry + 42);
  if (zip.readUInt32LE(local) !== LOCAL) throw new RangeError('A file in it is broken.');
  const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(from, from + zip.readUInt32LE(entry + 20));
  const isStored = zip.readUInt16LE(entry + 10) === 0;
  return isStored ? packed : inflateRawSync(packed, { maxOutputLength: MOST_BYTES });
}

/** A zip that holds one file, not compressed. The same content gives the same bytes. */
export function zipOf(name: string, content: string): Buffer {
  const bytes = Buffer.from(content);
  const title = Buffer.from(name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  // The first of January 1980, so that no clock is in the hash.
  common.writeUInt16LE(33, 8);
  common.writeUInt32LE(crc32(bytes), 10);
  common.writeUInt32LE(bytes.length, 14);
  common.writeUInt32LE(bytes.length, 18);
  common.writeUInt16LE(title.length, 22);
  const local = Buffer.concat([number32(LOCAL), common, title, bytes]);
  const central = Buffer.concat([number32(CENTRAL), Buffer.from([20, 0]), common, Buffer.alloc(14), title]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, number32(END), end]);
}

function number32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
