import { expect } from "chai";
import * as fc from "fast-check";

import { NO_REGISTERS, type Report } from "../model/report";
import { STATES } from "../model/state";
import type { State } from "../model/state";
import { report } from "../testing/builders";
import { randomReport } from "../testing/random-report";
import { sampleRecords } from "../testing/sample";
import { sampleRules } from "../testing/sample-rules";
import { ocsfSchemaOf, schemaOf } from "../testing/schemas";
import { smallReport } from "../testing/small-report";
import { differences } from "../testing/same-voices";
import { OCSF_STATUS, renderOcsf } from "./ocsf";
import {
  renderOscalAssessmentPlan,
  renderOscalCatalog,
  renderOscalComponents,
  renderOscalPlan,
  renderOscalResults,
} from "./oscal";
import { objectiveStatus } from "./oscal/findings";

const rules = sampleRules();
const REPORTS: readonly (readonly [string, Report])[] = [
  ["a small report", smallReport()],
  ["the sample", report(sampleRecords({ rules, resources: 60 }), rules)],
  ["a report of nothing", report([], [])],
];

const oscalOf = (made: Report): Map<string, string> =>
  new Map([
    ["oscal-assessment-results.json", renderOscalResults(made)],
    ["oscal-poam.json", renderOscalPlan(made)!],
    ["oscal-catalog.json", renderOscalCatalog(made)],
    ["oscal-component-definition.json", renderOscalComponents(made)],
    ["oscal-assessment-plan.json", renderOscalAssessmentPlan(made)],
  ]);

const events = (made: Report) =>
  renderOcsf(made)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Json);

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests reach into documents by path
type Json = any;

