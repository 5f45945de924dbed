import { NOISE_WA_HEADER } from '@whiskeysockets/baileys';

/** A frame is its length in three bytes and its body. */
export function frame(body: Uint8Array): Buffer {
  const head = Buffer.alloc(3);
  head.writeUIntBE(body.length, 0, 3);
  return Buffer.concat([head, body]);
}

/** Cuts a stream of bytes into frames. The header at its beginning is checked, a routing preamble before it kept. */
export class FrameReader {
  private rest: Buffer = Buffer.alloc(0);
  private headerSeen = false;
  routingInfo: Buffer | undefined;

  push(chunk: Buffer): Buffer[] {
    this.rest = this.rest.length ? Buffer.concat([this.rest, chunk]) : chunk;
    const frames: Buffer[] = [];
    if (!this.headerSeen && !this.takeHeader()) return frames;
    while (this.rest.length >= 3) {
      const end = 3 + this.rest.readUIntBE(0, 3);
      if (this.rest.length < end) break;
      frames.push(this.rest.subarray(3, end));
      this.rest = this.rest.subarray(end);
    }
    return frames;
  }

  private takeHeader(): boolean {
    if (this.rest.length < 4) return false;
    if (this.rest.subarray(0, 2).toString() === 'ED' && !this.takeRouting()) return false;
    const header = this.rest.subarray(0, 4);
    if (!header.equals(NOISE_WA_HEADER)) throw new Error(`unexpected header ${header.toString('hex')}`);
    this.rest = this.rest.subarray(4);
    this.headerSeen = true;
    return true;
  }

  /** 'E' 'D' 0 1, a length in three bytes, the routing, and only then the header. */
  private takeRouting(): boolean {
    if (this.rest.length < 7) return false;
    const end = 7 + this.rest.readUIntBE(4, 3);
    if (this.rest.length < end + 4) return false;
    this.routingInfo = Buffer.from(this.rest.subarray(7, end));
    this.rest = this.rest.subarray(end);
    return true;
  }
}
