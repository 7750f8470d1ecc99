import { expect } from "chai";
import { AUDIT_DETAIL_TYPE, auditSource } from "../../components/compute/audit-task";
import { nextOf } from "../../components/compute/asl";
import { ARRIVAL } from "../../components/phi/phi-rules";
import { PHI_METRICS, PHI_WORKLOAD } from "../../lambdas/phi/contract";
import { auditEntry, auditEvent, auditEventSchema } from "../../reports/model/audit-event";
import { AGREEMENT, AGREEMENT_ENDS, named, NOW, PhiWorld, pipeline } from "./phi-world";
import { objections, type FlowRun } from "./run-flow";

const NOTE = "Jane Roe, MRN: 48213977, seen 2026-03-04. Call (212) 555-0147.";
const MASKED_NOTE = "**** ***, MRN: ********, seen ****-**-**. Call (***) ***-****.";
const HL7 = "MSH|^~\\&|A|B|C|D|20260304||ADT^A01|1|P|2.5\rPID|1||48213977||ROE^JANE||19700102|F";
/** A detector that looks for nothing but numbers. */
const NUMBERS_ALONE = { detectors: ["comprehend-medical"], covers: ["ID"] } as const;
const BALANCED = { settings: { operatingPoint: "balanced" as const } };

interface Row {
  readonly name: string;
  readonly world: () => PhiWorld;
  readonly version?: string;
  /** Where the document ends: its place among the objects. */
  readonly ends: "released" | "masked" | "quarantine" | "nowhere";
  /** Name of the error with which the execution fails. */
  readonly fails?: string;
  /** First reason of the review, where one is asked for. */
  readonly reason?: string;
  readonly also?: (world: PhiWorld, run: FlowRun) => void;
}

const contents = (world: PhiWorld, place: string): string[] =>
  Object.entries(world.objects)
    .filter(([name]) => name.startsWith(`${place}/`) && !/result\.json$|reason\.json$/.test(name))
    .map(([, text]) => text);

const withFaults = (world: PhiWorld, what: keyof PhiWorld["faults"], name: string, times: number): PhiWorld => {
  world.faults[what].push(...Array.from({ length: times }, () => named(name)));
  return world;
};

