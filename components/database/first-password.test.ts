import { expect } from "chai";
import { firstPassword } from "./first-password";

describe("firstPassword", () => {
  const made = Array.from({ length: 500 }, firstPassword);

  it("is another one each time", () => expect(new Set(made)).to.have.length(500));

  it("has what a database wants, and nothing that RDS refuses or a shell takes for its own", () => {
    for (const each of made) {
      expect(each).to.match(/^[!#-&(-.0-?A-[\]-~]{32}$/);
      for (const kind of [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z0-9]/]) expect(each).to.match(kind);
    }
  });

  it("draws from all that is allowed", () => expect(new Set(made.join(""))).to.have.length(94 - 5));
});
