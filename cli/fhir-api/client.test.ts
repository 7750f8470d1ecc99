import { expect } from "chai";
import type { Bundle, FhirResource, OperationOutcome, Observation } from "fhir/r4";
import { fhirFaults } from "../../lambdas/fhir/testing/validator";
import { RESOURCE_TYPES } from "../../lambdas/fhir-read/contract";
import { madeUp, withApi, type Running } from "./testing/with-api";

const STAFF = "user/*.rs user/Consent.read user/Consent.write purpose/TREAT";
const records = madeUp(10, 4);

/** An ordinary client of FHIR, which knows nothing of this project; it is an ES module. */
async function clientOf(baseUrl: string, token: string) {
  const { Client } = await import("fhir-kit-client");
  return new Client({ baseUrl, customHeaders: { Authorization: `Bearer ${token}` } });
}

/** What the client throws for an answer that is an error. */
async function refusalOf(work: Promise<unknown>): Promise<{ status: number; outcome: OperationOutcome }> {
  try {
    await work;
  } catch (error) {
    const { response } = error as { response: { status: number; data: OperationOutcome } };
    return { status: response.status, outcome: response.data };
  }
  throw new Error("expected a refusal");
}

const valid = (resource: unknown): void => void expect(fhirFaults(resource as FhirResource)).to.deep.equal([]);
const within = (work: (running: Running) => Promise<void>): Promise<void> => withApi(records, work);

