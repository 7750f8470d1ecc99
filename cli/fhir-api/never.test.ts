import { expect } from "chai";
import fc from "fast-check";
import { PURPOSES, type Purpose } from "../../lambdas/consent/contract";
import type { Command } from "../../lambdas/consent/event";
import { record } from "../../lambdas/consent/record";
import { commands, HOUR, START } from "../../lambdas/consent/testing/arbitraries";
import { STAFF } from "../../lambdas/consent/testing/build";
import { lawful } from "../../lambdas/consent/testing/oracle";
import type { DataClass } from "../../lambdas/consent/vocabulary";
import type { FhirStore } from "../../lambdas/fhir-read/ports";
import type { Resource } from "../../synthetic/formats/fhir";
import { EmbeddedStore } from "./store/embedded-store";
import { apiOf, LOADED_AT, type Running } from "./testing/with-api";

/** Two tenants have the same ids: only a mark in each record tells them apart. */
const TENANTS = ["north", "south"] as const;
const PATIENTS = ["p0", "p1"] as const;
const CLIENTS = ["app-0", "app-1"] as const;
const TYPES = ["Patient", "Observation", "Condition", "Encounter"] as const;
const LABELS: Readonly<Record<string, DataClass>> = {
  SUD: "substance-use",
  HIV: "hiv",
  PSYTHPN: "psychotherapy",
  GDIS: "genetic",
};
const ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

function recordsOf(tenant: string): Resource[] {
  return PATIENTS.flatMap((id, index) => {
    // A stay of the other patient's: what comes along with a record need not be of the same patient.
    const encounter = { reference: `Encounter/${PATIENTS[1 - index]}-stay` };
    const subject = { reference: `Patient/${id}` };
    const mark = { source: `urn:${tenant}` };
    const labelled = (label: string) => ({ ...mark, security: [{ system: ACT, code: label }] });
    return [
      { resourceType: "Patient", id, meta: mark },
      { resourceType: "Observation", id: `${id}-general`, meta: mark, status: "final", subject, encounter },
      { resourceType: "Encounter", id: `${id}-stay`, meta: mark, status: "finished", subject },
      ...Object.keys(LABELS).map((label) => ({
        resourceType: "Observation",
        id: `${id}-${label}`,
        meta: labelled(label),
        status: "final",
        subject,
        encounter,
      })),
      {
        resourceType: "Condition",
        id: `${id}-f10`,
        meta: mark,
        subject,
        code: { coding: [{ system: "http://hl7.org/fhir/sid/icd-10-cm", code: "F10.2" }] },
      },
    ] as Resource[];
  });
}

/** Of which class a record is, by how it was made. */
function classOf(id: string): DataClass {
  const kind = id.split("-")[1] ?? "general";
  return kind === "f10" ? "substance-use" : (LABELS[kind] ?? "general");
}

interface Change {
  readonly tenant: number;
  readonly patient: number;
  readonly command: Command;
}
interface Scope {
  readonly context: "user" | "system" | "patient";
  readonly type: (typeof TYPES)[number] | "*";
  readonly rights: "r" | "s" | "rs" | "write";
}
interface Request {
  /** Of the API that is asked, and of the issuer that the token is of. */
  readonly tenant: number;
  readonly tokenOf: number;
  readonly client: number;
  readonly scopes: readonly Scope[];
  readonly purpose: Purpose;
  readonly own: number | undefined;
  readonly target: string;
  /** Whether a search is sent by POST, as a form. */
  readonly isForm: boolean;
  /** In place of the target: a link that was given out earlier, to anybody. */
  readonly link: number | undefined;
  /** Comes in while the store is asked. */
  readonly meanwhile: Change | undefined;
}
type Step = { readonly change: Change } | { readonly request: Request } | { readonly hours: number };

