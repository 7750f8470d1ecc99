import { expect } from "chai";
import { generateKeyPairSync } from "node:crypto";

import { chainOf, digestKey, HOUR_MS, publicKey, signedDigest, START } from "../testing/digests";

import {
  checkChain,
  signedText,
  uncoveredHours,
  type DigestFault,
  type DigestFile,
  type FetchedDigest,
  type PublicKey,
} from "./digest-chain";

const { digests } = chainOf(5);
const at = (index: number): FetchedDigest => digests[index] as FetchedDigest;
const replaced = (index: number, other: Partial<FetchedDigest>): FetchedDigest[] =>
  digests.map((digest, of) => (of === index ? { ...digest, ...other } : digest));
const faultsOf = (
  given: readonly FetchedDigest[],
  keys: readonly PublicKey[] = [publicKey],
  unread?: Set<string>,
): (DigestFault | undefined)[] => checkChain(given, keys, unread).map(({ fault }) => fault);
const ok = undefined;

describe("chain of CloudTrail's digests", () => {
  it("holds where nothing was changed", () => expect(faultsOf(digests)).to.deep.equal([ok, ok, ok, ok, ok]));

  it("signs what AWS says is signed", () => {
    const content = Buffer.from("{}");
    const digest = { digestS3Bucket: "b", digestS3Object: "k", previousDigestSignature: null } as DigestFile;
    expect(signedText(content, digest, "2026-11-20T01:00:00Z")).to.equal(
      // SHA-256 of `{}`, by sha256sum.
      "2026-11-20T01:00:00Z\nb/k\n44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\nnull",
    );
  });

  const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ type: "pkcs1", format: "der" });
  const rows: [string, (DigestFault | undefined)[], (DigestFault | undefined)[]][] = [
    [
      "a changed byte in one: its signature is wrong, and the next one knows it otherwise",
      faultsOf(
        replaced(2, {
          content: Buffer.from(Buffer.from(at(2).content).toString().replace("main", "mAin").replace("log-", "lug-")),
        }),
      ),
      [ok, ok, "not-its-own-place", "previous-altered", ok],
    ],
    [
      "another hash of a log file",
      faultsOf(
        replaced(2, {
          content: Buffer.from(
            Buffer.from(at(2).content)
              .toString()
              .replace(/"hashValue":"./, '"hashValue":"0'),
          ),
        }),
      ),
      [ok, ok, "signature-wrong", "previous-altered", ok],
    ],
    ["one left out", faultsOf(digests.filter((_, index) => index !== 2)), [ok, ok, "previous-missing", ok]],
    ["the first ones left out, as a period begins somewhere", faultsOf(digests.slice(2)), [ok, ok, ok]],
    [
      "one that could not be read",
      faultsOf(
        digests.filter((_, index) => index !== 2),
        [publicKey],
        new Set([at(2).key]),
      ),
      [ok, ok, "previous-unread", ok],
    ],
    [
      "one copied over another",
      faultsOf(replaced(2, { content: at(1).content, signature: at(1).signature })),
      [ok, ok, "not-its-own-place", "previous-altered", ok],
    ],
    [
      "one made anew, well signed",
      faultsOf(replaced(2, signedDigest(START + 2 * HOUR_MS, at(1), []))),
      [ok, ok, ok, "previous-altered", ok],
    ],
    [
      "no signature",
      faultsOf(replaced(2, { signature: undefined })),
      [ok, ok, "no-signature", "previous-signature-differs", ok],
    ],
    ["a signature that is none", faultsOf(replaced(4, { signature: "jane" })), [ok, ok, ok, ok, "no-signature"]],
    ["another signature", faultsOf(replaced(4, { signature: at(1).signature })), [ok, ok, ok, ok, "signature-wrong"]],
    [
      "no public key",
      faultsOf(digests, []),
      ["no-public-key", "no-public-key", "no-public-key", "no-public-key", "no-public-key"],
    ],
    ["another key under the same name", faultsOf([at(0)], [{ ...publicKey, value: other }]), ["signature-wrong"]],
    ["no JSON", faultsOf(replaced(4, { content: Buffer.from("{") })), [ok, ok, ok, ok, "unreadable"]],
    [
      "another algorithm",
      faultsOf(
        replaced(4, { content: Buffer.from(Buffer.from(at(4).content).toString().replace("SHA256withRSA", "none")) }),
      ),
      [ok, ok, ok, ok, "unreadable"],
    ],
  ];
  for (const [name, found, wanted] of rows) it(`finds ${name}`, () => expect(found).to.deep.equal(wanted));

  it("takes a chain that began anew for whole", () => {
    const { digests: later } = chainOf(2, START + 10 * HOUR_MS);
    expect(faultsOf([...digests, ...later])).to.deep.equal(Array(7).fill(ok));
  });

  const files = (given: readonly FetchedDigest[]): DigestFile[] =>
    checkChain(given, [publicKey]).flatMap(({ digest }) => digest ?? []);
  const hours: [string, readonly FetchedDigest[], number, number, number[]][] = [
    ["none where all are covered", digests, 0, 5, []],
    ["one in the middle", digests.filter((_, index) => index !== 2), 0, 5, [2]],
    ["those before and after", digests.slice(1, 3), 0, 5, [0, 3, 4]],
    ["all where nothing is there", [], 0, 3, [0, 1, 2]],
    ["none past the end of the period", digests, 0, 2, []],
  ];
  for (const [name, given, from, to, wanted] of hours) {
    it(`names the hours without digest: ${name}`, () => {
      const found = uncoveredHours(files(given), START + from * HOUR_MS, START + to * HOUR_MS);
      expect(found.map((hour) => (hour - START) / HOUR_MS)).to.deep.equal(wanted);
    });
  }

  it("names a key by its end", () =>
    expect(digestKey(START + HOUR_MS)).to.match(/2026\/11\/20\/.*_20261120T010000Z\.json\.gz$/));
});
