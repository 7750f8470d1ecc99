import { expect } from "chai";
import { INCOMING } from "./contract";
import { destinationIn, documentId, isSampled, quarantineKeys, resultKeys, spansKey } from "./document";

const id = documentId("in", { key: "documents/research/lab/Jane Roe.txt", versionId: "v1" });

describe("names of documents", () => {
  it("are the same for the same version, and others for another version, name or bucket", () => {
    const others = [
      documentId("in", { key: "documents/research/lab/Jane Roe.txt", versionId: "v2" }),
      documentId("in", { key: "documents/research/lab/John Roe.txt", versionId: "v1" }),
      documentId("out", { key: "documents/research/lab/Jane Roe.txt", versionId: "v1" }),
    ];
    expect(id).to.match(/^[0-9a-f]{64}$/);
    expect(new Set([id, ...others]).size).to.equal(4);
    expect(documentId("in", { key: "documents/research/lab/Jane Roe.txt", versionId: "v1" })).to.equal(id);
  });

  const destinations: [string, object | undefined][] = [
    ["documents/research/lab/a.txt", { purpose: "research", recipient: "lab" }],
    ["documents/public-health/north.lab-2/a/b.txt", { purpose: "public-health", recipient: "north.lab-2" }],
    ["documents/research/lab/", undefined],
    ["documents/research/a.txt", undefined],
    ["documents/Research/lab/a.txt", undefined],
    ["documents/research/mrn-48213977/a.txt", undefined],
    ["documents/../lab/a.txt", undefined],
    [`documents/research/${"l".repeat(33)}/a.txt`, undefined],
    ["manifests/research/lab/a.txt", undefined],
  ];
  for (const [key, to] of destinations) {
    it(`tell of ${key} ${to === undefined ? "no destination" : "a destination"}`, () => {
      expect(destinationIn(key, INCOMING.documents)).to.deep.equal(to);
    });
  }

  it("of results and of what was kept have nothing of the sender's", () => {
    const to = { purpose: "research", recipient: "lab" };
    expect(resultKeys(to, "0a", "fhir")).to.deep.equal({
      document: "research/lab/0a.fhir.json",
      record: "research/lab/0a.result.json",
    });
    expect(quarantineKeys(to, "0a").reason).to.equal("research/lab/0a/reason.json");
    expect(quarantineKeys(undefined, "0a").document).to.equal("unaddressed/0a/document");
    expect(spansKey("0a", "x")).to.match(/^spans\/0a\/[0-9a-f]{64}\.json$/);
  });
});

describe("isSampled", () => {
  const ids = Array.from({ length: 5000 }, (_, at) => documentId("in", { key: String(at), versionId: "v" }));

  it("draws about the share, none of none and all of all", () => {
    const drawn = (share: number): number => ids.filter((of) => isSampled(of, share)).length;
    expect([drawn(0), drawn(100)]).to.deep.equal([0, ids.length]);
    expect(drawn(10)).to.be.within(400, 600);
  });

  it("draws the same again, and with a larger share no fewer", () => {
    for (const of of ids.slice(0, 200)) {
      expect(isSampled(of, 10)).to.equal(isSampled(of, 10));
      if (isSampled(of, 10)) expect(isSampled(of, 20)).to.equal(true);
    }
  });
});