const two = fc.integer({ min: 0, max: 1 });
const changes: fc.Arbitrary<Change> = fc.record({ tenant: two, patient: two, command: commands });
const scopes: fc.Arbitrary<Scope> = fc.record({
  context: fc.constantFrom("user" as const, "user" as const, "system" as const, "patient" as const),
  type: fc.constantFrom("*" as const, ...TYPES),
  rights: fc.constantFrom("rs" as const, "rs" as const, "r" as const, "s" as const, "write" as const),
});
const targets = fc.oneof(
  fc.constantFrom(...TYPES).map((type) => `/${type}?_count=2`),
  fc
    .tuple(fc.constantFrom(...TYPES), fc.constantFrom(...PATIENTS))
    .map(([type, id]) => (type === "Patient" ? `/Patient?_id=${id}` : `/${type}?patient=${id}&_count=3`)),
  fc.constantFrom(
    ...[
      "/Observation?_include=Observation:subject&_count=4",
      "/Observation?patient=p0&_include=Observation:encounter",
      "/Observation?_include=Observation:encounter&_sort=-_lastUpdated",
    ],
    ...[
      "/Patient?_revinclude=Observation:patient",
      "/Patient?_id=p1&_revinclude=Condition:subject",
      "/Encounter?_revinclude=Observation:encounter",
      "/Condition?_include=Condition:patient&_count=1",
    ],
  ),
  fc.constantFrom(...recordsOf("any").map(({ resourceType, id }) => `/${resourceType}/${id}`)),
);
const asks: fc.Arbitrary<Request> = fc.record({
  tenant: two,
  tokenOf: fc.constantFrom(0, 1),
  client: two,
  scopes: fc.array(scopes, { minLength: 1, maxLength: 3 }),
  purpose: fc.constantFrom(...PURPOSES, "TREAT" as const, "TREAT" as const),
  own: fc.option(two, { nil: undefined }),
  target: targets,
  isForm: fc.boolean(),
  link: fc.option(fc.nat(20), { nil: undefined, freq: 3 }),
  meanwhile: fc.option(changes, { nil: undefined, freq: 3 }),
});
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: changes.map((change) => ({ change })) },
    { weight: 6, arbitrary: asks.map((request) => ({ request })) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 8 }).map((hours) => ({ hours })) },
  ),
  { minLength: 5, maxLength: 25 },
);

/** Two APIs, each with its own records, issuer and key of hashes, and a clock that both look at. */
class World {
  private nowMs = START;
  private readonly tenants: Running[] = [];
  /** Links that were given out, with the search that they go on with. */
  private readonly links: { readonly target: string; readonly of: string }[] = [];
  private meanwhile: (() => Promise<void>) | undefined;
  given = 0;
  along = 0;

  static async open(): Promise<World> {
    const world = new World();
    for (const [index, name] of TENANTS.entries()) {
      const records = new EmbeddedStore(":memory:");
      records.load(recordsOf(name), LOADED_AT);
      const store: FhirStore & { endpoint: string } = {
        endpoint: records.endpoint,
        get: async (path, query) => {
          const found = await records.get(path, query);
          await world.meanwhile?.();
          return found;
        },
      };
      const more = { store, now: () => new Date(world.nowMs), hashKey: new Uint8Array(32).fill(index + 1) };
      world.tenants.push(await apiOf([], more, `127.0.0.1:${9000 + index}`));
    }
    return world;
  }

  close(): void {
    for (const { records } of this.tenants) records.close();
  }

  async take(step: Step): Promise<void> {
    if ("hours" in step) this.nowMs += step.hours * HOUR;
    else if ("change" in step) await this.change(step.change);
    else await this.request(step.request);
  }

  private async change({ tenant, patient, command }: Change): Promise<void> {
    const { api } = this.tenants[tenant] as Running;
    // One of the made-up recipients stands for the first client.
    const caller = await this.callerOf(tenant, 0);
    const change = JSON.parse(JSON.stringify(command).replaceAll("ab".repeat(32), caller)) as Command;
    await record(api.consents, await api.hashes.hash(`Patient/p${patient}`), change, STAFF, () => new Date(this.nowMs));
  }

  private callerOf(tenant: number, client: number): Promise<string> {
    const { api, issuer } = this.tenants[tenant] as Running;
    return api.hashes.hash(`${issuer.url} ${CLIENTS[client]}`);
  }

