import { CONTROL_CHARACTER, plainSpaces } from "../text/characters";
import { unescaped } from "./escapes";
import type { Message, Segment } from "./message";
import type { Separators } from "./separators";

/** A part of a message that nobody took up: `PID-5.9`, and why where a reader gave it back. */
export interface Unread {
  readonly where: string;
  readonly why?: string;
}

/** HL7's way to say that a value has to go, where an empty field says nothing (HL7 v2.5.1, 2.5.3). */
const NULL = '""';

/** One repetition of a field. It knows which of its parts were asked for, so that what is left can be told. */
export class Value {
  private readonly components: readonly string[];
  /** A bit a component that was asked for as a whole; no type of HL7 has more than 23. */
  private askedWhole = 0;
  /** Parts of components that were asked for, `component * 100 + part`. */
  private askedParts: Set<number> | undefined;
  private refused: Map<number, string> | undefined;

  constructor(
    private readonly raw: string,
    private readonly separators: Separators,
  ) {
    this.components = raw.includes(separators.component) ? raw.split(separators.component) : [raw];
  }

  get isNull(): boolean {
    return this.raw === NULL;
  }

  /** A component's text, or that of one of its parts, each from 1; undefined for one that is empty or null. */
  get(component: number, part = 1): string | undefined {
    const whole = this.components[component - 1];
    if (whole === undefined || whole === "") return undefined;
    const parted = whole.includes(this.separators.subcomponent);
    if (!parted && part > 1) return undefined;
    const raw = parted ? whole.split(this.separators.subcomponent)[part - 1] : whole;
    if (raw === undefined || raw === "" || raw === NULL) return undefined;
    if (parted) (this.askedParts ??= new Set()).add(component * 100 + part);
    else this.askedWhole |= 1 << component;
    const plain = !raw.includes(this.separators.escape);
    const text = plainSpaces(plain ? raw : unescaped(raw, this.separators)).trim();
    // Characters that no text of FHIR has; only an escape sequence can have brought them in.
    if (!plain && CONTROL_CHARACTER.test(text)) return this.refuse(component, "control-character");
    return text === "" ? undefined : text;
  }

  /** The whole repetition as text, whatever separators stand in it. */
  whole(): string | undefined {
    if (this.raw === "" || this.isNull) return undefined;
    this.askedWhole = -1;
    const text = plainSpaces(unescaped(this.raw, this.separators));
    return CONTROL_CHARACTER.test(text) ? this.refuse(1, "control-character") : text;
  }

  /** Gives a component back that could not be used, with a code of the reason. */
  refuse(component: number, why: string): undefined {
    (this.refused ??= new Map<number, string>()).set(component, why);
    return undefined;
  }

  unread(): Unread[] {
    const left: Unread[] = [];
    const alone = this.components.length === 1;
    for (const [at, component] of this.components.entries()) {
      if (component === "" || component === NULL) continue;
      const number = at + 1;
      const why = this.refused?.get(number);
      if (why !== undefined) left.push({ where: alone ? "" : `${number}`, why });
      else if (this.askedWhole === -1 || (this.askedWhole & (1 << number)) !== 0) continue;
      else if (!component.includes(this.separators.subcomponent)) left.push({ where: alone ? "" : `${number}` });
      else {
        for (const [index, part] of component.split(this.separators.subcomponent).entries()) {
          const asked = this.askedParts?.has(number * 100 + index + 1) === true;
          if (part !== "" && part !== NULL && !asked) left.push({ where: `${number}.${index + 1}` });
        }
      }
    }
    return left;
  }
}

/** Reads a segment's fields and remembers which. */
export class SegmentReader {
  readonly name: string;
  readonly place: number;
  private readonly fields: readonly string[];
  private readonly taken = new Map<number, readonly Value[]>();

  constructor(
    { name, place, fields }: Segment,
    private readonly separators: Separators,
  ) {
    this.name = name;
    this.place = place;
    this.fields = fields;
  }

  /** The repetitions of a field that say something; none where the field is empty. */
  values(field: number): readonly Value[] {
    const before = this.taken.get(field);
    if (before !== undefined) return before;
    const raw = this.fields[field] ?? "";
    const { repetition } = this.separators;
    const parts = raw.includes(repetition) ? raw.split(repetition) : [raw];
    const values = parts.filter((part) => part !== "").map((part) => new Value(part, this.separators));
    this.taken.set(field, values);
    return values;
  }

  /** A component of a field's first repetition. */
  text(field: number, component = 1): string | undefined {
    return this.values(field)[0]?.get(component);
  }

  /** Whether the field says that its value has to go. */
  isNull(field: number): boolean {
    return this.fields[field] === NULL;
  }

  isEmpty(field: number): boolean {
    return (this.fields[field] ?? "") === "";
  }

  /** What is in the segment and was not taken up, by its field and component. */
  unread(): Unread[] {
    const left = new Map<string, Unread>();
    for (let field = 1; field < this.fields.length; field += 1) {
      const raw = this.fields[field];
      if (raw === "" || raw === NULL) continue;
      const values = this.taken.get(field);
      const name = `${this.name}-${field}`;
      if (values === undefined) left.set(name, { where: name });
      for (const value of values ?? []) {
        if (value.isNull) continue;
        for (const { where, why } of value.unread()) {
          const at = where === "" ? name : `${name}.${where}`;
          left.set(at, { where: at, ...(why !== undefined && { why }) });
        }
      }
    }
    return [...left.values()];
  }
}

/** Readers of all segments, in their order. */
export const readersOf = ({ segments, separators }: Message): SegmentReader[] =>
  segments.map((segment) => new SegmentReader(segment, separators));
