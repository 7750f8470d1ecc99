import { expect } from "chai";
import { allRules } from "../../policies/catalog";
import type { Resource } from "../../policies/resource";
import { DEFAULT_SETTINGS } from "../../policies/settings";
import { StackIndex } from "../../policies/stack-index";
import { clinicStack } from "./clinic-stack";

/** Counts how often the resources are looked at. */
class Looks {
  count = 0;

  at(resource: Resource): Resource {
    return new Proxy(resource, {
      get: (target, field) => {
        this.count += 1;
        return Reflect.get(target, field) as unknown;
      },
    });
  }

  during(work: () => void): number {
    const before = this.count;
    work();
    return this.count - before;
  }
}

/** How often each relation looks at a resource of a stack of so many. */
function looksByRule(resources: number): Map<string, number> {
  const looks = new Looks();
  const stack = new StackIndex(clinicStack(resources).map((resource) => looks.at(resource)));
  const byType = new Map<string, Resource[]>();
  for (const resource of stack.resources) byType.set(resource.type, [...(byType.get(resource.type) ?? []), resource]);
  const context = { settings: DEFAULT_SETTINGS, stack, isBaseline: true };
  const found = new Map<string, number>();
  for (const rule of allRules().filter(({ scope }) => scope === "stack")) {
    const own = rule.types.flatMap((type) => byType.get(type) ?? []);
    const work = (): void => {
      for (const resource of own) rule.judge?.(resource, context);
      rule.judgeStack?.(stack, context);
    };
    found.set(rule.id, looks.during(work));
  }
  return found;
}

describe("what a relation costs", () => {
  it("grows with the stack, not with its square", () => {
    const small = looksByRule(500);
    const large = looksByRule(2000);
    // Four times the stack: a linear rule looks four times as often, a quadratic one sixteen times.
    const steep = [...large]
      .map(([id, count]) => ({ id, looks: `${small.get(id) ?? 0} -> ${count}`, ratio: count / (small.get(id) ?? 1) }))
      .filter(({ id, ratio }) => ratio > 6 && (large.get(id) ?? 0) > 10_000);
    expect(steep).to.deep.equal([]);
    expect([...large.values()].reduce((sum, count) => sum + count, 0)).to.be.greaterThan(10_000);
  });
});
