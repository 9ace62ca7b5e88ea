import { crc32 } from 'node:zlib';

/** A zip with one file in it, stored as it is (PKWARE APPNOTE 4.3): a package that AWS Lambda would take. */
export function zipOf(name: string, text: string): Buffer {
  const file = Buffer.from(name);
  const data = Buffer.from(text);
  const entry = Buffer.alloc(26);
  entry.writeUInt16LE(20, 0);
  // 1 January 1980, the first day that a zip knows.
  entry.writeUInt16LE(0x21, 8);
  entry.writeUInt32LE(crc32(data), 10);
  entry.writeUInt32LE(data.length, 14);
  entry.writeUInt32LE(data.length, 18);
  entry.writeUInt16LE(file.length, 22);
  const local = Buffer.concat([signature(0x04034b50), entry, file, data]);
  const central = Buffer.concat([signature(0x02014b50), Buffer.from([20, 0]), entry, Buffer.alloc(14), file]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, signature(0x06054b50), end]);
}

function signature(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}
