import { expect } from "chai";
import { answerOf, recordsIn, shown } from "./answer";
import { askOf, blinded, patientAsked, patientOf, subjectOf, type Ask, type Query } from "./core";

const read = { kind: "read", type: "Observation", id: "o1" } as const;
const search = { kind: "search", type: "Observation", query: [] } as const;
const ask = (resource: string, query: Query = [], id?: string, headers: Record<string, string> = {}): Ask =>
  askOf({ resource, id, query, header: (name) => headers[name] }, 50);

const LENIENT = { prefer: "respond-async; handling=lenient" };

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
      ["code:not", "x"],
      ["_format", "json"],
    ]);
    expect(asked).to.deep.include({
      query: [
        ["date", "ge2026-01-01"],
        ["date", "lt2026-02-01"],
        ["code:not", "x"],
        ["_count", "50"],
      ],
    });
  });

  it("leaves out what it does not know where the caller asks for that, and a filter's modifier never", () => {
    const query = [
      ["colour", "red"],
      ["shade.name", "x"],
      ["code", "x"],
    ] as const;
    expect(ask("/Observation", query, undefined, LENIENT)).to.deep.equal({
      kind: "search",
      type: "Observation",
      query: [
        ["code", "x"],
        ["_count", "50"],
      ],
      ignored: 2,
    });
    expect(ask("/Observation", [["code:in", "x"]], undefined, LENIENT)).to.include({ status: 400 });
    expect(ask("/Observation", query)).to.include({ status: 400, code: "not-supported" });
  });

  it("takes an id with its type as a modifier for the same reference", () => {
    expect(ask("/Observation", [["subject:Patient", "p1"]])).to.deep.include({
      query: [
        ["subject", "Patient/p1"],
        ["_count", "50"],
      ],
    });
  });

  it("has a view, and what the caller has already", () => {
    const headers = { "if-none-match": 'W/"1"' };
    expect(ask("/Patient/{id}", [["_elements", "name,gender"]], "p1", headers)).to.deep.equal({
      kind: "read",
      type: "Patient",
      id: "p1",
      view: { kind: "elements", names: ["name", "gender"] },
      known: { ifNoneMatch: 'W/"1"' },
    });
  });

  it("has what comes along, in the order that it was asked for", () => {
    const along = [
      ["_revinclude", "Observation:patient"],
      ["_revinclude", "Condition:subject:Patient"],
    ] as const;
    expect(ask("/Patient", [["gender", "male"], ...along])).to.deep.include({
      query: [["gender", "male"], ...along, ["_count", "50"]],
    });
  });

  it("is the same by POST as by GET", () => {
    const form = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
    expect(ask("/Patient/_search", [["gender", "male"]], undefined, form)).to.deep.equal(
      ask("/Patient", [["gender", "male"]]),
    );
  });

  it("is a page by its link alone", () => {
    expect(ask("/Patient", [["_page", "x"]])).to.deep.equal({ kind: "page", type: "Patient", token: "x" });
    expect(
      ask("/Patient", [
        ["_page", "x"],
        ["gender", "male"],
      ]),
    ).to.include({ status: 400 });
  });

  const refused: [string, Ask, number][] = [
    ["a client that takes XML alone", ask("/Patient", [], undefined, { accept: "application/fhir+xml" }), 406],
    ["a count of what there is", ask("/Patient", [["_summary", "count"]]), 400],
    ["elements that are none", ask("/Patient", [["_elements", "name.family"]]), 400],
    ["a parameter that objects inherit", ask("/Patient", [["constructor", "x"]]), 400],
    ["a date that is none", ask("/Patient", [["birthdate", "yesterday"]]), 400],
    ["a parameter of a read", ask("/Patient/{id}", [["name", "x"]], "p1"), 400],
    ["a type that is not served", ask("/Account"), 404],
    ["an id that is none", ask("/Patient/{id}", [], "a/b"), 400],
    ["no id", ask("/Patient/{id}"), 400],
    ["everything that could come along", ask("/Observation", [["_include", "*"]]), 400],
    ["what comes along with another type", ask("/Observation", [["_include", "Condition:subject"]]), 400],
    ["what comes along by no reference", ask("/Observation", [["_include", "Observation:code"]]), 400],
    [
      "what comes along by another type of a reference",
      ask("/Observation", [["_include", "Observation:subject:Group"]]),
      400,
    ],
    ["what refers to another type", ask("/Observation", [["_revinclude", "Observation:subject"]]), 400],
    ["a chain, where the caller is lenient", ask("/Observation", [["subject.name", "x"]], undefined, LENIENT), 400],
    [
      "_has, where the caller is lenient",
      ask("/Patient", [["_has:Observation:patient:code", "x"]], undefined, LENIENT),
      400,
    ],
    [
      "a search by POST without a form",
      ask("/Patient/_search", [], undefined, { "content-type": "application/json" }),
      415,
    ],
    [
      "a search by POST of what is not served",
      ask("/Account/_search", [], undefined, { "content-type": "application/x-www-form-urlencoded" }),
      404,
    ],
    ["other types with a modifier", ask("/Observation", [["_include:iterate", "Observation:subject"]]), 400],
    ["a sort by what is no date", ask("/Observation", [["_sort", "code"]]), 400],
    [
      "a sort by two",
      ask("/Observation", [
        ["_sort", "date"],
        ["_sort", "-_lastUpdated"],
      ]),
      400,
    ],
    ["a sort by a list", ask("/Observation", [["_sort", "date,-_lastUpdated"]]), 400],
    ["a sort by what objects inherit", ask("/Observation", [["_sort", "constructor"]]), 400],
    ["a reverse chain", ask("/Patient", [["_has:Observation:patient:code", "x"]]), 400],
    ["a chain", ask("/Observation", [["subject.name", "x"]]), 400],
    ["XML", ask("/Patient", [["_format", "xml"]]), 406],
    ["a count that is no number", ask("/Patient", [["_count", "all"]]), 400],
    ["a value that is too long", ask("/Patient", [["name", "x".repeat(2049)]]), 400],
    [
      "too many parameters",
      ask(
        "/Patient",
        Array.from({ length: 33 }, (_, at) => ["name", `x${at}`] as const),
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

  const bundle = (next: string) => ({
    resourceType: "Bundle",
    total: 2,
    link: [
      { relation: "self", url: "https://s/r4/Observation?" },
      { relation: "next", url: next },
    ],
    entry: [
      { fullUrl: "https://s/r4/Observation/o1", resource: { resourceType: "Observation", id: "o1" } },
      { fullUrl: "https://s/r4/Patient/p1", resource: { resourceType: "Patient", id: "p1" } },
    ],
  });
  const coded = { ...search, query: [["code", "x"]] } as const;
  const bundled = (next: string) => answerOf(coded, stored(200, bundle(next)), "https://s/r4/", "https://a/dev/");

  it("leads to us, and has no types but the one that was asked for", () => {
    const answer = bundled("https://s/r4/Observation?code=x&page=2");
    const resource = { resourceType: "Observation", id: "o1" };
    const self = { relation: "self", url: "https://a/dev/Observation?code=x" };
    const entry = [{ fullUrl: "https://a/dev/Observation/o1", resource, search: { mode: "match" } }];
    expect(answer.body).to.deep.equal({ resourceType: "Bundle", type: "searchset", link: [self], entry });
    expect(answer.next).to.deep.equal([
      ["code", "x"],
      ["page", "2"],
    ]);
    expect(recordsIn(answer)).to.equal(1);
    const next = { relation: "next", url: "https://a/dev/Observation?_page=t" };
    expect(shown(coded, answer, next.url).body).to.have.deep.property("link", [self, next]);
  });

  it("that leads elsewhere can't be used: what would be missing is not passed over", () => {
    expect(bundled("https://elsewhere/Observation?page=2").status).to.equal(502);
  });

  it("has no empty list, and says what was left out of the search", () => {
    const empty = answerOf(coded, stored(200, { resourceType: "Bundle" }), "https://s/", "https://a/");
    expect(shown(coded, empty, undefined).body).to.not.have.property("entry");
    const { body } = shown({ ...coded, ignored: 2 }, empty, undefined);
    expect(body).to.have.nested.property("entry[0].search.mode", "outcome");
    expect(body).to.have.nested.property("entry[0].resource.issue[0].severity", "warning");
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
    ["of a search of patients by id", { kind: "search", type: "Patient", query: [["_id", "p1"]] }, "Patient/p1"],
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