describe("the FHIR API on this machine, by an ordinary client", function () {
  this.timeout(60_000);

  it("says what it is, and where tokens come from, before there is one", () =>
    within(async ({ url, token }) => {
      const client = await clientOf(url, await token(STAFF));
      const statement = (await client.capabilityStatement()) as FhirResource;
      valid(statement);
      expect(statement).to.have.nested.property("rest[0].resource[7].type", "Patient");
      const smart = (await (await fetch(`${url}.well-known/smart-configuration`)).json()) as Record<string, string>;
      const form = new URLSearchParams({ grant_type: "client_credentials", scope: STAFF });
      const asked = await fetch(smart["token_endpoint"] as string, { method: "POST", body: form });
      const { access_token } = (await asked.json()) as { access_token: string };
      const own = await clientOf(url, access_token);
      expect(await own.search({ resourceType: "Patient", searchParams: { _count: 1 } })).to.have.property("entry");
    }));

  it("reads a record of every type, valid and whole", () =>
    within(async ({ url, token }) => {
      const client = await clientOf(url, await token(STAFF));
      for (const resourceType of RESOURCE_TYPES) {
        const wanted = records.find((one) => one.resourceType === resourceType);
        const read = await client.read({ resourceType, id: wanted?.id ?? "" });
        valid(read);
        expect(read).to.deep.include({ ...wanted, meta: (read as FhirResource).meta });
      }
    }));

  it("searches and pages through what matches, every page valid", () =>
    within(async ({ url, token }) => {
      const client = await clientOf(url, await token(STAFF));
      const wanted = records.filter((one) => JSON.stringify(one).includes('"8867-4"'));
      const seen: string[] = [];
      let pages = 0;
      let bundle = (await client.search({
        resourceType: "Observation",
        searchParams: { code: "8867-4", _count: 20 },
      })) as unknown as Bundle;
      for (;;) {
        if (pages++ === 0) valid(bundle);
        seen.push(...(bundle.entry ?? []).map(({ resource }) => resource?.id ?? ""));
        const next = await client.nextPage({ bundle: bundle as never });
        if (next === undefined) break;
        bundle = next as unknown as Bundle;
      }
      expect(pages).to.equal(Math.ceil(wanted.length / 20));
      expect(seen).to.deep.equal(wanted.map(({ id }) => id));
    }));

  it("has records come along, sorted, by a search that is sent by POST", () =>
    within(async ({ url, token }) => {
      const client = await clientOf(url, await token(STAFF));
      const searchParams = { _include: "Observation:encounter", _sort: "-date", _count: 5 } as never;
      const found = (await client.search({
        resourceType: "Observation",
        searchParams,
        options: { postSearch: true },
      })) as unknown as Bundle;
      valid(found);
      const of = (mode: string) => (found.entry ?? []).filter(({ search }) => search?.mode === mode);
      const times = of("match").map(({ resource }) => (resource as Observation).effectiveDateTime as string);
      expect(times).to.have.length(5);
      expect(times).to.deep.equal([...times].sort().reverse());
      const wanted = of("match").map(({ resource }) => (resource as Observation).encounter?.reference);
      expect(of("include").map(({ resource }) => `Encounter/${resource?.id}`)).to.have.members([...new Set(wanted)]);
    }));

  it("shows the elements that are asked for, valid still", () =>
    within(async ({ url, token }) => {
      const client = await clientOf(url, await token(STAFF));
      for (const resourceType of RESOURCE_TYPES) {
        for (const view of [
          { _elements: "subject,code" },
          { _summary: "true" },
          { _summary: "text" },
          { _summary: "data" },
        ]) {
          const found = (await client.search({
            resourceType,
            searchParams: { _count: 2, ...view } as never,
          })) as unknown as Bundle;
          expect(found.entry?.[0]?.resource).to.have.nested.property("meta.tag[0].code", "SUBSETTED");
          valid(found);
        }
      }
    }));

  it("is not sent again what it has", () =>
    within(async ({ url, token }) => {
      const headers = { Authorization: `Bearer ${await token(STAFF)}` };
      const address = `${url}Patient/${records[0]?.id}`;
      const tag = (await fetch(address, { headers })).headers.get("etag") ?? "";
      const again = await fetch(address, { headers: { ...headers, "If-None-Match": tag } });
      expect([again.status, await again.text()]).to.deep.equal([304, ""]);
    }));

  it("is denied by scope", () =>
    within(async ({ url, token }) => {
      const client = await clientOf(url, await token("user/Patient.rs purpose/TREAT"));
      const { status, outcome } = await refusalOf(client.search({ resourceType: "Condition" }));
      expect([status, outcome.issue[0]?.code]).to.deep.equal([403, "forbidden"]);
      valid(outcome);
    }));

  it("is denied by consent, as if there were nobody, and told so in the audit alone", () =>
    within(async ({ url, token, told }) => {
      const bearer = await token(STAFF);
      const client = await clientOf(url, bearer);
      const [patient] = records.filter((one) => one.resourceType === "Patient");
      const id = patient?.id ?? "";
      const observations = async (): Promise<Bundle> =>
        (await client.search({ resourceType: "Observation", searchParams: { patient: id } })) as unknown as Bundle;
      expect((await observations()).entry).to.have.length.greaterThan(0);
      const restriction = {
        kind: "restrict",
        requestId: "restrict-1",
        purposes: "any",
        recipients: "anyone",
        classes: "any",
      };
      const changed = await fetch(`${url}consents/${id}`, {
        method: "POST",
        headers: { Authorization: `Bearer ${bearer}` },
        body: JSON.stringify(restriction),
      });
      expect(changed.status).to.equal(201);
      const denied = await refusalOf(client.read({ resourceType: "Patient", id }));
      const missing = await refusalOf(client.read({ resourceType: "Patient", id: "nobody" }));
      expect(denied).to.deep.equal(missing);
      valid(denied.outcome);
      const empty = await observations();
      expect(empty).to.not.have.property("entry");
      valid(empty);
      expect(told.filter(({ reason }) => reason === "consent-restricted")).to.have.length(2);
    }));

  it("has to have a token, and is told so as FHIR has it", () =>
    within(async ({ url }) => {
      const { status, outcome } = await refusalOf((await clientOf(url, "a.b.c")).search({ resourceType: "Patient" }));
      expect([status, outcome.issue[0]?.code]).to.deep.equal([401, "login"]);
      valid(outcome);
    }));
});