  private async request(request: Request): Promise<void> {
    const { tenant, tokenOf, client, purpose, own, link, meanwhile } = request;
    const scope = request.scopes.map(({ context, type, rights }) => `${context}/${type}.${rights}`).join(" ");
    const wish = { client: CLIENTS[client] as string, ...(own !== undefined && { patient: `p${own}` }) };
    const bearer = await (this.tenants[tokenOf] as Running).token(`${scope} purpose/${purpose}`, wish);
    const given = link === undefined ? undefined : this.links[link];
    const target = given?.target ?? request.target;
    const asked = given?.of ?? target;
    this.meanwhile = meanwhile && (() => this.change(meanwhile));
    const { api } = this.tenants[tenant] as Running;
    const headers = { authorization: `Bearer ${bearer}`, "x-purpose-of-use": purpose };
    const [path = "", query] = target.split("?");
    const form = { ...headers, "content-type": "application/x-www-form-urlencoded" };
    const { statusCode, body } = await api.answer(
      request.isForm && query !== undefined
        ? { method: "POST", target: `${path}/_search`, headers: form, body: query }
        : { method: "GET", target, headers, body: undefined },
    );
    this.meanwhile = undefined;
    const answer = (body === "" ? {} : JSON.parse(body)) as Answer;
    const next = answer.link?.find(({ relation }) => relation === "next")?.url;
    if (next !== undefined) this.links.push({ target: next.slice(next.indexOf("/r4/") + 3), of: asked });
    const released = answer.entry ?? (statusCode === 200 ? [{ resource: answer }] : []);
    for (const { resource, search } of released) {
      if (resource.id === undefined) continue;
      if (search?.mode === "include") this.along++;
      await this.judge(resource, request, asked, search?.mode === "include");
    }
  }

  private async judge(
    { resourceType, id = "", meta }: Released,
    request: Request,
    target: string,
    isAlong: boolean,
  ): Promise<void> {
    const { tenant, tokenOf, client, purpose, own } = request;
    this.given++;
    const patient = `p${id.charAt(1)}`;
    const [, kind, from, name = ""] = /_(include|revinclude)=([A-Za-z]+):([a-z]+)/.exec(target) ?? [];
    const type = !isAlong
      ? target.split(/[/?]/)[1]
      : kind === "revinclude"
        ? from
        : name === "encounter"
          ? "Encounter"
          : "Patient";
    // What is referred to has to be readable, what refers searchable.
    const isRead = isAlong ? kind === "include" : target.split("?")[0]?.split("/").length === 3;
    expect(meta?.source, "the tenant that was asked").to.equal(`urn:${TENANTS[tenant]}`);
    expect(tokenOf, "a token of this tenant").to.equal(tenant);
    expect(resourceType, "the type that was asked for").to.equal(type);
    const covered = request.scopes.some(
      ({ context, type, rights }) =>
        (type === "*" || type === resourceType) &&
        rights !== "write" &&
        rights.includes(isRead ? "r" : "s") &&
        (context !== "patient" || patient === `p${own}`),
    );
    expect(covered, "a scope that covers it").to.equal(true);
    const { api } = this.tenants[tenant] as Running;
    const events = await api.consents.eventsOf(await api.hashes.hash(`Patient/${patient}`));
    const recipient = await this.callerOf(tenant, client);
    const asked = { purpose, recipient, isSubject: patient === `p${own}`, classes: [] };
    const at = new Date(this.nowMs).toISOString();
    expect(lawful(events, asked, classOf(id), at), `consent to ${id} for ${purpose}`).to.equal(true);
  }
}

interface Released {
  readonly resourceType: string;
  readonly id?: string;
  readonly meta?: { readonly source?: string };
}
interface Answer extends Released {
  readonly link?: readonly { readonly relation: string; readonly url: string }[];
  readonly entry?: readonly { readonly resource: Released; readonly search?: { readonly mode: string } }[];
}

describe("no sequence of changes and requests", function () {
  this.timeout(120_000);

  it("gives a record that the consent of this instant, the scope or the tenant forbids", async () => {
    let [given, along] = [0, 0];
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const world = await World.open();
        try {
          for (const step of sequence) await world.take(step);
          given += world.given;
          along += world.along;
        } finally {
          world.close();
        }
      }),
      { numRuns: 150 },
    );
    // Worlds that give nothing would prove nothing; how much they give is chance.
    expect(given).to.be.greaterThan(10);
    expect(along).to.be.greaterThan(0);
  });
});
