import { expect } from "chai";

import { STATES } from "../../model/state";
import { sampleReport } from "../../testing/sample-report";

import { renderHtml } from "./index";

describe("the trend on the page", () => {
  it("is a drawing for each month with each of its numbers beside it, and in words for those who see neither", () => {
    const report = sampleReport();
    const [, section = ""] = renderHtml(report).split('id="trend"');
    const rows = section.slice(0, section.indexOf("</table>")).split("<tr>").slice(2);
    expect(rows).to.have.length(report.trend!.length);
    for (const [index, { asOf, citations }] of report.trend!.entries()) {
      const row = rows[index]!;
      expect(row).to.contain(asOf.slice(0, 10));
      const numbers = [...row.matchAll(/<td class="n">(\d+)<\/td>/g)].map(([, number]) => Number(number));
      expect(numbers).to.deep.equal(STATES.map((state) => citations[state]));
      expect(row).to.match(/<svg class="bar thin" role="img" aria-label="[^"]*\d+ [a-z]/);
      const widths = [...row.matchAll(/<rect class="f-[a-z-]+" x="[^"]+" y="1" width="([\d.]+)%"/g)].map(([, width]) =>
        Number(width),
      );
      expect(widths).to.have.length(numbers.filter((number) => number > 0).length);
      expect(widths.reduce((sum, width) => sum + width, 0)).to.be.closeTo(100, 0.1);
    }
  });
});
