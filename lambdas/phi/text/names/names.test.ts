import { expect } from "chai";
import { findInText } from "..";

/** Names found in a sentence, by what makes them names. All people are made up. */
const FOUND: Readonly<Record<string, readonly (readonly [text: string, ...names: string[]])[]>> = {
  "a given and a family name that are words": [
    ["Should Rob Winter continue apixaban?", "Rob Winter"],
    ["Note for Crystal Rice: started on prednisone", "Crystal Rice"],
    ["Review Hope King before rounds", "Hope King"],
    ["seen with Todd Kowalski again", "Todd Kowalski"],
  ],
  "parts joined by hyphens, particles and points": [
    ["Does Jin-woo Al-Jabari need a repeat MRI?", "Jin-woo Al-Jabari"],
    ["Jae-won Seo came with Min-jun Park.", "Jae-won Seo", "Min-jun Park"],
    ["Patient Zeynep St. Clair was seen.", "Zeynep St. Clair"],
    ["Discussed with Anaïs de la Fuente today", "Anaïs de la Fuente"],
  ],
  "what belongs to somebody": [
    ["Okonkwo's daughter was called.", "Okonkwo"],
    ["Cancel Lindqvist's appt please", "Lindqvist"],
  ],
  "a word that the text has in small letters too, there alone": [
    ["Dr. Field saw him. Visual field full. Repeat Field study in May.", "Field"],
    ["Dr. Quorvash saw him.\nQuorvash agreed.", "Quorvash", "Quorvash"],
  ],
  "all that a label stands before": [
    [
      "Account\nName: JOHN DOE\nDate of Birth: 01/01/1910\nContact Name: JANE DOE\nHome Phone: none",
      "JOHN DOE",
      "JANE DOE",
    ],
    ["Prescriber Name: SMITH ALLEN\nPharmacy Name: none\nRefills: 2", "SMITH ALLEN"],
  ],
  "a title and a letter": [
    ["Dr K will call back, Mr. B. too.", "K", "B"],
    ["Ordering: HOLLOWAY, J  Status: final", "HOLLOWAY, J"],
    ["Tech: Brown, A.\nDone", "Brown, A."],
  ],
  "a list": [
    ["Drs Quonsett, Drachsel, and Pettingale were consulted.", "Quonsett", "Drachsel", "Pettingale"],
    ["Per Dr Kowalski/Gustafson, hold tonight.", "Kowalski", "Gustafson"],
    ["daughters Harvey and Wayne, both well", "Harvey", "Wayne"],
    ["Lives with Ann (wife), Tamika and Bo", "Ann", "Tamika", "Bo"],
  ],
  "a pet name": [
    ['Gregory "Butch" Thornton was seen.', "Gregory", "Butch", "Thornton"],
    ["Patient: WASHINGTON, HARVEY M (Wayne)", "WASHINGTON, HARVEY M", "Wayne"],
  ],
  initials: [
    ["Pt. J.R. is doing well.", "J.R."],
    ["Dictated by: Ann Delgado, MD\nTranscribed by: KWL", "Ann Delgado", "KWL"],
    ["First Name: Gail   M.I.: W", "Gail", "W"],
  ],
  "duties and branches": [
    ["Anesthesia: Whitaker\nScrub: Darnell", "Whitaker", "Darnell"],
    ["Consults: Nephrology (Zimmerman)", "Zimmerman"],
    ["Karen Vance - PCP", "Karen Vance"],
    ["Admitting MD: Tchernikov.", "Tchernikov"],
  ],
  relatives: [
    ["Spoke with daughter-in-law Melissa; she agrees.", "Melissa"],
    ["Mom is Latisha.", "Latisha"],
    ["her two kids Dwayne and Priscilla", "Dwayne", "Priscilla"],
  ],
  "whoever writes": [
    ["Thanks! Denise", "Denise"],
    ["Hello, it's Latisha from peds.", "Latisha"],
    ["Will see her back in 3 months.\nMelissa Pruitt", "Melissa Pruitt"],
  ],
  "texts without a capital": [
    ["gregory washington ekg", "gregory washington"],
    ["mrs macleod potassium", "macleod"],
    ["where is henderson's chart", "henderson"],
    ["transfer delgado to icu", "delgado"],
    ["which room is fitzgerald in", "fitzgerald"],
    ["any allergies for ondrel xiongmao?", "ondrel xiongmao"],
  ],
};

const NOTHING: readonly string[] = [
  "Dear Colleague, thank you for referring this patient.",
  "Travel to Kenya or India: typhoid vaccine. what vaccines do i need for peru",
  "MR L knee without contrast",
  "pt with Gilbert's and gout",
  "Patient with Conn's and gout.",
  "PMH: Raynaud's. Mother with Sjogren's and gout. does sjogren's run in families",
  "Dear Parent, your child is due for vaccines.",
  "Thank you, Pediatrics Staff",
  "Blake drain checked.",
  "BLAKE DRAIN CHECKED. S1-S2 NORMAL.",
  "Welch Allyn cuffs and a Bair Hugger blanket",
  "Grey Turner sign is absent; Sister Mary Joseph nodule",
  "She called re Angeliq 0.5/1 again",
  "Braden 16. Schirmer 12 mm.",
  "what is the max dose of lisinopril",
  "hold coumadin tonight. grant pass. mark site.",
  "Over two weeks, bothered by: Little interest in things",
  "Member Servcies will call",
  "she'll pick up her meds",
  "npo for surgery, dispo home",
  "carboprost methergine postpartum hemorrhage",
  "febuxostat allopurinol",
  "wagner 2 ulcer. allen test normal",
];

describe("names", () => {
  for (const [why, rows] of Object.entries(FOUND)) {
    for (const [text, ...names] of rows) {
      it(`are found by ${why}: ${text}`, () => {
        const found = findInText(text).filter(({ category }) => category === "NAME");
        expect(found.map(({ begin, end }) => text.slice(begin, end))).to.deep.equal(names);
      });
    }
  }
  for (const text of NOTHING) {
    it(`are none in: ${text}`, () => expect(findInText(text)).to.deep.equal([]));
  }
});
