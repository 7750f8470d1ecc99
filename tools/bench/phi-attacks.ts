/** Texts that make a careless pattern go back and forth: each piece, repeated, begins what a rule looks for and never ends it. */
export const ATTACKS: Readonly<Record<string, string>> = {
  letters: "a",
  capitals: "A",
  digits: "1",
  spaces: " ",
  lines: "\n",
  points: ".",
  "commas and spaces": ", ",
  hyphens: "a-",
  "initials without end": "A. ",
  "names without end": "Anna ",
  "last, first without end": "Moor, ",
  "honorifics without names": "Dr. ",
  "labels without values": "MRN: ",
  "dates without end": "12/",
  "months without days": "March ",
  "digits in groups": "123-",
  "phone beginnings": "(212) ",
  "streets without end": "12 Oak ",
  "e-mails without hosts": "a@",
  "hosts without end": "a.b",
  "addresses of the web": "https://",
  "IPv6 without end": "1:",
  apostrophes: "O'",
  "letters with marks": "e\u0301",
  "pairs of surrogates": "😀",
  "brackets that open": "[(",
  "JSON that opens": '{"a":',
  "XML that opens": "<a b=",
  "HL7 without end": "PID|",
  "rows of one column": '"a",',
  "a sentence": "Seen by Dr. Moor at Oak Clinic on 3/4, age 61, of 12 Oak St. ",
};

/** An attack of so many letters, cut where its last piece goes over. */
export function attackOf(piece: string, letters: number): string {
  return piece.repeat(Math.ceil(letters / piece.length)).slice(0, letters);
}
