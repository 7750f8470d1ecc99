import { expect } from "chai";
import fc from "fast-check";
import { commandIn } from "./fhir-consent-in";
import { fhirConsents } from "./fhir-consent";
import { stateOf } from "./state";
import { commands } from "./testing/arbitraries";
import { AT, grant, historyAfter } from "./testing/build";
import { PATIENT_BASES } from "./vocabulary";

/** A resource that tests change at will. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Json = Record<string, any>;

const NOW = new Date(AT);
const until = "2027-11-22T00:00:00.000Z";
const out = (more: Parameters<typeof grant>[0] = {}): Json =>
  JSON.parse(JSON.stringify(fhirConsents(stateOf(historyAfter([[grant(more), NOW]])), "p1", NOW)[0]));
const read = (resource: unknown): unknown => commandIn(resource, "p1");

describe("FHIR Consent", () => {
  it("has what R4 asks for", () => {
    expect(out({ until })).to.deep.equal({
      resourceType: "Consent",
      id: "grant-0001",
      status: "active",
      scope: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/consentscope", code: "patient-privacy" }] },
      category: [{ coding: [{ system: "http://loinc.org", code: "59284-0" }] }],
      patient: { reference: "Patient/p1" },
      dateTime: AT,
      policyRule: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code: "HIPAAAuthCD" }] },
      provision: {
        type: "permit",
        period: { start: AT, end: "2027-11-21T23:59:59.999Z" },
        actor: [
          {
            role: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", code: "IRCP" }] },
            reference: { identifier: { system: "urn:phiguard:recipient", value: "north.lab" } },
          },
        ],
        securityLabel: [{ system: "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", code: "N" }],
        purpose: [{ system: "http://terminology.hl7.org/CodeSystem/v3-ActReason", code: "HRESCH" }],
      },
    });
  });

  it("comes back as the change that it was made of", () => {
    let seen = 0;
    fc.assert(
      fc.property(commands, (change) => {
        const events = historyAfter([[change, NOW]]);
        if (events.length === 0 || (change.kind !== "grant" && change.kind !== "restrict")) return;
        const made = JSON.parse(JSON.stringify(fhirConsents(stateOf(events), "p1", NOW)));
        if (change.kind === "grant" && !PATIENT_BASES.includes(change.basis)) return void expect(made).to.be.empty;
        if (made[0].status !== "active") return;
        seen += 1;
        expect(read(made[0])).to.deep.equal({ kind: "command", command: { ...change, from: change.from ?? AT } });
      }),
      { numRuns: 2000 },
    );
    expect(seen).to.be.greaterThan(100);
  });

  it("is inactive once it was withdrawn", () => {
    const withdraw = { kind: "withdraw", requestId: "withdraw-1", target: "grant-0001" } as const;
    const state = stateOf(
      historyAfter([
        [grant(), NOW],
        [withdraw, NOW],
      ]),
    );
    expect(fhirConsents(state, "p1", NOW)[0]?.status).to.equal("inactive");
  });

  const changed = (change: (consent: Json) => void): unknown => {
    const consent = out({ until });
    change(consent);
    return consent;
  };
  const refused: [string, (consent: Json) => void, string][] = [
    ["a provision within the provision", (c) => (c["provision"].provision = [{ type: "deny" }]), "provision"],
    ["an action", (c) => (c["provision"].action = [{ text: "collect" }]), "provision"],
    ["a code of data", (c) => (c["provision"].code = [{ text: "x" }]), "provision"],
    ["a period of data", (c) => (c["provision"].dataPeriod = {}), "provision"],
    ["single records", (c) => (c["provision"].data = []), "provision"],
    ["a class of resources", (c) => (c["provision"].class = []), "provision"],
    ["an extension that changes it", (c) => (c["modifierExtension"] = []), "body"],
    ["a policy elsewhere", (c) => (c["policy"] = [{ uri: "https://policies.example.org" }]), "body"],
    ["a verification", (c) => (c["verification"] = [{ verified: false }]), "body"],
    ["a proposal", (c) => (c["status"] = "proposed"), "status"],
    ["another patient", (c) => (c["patient"].reference = "Patient/p2"), "patient.reference"],
    ["research as such", (c) => (c["scope"].coding[0].code = "research"), "scope.coding.0"],
    ["a directive we don't know", (c) => (c["policyRule"].coding[0].code = "GDPRCD"), "policyRule.coding.0"],
    ["an opt-out that permits", (c) => (c["policyRule"].coding[0].code = "OPTOUT"), "provision.type"],
    ["a consent that forbids", (c) => (c["provision"].type = "deny"), "provision.type"],
    ["a label we don't know", (c) => (c["provision"].securityLabel[0].code = "R"), "provision.securityLabel.0"],
    ["a purpose we don't know", (c) => (c["provision"].purpose[0].code = "HSYSADMIN"), "provision.purpose.0"],
    ["a purpose of elsewhere", (c) => (c["provision"].purpose[0].system = "urn:x"), "provision.purpose.0.system"],
    ["nobody", (c) => delete c["provision"].actor, "provision.actor"],
    ["no labels", (c) => delete c["provision"].securityLabel, "provision.securityLabel"],
    [
      "an actor by name",
      (c) => (c["provision"].actor[0].reference = { display: "Jane Roe" }),
      "provision.actor.0.reference",
    ],
    ["another role", (c) => (c["provision"].actor[0].role.coding[0].code = "PRCP"), "provision.actor.0.role.coding.0"],
    ["a day", (c) => (c["provision"].period.end = "2027-11-22"), "provision.period.end"],
    ["an id that is none of ours", (c) => (c["id"] = "a.b"), "id"],
  ];
  for (const [name, change, field] of refused) {
    it(`is refused with ${name}, and the fault is at ${field}`, () => {
      const fault = read(changed(change));
      expect(fault).to.deep.include({ kind: "refused" });
      expect((fault as { field: string }).field).to.match(new RegExp(`^${field.replaceAll(".", "\\.")}`));
      expect(JSON.stringify(fault)).to.not.contain("Jane");
    });
  }

  it("ends with the second that its period names", () => {
    const consent = changed((c) => (c["provision"].period.end = "2027-11-22T00:00:00Z"));
    expect(read(consent)).to.have.nested.property("command.until", "2027-11-22T00:00:01.000Z");
  });

  for (const input of [undefined, null, [], "Consent", { resourceType: "Patient" }]) {
    it(`refuses ${JSON.stringify(input)}`, () => expect(read(input)).to.have.property("kind", "refused"));
  }
});
