import { expect } from "chai";
import { XMLValidator } from "fast-xml-parser";

import { PdfError } from "../../errors";
import { smallReport } from "../../testing/small-report";

import { renderPdf } from "./index";
import { srgbProfile } from "./srgb-profile";
import { withArtifacts } from "./tags";
import { xmpOf } from "./xmp";

describe("parts of the PDF", () => {
  const CASES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    [
      "leaves marked content alone",
      ["/P <</MCID 0 >>BDC", "BT", "ET", "EMC"],
      ["/P <</MCID 0 >>BDC", "BT", "ET", "EMC"],
    ],
    ["wraps a text outside", ["BT", "(a) Tj", "ET"], ["/Artifact BMC", "BT", "(a) Tj", "ET", "EMC"]],
    ["wraps a filled path outside", ["0 0 1 1 re", "f"], ["/Artifact BMC", "0 0 1 1 re", "f", "EMC"]],
    ["leaves state alone that paints nothing", ["q", "1 0 0 1 0 0 cm", "Q"], ["q", "1 0 0 1 0 0 cm", "Q"]],
    [
      "wraps what lies before and after",
      ["re", "f", "/P <</MCID 0 >>BDC", "f", "EMC", "re", "S"],
      ["/Artifact BMC", "re", "f", "EMC", "/P <</MCID 0 >>BDC", "f", "EMC", "/Artifact BMC", "re", "S", "EMC"],
    ],
    [
      "knows marked content within marked content",
      ["/P <</MCID 0 >>BDC", "/Span BMC", "f", "EMC", "f", "EMC"],
      ["/P <</MCID 0 >>BDC", "/Span BMC", "f", "EMC", "f", "EMC"],
    ],
  ];
  for (const [name, content, wanted] of CASES) {
    it(`${name} in a content stream`, () =>
      expect(withArtifacts(content.join("\n")).split("\n")).to.deep.equal(wanted));
  }

  it("have an ICC profile whose table fits its bytes", () => {
    const profile = Buffer.from(srgbProfile());
    expect(profile.readUInt32BE(0)).to.equal(profile.length);
    expect(profile.toString("latin1", 36, 40)).to.equal("acsp");
    const names = Array.from({ length: profile.readUInt32BE(128) }, (_, index) => {
      const at = 132 + index * 12;
      const [place, length] = [profile.readUInt32BE(at + 4), profile.readUInt32BE(at + 8)];
      expect(place + length).to.be.at.most(profile.length);
      expect(place % 4).to.equal(0);
      return profile.toString("latin1", at, at + 4);
    });
    expect(names).to.deep.equal(["desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"]);
  });

  it("have metadata that is XML whatever the title holds", () => {
    const xml = xmpOf({ title: `<b> & "c"`, subject: "]]>", date: "2026-11-22T08:00:00Z" });
    expect(XMLValidator.validate(xml.replace(/^<\?xpacket.*$/gm, "").trim())).to.equal(true);
    expect(xml).to.contain(`&lt;b&gt; &amp; "c"`).and.to.contain("]]&gt;");
  });

  it("end with one sentence where there is no Chromium", async () => {
    const { PATH, CHROMIUM_PATH } = process.env;
    process.env.PATH = "";
    delete process.env.CHROMIUM_PATH;
    try {
      const error = await renderPdf(smallReport()).catch((caught: unknown) => caught);
      expect(error).to.be.instanceOf(PdfError);
      expect((error as Error).message).to.contain("install the package chromium, or name one in CHROMIUM_PATH");
    } finally {
      process.env.PATH = PATH;
      if (CHROMIUM_PATH !== undefined) process.env.CHROMIUM_PATH = CHROMIUM_PATH;
    }
  });
});
