import { CONTROL_CHARACTER } from "./control-characters";
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
  private readonly asked = new Set<string>();
  private readonly refused = new Map<string, string>();

  constructor(
    private readonly raw: string,
    private readonly separators: Separators,
  ) {
    this.components = raw.split(separators.component);
  }

  get isNull(): boolean {
    return this.raw === NULL;
  }

  /** A component's text, or that of one of its parts, each from 1; undefined for one that is empty or null. */
  get(component: number, part = 1): string | undefined {
    const parts = this.partsOf(component);
    const raw = parts[part - 1];
    if (raw === undefined || raw === "" || raw === NULL) return undefined;
    this.asked.add(parts.length === 1 ? `${component}` : `${component}.${part}`);
    const text = unescaped(raw, this.separators).trim();
    // Characters that no text of FHIR has; an escape sequence may have brought them in.
    if (CONTROL_CHARACTER.test(text)) return this.refuse(component, "control-character");
    return text === "" ? undefined : text;
  }

  /** The whole repetition as text, whatever separators stand in it. */
  whole(): string | undefined {
    if (this.raw === "" || this.isNull) return undefined;
    for (const at of this.components.keys()) {
      const parts = this.partsOf(at + 1);
      for (const part of parts.keys()) this.asked.add(parts.length === 1 ? `${at + 1}` : `${at + 1}.${part + 1}`);
    }
    const text = unescaped(this.raw, this.separators);
    return CONTROL_CHARACTER.test(text) ? this.refuse(1, "control-character") : text;
  }

  /** Gives a component back that could not be used, with a code of the reason. */
  refuse(component: number, why: string): undefined {
    const parts = this.partsOf(component);
    this.refused.set(parts.length === 1 ? `${component}` : `${component}.1`, why);
    return undefined;
  }

  unread(): Unread[] {
    const all = this.components.flatMap((_, at) => {
      const parts = this.partsOf(at + 1);
      return parts.flatMap((part, index) =>
        part === "" ? [] : [parts.length === 1 ? `${at + 1}` : `${at + 1}.${index + 1}`],
      );
    });
    return all.flatMap((where) => {
      const why = this.refused.get(where);
      if (why !== undefined) return [{ where: all.length === 1 && where === "1" ? "" : where, why }];
      return this.asked.has(where) ? [] : [{ where: all.length === 1 && where === "1" ? "" : where }];
    });
  }

  private partsOf(component: number): readonly string[] {
    const raw = this.components[component - 1];
    if (raw === undefined) return [];
    return raw.includes(this.separators.subcomponent) ? raw.split(this.separators.subcomponent) : [raw];
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
    const values =
      raw === ""
        ? []
        : (raw.includes(repetition) ? raw.split(repetition) : [raw])
            .filter((part) => part !== "")
            .map((part) => new Value(part, this.separators));
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
    for (const [field, raw] of this.fields.entries()) {
      if (field === 0 || raw === "" || raw === NULL) continue;
      const values = this.taken.get(field);
      const here =
        values === undefined
          ? [{ where: `${this.name}-${field}` }]
          : values.flatMap((value) =>
              value.isNull
                ? []
                : value.unread().map(({ where, why }) => ({
                    where: `${this.name}-${field}${where === "" ? "" : `.${where}`}`,
                    ...(why !== undefined && { why }),
                  })),
            );
      for (const one of here) left.set(one.where, one);
    }
    return [...left.values()];
  }
}

/** Readers of all segments, in their order. */
export const readersOf = ({ segments, separators }: Message): SegmentReader[] =>
  segments.map((segment) => new SegmentReader(segment, separators));
