import { expect } from "chai";
import { findPhi } from "../../lambdas/phi/engine";
import { ATTACKS, attackOf } from "./phi-attacks";

/** How often patterns are tried while work is done, and over how many letters they go or parts of texts are cut out. */
function tries(work: () => void): { calls: number; letters: number } {
  const before = RegExp.prototype.exec;
  const { slice } = String.prototype;
  const counted = { calls: 0, letters: 0 };
  // Matching, testing and replacing call `exec` where it was changed, so every pattern comes by here.
  RegExp.prototype.exec = function exec(this: RegExp, text: string): RegExpExecArray | null {
    const from = this.lastIndex;
    const found = before.call(this, text);
    counted.calls += 1;
    if (this.sticky) counted.letters += (found?.[0].length ?? 0) + 1;
    else counted.letters += (found === null ? text.length : found.index + found[0].length) - (this.global ? from : 0);
    return found;
  };
  String.prototype.slice = function counting(this: string, ...range: [number?, number?]): string {
    const part = slice.apply(this, range);
    counted.letters += part.length;
    return part;
  };
  try {
    work();
  } finally {
    RegExp.prototype.exec = before;
    String.prototype.slice = slice;
  }
  return counted;
}

const SMALL = 3_000;
const TIMES = 4;
/** A quadratic engine would go sixteen times as far over four times the text; what it does once for each text makes a linear one go less than four. */
const MOST = 6;

describe("the PHI engine over attack strings", () => {
  it("counts what goes back over the text", () => {
    const text = "x".repeat(1000);
    const rescans = tries(() => {
      for (let at = 0; at < text.length; at += 1) /y/.exec(text);
    });
    expect(rescans).to.deep.equal({ calls: 1000, letters: 1_000_000 });
  });

  for (const [name, piece] of Object.entries(ATTACKS))
    it(`goes over ${name} as far as there is text, not its square`, () => {
      const small = tries(() => findPhi(attackOf(piece, SMALL)));
      const large = tries(() => findPhi(attackOf(piece, SMALL * TIMES)));
      expect(large.letters / small.letters, `letters ${small.letters} -> ${large.letters}`).to.be.below(MOST);
      expect(large.calls / Math.max(small.calls, 100), `calls ${small.calls} -> ${large.calls}`).to.be.below(MOST);
    });
});
