import { finds } from "../testing/marked";

describe("parts of dates", () => {
  finds("days without a month", ["admitted on the [[14th]]", "since the [[3rd]].", "Return on [[Tuesday the 5th]]"]);
  finds("days and months in words", ["admitted on the [[third of July]] and", "until [[Twenty-first day of March]]"]);
  finds("days of what was done", [
    "[[3/11]] labs",
    "LMP [[2/14]]",
    "expires [[12/26]]",
    "mammogram [[5/12]] normal",
    "her [[June]] visit",
  ]);
  finds("years of what was done", [
    "[[2019]]: appendectomy",
    "CABG [[2011]], stent [[2015]]",
    "s/p TKA [[2018]]",
    "quit [[1999]], retired [[2004]], widowed [[2016]]",
    "cholecystectomy [[1987]]",
  ]);
  finds("days beside a time as wards write it", [
    "[[11/3]] 2300-0700: Slept well. [[11/4]] 0600 FSBS 143.",
    "Seen [[Tues. 11/5]]. Last BM [[11/2]]; IV placed [[11/1]].",
  ]);
  finds("days in a list and from one to another", [
    "seen [[3/4]], [[3/11]] and [[3/18]] for therapy",
    "Out of town [[10/2-10/5]], back at work",
  ]);
  finds("days and years in words", [
    "born [[april second nineteen forty one]] at home",
    "due [[march third twenty twenty six]] at noon",
  ]);
  finds("none", [
    "1/2 1000 mg tab, 3/4 1200 mL bag. Asthma guidelines (2012).",
    "Grip 4/5-5/5, was 3/5-4/5. ROM 1/4-3/4. Grip 8/4-7/3 today.",
    "1200 ml, 2000 calories, 1985 mg. 1 in 2000 patients. n = 1998.",
    "2nd dose. 3rd toe. the 5th digit. 7th cranial nerve. 4th metatarsal",
    "5/5 strength, 20/20, 3/10 pain, 2/6 murmur, 1/2 tab, 9/11 criteria",
  ]);
});
