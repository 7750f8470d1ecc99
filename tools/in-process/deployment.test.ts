import { expect } from "chai";
import type { Resource } from "../../policies/resource";
import { UNKNOWN as NOT_KNOWN } from "../../policies/value";
import { UNKNOWN, type Properties } from "../standins/wire";
import { Deployment } from "./deployment";
import { DeploymentError } from "./errors";
import { Messages } from "./messages";
import { secret } from "./output-values";
import type { Plugin } from "./plugin";
import type { Goal } from "./resource-state";

const PROVIDER = "urn:pulumi:dev::clinic::pulumi:providers:aws::default";

function goal(more: Partial<Goal>): Goal {
  return {
    type: "aws:sqs/queue:Queue",
    name: "q",
    custom: true,
    parent: "",
    inputs: {},
    provider: `${PROVIDER}::${UNKNOWN}`,
    propertyDependencies: new Map(),
    additionalSecretOutputs: [],
    protect: undefined,
    retainOnDelete: undefined,
    ...more,
  };
}

/** A provider that names what it is given, refuses `bad`, and knows no ARN before creation. */
class EchoPlugin implements Plugin {
  configured: Properties | undefined;

  checkConfig(_urn: string, inputs: Properties): { inputs: Properties; failures: [] } {
    return { inputs, failures: [] };
  }

  configure(inputs: Properties): void {
    this.configured = inputs;
  }

  check(_urn: string, inputs: Properties): ReturnType<Plugin["check"]> {
    const failures = "bad" in inputs ? [{ property: "bad", reason: "there is no such property" }] : [];
    return { inputs: { ...inputs, name: "made-up" }, failures };
  }

  create(_urn: string, inputs: Properties): Properties {
    if (inputs["explode"] === true) throw new Error("the provider can't");
    return { ...inputs, arn: UNKNOWN };
  }

  invoke(): never {
    throw new Error("not asked here");
  }
}

describe("a deployment", () => {
  let seen: Resource[];
  let messages: Messages;
  let plugin: EchoPlugin;
  let deployment: Deployment;

  beforeEach(() => {
    seen = [];
    messages = new Messages();
    plugin = new EchoPlugin();
    deployment = new Deployment({
      project: "clinic",
      stack: "dev",
      loadPlugin: () => plugin,
      onResource: (resource) => seen.push(resource),
      messages,
    });
  });

  function withProvider(inputs: Properties = { region: "us-east-1" }): void {
    deployment.register(goal({ type: "pulumi:providers:aws", name: "default", provider: "", inputs }));
  }

  it("shows a resource's checked inputs before, and outputs and dependencies at the end", () => {
    withProvider();
    deployment.register(
      goal({
        inputs: { size: 1, __internal: 2 },
        propertyDependencies: new Map([
          ["size", new Set(["urn:x"])],
          ["name", new Set<string>()],
        ]),
      }),
    );
    const [, before] = seen;
    expect(before?.inputs).to.deep.equal({ size: 1, name: "made-up" });
    expect(before?.outputs).to.equal(undefined);
    expect(before?.propertyDependencies).to.equal(undefined);
    expect(before?.provider?.properties).to.deep.equal({ region: "us-east-1" });
    const [provider, after] = deployment.resources();
    expect(provider?.type).to.equal("pulumi:providers:aws");
    expect(after?.outputs).to.deep.equal({ size: 1, name: "made-up", arn: NOT_KNOWN });
    expect(after?.propertyDependencies).to.deep.equal({ size: ["urn:x"] });
  });

  it("asks nothing of a provider whose settings are not known yet", () => {
    withProvider({ region: UNKNOWN });
    const state = deployment.register(goal({ inputs: { size: 1 } }));
    expect(plugin.configured).to.equal(undefined);
    expect(state.inputs).to.deep.equal({ size: 1 });
    expect(state.outputs).to.deep.equal({});
  });

  it("keeps secrets secret in the outputs", () => {
    withProvider();
    const { outputs } = deployment.register(
      goal({ inputs: { password: secret("made up"), size: 1 }, additionalSecretOutputs: ["size"] }),
    );
    expect(outputs["password"]).to.deep.equal(secret("made up"));
    expect(outputs["size"]).to.deep.equal(secret(1));
    expect(outputs["name"]).to.equal("made-up");
  });

  it("gives components the outputs they name themselves", () => {
    const { urn } = deployment.register(goal({ type: "clinic:index:Store", custom: false, provider: "" }));
    deployment.setOutputs(urn, { arn: "a" });
    expect(deployment.resources()[0]?.outputs).to.deep.equal({ arn: "a" });
    expect(() => deployment.setOutputs("urn:none", {})).to.throw(DeploymentError, "there is no resource urn:none");
  });

  const wrong: readonly { name: string; goals: Partial<Goal>[]; says: string; shown: number }[] = [
    {
      name: "a name used twice",
      goals: [{}, {}],
      says: "Duplicate resource URN 'urn:pulumi:dev::clinic::aws:sqs/queue:Queue::q'",
      shown: 2,
    },
    {
      name: "a parent that is not there",
      goals: [{ parent: "urn:pulumi:dev::clinic::a:b:C::d" }],
      says: "could not find parent resource",
      shown: 1,
    },
    {
      name: "an input the provider refuses, shown all the same",
      goals: [{ inputs: { bad: 1 } }],
      says: "aws:sqs/queue:Queue resource 'q': property bad has a problem: there is no such property",
      shown: 2,
    },
    { name: "a provider that fails", goals: [{ inputs: { explode: true } }], says: "the provider can't", shown: 2 },
    {
      name: "a provider nobody made",
      goals: [{ provider: "urn:pulumi:a::b::c::d::e" }],
      says: "unknown provider",
      shown: 1,
    },
  ];
  for (const { name, goals, says, shown } of wrong) {
    it(`ends with ${name}`, () => {
      withProvider();
      expect(() => goals.forEach((item) => deployment.register(goal(item)))).to.throw(DeploymentError, says);
      expect(seen).to.have.length(shown);
      expect(messages.list().map(({ severity }) => severity)).to.deep.equal(["error"]);
      // Nothing goes on after that, and the first message stays the only one.
      expect(() => deployment.register(goal({ name: "later" }))).to.throw(DeploymentError, says);
      expect(messages.list()).to.have.length(1);
    });
  }

  it("ends when a policy throws, and keeps what it threw", () => {
    const broken = new Deployment({
      project: "clinic",
      stack: "dev",
      loadPlugin: () => plugin,
      onResource: () => {
        throw new RangeError("a rule broke");
      },
      messages,
    });
    expect(() => broken.register(goal({ custom: false, provider: "" }))).to.throw(DeploymentError, "a rule broke");
    expect(broken.fault).to.be.instanceOf(RangeError);
  });
});
