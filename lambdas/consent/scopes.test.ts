import { expect } from "chai";
import { hasAnyConsentRight, hasConsentRight, purposeOf } from "./scopes";

describe("purposeOf", () => {
  const rows: [string, string | undefined, string | undefined][] = [
    ["user/*.read purpose/TREAT", undefined, "TREAT"],
    ["user/*.read purpose/TREAT", "TREAT", "TREAT"],
    ["user/*.read purpose/TREAT", "HRESCH", undefined],
    ["user/*.read", undefined, undefined],
    ["user/*.read", "TREAT", undefined],
    ["purpose/TREAT purpose/HPAYMT", undefined, undefined],
    ["purpose/TREAT purpose/HPAYMT", "HPAYMT", "HPAYMT"],
    ["purpose/TREAT purpose/BTG", undefined, "TREAT"],
    ["purpose/TREAT purpose/BTG", "BTG", "BTG"],
    ["purpose/BTG", undefined, undefined],
    ["purpose/TREATS", undefined, undefined],
    ["purpose/treat", undefined, undefined],
  ];
  for (const [scopes, said, purpose] of rows) {
    it(`"${scopes}"${said === undefined ? "" : `, said to be for ${said},`} is for ${purpose ?? "nothing"}`, () =>
      expect(purposeOf(scopes, said)).to.equal(purpose));
  }
});

describe("rights over consents", () => {
  it("are those of the scope, in its context", () => {
    expect(hasConsentRight("openid patient/Consent.read", "patient", "read")).to.equal(true);
    expect(hasConsentRight("patient/Consent.read", "patient", "write")).to.equal(false);
    expect(hasConsentRight("patient/Consent.read", "user", "read")).to.equal(false);
    expect(hasConsentRight("patient/Consent.override", "patient", "override")).to.equal(false);
    expect(hasConsentRight("user/Consent.override", "user", "override")).to.equal(true);
    expect(hasAnyConsentRight("user/*.read purpose/TREAT")).to.equal(false);
    expect(hasAnyConsentRight("user/Consent.write")).to.equal(true);
  });
});
