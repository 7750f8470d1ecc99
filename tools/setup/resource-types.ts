/**
 * Counts of resources as lines, one a service with the most first: `s3 12: Bucket 4, BucketVersioning 4, ...`.
 * @param types counts by type token, e.g. `aws:s3/bucket:Bucket`.
 */
export function typeLines(types: Readonly<Record<string, number>>): string[] {
  const services = new Map<string, [string, number][]>();
  for (const [type, count] of Object.entries(types)) {
    const [service, name] = serviceAndName(type);
    services.set(service, [...(services.get(service) ?? []), [name, count]]);
  }
  const total = (counts: readonly [string, number][]): number => counts.reduce((sum, [, count]) => sum + count, 0);
  return [...services]
    .sort(([nameA, a], [nameB, b]) => total(b) - total(a) || compare(nameA, nameB))
    .map(([service, counts]) => {
      const byCount = counts.sort(([nameA, a], [nameB, b]) => b - a || compare(nameA, nameB));
      return `${service} ${total(counts)}: ${byCount.map(([name, count]) => `${name} ${count}`).join(", ")}`;
    });
}

/** `aws:s3/bucket:Bucket` gives s3 and Bucket; a component `phiguard:storage:StoreBucket` phiguard:storage and StoreBucket. */
function serviceAndName(type: string): [string, string] {
  const [provider = "", module = "", name = ""] = type.split(":");
  const service = module.split("/")[0] as string;
  return [provider === "aws" ? service : `${provider}:${service}`, name];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
