import { expect } from "chai";
import type { Resource } from "./resource";
import { StackIndex, type Kind } from "./stack-index";
import { UNKNOWN, type PropertyObject } from "./value";

const BUCKET = "aws:s3/bucket:Bucket";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
const TRAIL = "aws:cloudtrail/trail:Trail";
const COMPONENT = "clinic:storage:Store";
const STACK_REFERENCE = "pulumi:pulumi:StackReference";

const versioning: Kind<unknown> = { types: [VERSIONING, `${VERSIONING}V2`] };
const bucket: Kind<unknown> = { types: [BUCKET, `${BUCKET}V2`] };

function urnOf(type: string, name: string): string {
  return `urn:pulumi:test::clinic::${type}::${name}`;
}

interface Spec {
  readonly type: string;
  readonly name: string;
  readonly inputs?: PropertyObject;
  readonly outputs?: PropertyObject;
  readonly parent?: string;
  readonly madeFrom?: Readonly<Record<string, readonly string[]>>;
}

function resource({ type, name, inputs, outputs, parent, madeFrom }: Spec): Resource {
  return {
    urn: urnOf(type, name),
    type,
    name,
    inputs: inputs ?? {},
    propertyDependencies: madeFrom ?? {},
    ...(outputs === undefined ? {} : { outputs }),
    ...(parent === undefined ? {} : { parent }),
  };
}

const subject = resource({ type: BUCKET, name: "intake", inputs: { bucket: "phi-intake" } });
const other = resource({ type: BUCKET, name: "other", inputs: { bucket: "other" } });
const store = resource({ type: COMPONENT, name: "store" });

function companion(inputs: PropertyObject, madeFrom: readonly string[] = [], type = VERSIONING): Resource {
  return resource({ type, name: "v", inputs, madeFrom: { bucket: madeFrom } });
}

type Expected = "certain" | "may be" | "none";

function told({ certain, mayBeMore }: { certain: readonly Resource[]; mayBeMore: boolean }): Expected {
  return certain.length > 0 ? "certain" : mayBeMore ? "may be" : "none";
}