const rows: Row[] = [
  {
    name: "lets out what says nothing of anybody",
    world: () => new PhiWorld(),
    ends: "released",
    also: (world) => expect(world.reviews).to.be.empty,
  },
  {
    name: "asks people to look at samples of what it lets out",
    world: () => new PhiWorld({ settings: { sampleSharePercent: 100 } }),
    ends: "released",
    reason: "low-risk",
    also: (world) => expect(world.reviews[0]).to.include({ kind: "sample", bucket: "phiguard-test-phi-released" }),
  },
  {
    name: "lets nothing out as it is where a model that was asked is absent",
    world: () => new PhiWorld({ detectors: ["local", "onnx"] }),
    ends: "masked",
    also: (world) => expect(world.reviews).to.be.empty,
  },
  {
    name: "masks a note",
    world: () => new PhiWorld({ text: NOTE, medical: () => [] }),
    ends: "masked",
    also: (world) => expect(contents(world, "masked")).to.deep.equal([MASKED_NOTE]),
  },
  {
    name: "masks JSON, which parses afterwards",
    world: () => new PhiWorld({ text: JSON.stringify({ mrn: "A-482139", note: "seen 2026-03-04" }) }),
    ends: "masked",
    also: (world) =>
      expect(contents(world, "masked").map((text) => JSON.parse(text) as unknown)).to.deep.equal([
        { mrn: "*-******", note: "seen ****-**-**" },
      ]),
  },
  {
    name: "masks FHIR, which stays FHIR",
    world: () => new PhiWorld({ text: JSON.stringify({ resourceType: "Patient", birthDate: "1970-01-02" }) }),
    ends: "masked",
    also: (world) => {
      expect(contents(world, "masked")[0]).to.contain('"resourceType":"Patient"').and.contain('"****-**-**"');
      expect(Object.keys(world.objects).some((name) => name.endsWith(".fhir.json"))).to.equal(true);
    },
  },
  {
    name: "masks HL7 v2, whose separators stay",
    world: () => new PhiWorld({ text: HL7 }),
    ends: "masked",
    also: (world) =>
      expect(contents(world, "masked")[0]).to.contain("***^****||********|F").and.contain("|********||ADT"),
  },
  {
    name: "masks and never releases what was not searched for every category",
    world: () => new PhiWorld({ ...NUMBERS_ALONE, ...BALANCED }),
    ends: "masked",
  },
  {
    name: "sends to people what was not searched for every category, where nothing may be missed",
    world: () => new PhiWorld(NUMBERS_ALONE),
    ends: "quarantine",
    reason: "not-searched.address",
  },
  {
    name: "sends to people what was found with much doubt",
    world: () =>
      new PhiWorld({
        text: NOTE,
        // Of "seen" and "Call", which the other detector takes for nothing.
        medical: () => [
          { begin: 25, end: 29, category: "NAME", score: 0.2, rules: ["comprehend-medical"] },
          { begin: 42, end: 46, category: "ID", score: 0.3, rules: ["comprehend-medical"] },
        ],
        settings: { quarantineFromPercent: 30 },
      }),
    ends: "quarantine",
    reason: "residual-risk",
  },
  {
    name: "refuses what nobody allowed",
    world: () => new PhiWorld({ agreements: [] }),
    ends: "quarantine",
    reason: "consent-no-consent",
    also: (world, run) => {
      expect(run.visited).to.not.include("Detect");
      expect(world.told.map(({ Detail }) => Detail["outcome"])).to.deep.equal(["success", "denied", "denied"]);
    },
  },
  {
    name: "refuses what was allowed once",
    world: () => new PhiWorld({ agreements: [AGREEMENT, AGREEMENT_ENDS] }),
    ends: "quarantine",
    reason: "consent-withdrawn",
  },
  {
    name: "keeps what was withdrawn while it was searched",
    world: () => new PhiWorld({ agreementsAtRelease: [AGREEMENT, AGREEMENT_ENDS] }),
    ends: "quarantine",
    reason: "consent-withdrawn",
    also: (_, run) => {
      expect(run.visited).to.include("Routed").and.not.include("Release");
    },
  },
  {
    name: "refuses what is too large",
    world: () => new PhiWorld({ text: "x".repeat(1001) }),
    ends: "quarantine",
    reason: "document-too-large",
  },
  {
    name: "refuses what is no text",
    world: () => new PhiWorld({ bytes: Buffer.from([0xff, 0xfe, 0x41]) }),
    ends: "quarantine",
    reason: "document-not-utf8",
  },
  {
    name: "refuses JSON that does not parse",
    world: () => new PhiWorld({ text: '{"a": ' }),
    ends: "quarantine",
    reason: "document-json-does-not-parse",
  },
  {
    name: "refuses what is for nobody, under a name of its own",
    world: () => new PhiWorld({ key: "documents/Jane Roe.txt" }),
    ends: "quarantine",
    reason: "document-destination-unknown",
    also: (world) =>
      expect(Object.keys(world.objects)[0]).to.match(/^quarantine\/unaddressed\/[0-9a-f]{64}\/document$/),
  },
  {
    name: "keeps the reason of a version that is not there",
    world: () => new PhiWorld(),
    version: "gone",
    ends: "nowhere",
    reason: "document-missing",
  },
  {
    name: "waits its turn where Comprehend Medical has too much to do",
    world: () => withFaults(new PhiWorld(), "detect", "TooManyRequestsException", 30),
    ends: "released",
  },
  {
    name: "goes on after a service was down for 24 tries",
    world: () => withFaults(new PhiWorld(), "detect", "ServiceUnavailableException", 24),
    ends: "released",
  },
  {
    name: "gives up after 25 tries that fail",
    world: () => withFaults(new PhiWorld(), "detect", "ServiceUnavailableException", 25),
    ends: "quarantine",
    fails: "DocumentNotProcessed",
    reason: "processing-failed",
    also: (world) => expect(world.metrics).to.deep.equal([{ [PHI_METRICS.quarantined]: 1, [PHI_METRICS.failed]: 1 }]),
  },
  {
    name: "does not try again what no try mends",
    world: () => withFaults(new PhiWorld(), "consent", "UnreadableHistory", 1),
    ends: "quarantine",
    fails: "DocumentNotProcessed",
    reason: "processing-failed",
    also: (_, run) => expect(run.visited.filter((state) => state === "CheckConsent")).to.have.length(1),
  },
  {
    name: "keeps what takes too long",
    world: () => withFaults(new PhiWorld(), "detect", "States.Timeout", 1),
    ends: "quarantine",
    fails: "DocumentNotProcessed",
    reason: "step-took-too-long",
  },
  {
    name: "keeps what masking would break",
    world: () =>
      new PhiWorld({
        text: HL7,
        medical: () => [{ begin: 0, end: 8, category: "NAME", score: 0.99, rules: ["comprehend-medical"] }],
        settings: { quarantineFromPercent: 100 },
      }),
    ends: "quarantine",
    fails: "DocumentNotProcessed",
    reason: "broken-by-masking",
    also: (world) => expect(contents(world, "masked")).to.be.empty,
  },
  {
    name: "goes on after a timeout between two writes, with one result",
    world: () => {
      const world = new PhiWorld({ settings: { sampleSharePercent: 100 } });
      world.faults.write.push(undefined as never, named("TimeoutError"));
      return world;
    },
    ends: "released",
    reason: "low-risk",
    also: (world) => expect(world.reviews).to.have.length(1),
  },
  {
    name: "tells again what the bus did not take",
    world: () => withFaults(new PhiWorld(), "bus", "EventBridge.FailedEntry", 5),
    ends: "released",
  },
  {
    name: "goes no step further untold",
    world: () => withFaults(new PhiWorld(), "bus", "EventBridge.FailedEntry", 25),
    ends: "nowhere",
    fails: "EventBridge.FailedEntry",
    also: (_, run) => expect(run.visited.at(-1)).to.equal("TellValidation"),
  },
  {
    name: "fails, to be redriven, where nothing can be kept",
    world: () => withFaults(new PhiWorld({ text: "" }), "copy", "AccessDenied", 1),
    ends: "nowhere",
    fails: "AccessDenied",
  },
];

