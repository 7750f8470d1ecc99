import { all, any, no, not, unknown, yes, type Answer } from "./answer";
import { present } from "./predicates";
import { readOutputs, readResource, resourceOf, referencesOf, topOf, type ReadLog, type Reading } from "./reading";
import { shortType, typeOf, type Resource } from "./resource";
import type { RuleSettings } from "./rule-config";
import type { Companions, Kind, StackIndex } from "./stack-index";

/** What a relation may ask of the stack. Every reading it hands out is noted in the evaluation's log. */
export class StackView {
  constructor(
    readonly index: StackIndex,
    readonly settings: RuleSettings,
    private readonly log: ReadLog,
    /** Whether the run takes this stack for the account's baseline, where what exists once an account is made. */
    readonly isBaseline = false,
  ) {}

  all<T>(kind: Kind<T>): Reading<T>[] {
    return this.index.ofKind(kind).map((resource) => this.read<T>(resource));
  }

  /** One resource by its URN, where an earlier question found it. */
  at<T>(urn: string): Reading<T> | undefined {
    const resource = this.index.get(urn);
    return resource === undefined ? undefined : this.read<T>(resource);
  }

  /** Resources of `kind` whose `property` names the subject: by reference first, by value second. */
  partner<T>(subject: Reading<unknown>, kind: Kind<T>, property: keyof T & string): Partners<T> {
    const found = this.index.companions(resourceOf(subject), kind, property);
    return this.partners(found, `${shortType(kind.types[0] ?? "")}`, `${shortType(kind.types[0] ?? "")}.${property}`);
  }

  /** Resources of `kind` that this property names, e.g. the bucket of a trail: the other direction. */
  named<T>(property: Reading<unknown>, kind: Kind<T>): Partners<T> {
    const found = this.index.named(resourceOf(property), topOf(property), kind);
    return this.partners(found, topOf(property), topOf(property));
  }

  /** Whether the property was made from a resource of this kind. */
  refersTo(property: Reading<unknown>, kind: Kind<unknown>): boolean {
    return (referencesOf(property) ?? []).some((urn) => kind.types.includes(typeOf(urn)));
  }

  /** The same resource with what AWS filled in, for names and ARNs the program left to it. */
  outputs<T>(subject: Reading<T>): Reading<T> {
    return readOutputs<T>(resourceOf(subject), this.log);
  }

  private partners<T>(found: Companions, missing: string, open: string): Partners<T> {
    return new Partners(
      found.certain.map((resource) => this.read<T>(resource)),
      found.mayBeMore,
      missing,
      open,
    );
  }

  private read<T>(resource: Resource): Reading<T> {
    return readResource<T>(resource, this.log, `${shortType(resource.type)}.`);
  }
}

/** Companions of one resource: those that certainly name it, and whether others might. */
export class Partners<T> {
  constructor(
    readonly certain: readonly Reading<T>[],
    private readonly mayBeMore: boolean,
    /** What a `false` names when there is none. */
    private readonly missing: string,
    /** What an `unknown` names when it can't be told. */
    private readonly open: string,
  ) {}

  /** For companions of which there is one: it is there and holds. None: false. Not to be told: unknown. */
  satisfies(holds: (partner: Reading<T>) => Answer): Answer {
    if (this.certain.length > 0) return all(...this.certain.map(holds));
    return this.mayBeMore ? unknown(this.open) : no(this.missing);
  }

  /** For companions of which there may be many: one that holds is enough. */
  some(holds: (partner: Reading<T>) => Answer): Answer {
    const answers = this.certain.map(holds);
    if (this.mayBeMore) answers.push(unknown(this.open));
    return answers.length === 0 ? no(this.missing) : any(...answers);
  }

  /** None of them breaks it; true where there is none. One that might be a companion leaves it open only if it would break it. */
  every(holds: (partner: Reading<T>) => Answer): Answer {
    return all(...this.certain.map(holds), ...(this.mayBeMore ? [unknown(this.open)] : []));
  }

  exists(): Answer {
    if (this.certain.length > 0) return yes;
    return this.mayBeMore ? unknown(this.open) : no(this.missing);
  }

  absent(): Answer {
    return not(this.exists(), this.missing);
  }

  count(): number {
    return this.certain.length;
  }
}

/**
 * A setting that AWS keeps once a resource and that a program writes inline or as a resource of its own (a bucket's versioning, a queue's
 * policy). A resource of its own is applied last, so it decides where there is one.
 */
export function setting<T>(
  inline: Reading<unknown>,
  holdsInline: () => Answer,
  companions: Partners<T>,
  holds: (companion: Reading<T>) => Answer,
): Answer {
  if (companions.certain.length > 0 || present(inline).truth !== true) return companions.satisfies(holds);
  const there = companions.exists();
  return there.truth === "unknown" ? any(holdsInline(), there) : holdsInline();
}
