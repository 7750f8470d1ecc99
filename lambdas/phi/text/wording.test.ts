import { expect } from "chai";
import { findInText } from "./index";

/** What is found in a sentence: category and words. All people and numbers are made up. */
const FOUND: readonly (readonly [text: string, ...found: string[]])[] = [
  ["Verbal order 9 Aug 14 21:59: start diuretic", "DATE 9 Aug 14"],
  ["DOB 22 Sep 07, no allergies", "DATE 22 Sep 07"],
  ["Stayed on the ward 5/8-5/22/20.", "DATE 5/8-5/22/20"],
  ["Treated 05/16/2009–05/30/2009 as planned.", "DATE 05/16/2009–05/30/2009"],
  ["No-showed 8-19. Will call again.", "DATE 8-19"],
  ["Rash began the week of 1-13. No fever.", "DATE 1-13"],
  ["CXR 03/18: no infiltrate.", "DATE 03/18"],
  ["Ins 643-80-1355A on file", "ID 643-80-1355A"],
  ["Contract: 807001792-40 active", "ID 807001792-40"],
  ["Soc. Sec. No. 094.64.7295 given", "ID 094.64.7295"],
  ["Autopsy CT-72-81620. Heart normal.", "ID CT-72-81620"],
  ["Seen at Lakeside Dialysis of Salem today", "ADDRESS Lakeside Dialysis of Salem"],
  ["Goes to Desert Springs Rehabilitation and Nursing soon", "ADDRESS Desert Springs Rehabilitation and Nursing"],
  ["Billed by Osinski & Koelpin Orthopedics twice", "ADDRESS Osinski & Koelpin Orthopedics"],
  ["Lives at W813 N5567 Mill Creek Rd", "ADDRESS W813 N5567 Mill Creek Rd"],
  ["Letter to 210 SW Colfax Way, Bldg M Apt 785", "ADDRESS 210 SW Colfax Way, Bldg M Apt 785"],
  ["can u move my appt w/ dr carvalho to Monday?", "NAME carvalho"],
  ["Ex-partner has custody of Edmond. Fired.", "NAME Edmond"],
  ["AMA note: Ruben Veum (388 50 35) left.", "NAME Ruben Veum", "ID 388 50 35"],
  ["T: 2026-10-03 / ALV", "DATE 2026-10-03", "NAME ALV"],
  ["Member: Rogelio Wintheiser  Member ID: XYZ305755467", "NAME Rogelio Wintheiser", "ID XYZ305755467"],
  ["Provider: Thea Qasim, NPI 1460459591", "NAME Thea Qasim", "ID 1460459591"],
  ["PCP Zainab Rahman  PHONE 281-343-1649", "NAME Zainab Rahman", "PHONE_OR_FAX 281-343-1649"],
  ["RE: Beyer, Frederic  DOB May 31, 1958", "NAME Beyer, Frederic", "DATE May 31, 1958"],
];

const NOTHING: readonly string[] = [
  "prednisone taper 40-30-20-10, then stop",
  "Tele: SR 60s-70s, no ectopy",
  "16F coude catheter, site clean",
  "25 mCi Tc-99m MDP injected",
  "Catch-up through 18 years. Then boosters.",
  "Mayo scissors used, count correct",
  "Bristol 6 stool twice",
  "Takes Yasmin 28 and Camila 0.35",
  "LAD 80% stenosis, stent placed",
  "Cockcroft-Gault, not MDRD; Kaplan-Meier at 60 months",
  "StudyDescription: MR KNEE LEFT",
  "Ca 10.8, K 4.1, Na 139",
  "walks on 2-3 liters of oxygen, 1-2 tablets",
];

describe("wording around identifiers", () => {
  for (const [text, ...wanted] of FOUND) {
    it(`is understood: ${text}`, () => {
      const spans = findInText(text).map(({ begin, end, category }) => `${category} ${text.slice(begin, end)}`);
      expect(spans).to.deep.equal(wanted);
    });
  }
  for (const text of NOTHING) {
    it(`tells of nobody: ${text}`, () => expect(findInText(text)).to.deep.equal([]));
  }
});
