import { expect } from "chai";
import fc from "fast-check";

import { impatience } from "../testing/collecting";

import { faultOf, nameOf } from "./aws-errors";
import { CredentialsError, readPages, type Page } from "./paged-call";

const fault = (name: string, status = 400): Error =>
  Object.assign(new Error("User jane@example.test may not"), { name, $metadata: { httpStatusCode: status } });

/** Answers one after the other; the last one again and again. */
function script(...answers: (Page | Error)[]): {
  ask: (token?: string) => Promise<Page>;
  tokens: (string | undefined)[];
} {
  const tokens: (string | undefined)[] = [];
  const ask = async (token?: string): Promise<Page> => {
    const answer = answers[Math.min(tokens.length, answers.length - 1)] as Page | Error;
    tokens.push(token);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { ask, tokens };
}

const page = (item: number, next?: string): Page => ({ items: [item], next });

function taking(): { taken: unknown[]; take: (item: unknown) => "taken" | "repeated" } {
  const taken: unknown[] = [];
  const take = (item: unknown): "taken" | "repeated" => {
    if (taken.includes(item)) return "repeated";
    taken.push(item);
    return "taken";
  };
  return { taken, take };
}

describe("pages of a call", () => {
  const rows: [string, (Page | Error)[], object, unknown[]][] = [
    ["one page", [page(1)], { outcome: "whole", requests: 1, pages: 1, items: 1 }, [1]],
    ["several pages", [page(1, "a"), page(2, "b"), page(3)], { outcome: "whole", pages: 3 }, [1, 2, 3]],
    ["an empty page in between", [page(1, "a"), { items: [], next: "b" }, page(2)], { outcome: "whole" }, [1, 2]],
    ["an item told twice", [page(1, "a"), page(1)], { outcome: "whole", items: 2, repeated: 1 }, [1]],
    ["an empty token, which some services give at the end", [page(1, "")], { outcome: "whole", pages: 1 }, [1]],
    ["a page that names itself", [page(1, "a"), page(2, "a")], { outcome: "looped", pages: 2 }, [1, 2]],
    ["two pages that name each other", [page(1, "a"), page(2, "b"), page(3, "a")], { outcome: "looped" }, [1, 2, 3]],
    [
      "denied at once",
      [fault("AccessDeniedException")],
      { outcome: "denied", requests: 1, error: "AccessDeniedException" },
      [],
    ],
    ["denied by status alone", [fault("SomethingNew", 403)], { outcome: "denied", error: "SomethingNew" }, []],
    ["denied in the middle", [page(1, "a"), fault("AccessDenied")], { outcome: "denied", pages: 1 }, [1]],
    ["not subscribed", [fault("InvalidAccessException", 401)], { outcome: "not-enabled" }, []],
    [
      "throttled for a while",
      [fault("ThrottlingException"), fault("SlowDown"), page(1)],
      { outcome: "whole", requests: 3 },
      [1],
    ],
    [
      "throttled without end",
      [page(1, "a"), fault("TooManyRequestsException")],
      { outcome: "throttled", requests: 7 },
      [1],
    ],
    ["a server that is down for a while", [fault("Whatever", 503), page(1)], { outcome: "whole", requests: 2 }, [1]],
    ["a server that is down", [fault("Whatever", 503)], { outcome: "failed", requests: 6, error: "Whatever" }, []],
    [
      "a clock that is wrong for a try",
      [fault("RequestTimeTooSkewed", 403), page(1)],
      { outcome: "whole", requests: 2 },
      [1],
    ],
    [
      "a token that ended",
      [page(1, "a"), fault("InvalidNextTokenException"), page(1, "c"), page(2)],
      { outcome: "whole", restarts: 1, repeated: 1 },
      [1, 2],
    ],
    [
      "a wrong question, which is no token's fault",
      [fault("InvalidInputException")],
      { outcome: "failed", restarts: 0 },
      [],
    ],
    ["an error of no known name", [fault("Jane's fault")], { outcome: "failed", error: "Error" }, []],
  ];
  for (const [name, answers, wanted, items] of rows) {
    it(`${name}: ${(wanted as { outcome: string }).outcome}`, async () => {
      const { taken, take } = taking();
      const summary = await readPages({ call: "test:Call", ask: script(...answers).ask, take }, impatience());
      expect(summary).to.include(wanted);
      expect(taken).to.deep.equal(items);
      expect(JSON.stringify(summary)).to.not.match(/jane/i);
    });
  }

  it("begins again three times where tokens end, and then says so", async () => {
    let asked = 0;
    const ask = async (token?: string): Promise<Page> => {
      asked += 1;
      if (token !== undefined) throw fault("InvalidNextTokenException");
      return page(1, `t${asked}`);
    };
    const summary = await readPages({ call: "test:Call", ask, take: taking().take }, impatience());
    expect(summary).to.include({ outcome: "expired", restarts: 3, pages: 4 });
  });

  it("ends where pages go on for ever under new names and tell nothing new", async () => {
    let asked = 0;
    const ask = async (): Promise<Page> => page(1, `t${(asked += 1)}`);
    const summary = await readPages({ call: "test:Call", ask, take: taking().take }, impatience());
    expect(summary)
      .to.include({ outcome: "looped", items: asked })
      .and.have.property("repeated", asked - 1);
  });

  it("goes on at a token, and from the first page where it ended", async () => {
    const good = script(page(2));
    await readPages({ call: "test:Call", ask: good.ask, take: taking().take, from: "saved" }, impatience());
    expect(good.tokens).to.deep.equal(["saved"]);
    const ended = script(fault("InvalidNextTokenException"), page(1, "a"), page(2));
    const summary = await readPages(
      { call: "test:Call", ask: ended.ask, take: taking().take, from: "saved" },
      impatience(),
    );
    expect(ended.tokens).to.deep.equal(["saved", undefined, "a"]);
    expect(summary).to.include({ outcome: "whole", restarts: 1 });
  });

  for (const name of ["ExpiredTokenException", "UnrecognizedClientException", "CredentialsProviderError"]) {
    it(`stops at once for ${name}: nothing else can work either`, async () => {
      const outcome = await readPages(
        { call: "test:Call", ask: script(fault(name)).ask, take: taking().take },
        impatience(),
      ).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(outcome).to.be.instanceOf(CredentialsError);
    });
  }

  it("waits longer each time, part of a bound, and never past the last one", async () => {
    const waited: number[] = [];
    await readPages(
      { call: "test:Call", ask: script(fault("Throttling")).ask, take: taking().take },
      impatience(waited),
    );
    expect(waited).to.deep.equal([250, 500, 1000, 2000, 4000]);
  });

  it("takes each item of any pages once, in their order", () => {
    const pages = fc.array(fc.array(fc.nat(20), { maxLength: 5 }), { minLength: 1, maxLength: 30 });
    return fc.assert(
      fc.asyncProperty(pages, async (all) => {
        const answers = all.map((items, at): Page => ({ items, next: at === all.length - 1 ? undefined : `t${at}` }));
        const { taken, take } = taking();
        const summary = await readPages({ call: "test:Call", ask: script(...answers).ask, take }, impatience());
        expect(taken).to.deep.equal([...new Set(all.flat())]);
        expect(summary).to.include({
          outcome: "whole",
          items: all.flat().length,
          repeated: all.flat().length - taken.length,
        });
      }),
    );
  });
});

describe("ids of requests", () => {
  const uuid = (digit: string): string => `${digit.repeat(8)}-1111-2222-3333-${digit.repeat(12)}`;
  const summary = (...answers: readonly (Page | Error)[]) => {
    const left = [...answers];
    const ask = async (): Promise<Page> => {
      const answer = left.shift()!;
      if (answer instanceof Error) throw answer;
      return answer;
    };
    return readPages({ call: "service:List", ask, take: () => "taken" }, impatience());
  };
  const denied = Object.assign(new Error("no"), {
    name: "AccessDeniedException",
    $metadata: { requestId: uuid("c"), httpStatusCode: 403 },
  });

  it("are kept of the first and the last answer, a refusal too", async () => {
    const whole = await summary(
      { items: [1], next: "a", request: uuid("a") },
      { items: [2], next: "b", request: uuid("9") },
      { items: [3], request: uuid("b") },
    );
    expect(whole).to.include({ outcome: "whole", firstRequest: uuid("a"), lastRequest: uuid("b") });
    const refused = await summary({ items: [1], next: "a", request: "ABCDEFGH12345678" }, denied);
    expect(refused).to.include({ outcome: "denied", firstRequest: "ABCDEFGH12345678", lastRequest: uuid("c") });
  });

  it("go to each item with the page that told it, a page that is asked again under its new one", async () => {
    const told: unknown[] = [];
    const left: (Page | Error)[] = [
      { items: [1, 2], next: "a", request: uuid("a") },
      fault("ThrottlingException"),
      { items: [3], next: "b", request: uuid("9") },
      fault("InvalidNextTokenException"),
      { items: [4], request: uuid("b") },
    ];
    const ask = async (): Promise<Page> => {
      const answer = left.shift()!;
      if (answer instanceof Error) throw answer;
      return answer;
    };
    const take = (item: unknown, by: object): "taken" => (told.push([item, by]), "taken");
    await readPages({ call: "service:List", ask, take }, impatience());
    const of = (digit: string) => ({ call: "service:List", request: uuid(digit) });
    expect(told).to.deep.equal([
      [1, of("a")],
      [2, of("a")],
      [3, of("9")],
      [4, of("b")],
    ]);
  });

  it("are left out where none was told, or one that AWS does not write", async () => {
    for (const request of [undefined, "", "Jane Roe", `${uuid("a")} MRN`])
      expect(await summary({ items: [], request })).to.not.have.any.keys("firstRequest", "lastRequest");
  });
});

describe("errors of AWS", () => {
  it("have a name without text", () => {
    expect(nameOf(fault("AccessDenied"))).to.equal("AccessDenied");
    expect(nameOf(Object.assign(new Error("x"), { code: "ECONNRESET" }))).to.equal("ECONNRESET");
    expect(nameOf({ name: "Jane Roe" })).to.equal("Error");
    expect(nameOf({})).to.equal("Error");
  });
  it("of the network pass", () =>
    expect(faultOf(Object.assign(new Error("x"), { code: "ECONNRESET" }))).to.equal("passing"));
});