describe("PHI pipeline", () => {
  const covered = new Set<string>();

  for (const { name, world, version, ends, fails, reason, also } of rows) {
    it(name, async () => {
      const here = world();
      const run = await here.run(version);
      for (const state of run.visited) covered.add(state);
      expect(run.status, JSON.stringify(run.output)).to.equal(fails === undefined ? "SUCCEEDED" : "FAILED");
      if (fails !== undefined) expect(run.output).to.equal(fails);
      const places = ["released", "masked", "quarantine"].filter((place) => contents(here, place).length > 0);
      expect(places).to.deep.equal(ends === "nowhere" ? [] : [ends]);
      expect(here.reviews[0]?.reasons[0]).to.equal(reason);
      also?.(here, run);
    });
  }

  it("has every state executed by these", () => {
    expect([...covered].sort()).to.deep.equal(Object.keys(pipeline.States).sort());
  });

  it("tells of every step, as the evidence reads it", async () => {
    const world = new PhiWorld({ text: NOTE, medical: () => [] });
    await world.run();
    const events = world.told.map(({ Detail }) => auditEventSchema.parse(Detail));
    expect(events.map(({ action }) => action)).to.deep.equal([
      "document.validated",
      "consent.checked",
      "document.searched",
      "document.routed",
      "consent.checked",
      "document.masked",
    ]);
    expect(new Set(events.map(({ subject }) => subject)).size).to.equal(1);
    expect(new Set(events.map(({ id }) => id)).size).to.equal(events.length);
    const sample = auditEntry(
      auditEvent({
        at: NOW.toISOString(),
        actor: "function:a",
        action: "a",
        outcome: "success",
        subject: "0".repeat(64),
        workload: PHI_WORKLOAD,
      }),
    );
    expect([AUDIT_DETAIL_TYPE, auditSource(PHI_WORKLOAD)]).to.deep.equal([sample.DetailType, sample.Source]);
    for (const { Source, DetailType } of world.told) {
      expect([DetailType, Source]).to.deep.equal([sample.DetailType, sample.Source]);
    }
  });

  it("leaves one result and one review of a document that comes twice, and two of two versions", async () => {
    const world = new PhiWorld({ text: NOTE, settings: { sampleSharePercent: 100 } });
    await world.run();
    const once = { ...world.objects };
    await world.run();
    expect(world.objects).to.deep.equal(once);
    expect(world.reviews).to.have.length(1);
    await world.run("v2");
    expect(world.reviews).to.have.length(2);
    expect(Object.keys(world.objects)).to.have.length(2 * Object.keys(once).length);
  });

  it("measures outcomes and the time from arrival to result", async () => {
    const world = new PhiWorld();
    await world.run();
    expect(world.metrics).to.deep.equal([{ [PHI_METRICS.processed]: 1 }]);
    expect(world.latencies).to.deep.equal([10_000]);
  });

  it("has nothing of a document or its name in events, reviews, logs, figures and records", async () => {
    const worlds = [new PhiWorld({ text: NOTE }), new PhiWorld({ text: NOTE, agreements: [] })];
    for (const world of worlds) {
      await world.run();
      const records = Object.entries(world.objects).filter(([name]) => /\/spans\/|\.json$/.test(name));
      const said = JSON.stringify([world.told, world.reviews, world.messages, world.logged, world.metrics, records]);
      expect(said).to.not.match(/Jane|Roe|48213977|555-0147|1970/);
    }
  });

  it("is valid by the language's own rules", () => expect(objections(pipeline)).to.deep.equal([]));

  it("goes to states that there are, and reaches each of them", () => {
    const names = Object.keys(pipeline.States);
    const targets = new Set([pipeline.StartAt, ...Object.values(pipeline.States).flatMap(nextOf)]);
    expect([...targets].sort()).to.deep.equal(names.sort());
  });

  it("begins with what the rules hand over", () => {
    const input = ARRIVAL.inputTemplate.replaceAll(/<(\w+)>/g, (_, name: string) => JSON.stringify(name));
    expect(JSON.parse(input)).to.deep.equal({ key: "key", versionId: "version", arrivedAt: "time" });
    expect(Object.keys(ARRIVAL.inputPaths)).to.have.members(["key", "version", "time"]);
  });
});
