/** What is wrong on a line of a file: a code, and the field where it is one's; never a value. */
export interface LineFault {
  /** From 1. */
  readonly line: number;
  readonly field?: string;
  readonly reason: string;
}

/** Records of a file that are as they have to be, those that are not, and what is wrong with the first of them. */
export interface Lines {
  readonly accepted: number;
  readonly refused: number;
  /** At most `MOST_FAULTS`. */
  readonly faults: readonly LineFault[];
}

export const MOST_FAULTS = 100;

/** Counts lines as they are read. */
export class LineCount {
  #accepted = 0;
  #refused = 0;
  readonly #faults: LineFault[] = [];

  accept(): void {
    this.#accepted += 1;
  }

  refuse(fault: LineFault): void {
    this.#refused += 1;
    this.note(fault);
  }

  /** A fault of the whole file, such as of its header. */
  note(fault: LineFault): void {
    if (this.#faults.length < MOST_FAULTS) this.#faults.push(fault);
  }

  get lines(): Lines {
    return { accepted: this.#accepted, refused: this.#refused, faults: [...this.#faults] };
  }
}
