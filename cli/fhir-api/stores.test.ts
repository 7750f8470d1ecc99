import { expect } from "chai";
import type { Bundle } from "fhir/r4";
import { healthLakeStore } from "../../lambdas/fhir-read/adapters";
import { withAws, type Sent } from "../../lambdas/testing/aws-server";
import { DATASTORE, healthLake } from "./testing/healthlake";
import { apiOf, LOADED_AT, madeUp, type Running } from "./testing/with-api";

const records = madeUp(5).filter((one, index) => one.resourceType !== "Observation" || index % 4 === 0);
const [patient, other] = records.filter((one) => one.resourceType === "Patient").map(({ id }) => id);
const STAFF = "user/*.rs user/Consent.write purpose/TREAT";

interface Request {
  readonly target: string;
  readonly scope?: string;
  readonly patient?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as a form by POST. */
  readonly form?: string;
}

/** Every request by turns; a search is followed to its last page. */
const REQUESTS: readonly Request[] = [
  { target: "/metadata" },
  ...["Patient", "Observation", "Condition", "Encounter", "Immunization", "MedicationRequest", "DiagnosticReport"].flatMap(
    (type) => [{ target: `/${type}?_count=7` }, { target: `/${type}/${records.find((one) => one.resourceType === type)?.id}` }],
  ),
  { target: `/Observation?patient=${patient}&category=vital-signs` },
  { target: `/Observation?subject:Patient=${patient}&_elements=code,subject` },
  { target: "/Observation?code=http://loinc.org%7C8867-4,http://loinc.org%7C8302-2" },
  { target: "/Observation?date=ge2025-03-01&date=lt2025-10-01&_count=5" },
  { target: "/Encounter?_sort=-date&_count=6" },
  { target: "/Condition?_sort=onset-date&_count=9" },
  { target: `/Observation?patient=${patient}&_sort=-date&_elements=code` },
  { target: "/Immunization?_sort=_lastUpdated" },
  { target: "/Patient?gender=female&birthdate=lt2000-01-01&_summary=true" },
  { target: "/Patient?name=O'Brien%20%2B%20(x)*" },
  { target: "/Patient/nobody" },
  { target: `/Patient/${patient}`, headers: { "if-none-match": 'W/"1"' } },
  { target: `/Patient/${other}` },
  { target: `/Observation?patient=${other}` },
  { target: "/Observation?colour=red" },
  { target: "/Patient?colour=red&gender=male", headers: { prefer: "handling=lenient" } },
  { target: "/Observation?_include=Observation:subject&_count=15" },
  { target: `/Observation?patient=${patient}&_include=Observation:encounter&_include=Observation:subject&_elements=code` },
  { target: "/DiagnosticReport?_include=DiagnosticReport:result&_include=DiagnosticReport:encounter&_count=6" },
  { target: "/Encounter?_include=Encounter:diagnosis&_revinclude=Condition:encounter&_sort=-date&_count=8" },
  { target: "/Patient?_revinclude=Condition:patient&_revinclude=Encounter:subject&_count=2" },
  { target: "/Condition?_include=Observation:subject" },
  { target: `/Condition?patient=${patient}&_include=Condition:subject`, scope: "patient/*.rs purpose/PATRQT", patient: patient as string },
  { target: "/Patient/_search", form: "gender=female&_revinclude=Immunization:patient" },
  { target: `/Observation/_search?patient=${patient}`, form: "category=vital-signs&_sort=date" },
  { target: "/Condition?date=x" },
  { target: "/Condition", scope: "user/Patient.rs purpose/TREAT" },
  { target: `/Condition?patient=${patient}`, scope: "patient/*.rs purpose/PATRQT", patient: patient as string },
  { target: `/Condition?patient=${other}`, scope: "patient/*.rs purpose/PATRQT", patient: patient as string },
]; // prettier-ignore

/** The answers to all of them, by an API where the second patient wants nothing to go out. */
async function answers({ api, token, url }: Running): Promise<object[]> {
  const bearer = async ({ scope = STAFF, patient: own }: Partial<Request>): Promise<Record<string, string>> => ({
    authorization: `Bearer ${await token(scope, own === undefined ? {} : { patient: own })}`,
  });
  const restriction = {
    kind: "restrict",
    requestId: "restrict-1",
    purposes: "any",
    recipients: "anyone",
    classes: "any",
  };
  const body = JSON.stringify(restriction);
  await api.answer({ method: "POST", target: `/consents/${other}`, headers: await bearer({}), body });
  const given: object[] = [];
  for (const request of REQUESTS) {
    const headers = { ...request.headers, ...(await bearer(request)) };
    let target: string | undefined = request.target;
    while (target !== undefined) {
      const isFirst = target === request.target && request.form !== undefined;
      const form = { "content-type": "application/x-www-form-urlencoded" };
      const call = isFirst
        ? { method: "POST", headers: { ...headers, ...form }, body: request.form }
        : { method: "GET", headers, body: undefined };
      const result = await api.answer({ target, ...call });
      const answer = result.body === "" ? {} : (JSON.parse(result.body) as Partial<Bundle>);
      const next: string | undefined = answer.link?.find(({ relation }) => relation === "next")?.url;
      // Cursors are each store's own.
      const link = answer.link?.filter(({ relation }) => relation === "self");
      const { ETag, "Last-Modified": modified } = result.headers;
      given.push({
        for: request.target,
        statusCode: result.statusCode,
        ETag,
        modified,
        ...answer,
        ...(link && { link, hasMore: next !== undefined }),
      });
      target = next?.slice(url.length - 1);
    }
  }
  return given;
}

describe("the API over HealthLake and over the embedded store", function () {
  this.timeout(60_000);

  it("gives the same answers to the same requests, and HealthLake takes each as signed for it", async () => {
    const embedded = await apiOf(records);
    const wanted = await answers(embedded);
    embedded.records.close();
    const refused: Sent[] = [];
    const lake = healthLake(records, LOADED_AT);
    const { result, sent } = await withAws(
      (one) => {
        const answer = lake(one);
        if (answer.status === 403) refused.push(one);
        return answer;
      },
      async () => {
        const endpoint = `${process.env["AWS_ENDPOINT_URL"]}${DATASTORE}`;
        const store = { ...healthLakeStore(endpoint, "us-east-1"), endpoint };
        const running = await apiOf(records, { store });
        const given = await answers(running);
        running.records.close();
        return given;
      },
    );
    expect(refused).to.deep.equal([]);
    expect(sent.length).to.be.greaterThan(30);
    expect(new Set(sent.map(({ method }) => method))).to.deep.equal(new Set(["GET"]));
    expect(wanted.length).to.be.greaterThan(REQUESTS.length);
    result.forEach((answer, index) => expect(answer).to.deep.equal(wanted[index]));
    expect(result).to.have.length(wanted.length);
  });

  it("is refused by HealthLake where a signature is another's", async () => {
    const lake = healthLake(records, LOADED_AT);
    const { sent } = await withAws(lake, () =>
      healthLakeStore(`${process.env["AWS_ENDPOINT_URL"]}${DATASTORE}`, "us-east-1").get("Patient", [
        ["gender", "male"],
      ]),
    );
    const [one] = sent;
    expect(lake(one as Sent).status).to.equal(200);
    expect(lake({ ...(one as Sent), search: "?gender=female" }).status).to.equal(403);
  });
});
