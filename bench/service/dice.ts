/** Dice that fall the same way each time, so that two runs measure the same service. */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = seed;
  }

  /** From 0 up to, not including, 1. (mulberry32) */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  below(most: number): number {
    return Math.floor(this.next() * most);
  }

  chance(of: number): boolean {
    return this.next() < of;
  }

  /** One of them, the first ones far more often, as projects are of different sizes. */
  early<One>(all: readonly One[]): One {
    return all[Math.floor(all.length * this.next() ** 2)]!;
  }

  uuid(): string {
    const hex = () => Math.floor(this.next() * 0x100000000).toString(16).padStart(8, '0');
    const [a, b, c, d] = [hex(), hex(), hex(), hex()];
    return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-8${c.slice(1, 4)}-${c.slice(4)}${d}`;
  }
}
