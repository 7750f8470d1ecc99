import { expect } from "chai";
import { insiders, outsiders, OWN, plain } from "./callers";
import { mentions, statementsOf, type Document } from "./documents";
import { ACTIONS, identityPolicies, RESOURCES, resourcePolicies, sampleOf, transportPolicies } from "./generate";
import { getsIn, partsOf, requestsOf } from "./questions";
import { SHAPES } from "./shapes";

const allow = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" } as const;

describe("generated policy documents", () => {
  for (const [name, documents] of Object.entries({ resourcePolicies, identityPolicies, transportPolicies })) {
    it(`${name}: a seed gives the same documents, another one others`, () => {
      const some = sampleOf(documents, 7, 50);
      expect(sampleOf(documents, 7, 50)).to.deep.equal(some);
      expect(sampleOf(documents, 8, 50)).to.not.deep.equal(some);
      for (const document of some) expect(statementsOf(document)).to.not.be.empty;
    });
  }

  it("hold every element that the questions are about", () => {
    const text = JSON.stringify(sampleOf(resourcePolicies, 7, 400));
    for (const element of ["NotPrincipal", "NotAction", "NotResource", "IfExists", "ForAllValues:", "Null", "${aws:"])
      expect(text).to.include(element);
    for (const kind of ["Service", "Federated", "CanonicalUser"]) expect(text).to.include(`{"${kind}":`);
  });
});

describe("requests", () => {
  it("tell apart what the document tells apart", () => {
    const document = (Condition?: Record<string, Record<string, string>>): Document => ({
      Statement: { ...allow, Condition },
    });
    const few = outsiders(document()).length;
    const more = outsiders(document({ StringEquals: { "AWS:sourcevpce": "vpce-1a2b3c4d" } }));
    expect(more.length).to.be.greaterThan(few);
    expect(new Set(more.map(({ context }) => context["aws:sourcevpce"]))).to.deep.equal(
      new Set([undefined, "vpce-99999999"]),
    );
  });

  it("of outsiders carry nothing that only the own account has", () => {
    for (const document of SHAPES)
      for (const { principal, context } of outsiders(document)) {
        expect(principal ?? "").to.not.include(OWN);
        const { "aws:resourceaccount": _, ...rest } = context;
        expect(JSON.stringify(rest)).to.not.include(OWN);
      }
  });

  it("without TLS are the same otherwise", () => {
    const [document] = SHAPES as [Document];
    const all = insiders(document);
    const without = plain(all);
    expect(without.map(({ principal }) => principal)).to.deep.equal(all.map(({ principal }) => principal));
    for (const { context } of without) expect(context["aws:securetransport"]).to.equal("false");
  });

  it("are of the usual actions and resources and of those that only the document has", () => {
    const { actions, resources } = requestsOf({
      Statement: { Effect: "Allow", Action: ["s3:Get*", "kms:De?rypt"], NotResource: ["*", "arn:aws:kms:*:*:key/*"] },
    });
    expect(actions).to.deep.equal([...ACTIONS, "kms:Dexrypt"]);
    expect(resources).to.deep.equal([...RESOURCES, "arn:aws:kms:Xx:Xx:key/Xx"]);
  });

  it("ask for what is allowed", () => {
    expect(getsIn({ Statement: allow })).to.include({ kind: "witness", wanted: "A" });
  });
});

describe("parts of a document", () => {
  it("are the statements and all that is in them", () => {
    const document = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["a", "b"] }] };
    expect(partsOf(document).map((path) => path.join("."))).to.deep.equal([
      "Statement",
      "Statement.0",
      "Statement.0.Effect",
      "Statement.0.Action",
      "Statement.0.Action.0",
      "Statement.0.Action.1",
    ]);
  });

  it("are spoken of as keys and in variables, without regard to case", () => {
    const document: Document = {
      Statement: { ...allow, Condition: { StringEquals: { "AWS:SourceVpc": "${aws:PrincipalOrgID}" } } },
    };
    expect(mentions(document, "aws:sourcevpc")).to.equal(true);
    expect(mentions(document, "aws:principalorgid")).to.equal(true);
    expect(mentions(document, "aws:sourcevpce")).to.equal(false);
  });
});
