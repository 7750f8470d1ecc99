import { expect } from "chai";
import fc from "fast-check";
import { parseRuntimeOptions, splitWords } from "./runtime-options";

describe("runtime options of a project", () => {
  it("has TypeScript on by default", () => {
    expect(parseRuntimeOptions({})).to.deep.equal({ typescript: true, tsconfig: "", nodeArgs: [] });
  });

  it("reads what is set and ignores what belongs to other hosts", () => {
    const options = { typescript: false, tsconfig: "ts.json", nodeargs: "--a=1 --b", packagemanager: "npm" };
    expect(parseRuntimeOptions(options)).to.deep.equal({
      typescript: false,
      tsconfig: "ts.json",
      nodeArgs: ["--a=1", "--b"],
    });
  });

  for (const [option, value, wanted] of [
    ["typescript", "yes", 'runtime option "typescript" must be true or false; got "yes"'],
    ["tsconfig", 1, 'runtime option "tsconfig" must be a path; got 1'],
    ["nodeargs", ["-a"], 'runtime option "nodeargs" must be a string; got ["-a"]'],
  ] as const) {
    it(`names a wrong ${option}`, () => {
      expect(() => parseRuntimeOptions({ [option]: value })).to.throw(wanted);
    });
  }
});

describe("splitWords", () => {
  for (const [line, words] of [
    ["", []],
    ["  ", []],
    ["--a", ["--a"]],
    [" --a  -b ", ["--a", "-b"]],
    ['--title="two words"', ["--title=two words"]],
    ["'a \\ b' c", ["a \\ b", "c"]],
    ['a\\ b "c\\"d"', ["a b", 'c"d']],
    ["''", [""]],
    ["a''b", ["ab"]],
  ] as const) {
    it(JSON.stringify(line), () => expect(splitWords(line)).to.deep.equal(words));
  }

  it("refuses an open quote", () => {
    expect(() => splitWords("--a='b")).to.throw("has an open ' in: --a='b");
  });

  it("gives back any words that were quoted", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 12 })), (words) => {
        const quoted = words.map((word) => `'${word.replaceAll("'", `'"'"'`)}'`).join(" ");
        expect(splitWords(quoted)).to.deep.equal(words);
      }),
    );
  });
});
