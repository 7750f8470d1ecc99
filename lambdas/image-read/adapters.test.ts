import {
  InternalServerException,
  MedicalImagingClient,
  ResourceNotFoundException,
  ThrottlingException,
} from "@aws-sdk/client-medical-imaging";
import { expect } from "chai";
import { withAws } from "../testing/aws-server";
import { FAILURES } from "../circuit-breaker/breaker";
import { guardedImages, healthImages } from "./adapters";
import { ImagesTimeout, type Images } from "./ports";

const STORE = "0123456789abcdef0123456789abcdef";
const SET = "fedcba9876543210fedcba9876543210";

describe("healthImages", () => {
  it("searches by study page by page, and reads a frame with its type", async () => {
    const pages = [
      { imageSetsMetadataSummaries: [{ imageSetId: "a".repeat(32) }], nextToken: "next" },
      { imageSetsMetadataSummaries: [{ imageSetId: SET }] },
    ];
    const { result, sent } = await withAws(
      ({ path }) =>
        path.endsWith("/searchImageSets")
          ? { body: JSON.stringify(pages.shift()) }
          : { headers: { "content-type": "application/octet-stream" }, body: "frame" },
      async () => {
        // Reads go to a host of their own, which the test has no name for.
        const images = healthImages(new MedicalImagingClient({ disableHostPrefix: true }));
        const frame = await images.frame(STORE, SET, "f".repeat(32));
        return {
          sets: await images.search(STORE, "1.2.3.1"),
          type: frame.type,
          text: Buffer.from(frame.bytes).toString(),
        };
      },
    );
    expect(result).to.deep.equal({ sets: ["a".repeat(32), SET], type: "application/octet-stream", text: "frame" });
    expect(sent.map(({ path }) => path)).to.deep.equal([
      `/datastore/${STORE}/imageSet/${SET}/getImageFrame`,
      `/datastore/${STORE}/searchImageSets`,
      `/datastore/${STORE}/searchImageSets`,
    ]);
    expect(JSON.parse(sent[1]?.body ?? "")).to.deep.equal({
      filters: [{ values: [{ DICOMStudyInstanceUID: "1.2.3.1" }], operator: "EQUAL" }],
    });
  });

  it("does not wait for ever", async () => {
    // Longer than the patience, for each of the client's tries.
    const { result } = await withAws(
      () => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
        return {};
      },
      () =>
        healthImages(new MedicalImagingClient({ disableHostPrefix: true }), 10)
          .search(STORE, "1.2.3.1")
          .catch((caught: unknown) => caught),
    );
    expect(result).to.be.instanceOf(ImagesTimeout);
  });
});

describe("guardedImages", () => {
  const told = { message: "made up", $metadata: {} };
  const rows: [what: string, error: Error, asked: number][] = [
    ["fails", new InternalServerException(told), FAILURES],
    ["does not answer", new ImagesTimeout(), FAILURES],
    ["can't be reached", new Error("socket"), FAILURES],
    ["says that there is no such thing", new ResourceNotFoundException(told), 8],
    ["has too much to do", new ThrottlingException(told), 8],
  ];
  for (const [what, error, wanted] of rows) {
    it(`asks ${wanted} of 8 times where HealthImaging ${what}, whatever is asked`, async () => {
      let asked = 0;
      const fails = async (): Promise<never> => {
        asked += 1;
        throw error;
      };
      const images: Images = { search: fails, metadata: fails, frame: fails };
      const guarded = guardedImages(images, { now: () => 0, changed: () => undefined });
      const ends: string[] = [];
      for (let call = 0; call < 8; call++) {
        const work = [
          () => guarded.search(STORE, "1.2.3.1"),
          () => guarded.metadata(STORE, SET),
          () => guarded.frame(STORE, SET, "f"),
        ][call % 3] as () => Promise<unknown>;
        ends.push(
          await work().then(
            () => "answered",
            (caught: Error) => caught.name,
          ),
        );
      }
      expect(asked).to.equal(wanted);
      expect(ends).to.deep.equal([
        ...Array<string>(wanted).fill(error.name),
        ...Array<string>(8 - wanted).fill("CircuitOpen"),
      ]);
    });
  }
});
