const FORM = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

/** A range of IPv4 addresses of 2^(32 - mask), aligned to its size. Addresses are whole numbers in [0, 2^32). */
export class Ipv4Block {
  private constructor(
    readonly first: number,
    readonly mask: number,
  ) {}

  /** The block of this size that holds the address. */
  static around(address: number, mask: number): Ipv4Block {
    if (!Number.isInteger(mask) || mask < 0 || mask > 32) {
      throw new RangeError(`a CIDR mask must be a whole number in [0, 32]; got ${mask}`);
    }
    const size = 2 ** (32 - mask);
    return new Ipv4Block(Math.floor(address / size) * size, mask);
  }

  /** Reads `10.0.0.0/16`; host bits are dropped. */
  static parse(text: string): Ipv4Block {
    const parts = FORM.exec(text)?.slice(1).map(Number);
    if (parts === undefined || parts.slice(0, 4).some((part) => part > 255) || (parts[4] as number) > 32) {
      throw new RangeError(`"${text}" is not an IPv4 CIDR block such as 10.0.0.0/16`);
    }
    const [a = 0, b = 0, c = 0, d = 0, mask = 0] = parts;
    return Ipv4Block.around(((a * 256 + b) * 256 + c) * 256 + d, mask);
  }

  get size(): number {
    return 2 ** (32 - this.mask);
  }

  get last(): number {
    return this.first + this.size - 1;
  }

  /** The next block of another size that starts behind this one. */
  next(mask: number = this.mask): Ipv4Block {
    const behind = Ipv4Block.around(this.last, mask);
    return new Ipv4Block(behind.last + 1, mask);
  }

  overlaps(other: Ipv4Block): boolean {
    return this.first <= other.last && other.first <= this.last;
  }

  toString(): string {
    const parts = [24, 16, 8, 0].map((shift) => Math.floor(this.first / 2 ** shift) % 256);
    return `${parts.join(".")}/${this.mask}`;
  }
}

/** Bits that number `count` things. */
export function bitsFor(count: number): number {
  return count <= 1 ? 0 : Math.ceil(Math.log2(count));
}
