import { expect } from "chai";
import { answerOf, askOf, blinded, patientAsked, patientOf, recordsIn, subjectOf, type Ask, type Query } from "./core";

const read = { kind: "read", type: "Observation", id: "o1" } as const;
const search = { kind: "search", type: "Observation", query: [] } as const;
const ask = (resource: string, query: Query = [], id?: string): Ask => askOf({ resource, id, query }, 50);

describe("what is asked for", () => {
  it("is a read of a type that is served, by an id", () => {
    expect(ask("/Patient/{id}", [], "a-1.B")).to.deep.equal({ kind: "read", type: "Patient", id: "a-1.B" });
  });

  it("is a search with a page of the size that is set, unless less is asked for", () => {
    const count = (value?: string): unknown => {
      const asked = ask("/Patient", value === undefined ? [] : [["_count", value]]);
      return asked.kind === "search" ? asked.query : asked;
    };
    expect(count()).to.deep.equal([["_count", "50"]]);
    expect(count("10")).to.deep.equal([["_count", "10"]]);
    expect(count("51")).to.deep.equal([["_count", "50"]]);
    expect(count("0")).to.deep.equal([["_count", "1"]]);
  });

  it("keeps parameters in order, and repeated ones", () => {
    const asked = ask("/Observation", [
      ["date", "ge2026-01-01"],
      ["date", "lt2026-02-01"],
      ["code:in", "x"],
      ["_format", "json"],
    ]);
    expect(asked).to.deep.include({
      query: [
        ["date", "ge2026-01-01"],
        ["date", "lt2026-02-01"],
        ["code:in", "x"],
        ["_count", "50"],
      ],
    });
  });

  const refused: [string, Ask, number][] = [
    ["a type that is not served", ask("/Account"), 404],
    ["an id that is none", ask("/Patient/{id}", [], "a/b"), 400],
    ["no id", ask("/Patient/{id}"), 400],
    ["other types that come along", ask("/Observation", [["_include", "Observation:subject"]]), 400],
    ["other types with a modifier", ask("/Observation", [["_include:iterate", "Observation:subject"]]), 400],
    ["a reverse chain", ask("/Patient", [["_has:Observation:patient:code", "x"]]), 400],
    ["a chain", ask("/Observation", [["subject.name", "x"]]), 400],
    ["XML", ask("/Patient", [["_format", "xml"]]), 406],
    ["a count that is no number", ask("/Patient", [["_count", "all"]]), 400],
    ["a value that is too long", ask("/Patient", [["name", "x".repeat(2049)]]), 400],
    [
      "too many parameters",
      ask(
        "/Patient",
        Array.from({ length: 33 }, (_, at) => [`p${at}`, "x"] as const),
      ),
      400,
    ],
  ];
  for (const [name, asked, status] of refused) {
    it(`is refused with ${status}: ${name}`, () => expect(asked).to.include({ kind: "refuse", status }));
  }
});

describe("the answer", () => {
  const stored = (status: number, body: unknown = undefined) => ({ status, body });
  const statuses: [number, number, string][] = [
    [404, 404, "not-found"],
    [410, 404, "not-found"],
    [400, 400, "invalid"],
    [429, 429, "throttled"],
    [403, 502, "transient"],
    [500, 502, "transient"],
    [200, 502, "exception"],
  ];
  for (const [from, to, code] of statuses) {
    it(`of the store with ${from} and nothing to use becomes ${to}, an OperationOutcome of ${code}`, () => {
      const { status, body } = answerOf(read, stored(from, { secret: "x" }), "https://s/", "https://a/");
      expect(status).to.equal(to);
      expect(body).to.have.nested.property("issue[0].code", code);
      expect(JSON.stringify(body)).to.not.contain("secret");
    });
  }

  it("leads to us, and has no types but the one that was asked for", () => {
    const bundle = {
      resourceType: "Bundle",
      total: 2,
      link: [
        { relation: "self", url: "https://s/r4/Observation?" },
        { relation: "next", url: "https://s/r4/Observation?page=2" },
      ],
      entry: [
        { fullUrl: "https://s/r4/Observation/o1", resource: { resourceType: "Observation" } },
        { fullUrl: "https://s/r4/Patient/p1", resource: { resourceType: "Patient" } },
      ],
    };
    const answer = answerOf(
      { ...search, query: [["code", "x"]] },
      stored(200, bundle),
      "https://s/r4/",
      "https://a/dev/",
    );
    expect(answer.body).to.deep.equal({
      resourceType: "Bundle",
      type: "searchset",
      link: [
        { relation: "self", url: "https://a/dev/Observation?code=x" },
        { relation: "next", url: "https://a/dev/Observation?page=2" },
      ],
      entry: [{ fullUrl: "https://a/dev/Observation/o1", resource: { resourceType: "Observation" } }],
    });
    expect(recordsIn(answer)).to.equal(1);
  });

  it("of another type than was asked for can't be used", () => {
    expect(answerOf(read, stored(200, { resourceType: "Patient" }), "", "").status).to.equal(502);
  });
});

