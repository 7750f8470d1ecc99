/** Whether the IPv4 range, in CIDR notation, holds all of the other. What is no such range holds nothing. */
export function rangeCovers(outer: string, inner: string): boolean {
  const [a, b] = [parsed(outer), parsed(inner)];
  if (a === undefined || b === undefined || a.bits > b.bits) return false;
  return (a.address ^ b.address) >>> (32 - a.bits) === 0;
}

interface Range {
  /** The address as a number of 32 bits. */
  readonly address: number;
  /** Leading bits that all addresses of the range share, in [1, 32]. */
  readonly bits: number;
}

function parsed(range: string): Range | undefined {
  const numbers = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/([1-9]\d?)$/.exec(range)?.slice(1).map(Number);
  if (numbers === undefined) return undefined;
  const bits = numbers.pop() as number;
  return { address: numbers.reduce((address, octet) => (address << 8) | octet, 0), bits };
}
