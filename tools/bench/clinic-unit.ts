import type { ProviderView, Resource } from "../../policies/resource";
import { UNKNOWN, type PropertyObject } from "../../policies/value";

const PROVIDER: ProviderView = {
  urn: "urn:pulumi:bench::clinic::pulumi:providers:aws::aws",
  type: "pulumi:providers:aws",
  name: "aws",
  properties: {
    region: "us-east-1",
    defaultTags: JSON.stringify({ tags: { "phiguard:owner": "platform", "phiguard:environment": "bench" } }),
  },
};

const STACK = "urn:pulumi:bench::clinic::pulumi:pulumi:Stack::clinic-bench";
const COMPONENT = "phiguard:storage:StoreBucket";

/** Input property to the URNs that its value is made from. */
export type References = Readonly<Record<string, readonly string[]>>;

/** The resources of one unit, below a component of their own. */
export class Unit {
  private readonly made: Resource[] = [];
  private readonly component: string;

  constructor(readonly number: number) {
    this.component = `urn:pulumi:bench::clinic::${COMPONENT}::unit-${number}`;
    this.made.push({
      urn: this.component,
      type: COMPONENT,
      name: `unit-${number}`,
      inputs: {},
      outputs: {},
      parent: STACK,
      propertyDependencies: {},
    });
  }

  /**
   * @param role what the resource is in its unit; unique there.
   * @returns its URN.
   */
  add(type: string, role: string, inputs: PropertyObject, from: References = {}): string {
    const name = `unit-${this.number}-${role}`;
    const urn = `urn:pulumi:bench::clinic::${COMPONENT}$${type}::${name}`;
    this.made.push({
      urn,
      type,
      name,
      inputs,
      outputs: { ...inputs, id: UNKNOWN, arn: UNKNOWN, tagsAll: UNKNOWN },
      parent: this.component,
      propertyDependencies: from,
      ...(type.startsWith("aws:") ? { provider: PROVIDER } : {}),
    });
    return urn;
  }

  resources(): readonly Resource[] {
    return this.made;
  }
}
