import { finds } from "../testing/marked";

describe("identifiers", () => {
  finds("a value in two groups", [
    "Aetna ID [[W2201 93341]]",
    "Lic [[A 55123]]",
    "plate no [[4 TXR 992]]",
    "license plate [[409 nrj]]",
    "serial [[1234 5678]]",
    "Member ID [[XEA 440 91 2287]]",
    "member id is [[W 2234 91873]] ok",
    "Subscriber: [[H88120934 01]]",
  ]);
  finds("a bank account", ["IBAN [[GB82 WEST 1234 5698 7654 32]] PAID", "to [[DE89370400440532013000]]"]);
  finds("four last digits", ["last four of social [[9999]]", "last 4: [[0912]]", "verify last4 [[8821]]"]);
  finds("a plate of a vehicle", [
    "driving a blue Honda Civic [[KTR 4821]]",
    "in his Ford F150 ([[8KLM229]])",
    "the car, [[ABC-1234]], was towed",
  ]);
  finds("where somebody is reached", [
    "reach me at [[20-4471]]",
    "please page [[20-4471]]",
    "Surgery resident on call: [[51234]]",
    "Potassium is 6.1, call me [[x4471]]",
    "Vocera [[72214]]",
    "NOK (son) [[0161 496 0123]] or mobile [[07700 900123]]",
    "wife updated by phone. 1300 BM x1",
  ]);
  finds("a user's name", [
    "entered by [[jsmith22]]",
    "logged in as [[kwhit22]]",
    "[[mgarcia_72]] signed the note",
    "Twitter [[@sunny_gal]]",
    "Instagram is [[@dre_lowkey77]]. Seen again",
  ]);
  finds("a record's number with a person", [
    "Labs for [[482913]] are back",
    "pull up [[70-31-42]] please",
    "patient ([[482913]]) called",
  ]);
  finds("a licence behind credentials", ["Signed, RPh [[22931]]", "the LCSW #[[88123]]"]);
  finds("an accession", ["Path [[S24-01933]] benign.", "Lab result [[S21-59793]]: normal"]);
  finds("what people and employers are numbered by", [
    "EIN [[81-2290183]]",
    "Emp# [[55921]]",
    "Subject no. [[1102-007]] randomized",
    "ID band [[44190]] checked",
  ]);
  finds("none", [
    "why is my bill 149.00, account 1250.75",
    "claim denied for billing E11.65, account: E11.65",
    "can i bill 99213 with 99490, and what is billing code G0438, claim E11.65",
    "Poison Control is 1-800-222-1222, day and night.",
    "field mean_12, lot_7 and creatinine_1",
    "Percocet #30, refill 2. 12 of 20 (60%). Score (12). Page 3 of 12.",
    "Call at 1430. Call 911. Call in 24 hours. Dial 2222 for a code.",
    "reach 120 mmHg, contact precautions x 2, PT 13.2, INR 1.1, PT 5 times",
    "last 4 weeks, last four visits, last 4 doses at 0800",
    "account for 30% of cases, badge required, license to practice",
    "Transport in car 25 minutes; car seat until 2 years",
  ]);
});
