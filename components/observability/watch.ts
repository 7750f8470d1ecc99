import { bucketName, nameFor } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import type { Severity } from "./severity";

/** What a component made and CloudWatch has figures of. */
export type Watched =
  | {
      readonly kind: "function" | "machine" | "queue" | "rule" | "stream" | "database" | "audit";
      /** Last part of its name. */
      readonly role: string;
    }
  | { readonly kind: "alarm"; readonly role: string; readonly severity: Severity }
  | {
      readonly kind: "bucket";
      readonly role: string;
      /** A full name that a team chose. */
      readonly name?: string;
    }
  | { readonly kind: "service"; readonly role: string; readonly cluster: string };

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
      return thing.name ?? bucketName(place, role);
    case "service":
      return nameFor(place, "other", role);
    case "audit":
      return role;
    default:
      return nameFor(place, kind, role);
  }
}
