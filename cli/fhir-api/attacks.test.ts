import { expect } from "chai";
import { generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import type { FhirResource } from "fhir/r4";
import { fhirFaults } from "../../lambdas/fhir/testing/validator";
import type { Resource } from "../../synthetic/formats/fhir";
import { apiOf, type Running } from "./testing/with-api";

/** What nobody may learn who may not see the patient. */
const SECRET = "Xylophonist";
const STAFF = "user/*.rs user/Consent.read user/Consent.write purpose/TREAT";
const hidden = {
  resourceType: "Patient",
  id: "hidden",
  name: [{ family: SECRET }],
  gender: "female",
  birthDate: "1971-03-04",
};
const deep = (levels: number): object => {
  let value: object = { url: "urn:x", valueString: SECRET };
  for (let level = 0; level < levels; level++) value = { url: "urn:x", extension: [value] };
  return value;
};
const records = [
  hidden,
  { resourceType: "Patient", id: "open", name: [{ family: "Open" }], gender: "female" },
  {
    resourceType: "Observation",
    id: "of-hidden",
    status: "final",
    subject: { reference: "Patient/hidden" },
    note: [{ text: SECRET }],
  },
  { resourceType: "Observation", id: "of-open", status: "final", subject: { reference: "Patient/open" } },
  { resourceType: "Condition", id: "nobodys", code: { text: SECRET } },
  {
    resourceType: "Encounter",
    id: "stay-hidden",
    status: "finished",
    class: { code: "AMB" },
    subject: { reference: "Patient/hidden" },
    type: [{ text: SECRET }],
  },
  {
    resourceType: "Observation",
    id: "leads-to-hidden",
    status: "final",
    subject: { reference: "Patient/open" },
    encounter: { reference: "Encounter/stay-hidden" },
  },
  {
    resourceType: "Observation",
    id: "leads-to-nobody",
    status: "final",
    subject: { reference: "Patient/open" },
    encounter: { reference: "Encounter/stay-nobody" },
  },
  {
    resourceType: "Observation",
    id: "leads-away",
    status: "final",
    subject: { reference: "https://elsewhere.example/Patient/open" },
  },
] as unknown as Resource[];

interface Attack {
  readonly target: string;
  readonly method?: string;
  readonly scope?: string;
  readonly patient?: string;
  readonly authorization?: (running: Running) => Promise<string>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
/** Status, code of the outcome (none where the answer is an empty bundle), and what the audit is told last. */
type Wanted = readonly [status: number, code: string | undefined, told: string];

const bearer = (token: string): string => `Bearer ${token}`;
const made =
  (change: (jwt: SignJWT, now: number) => SignJWT) =>
  async ({ issuer }: Running) => {
    const now = Math.floor(Date.now() / 1000);
    const { privateKey } = await generateKeyPair("ES256");
    const jwt = new SignJWT({ scope: STAFF }).setProtectedHeader({ alg: "ES256", kid: "local" }).setIssuer(issuer.url);
    const whole = jwt
      .setAudience(issuer.audience)
      .setSubject("app")
      .setIssuedAt(now)
      .setExpirationTime(now + 60);
    return bearer(await change(whole, now).sign(privateKey));
  };
const changed =
  (part: 0 | 1 | 2, by: (text: string) => string) =>
  async ({ token }: Running) => {
    const parts = (await token(STAFF)).split(".");
    parts[part] = by(parts[part] as string);
    return bearer(parts.join("."));
  };
const rewritten =
  (change: object) =>
  (text: string): string =>
    Buffer.from(
      JSON.stringify({ ...(JSON.parse(Buffer.from(text, "base64url").toString()) as object), ...change }),
    ).toString("base64url");
const LOGIN = [401, "login", "fhir.token-refused"] as const;
const REFUSED = (status: number, code: string): Wanted => [status, code, "fhir.refused"];
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const EMPTY = [200, undefined, "fhir.search"] as const;

const ATTACKS: readonly (readonly [name: string, attack: Attack, wanted: Wanted])[] = [
  ["no token", { target: "/Patient/open", authorization: async () => "" }, LOGIN],
  ["a token that is none", { target: "/Patient/open", authorization: async () => "Bearer a.b.c" }, LOGIN],
  ["another's signature", { target: "/Patient/open", authorization: made((jwt) => jwt) }, LOGIN],
  ["a signature that was changed", { target: "/Patient/open", authorization: changed(2, (text) => `${text.startsWith("A") ? "B" : "A"}${text.slice(1)}`) }, LOGIN],
  ["claims that were changed", { target: "/Patient/open", authorization: changed(1, rewritten({ scope: "system/*.rs" })) }, LOGIN],
  ["an algorithm that is none", { target: "/Patient/open", authorization: changed(0, rewritten({ alg: "none" })) }, LOGIN],
  ["a token without a signature", { target: "/Patient/open", authorization: async ({ issuer }) => bearer(`${new UnsecuredJWT({ scope: STAFF }).setIssuer(issuer.url).setAudience(issuer.audience).setSubject("app").setIssuedAt().setExpirationTime("1m").encode()}x`) }, LOGIN],
  ["an issuer's public key as a shared one", { target: "/Patient/open", authorization: async ({ issuer }) => bearer(await new SignJWT({ scope: STAFF }).setProtectedHeader({ alg: "HS256", kid: "local" }).setIssuer(issuer.url).setAudience(issuer.audience).setSubject("app").setIssuedAt().setExpirationTime("1m").sign(Buffer.from(JSON.stringify(issuer.keys)))) }, LOGIN],
  ["two credentials in a header", { target: "/Patient/open", authorization: async ({ token }) => `Basic x, Bearer ${await token(STAFF)}` }, LOGIN],
  ["a type that the scope leaves out", { target: "/Condition", scope: "user/Patient.rs purpose/TREAT" }, [403, "forbidden", "fhir.call-refused"]],
  ["a read with a right to search", { target: "/Patient/open", scope: "user/Patient.s purpose/TREAT" }, [403, "forbidden", "fhir.call-refused"]],
  ["a write", { target: "/Patient", method: "POST", body: "{}" }, [404, "not-found", ""]],
  ["one patient's scope used on another", { target: "/Patient/open", scope: "patient/*.rs purpose/TREAT", patient: "someone" }, [404, "not-found", "fhir.read"]],
  ["one patient's scope in a search of all", { target: "/Observation", scope: "patient/*.rs purpose/TREAT", patient: "open" }, [403, "forbidden", "fhir.search"]],
  ["a purpose that the token is not good for", { target: "/Patient/open", headers: { "x-purpose-of-use": "BTG" } }, [403, "forbidden", "fhir.read"]],
  ["a purpose with a line break", { target: "/Patient/open", headers: { "x-purpose-of-use": "TREAT\r\nX-Admin: 1" } }, [403, "forbidden", "fhir.read"]],
  ["a read of who is withheld", { target: "/Patient/hidden" }, [404, "not-found", "fhir.read"]],
  ["a search by their name", { target: `/Patient?family=${SECRET}` }, EMPTY],
  ["a search by a part of it", { target: "/Patient?name:contains=xylo&_count=1" }, EMPTY],
  ["a search by their id", { target: "/Patient?_id=hidden" }, EMPTY],
  ["a search of their records", { target: "/Observation?patient=hidden" }, EMPTY],
  ["a search of their records by another name", { target: "/Observation?subject:Patient=hidden" }, EMPTY],
  ["a read of a record of theirs", { target: "/Observation/of-hidden" }, [404, "not-found", "fhir.read"]],
  ["a record that is nobody's", { target: "/Condition/nobodys" }, [404, "not-found", "fhir.read"]],
  ["whether they have changed", { target: "/Patient/hidden", headers: { "if-none-match": "*" } }, [404, "not-found", "fhir.read"]],
  ["a count", { target: "/Patient?_summary=count" }, REFUSED(400, "not-supported")],
  ["a total", { target: "/Patient?_total=accurate" }, REFUSED(400, "not-supported")],
  ["an _include of who is withheld", { target: "/Observation?patient=hidden&_include=Observation:subject" }, EMPTY],
  ["a _revinclude of who is withheld", { target: "/Patient?_id=hidden&_revinclude=Observation:subject" }, EMPTY],
  ["a _revinclude of who is withheld, by name", { target: `/Patient?family=${SECRET}&_revinclude=Encounter:patient` }, EMPTY],
  ["an _include beyond the scope", { target: "/Observation?_include=Observation:subject", scope: "user/Observation.rs purpose/TREAT" }, [403, "forbidden", "fhir.search"]],
  ["an _include with a right to search alone", { target: "/Observation?_include=Observation:subject", scope: "user/Observation.rs user/Patient.s purpose/TREAT" }, [403, "forbidden", "fhir.search"]],
  ["a _revinclude with a right to read alone", { target: "/Patient?_revinclude=Observation:subject", scope: "user/Patient.rs user/Observation.r purpose/TREAT" }, [403, "forbidden", "fhir.search"]],
  ["an _include of everything", { target: "/Observation?_include=*" }, REFUSED(400, "not-supported")],
  ["an _include of links of links", { target: "/Observation?_include:iterate=Observation:subject" }, REFUSED(400, "not-supported")],
  ["an _include that is to be waved through", { target: "/Observation?_include=Observation:subject:Device", headers: { prefer: "handling=lenient" } }, REFUSED(400, "not-supported")],
  ["a search of theirs by POST", { target: "/Observation/_search", method: "POST", headers: FORM, body: "patient=hidden" }, EMPTY],
  ["a search by POST of one, and by address of another", { target: "/Observation/_search?patient=open", method: "POST", headers: FORM, body: "patient=hidden" }, EMPTY],
  ["the same with a token of one patient", { target: "/Observation/_search?patient=open", method: "POST", headers: FORM, body: "patient=hidden", scope: "patient/*.rs purpose/TREAT", patient: "open" }, [403, "forbidden", "fhir.search"]],
  ["a search by POST with a right to read alone", { target: "/Observation/_search", method: "POST", headers: FORM, body: "patient=open", scope: "user/*.r purpose/TREAT" }, [403, "forbidden", "fhir.call-refused"]],
  ["a search by POST of something else than a form", { target: "/Observation/_search", method: "POST", headers: { "content-type": "application/json" }, body: "{}" }, REFUSED(415, "not-supported")],
  ["a sort by what is withheld", { target: "/Patient?_sort=family" }, REFUSED(400, "not-supported")],
  ["a chain", { target: `/Observation?subject.family=${SECRET}` }, REFUSED(400, "not-supported")],
  ["a chain that is to be waved through", { target: `/Observation?subject:Patient.family=${SECRET}`, headers: { prefer: "handling=lenient" } }, REFUSED(400, "not-supported")],
  ["a reverse chain", { target: "/Patient?_has:Observation:patient:code=x" }, REFUSED(400, "not-supported")],
  ["a parameter that nobody knows", { target: "/Patient?colour=red" }, REFUSED(400, "not-supported")],
  ["a parameter that objects inherit", { target: "/Patient?__proto__=x&constructor=y" }, REFUSED(400, "not-supported")],
  ["SQL in a value", { target: `/Patient?family=${encodeURIComponent("' OR 1=1; DROP TABLE record; --")}` }, EMPTY],
  ["SQL in a name", { target: `/Patient?${encodeURIComponent("family' OR '1'='1")}=x` }, REFUSED(400, "not-supported")],
  ["SQL in a count", { target: "/Patient?_count=1%20OR%201" }, REFUSED(400, "invalid")],
  ["a path above", { target: "/Patient/..%2FPatient%2Fhidden" }, REFUSED(400, "invalid")],
  ["a path that is encoded twice", { target: "/Patient/%252e%252e%252fhidden" }, REFUSED(400, "invalid")],
  ["a NUL in an id", { target: "/Patient/hidden%00" }, REFUSED(400, "invalid")],
  ["an id of two lines", { target: "/Patient/hidden%0d%0aX-Admin:%201" }, REFUSED(400, "invalid")],
  ["another host", { target: "/Patient?family=nobody", headers: { host: "evil.example", "x-forwarded-host": "evil.example" } }, EMPTY],
  ["a page that was made up", { target: "/Patient?_page=e30.0000000000000000000000000000000000000000000000000000000000000000" }, REFUSED(400, "invalid")],
  ["a page beside a filter", { target: "/Patient?_page=x&family=y" }, REFUSED(400, "invalid")],
  ["a value that is too long", { target: `/Patient?family=${"x".repeat(5000)}` }, REFUSED(400, "invalid")],
  ["too many parameters", { target: `/Patient?${"family=x&".repeat(40)}` }, REFUSED(400, "too-costly")],
  ["XML", { target: "/Patient/open", headers: { accept: "application/fhir+xml" } }, REFUSED(406, "not-supported")],
  ["a change of consents that is too large", { target: "/consents/open", method: "POST", body: `{"kind":"${"x".repeat(70_000)}"}` }, [400, "invalid", "consent.change-refused"]],
  ["a change of consents that is deeply nested", { target: "/consents/open", method: "POST", body: `${"[".repeat(20_000)}${"]".repeat(20_000)}` }, [400, "invalid", "consent.change-refused"]],
  ["consents with a right to records alone", { target: "/consents/hidden", scope: "user/*.rs purpose/TREAT" }, [403, "forbidden", "fhir.call-refused"]],
]; // prettier-ignore

async function attacked(
  running: Running,
  { target, method = "GET", scope = STAFF, patient, authorization, headers, body }: Attack,
) {
  const own = await running.token(scope, patient === undefined ? {} : { patient });
  const credential = authorization === undefined ? bearer(own) : await authorization(running);
  running.told.length = 0;
  return running.api.answer({ method, target, headers: { authorization: credential, ...headers }, body });
}

async function world(more: Parameters<typeof apiOf>[1] = {}): Promise<Running> {
  const running = await apiOf(records, more);
  await restrict(running);
  return running;
}

async function restrict(running: Running): Promise<void> {
  const change = { kind: "restrict", requestId: "restrict-1", purposes: "any", recipients: "anyone", classes: "any" };
  const { statusCode } = await attacked(running, {
    target: "/consents/hidden",
    method: "POST",
    body: JSON.stringify(change),
  });
  expect(statusCode).to.be.oneOf([200, 201]);
}

describe("an attack on the FHIR API", function () {
  this.timeout(60_000);
  let running: Running;
  before(async () => (running = await world()));
  after(() => running.records.close());

  for (const [name, attack, [status, code, told]] of ATTACKS) {
    it(`by ${name} is answered with ${status}${code === undefined ? ", an empty bundle" : `, an OperationOutcome of ${code}`}`, async () => {
      const { statusCode, headers, body } = await attacked(running, attack);
      const answer = JSON.parse(body) as FhirResource & {
        issue?: { code: string }[];
        entry?: { resource: { issue?: { code: string }[] } }[];
      };
      expect(statusCode).to.equal(status);
      expect((answer.issue ?? answer.entry?.[0]?.resource.issue)?.[0]?.code).to.equal(code);
      if (code === undefined) expect(answer).to.not.have.property("entry");
      expect(fhirFaults(answer)).to.deep.equal([]);
      expect(running.told.at(-1)?.action ?? "").to.equal(told);
      const asked = decodeURIComponent(attack.target);
      const everything = JSON.stringify([headers, running.told, ...(asked.includes(SECRET) ? [] : [body])]);
      expect(everything).to.not.match(new RegExp(`${SECRET}|1971-03-04|evil\\.example|DROP TABLE|Patient/hidden"`));
    });
  }

  const PAIRS: [string, string, string][] = [
    ["a read", "/Patient/hidden", "/Patient/nobody"],
    ["a search by id", "/Patient?_id=hidden", "/Patient?_id=nobody"],
    ["a search of records", "/Observation?patient=hidden", "/Observation?patient=nobody"],
    ["a search by name", `/Patient?family=${SECRET}`, "/Patient?family=nobody"],
    [
      "what comes along",
      "/Observation?_id=leads-to-hidden&_include=Observation:encounter",
      "/Observation?_id=leads-to-nobody&_include=Observation:encounter",
    ],
    [
      "who refers to them",
      "/Patient?_id=hidden&_revinclude=Encounter:subject",
      "/Patient?_id=nobody&_revinclude=Encounter:subject",
    ],
  ];
  for (const [name, there, missing] of PAIRS) {
    it(`can't tell by ${name} who is withheld from who does not exist`, async () => {
      const [one, two] = [await attacked(running, { target: there }), await attacked(running, { target: missing })];
      const alike = (text: string): string => text.replaceAll(/hidden|nobody/g, "x").replaceAll(SECRET, "x");
      // What is left of the rate is less by the one request.
      const plain = ({ headers: { RateLimit: _, ...headers }, body, statusCode }: typeof one) => ({
        statusCode,
        headers,
        body: alike(body),
      });
      expect(plain(two)).to.deep.equal(plain(one));
    });
  }

  const ALONG: [string, string, string[]][] = [
    ["from a page of all", "/Observation?_include=Observation:subject&_include=Observation:encounter", ["match leads-away", "match leads-to-hidden", "match leads-to-nobody", "match of-open", "include open"]],
    ["from a record of another patient's", "/Observation?patient=open&_include=Observation:encounter", ["match leads-away", "match leads-to-hidden", "match leads-to-nobody", "match of-open"]],
    ["to all patients", "/Patient?_revinclude=Observation:subject&_revinclude=Encounter:patient", ["include leads-to-hidden", "include leads-to-nobody", "include of-open", "match open"]],
    ["by an address of another server", "/Observation?_id=leads-away&_include=Observation:subject", ["match leads-away"]],
  ]; // prettier-ignore
  for (const [name, target, wanted] of ALONG) {
    it(`gets nothing along ${name} that consent withholds`, async () => {
      const { body } = await attacked(running, { target });
      const { entry } = JSON.parse(body) as { entry: { resource: { id: string }; search: { mode: string } }[] };
      const found = entry.map(({ resource, search }) => `${search.mode} ${resource.id}`);
      expect(found).to.have.members(wanted);
      expect(body).to.not.contain(SECRET);
    });
  }

  it("gets nothing along from who is withdrawn while it is fetched", async () => {
    const here = await apiOf(records);
    const get = here.records.get.bind(here.records);
    here.records.get = async (path, query) => {
      // The patient is fetched after the stay that leads there was found.
      if (path === "Patient") await restrict(here);
      return get(path, query);
    };
    const { body } = await attacked(here, { target: "/Encounter?_include=Encounter:subject" });
    expect(JSON.parse(body)).to.not.have.property("entry");
    expect(body).to.not.contain(SECRET);
    here.records.close();
  });

  it("can't tell by pages that somebody is withheld", async () => {
    const { body } = await attacked(running, { target: "/Patient?gender=female&_count=1" });
    const { entry, link } = JSON.parse(body) as { entry: { resource: { id: string } }[]; link: object[] };
    expect([entry.map(({ resource }) => resource.id), link.length]).to.deep.equal([["open"], 1]);
  });

  it("comes too late when consent is withdrawn between check and read, and when a request is sent again", async () => {
    const here = await apiOf(records);
    const get = here.records.get.bind(here.records);
    const again = { target: "/Patient/hidden" };
    expect((await attacked(here, again)).statusCode).to.equal(200);
    here.records.get = async (path, query) => {
      here.records.get = get;
      await restrict(here);
      return get(path, query);
    };
    const late = await attacked(here, again);
    expect([late.statusCode, late.body.includes(SECRET)]).to.deep.equal([404, false]);
    expect((await attacked(here, again)).statusCode).to.equal(404);
    here.records.close();
  });

  it("is held to its rate, and told when to come back", async () => {
    const here = await apiOf(records, { requestsASecond: 2, now: () => new Date("2026-11-22T10:00:00Z") });
    const answers = [];
    for (let at = 0; at < 3; at++) answers.push(await attacked(here, { target: "/Patient/open" }));
    expect(answers.map(({ statusCode }) => statusCode)).to.deep.equal([200, 200, 429]);
    expect(answers[2]?.headers).to.include({ "Retry-After": "1", RateLimit: '"caller";r=0;t=1' });
    expect(JSON.parse(answers[2]?.body ?? "").issue[0].code).to.equal("throttled");
    here.records.close();
  });

  it("gives nothing of a record that is deeper or larger than can be handed on", async () => {
    for (const extension of [[deep(20_000)], [{ url: "urn:x", valueString: SECRET.repeat(500_000) }]]) {
      const record = { resourceType: "Patient", id: "open", extension };
      const store = { endpoint: "https://store/", get: async () => ({ status: 200, body: record }) };
      const here = await apiOf(records, { store });
      const { statusCode, body } = await attacked(here, { target: "/Patient/open" });
      expect([statusCode, JSON.parse(body).issue[0].code]).to.deep.equal([400, "too-costly"]);
      expect(here.told.at(-1)).to.include({ action: "fhir.read", outcome: "failure" });
      here.records.close();
    }
  });

  const SKEWS: [string, number, number][] = [
    ["four seconds ahead", 4, 200],
    ["ten seconds ahead", 10, 401],
    ["four seconds behind the end", -904, 200],
    ["ten seconds behind the end", -910, 401],
  ];
  for (const [name, seconds, status] of SKEWS) {
    it(`with a token that is ${name} is answered with ${status}`, async () => {
      const start = Date.parse("2026-11-22T10:00:00Z");
      let nowMs = start;
      const here = await apiOf(records, { now: () => new Date(nowMs) });
      nowMs = start + seconds * 1000;
      const token = await here.token(STAFF);
      nowMs = start;
      expect(
        (await attacked(here, { target: "/Patient/open", authorization: async () => bearer(token) })).statusCode,
      ).to.equal(status);
      here.records.close();
    });
  }
});