describe("stack index", () => {
  const rows: readonly [name: string, rest: readonly Resource[], expected: Expected, subject?: Resource][] = [
    ["no companion", [], "none"],
    ["by value, name", [companion({ bucket: "phi-intake" })], "certain"],
    ["by value, ARN", [companion({ bucket: "arn:aws:s3:::phi-intake" })], "certain"],
    ["by value, another's name", [companion({ bucket: "other" })], "none"],
    ["by value, a name that only begins the same", [companion({ bucket: "phi-intake-log" })], "none"],
    [
      "by value, id of an existing resource",
      [companion({ bucket: "b-123" })],
      "certain",
      { ...subject, outputs: { id: "b-123" } },
    ],
    ["by value, deep in a list of blocks", [companion({ bucket: [{ arn: "phi-intake" }] })], "certain"],
    ["by reference, value unknown", [companion({ bucket: UNKNOWN }, [subject.urn])], "certain"],
    ["by reference to another bucket", [other, companion({ bucket: UNKNOWN }, [other.urn])], "none"],
    ["the second token of the type", [companion({ bucket: UNKNOWN }, [subject.urn], `${VERSIONING}V2`)], "certain"],
    ["another type", [companion({ bucket: UNKNOWN }, [subject.urn], "aws:s3/bucketLogging:BucketLogging")], "none"],
    ["unknown, made from nothing", [companion({ bucket: UNKNOWN })], "may be"],
    [
      "unknown, from another stack",
      [
        resource({ type: STACK_REFERENCE, name: "net" }),
        companion({ bucket: UNKNOWN }, [urnOf(STACK_REFERENCE, "net")]),
      ],
      "may be",
    ],
    [
      "unknown, made from what the stack does not hold",
      [companion({ bucket: UNKNOWN }, [urnOf(BUCKET, "gone")])],
      "may be",
    ],
    ["unknown, from an unrelated component", [store, companion({ bucket: UNKNOWN }, [store.urn])], "none"],
    [
      "from the component that holds this bucket alone",
      [store, companion({ bucket: UNKNOWN }, [store.urn])],
      "certain",
      { ...subject, parent: store.urn },
    ],
    [
      "from the component two levels up",
      [
        store,
        resource({ type: "clinic:storage:Inner", name: "inner", parent: store.urn }),
        companion({ bucket: UNKNOWN }, [store.urn]),
      ],
      "certain",
      { ...subject, parent: urnOf("clinic:storage:Inner", "inner") },
    ],
    [
      "from a component that holds two",
      [store, { ...other, parent: store.urn }, companion({ bucket: UNKNOWN }, [store.urn])],
      "may be",
      { ...subject, parent: store.urn },
    ],
    [
      "passed on by a resource under the same name",
      [
        resource({ type: "aws:s3/bucketPolicy:BucketPolicy", name: "p", madeFrom: { bucket: [subject.urn] } }),
        companion({ bucket: UNKNOWN }, [urnOf("aws:s3/bucketPolicy:BucketPolicy", "p")]),
      ],
      "certain",
    ],
    [
      "made from a resource that has to do with the bucket under another name",
      [
        resource({ type: TRAIL, name: "t", madeFrom: { s3BucketName: [subject.urn] } }),
        companion({ bucket: UNKNOWN }, [urnOf(TRAIL, "t")]),
      ],
      "none",
    ],
  ];
  for (const [name, rest, expected, judged = subject] of rows) {
    it(`companions, ${name}: ${expected}`, () => {
      expect(told(new StackIndex([judged, ...rest]).companions(judged, versioning, "bucket"))).to.equal(expected);
    });
  }

  const trail = (value: PropertyObject[string], madeFrom: readonly string[] = []): Resource =>
    resource({ type: TRAIL, name: "t", inputs: { s3BucketName: value }, madeFrom: { s3BucketName: madeFrom } });
  const inStore = { ...subject, parent: store.urn };
  const named: readonly [name: string, owner: Resource, rest: readonly Resource[], expected: Expected][] = [
    ["by value", trail("phi-intake"), [subject], "certain"],
    ["by value, not here", trail("elsewhere"), [subject], "none"],
    ["by reference", trail(UNKNOWN, [subject.urn]), [subject, other], "certain"],
    ["left out", trail(undefined), [subject], "none"],
    ["unknown, from nothing", trail(UNKNOWN), [subject], "may be"],
    ["unknown, from what the stack does not hold", trail(UNKNOWN, [urnOf(BUCKET, "gone")]), [], "may be"],
    ["unknown, from a component with one", trail(UNKNOWN, [store.urn]), [store, inStore, other], "certain"],
    [
      "unknown, from a component with two",
      trail(UNKNOWN, [store.urn]),
      [store, inStore, { ...other, parent: store.urn }],
      "may be",
    ],
    ["unknown, from a component with none", trail(UNKNOWN, [store.urn]), [store, subject], "none"],
  ];
  for (const [name, owner, rest, expected] of named) {
    it(`named, ${name}: ${expected}`, () => {
      expect(told(new StackIndex([owner, ...rest]).named(owner, "s3BucketName", bucket))).to.equal(expected);
    });
  }

  it("names the one that is meant", () => {
    const index = new StackIndex([subject, other, companion({ bucket: UNKNOWN }, [other.urn])]);
    expect(index.companions(subject, versioning, "bucket").certain).to.deep.equal([]);
    expect(index.companions(other, versioning, "bucket").certain.map(({ name }) => name)).to.deep.equal(["v"]);
  });

  it("goes no further than what is meant: a dead-letter queue's own dead-letter queue is not the first queue's", () => {
    const type = "aws:sqs/queue:Queue";
    const queue: Kind<unknown> = { types: [type] };
    const chain = ["a", "b", "c"].map((name, position, names) => {
      const next = names[position + 1];
      return resource({
        type,
        name,
        inputs: next === undefined ? {} : { redrivePolicy: UNKNOWN },
        madeFrom: next === undefined ? {} : { redrivePolicy: [urnOf(type, next)] },
      });
    });
    const index = new StackIndex(chain);
    const names = (found: { certain: readonly Resource[] }): string[] => found.certain.map(({ name }) => name);
    expect(chain.map((item) => names(index.named(item, "redrivePolicy", queue)))).to.deep.equal([["b"], ["c"], []]);
    expect(chain.map((item) => names(index.companions(item, queue, "redrivePolicy")))).to.deep.equal([
      [],
      ["a"],
      ["b"],
    ]);
  });

  it("looks through a resource that passes the same input on", () => {
    const vpc = resource({ type: "aws:ec2/vpc:Vpc", name: "net" });
    const subnet = (name: string, source: string): Resource =>
      resource({ type: "aws:ec2/subnet:Subnet", name, inputs: { vpcId: UNKNOWN }, madeFrom: { vpcId: [source] } });
    const first = subnet("first", vpc.urn);
    const second = subnet("second", first.urn);
    const index = new StackIndex([vpc, first, second]);
    expect(index.named(second, "vpcId", { types: [vpc.type] }).certain).to.deep.equal([vpc]);
    expect(index.companions(vpc, { types: [first.type] }, "vpcId").certain).to.deep.equal([first, second]);
  });

  it("lineage ends, also where parents go in a ring", () => {
    const a = resource({ type: COMPONENT, name: "a", parent: urnOf(COMPONENT, "b") });
    const b = resource({ type: COMPONENT, name: "b", parent: urnOf(COMPONENT, "a") });
    expect(new StackIndex([a, b]).lineage(a.urn)).to.deep.equal([a.urn, b.urn]);
    const inA = resource({ type: BUCKET, name: "x", parent: a.urn });
    const index = new StackIndex([a, b, inA, companion({ bucket: UNKNOWN }, [b.urn])]);
    expect(told(index.companions(inA, versioning, "bucket"))).to.equal("certain");
  });

  describe("work grows with the stack, not with its square", () => {
    type Make = (count: number) => Resource[];
    const pairs =
      (
        of: (i: number) => { bucket?: Partial<Spec>; names: readonly string[] },
        extra: readonly Resource[] = [],
      ): Make =>
      (count) => [
        ...extra,
        ...Array.from({ length: count / 2 }, (_, i) => {
          const { bucket: more, names } = of(i);
          return [
            resource({ type: BUCKET, name: `b${i}`, ...more }),
            resource({ type: VERSIONING, name: `v${i}`, inputs: { bucket: UNKNOWN }, madeFrom: { bucket: names } }),
          ];
        }).flat(),
      ];
    const shapes: readonly [string, Make][] = [
      ["each its own by reference", pairs((i) => ({ names: [urnOf(BUCKET, `b${i}`)] }))],
      ["all from another stack", pairs(() => ({ names: [urnOf(STACK_REFERENCE, "net")] }))],
      ["all in one component", pairs(() => ({ bucket: { parent: store.urn }, names: [store.urn] }), [store])],
      ["all name one bucket", pairs(() => ({ names: [urnOf(BUCKET, "b0")] }))],
      [
        "each names its own, which names the next",
        pairs((i) => ({
          bucket: { madeFrom: { bucket: [urnOf(BUCKET, `b${i + 1}`)] } },
          names: [urnOf(BUCKET, `b${i}`)],
        })),
      ],
    ];
    for (const [name, make] of shapes) {
      it(name, () => {
        const small = reads(make(1000));
        const large = reads(make(10_000));
        expect(small).to.be.greaterThan(1000);
        expect(large / small, `${small} reads for 1,000 resources, ${large} for 10,000`).to.be.lessThan(11);
      });
    }

    /** How often a resource or a set of companions is looked at while every bucket asks for its companions. */
    function reads(resources: readonly Resource[]): number {
      let count = 0;
      const counted = resources.map(
        (item) =>
          new Proxy(item, {
            get(target, key, receiver): unknown {
              count += 1;
              return Reflect.get(target, key, receiver);
            },
          }),
      );
      const index = new StackIndex(counted);
      let found = 0;
      for (const item of counted) {
        if (item.type === BUCKET) found += index.companions(item, versioning, "bucket").certain.length;
      }
      expect(count).to.be.greaterThan(resources.length);
      return count + found;
    }
  });
});