describe("whom an answer is about", () => {
  const about = (asked: Ask & { kind: "read" | "search" }, body: object = {}): string =>
    subjectOf(asked, { status: 200, body });
  const rows: [string, string, string][] = [
    ["a patient that is read", about({ kind: "read", type: "Patient", id: "p1" }), "Patient/p1"],
    ["the subject of a record", about(read, { subject: { reference: "https://s/r4/Patient/p1" } }), "Patient/p1"],
    ["the patient of a record", about(read, { patient: { reference: "Patient/p1" } }), "Patient/p1"],
    ["the record itself, where it names nobody", about(read), "Observation/o1"],
    ["the patient of a search", about({ ...search, query: [["patient", "p1"]] }), "Patient/p1"],
    ["the subject of a search", about({ ...search, query: [["subject", "Patient/p1"]] }), "Patient/p1"],
    ["everyone of a search", about(search), "Observation"],
  ];
  for (const [name, got, wanted] of rows) it(`is ${name}`, () => expect(got).to.equal(wanted));
});

describe("the one patient that is asked for", () => {
  const asked = (query: Query): Ask & { kind: "search" } => ({ ...search, query });
  const rows: [string, Ask & { kind: "read" | "search" }, string | undefined][] = [
    ["of a read", { kind: "read", type: "Patient", id: "p1" }, "Patient/p1"],
    ["of a read of another type", read, undefined],
    ["of a search", asked([["patient", "p1"]]), "Patient/p1"],
    ["of a search by a whole address", asked([["subject", "https://s/r4/Patient/p1"]]), "Patient/p1"],
    [
      "of two",
      asked([
        ["patient", "p1"],
        ["subject", "p2"],
      ]),
      undefined,
    ],
    ["of a list", asked([["patient", "p1,p2"]]), undefined],
    ["of an identifier", asked([["patient:identifier", "x"]]), undefined],
  ];
  for (const [name, ask_, wanted] of rows) it(`${name}: ${wanted}`, () => expect(patientAsked(ask_)).to.equal(wanted));

  it("gives way to nobody, in whatever form it stands, and nothing else does", () => {
    expect(blinded({ kind: "read", type: "Patient", id: "p1" }, "n")).to.include({ id: "n" });
    const query = [
      ["patient", "p1"],
      ["subject", "https://s/Patient/p1"],
      ["code", "p1"],
    ] as const;
    expect(blinded(asked(query), "n").query).to.deep.equal([
      ["patient", "n"],
      ["subject", "https://s/Patient/n"],
      ["code", "p1"],
    ]);
  });
});

describe("whom a record is about", () => {
  const rows: [object, string | undefined][] = [
    [{ resourceType: "Patient", id: "p1" }, "Patient/p1"],
    [{ resourceType: "Patient" }, undefined],
    [{ resourceType: "Observation", subject: { reference: "Patient/p1" } }, "Patient/p1"],
    [{ resourceType: "Immunization", patient: { reference: "https://s/r4/Patient/p1" } }, "Patient/p1"],
    [{ resourceType: "Observation", subject: { reference: "Group/g1" } }, undefined],
    [{ resourceType: "Observation", subject: { display: "Jane" } }, undefined],
    [{ resourceType: "Observation" }, undefined],
  ];
  for (const [record, wanted] of rows) {
    it(`is ${wanted} in ${JSON.stringify(record)}`, () => expect(patientOf(record)).to.equal(wanted));
  }
});