describe("formats for machines", () => {
  const results = schemaOf("oscal-results");
  const plan = schemaOf("oscal-plan");
  const ocsf = schemaOf("ocsf");

  const OTHERS = [
    [schemaOf("oscal-catalog"), renderOscalCatalog],
    [schemaOf("oscal-components"), renderOscalComponents],
    [schemaOf("oscal-assessment-plan"), renderOscalAssessmentPlan],
  ] as const;

  for (const [name, made] of REPORTS) {
    it(`follow their schemas for ${name}, twice the same bytes`, () => {
      const document = renderOscalResults(made);
      expect(results(JSON.parse(document)), JSON.stringify(results.errors?.slice(0, 3))).to.equal(true);
      expect(renderOscalResults(made) === document).to.equal(true);
      const actions = renderOscalPlan(made)!;
      expect(plan(JSON.parse(actions)), JSON.stringify(plan.errors?.slice(0, 3))).to.equal(true);
      expect(renderOscalPlan(made) === actions).to.equal(true);
      for (const [schema, render] of OTHERS) {
        const text = render(made);
        expect(schema(JSON.parse(text)), JSON.stringify(schema.errors?.slice(0, 3))).to.equal(true);
        expect(render(made) === text).to.equal(true);
      }
      for (const event of events(made)) {
        const schema = ocsfSchemaOf(event);
        expect(schema(event), JSON.stringify([schema.errors?.slice(0, 3), event])).to.equal(true);
      }
    });

    it(`name each thing once in OSCAL and refer to nothing that is not there, for ${name}`, () => {
      for (const text of oscalOf(made).values()) {
        const named = [...text.matchAll(/^ *"uuid": "([^"]+)"/gm)].map((match) => match[1]!);
        expect(new Set(named).size).to.equal(named.length);
        const referred = [...text.matchAll(/"[a-z-]+-uuid": "([^"]+)"|"href": "#([^"]+)"/g)];
        const lost = referred.map((match) => match[1] ?? match[2]!).filter((uuid) => !named.includes(uuid));
        expect(lost).to.deep.equal([]);
      }
    });
  }

  const MUTANTS: readonly (readonly [string, (document: Json) => void])[] = [
    ["an unknown state", ({ results: [one] }) => (one.findings[0].target.status.state = "not-applicable")],
    ["an observation without time", ({ results: [one] }) => delete one.observations[0].collected],
    ["a time without zone", ({ results: [one] }) => (one.observations[0].collected = "2026-11-20T10:00:00")],
    ["a field of its own", ({ results: [one] }) => (one.findings[0].phiguard = true)],
    ["a UUID of another shape", (document) => (document.uuid = "one")],
    ["a control id with a bracket", ({ results: [one] }) => (one.findings[0].target["target-id"] = "164.312(b)")],
    ["a value with a space before it", (document) => (document.metadata.props[0].value = " a")],
  ];
  for (const [name, spoil] of MUTANTS) {
    it(`have a schema that refuses ${name} in OSCAL`, () => {
      const document = JSON.parse(renderOscalResults(smallReport())) as Json;
      spoil(document["assessment-results"]);
      expect(results(document)).to.equal(false);
    });
  }

  const BAD_EVENTS: readonly (readonly [string, (event: Json) => void])[] = [
    ["an unknown status", (event) => (event.compliance.status_id = 7)],
    ["another class", (event) => (event.class_uid = 2004)],
    ["no time", (event) => delete event.time],
    ["a field of its own", (event) => (event.state = "pass")],
  ];
  for (const [name, spoil] of BAD_EVENTS) {
    it(`have a schema that refuses ${name} in OCSF`, () => {
      const [event] = events(smallReport());
      spoil(event);
      expect(ocsf(event)).to.equal(false);
    });
  }

  it("link OSCAL's files with each other by names that stand beside each other", () => {
    const files = oscalOf(smallReport());
    const hrefs = new Map(
      [...files].map(([name, text]) => [
        name,
        [...text.matchAll(/"(?:href|source)": "(oscal-[^"]+)"/g)].map(([, to]) => to),
      ]),
    );
    expect(hrefs.get("oscal-assessment-results.json")).to.include.members([
      "oscal-assessment-plan.json",
      "oscal-catalog.json",
      "oscal-component-definition.json",
    ]);
    expect(hrefs.get("oscal-component-definition.json")).to.deep.equal(["oscal-catalog.json"]);
    for (const to of [...hrefs.values()].flat()) expect([...files.keys()]).to.include(to);
  });

  it("have in the catalog each row of the Security Rule, a specification below its standard, and what it obliges to", () => {
    const { groups } = (JSON.parse(renderOscalCatalog(smallReport())) as Json).catalog;
    const flat = (controls: Json[]): Json[] => controls.flatMap((one) => [one, ...flat(one.controls ?? [])]);
    const prop = (control: Json, name: string) => control.props.find((one: Json) => one.name === name)?.value;
    const all = groups.flatMap((group: Json) => flat(group.controls));
    const { citations } = smallReport();
    expect(all.map((one: Json) => prop(one, "label"))).to.deep.equal(citations.map(({ row }) => row.citation));
    expect(all.map((one: Json) => prop(one, "obligation"))).to.deep.equal(citations.map(({ row }) => row.obligation));
    const access = all.find((one: Json) => prop(one, "label") === "164.312(a)(1)");
    const below = access.controls.map((one: Json) => `${prop(one, "label")} ${prop(one, "obligation")}`);
    expect(below).to.deep.equal([
      "164.312(a)(2)(i) required",
      "164.312(a)(2)(ii) required",
      "164.312(a)(2)(iii) addressable",
      "164.312(a)(2)(iv) addressable",
    ]);
    const later = report([], [], { asOf: "2027-01-01T00:00:00Z" });
    expect(renderOscalCatalog(later) === renderOscalCatalog(smallReport())).to.equal(true);
  });

  it("have in the component definition each check with the control that it supports or demonstrates, and nothing else", () => {
    const small = smallReport();
    const { components } = (JSON.parse(renderOscalComponents(small)) as Json)["component-definition"];
    const told = components[0]["control-implementations"][0]["implemented-requirements"].flatMap((one: Json) =>
      one.props
        .filter(({ name }: Json) => name === "supports" || name === "demonstrates")
        .filter((prop: Json) => prop.class !== undefined)
        .map((prop: Json) => `${one.props[0].value} ${prop.name} ${prop.value}`),
    );
    const wanted = small.citations.flatMap(({ row, links }) =>
      links.map(({ rule, relation }) => `${row.citation} ${relation} ${rule}`),
    );
    expect(told).to.deep.equal(wanted);
    expect(wanted.length).to.be.greaterThan(3);
  });

  it("call nothing satisfied or passed but a pass", () => {
    const satisfied = STATES.filter((state) => objectiveStatus(state).state === "satisfied");
    expect(satisfied).to.deep.equal(["pass"]);
    expect(STATES.filter((state) => OCSF_STATUS[state].id === 1)).to.deep.equal(["pass"]);
    expect(STATES.filter((state) => OCSF_STATUS[state].id === 3)).to.deep.equal(["fail"]);
  });

  it("keep all seven states of results through OCSF", () => {
    const small = smallReport();
    const told = events(small)
      .filter(({ finding_info }) => finding_info.types.includes("result"))
      .map(({ unmapped }) => unmapped.phiguard.state as State);
    expect(told).to.deep.equal(small.evaluations.map(({ state }) => state));
  });

  it("make of an incident a detection finding, closed where it is closed", () => {
    const common = {
      citations: ["164.308(a)(6)(ii)"],
      owner: "Officer",
      discoveredOn: "2026-11-01",
      reviewOn: "2027-11-01",
    };
    const incidents = [
      { ...common, id: "I-1", title: "Lost laptop", breach: "notify" as const },
      { ...common, id: "I-2", title: "Wrong fax", breach: "none" as const, closedOn: "2026-11-03" },
    ];
    const made = report([], [], { registers: { ...NO_REGISTERS, incidents } });
    const detections = events(made).filter(({ class_uid }) => class_uid === 2004);
    expect(
      detections.map(({ finding_info, activity_name, status, severity, time_dt }) => [
        ...[finding_info.title, activity_name, status, severity, time_dt],
      ]),
    ).to.deep.equal([
      ["Lost laptop", "Create", "New", "High", "2026-11-01T00:00:00.000Z"],
      ["Wrong fax", "Close", "Resolved", "Informational", "2026-11-03T00:00:00.000Z"],
    ]);
    for (const event of detections) {
      expect(ocsfSchemaOf(event)(event), JSON.stringify(ocsfSchemaOf(event).errors)).to.equal(true);
      const told = events(made).find((one) => one.finding_info.uid === event.finding_info.related_events[0].uid);
      expect(told.compliance.control).to.equal("164.308(a)(6)(ii)");
    }
  });

  it("give each result of OSCAL its record, its times and its reason", () => {
    const small = smallReport();
    const { observations } = (JSON.parse(renderOscalResults(small)) as Json)["assessment-results"].results[0];
    const told = observations.flatMap((one: Json) =>
      (one.subjects ?? []).map((subject: Json) => ({
        record: subject.props[0].value as string,
        state: one.props[0].value as string,
        collected: one.collected as string,
        expires: one.expires as string,
      })),
    );
    const wanted = small.evaluations.map(({ record, state, observedAt, expiresAt }) => ({
      record: record.id,
      state,
      collected: observedAt,
      expires: expiresAt,
    }));
    expect(told).to.have.deep.members(wanted);
  });

  it("list in the plan what the report lists as gaps and waivers that cover a failure", () => {
    const small = smallReport();
    const items = (JSON.parse(renderOscalPlan(small)!) as Json)["plan-of-action-and-milestones"]["poam-items"];
    const covering = small.registers.waivers.filter(({ covers }) => covers > 0);
    expect(covering).to.have.length(1);
    expect(items).to.have.length(small.gaps.length + covering.length);
    expect(items[0].title).to.contain(small.gaps[0]!.citation);
    expect(items.at(-1).title).to.contain(covering[0]!.end);
  });

  it("say the same of every citation in HTML, JSON, CSV, OSCAL and OCSF", () => {
    const same = (made: Report) => {
      expect(made.citations).to.have.length(88);
      expect(differences(made)).to.deep.equal([]);
    };
    for (const [, made] of REPORTS) same(made);
    fc.assert(fc.property(randomReport, same), { numRuns: 20 });
  }).timeout(60_000);

  it("follow their schemas for random reports", () => {
    const follows = (made: Report) => {
      expect(results(JSON.parse(renderOscalResults(made))), JSON.stringify(results.errors?.slice(0, 3))).to.equal(true);
      expect(plan(JSON.parse(renderOscalPlan(made)!)), JSON.stringify(plan.errors?.slice(0, 3))).to.equal(true);
      for (const event of events(made)) {
        const schema = ocsfSchemaOf(event);
        expect(schema(event), JSON.stringify(schema.errors?.slice(0, 3))).to.equal(true);
      }
    };
    fc.assert(fc.property(randomReport, follows), { numRuns: 20 });
  }).timeout(60_000);
});
