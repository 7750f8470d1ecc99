import { bucketName, nameFor } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import type { Severity } from "./severity";

/** A thing that its kind and the last part of its name tell. */
type Named<Kind extends string> = Kind extends string ? { readonly kind: Kind; readonly role: string } : never;

/** What a component made and CloudWatch has figures of; `requests` is a bucket whose requests S3 counts. */
export type Watched =
  | Named<"function" | "machine" | "queue" | "rule" | "stream" | "database" | "audit">
  | (Named<"alarm"> & { readonly severity: Severity })
  /** `name`: a full name that a team chose. */
  | (Named<"bucket" | "requests"> & { readonly name?: string })
  | (Named<"api"> & { readonly stage: string })
  | (Named<"service"> & { readonly cluster: string })
  | FiguresOfProgram;

/** What the stack's own functions count, by the exact names and dimensions that they write. */
export interface FiguresOfProgram {
  readonly kind: "figures";
  /** What they are about: shown as a title. */
  readonly role: string;
  readonly namespace: string;
  readonly dimensions: (place: Pick<Place, "environment">) => Readonly<Record<string, string>>;
  /** Counts, each under its name. */
  readonly counts: readonly string[];
  /** What alarms with stated thresholds are made of. */
  readonly rates?: {
    /** Ended well, in quarantine, and failed; the last two are shares of the first two's sum. */
    readonly processed: string;
    readonly quarantined: string;
    readonly failed: string;
    /** Milliseconds. */
    readonly latency: string;
  };
  /** A risk in [0, 1]. */
  readonly score?: string;
  /** Per cent of what complies. */
  readonly compliance?: string;
}

export type WatchedKind = Watched["kind"];
export type WatchedOf<K extends WatchedKind> = Extract<Watched, { kind: K }> & { readonly workload: string };

/**
 * Takes note of what a stack makes while it makes it, so that dashboards and alarms name what is there and nothing else. One a
 * region: a metric can be seen only where it is.
 */
export class Watch {
  private readonly seen: (Watched & { readonly workload: string })[] = [];

  note(workload: string, thing: Watched): void {
    this.seen.push({ ...thing, workload });
  }

  /** All of a kind, in the order in which they were made. */
  of<K extends WatchedKind>(kind: K): readonly WatchedOf<K>[] {
    return this.seen.filter((thing) => thing.kind === kind) as unknown as WatchedOf<K>[];
  }
}

/** Notes a thing under the workload of its tags, where the site takes notes. */
export function watch(site: Pick<Site, "watch" | "tagKeys">, tags: Tags, thing: Watched): void {
  site.watch?.note(tags[site.tagKeys.workload] ?? "", thing);
}

/** Its name in AWS. */
export function watchedName(place: Place, thing: Watched): string {
  const { kind, role } = thing;
  switch (kind) {
    case "machine":
      return nameFor(place, "stateMachine", role);
    case "bucket":
    case "requests":
      return thing.name ?? bucketName(place, role);
    case "service":
      return nameFor(place, "other", role);
    case "audit":
    case "figures":
      return role;
    default:
      return nameFor(place, kind, role);
  }
}
