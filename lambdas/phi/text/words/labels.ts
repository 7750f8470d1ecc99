import type { Subtype } from "../../subtypes";

/**
 * Labels before a value, by what they label. `shape` is the least that a value must show: `digit`, one digit; `long`, four digits or
 * letters and digits; `word`, also letters alone; `number`, digits and separators alone. Words of a label may be joined (`birthDate`).
 */
export interface LabelGroup {
  readonly subtype: Subtype;
  readonly shape: "digit" | "long" | "word" | "number";
  readonly score: number;
  readonly labels: readonly string[];
}

/** Parted by commas. */
const list = (labels: string): readonly string[] => labels.split(",").map((label) => label.trim().replace(/\s+/g, " "));

export const LABEL_GROUPS: readonly LabelGroup[] = [
  {
    subtype: "ssn",
    shape: "number",
    score: 0.98,
    labels: list(`
      ssn, ss, social security, social, soc sec, s s n, ssan, ssid, sin, itin, tin, tax id, ein, national id, nino, cpf, ss no, ss number,
      social sec, social security no, social security number, taxpayer id, ssn last four, ssn last 4, last four, last 4, last4, last four digits
    `),
  },
  {
    subtype: "mrn",
    shape: "digit",
    score: 0.97,
    labels: list(`
      mrn, mr, mr no, med rec, med record, medical record, medical rec, medical records, medrec, record, rec, chart, patient id, patient
      identifier, patient number, patient no, patient, pt id, pt no, pt, pid, pat id, hospital number, hospital no, hosp no, unit number,
      unit no, file number, file no, case file, emr, ehr, epic, epi, empi, mpi, nhs, nhs number, chi number, uhid, m r n, urn, ur, hosp,
      file, umrn, emrn, cmrn, hrn, id, identifier, ident, m r no, medical number, med num, history number, hist no, patient mrn, pt mrn,
      health record, clinic number, clinic no, hospital id, unit record, person number, cpi, enterprise id, local id, subject id,
      participant id, subject no, subject number, donor id, mr number, chart id, med rec no, medical record no, patient ref, patient reference,
      band, id band, wristband
    `),
  },
  {
    subtype: "visit",
    shape: "digit",
    score: 0.95,
    labels: list(`
      visit id, visit number, visit no, encounter, encounter id, enc, csn, fin, har, admission number, admission no, admission id,
      episode, case, case id, conf, conf no, incident, run number, trip number, ticket, reference, ref, confirmation, message id, appointment id, visit,
      adm no, admit no, encounter no, contact serial number, case reference, tracking, tracking number, work order, call id, session id,
      service request, incident report, dispatch, run id, episode id
    `),
  },
  {
    subtype: "health-plan",
    shape: "digit",
    score: 0.96,
    labels: list(`
      member, member id, policy, policy holder id, plan, plan id, health plan, subscriber, subscriber id, sub id, grp, rxgrp, group, group
      id, insurance, insurance id, ins id, insured id, medicare, medicaid, mbi, hicn, hic, beneficiary, beneficiary id, payer id,
      enrollee, enrollee id, cin, rx bin, bin, pcn, rx group, authorization, auth, prior auth, cardholder id, certificate of coverage,
      health card, ohip, tricare, aetna, cigna, bcbs, blue cross, humana, ins, ins no, insurance no, policy no, policy number, mem id,
      member no, mbr id, mbr, contract, contract no, contract number, plan no, group number, group no, medi cal, medicaid no, medicare no,
      mco id, hmo id, ppo id, precert, pre cert, referral no, referral number, eligibility id, dod id, edipi, coverage id, beneficiary no,
      uhc, anthem, kaiser id, wellcare, molina, subscriber no, rxid, rx id, health insurance, insurance policy, insurance number,
      insurance member, authorization no, approval no
    `),
  },
  {
    subtype: "account",
    shape: "digit",
    score: 0.96,
    labels: list(`
      account, acct, acc no, act no, a c, billing, bill, guarantor account, guarantor id, invoice, claim, claim id, statement, card, card
      number, credit card, debit card, visa, mastercard, amex, iban, routing, bank account, customer, customer id, client id, loan, pt
      acct, patient account, patient acct, pt account, hospital account, guar acct, guarantor acct, bill no, ledger, receipt, receipt no,
      transaction, transaction id, check no, check number, voucher, financial number, collections acct, acct id, account id, checking,
      savings, billing account, payment id
    `),
  },
  {
    subtype: "driver-licence",
    shape: "digit",
    score: 0.96,
    labels: list(`
      dl, dln, drivers license, driver license, drivers licence, driver licence, drivers lic, driver lic, driving licence, operator
      license, state id, cdl, dl no, commercial license, driver id, drivers permit, learners permit, license state
    `),
  },
  {
    subtype: "licence",
    shape: "digit",
    score: 0.95,
    labels: list(`
      license, licence, lic, medical license, state license, certificate, cert, certification, registration, reg, passport, visa number,
      green card, alien, badge, interpreter id, interpreter no, operator id, employee id, employee, emp id, emp, emp no, staff id, provider id, clia, upin, permit, lic no, license number, licence
      number, license no, md license, rn license, rn lic, md lic, pa license, np license, nursing license, state lic, board certification,
      board cert, registration no, registration number, controlled substance, cds, bndd, credential no, work permit, visa no, uscis, alien
      registration, passport no, passport number, pilot certificate, badge id, badge no, staff no, employee no, employee number, personnel
      no, certificate no, medical lic, professional license, pharmacy license
    `),
  },
  {
    subtype: "dea",
    shape: "long",
    score: 0.97,
    labels: list(`
      dea, dea registration
    `),
  },
  {
    subtype: "npi",
    shape: "number",
    score: 0.98,
    labels: list(`
      npi, national provider identifier
    `),
  },
  {
    subtype: "vin",
    shape: "long",
    score: 0.97,
    labels: list(`
      vin, vehicle id, vehicle identification, chassis
    `),
  },
  {
    subtype: "plate",
    shape: "word",
    score: 0.95,
    labels: list(`
      plate, license plate, licence plate, number plate, plates, tag, vehicle registration, vehicle reg, car registration, plate reg, lp,
      lic plate, license tag, licence tag, veh plate, tags, reg plate, registration plate, license plates, vehicle plate, vehicle tag, car
      plate, car tag, plate no, plate number
    `),
  },
  {
    subtype: "device",
    shape: "digit",
    score: 0.94,
    labels: list(`
      serial, s n, sn, ser, device, device id, device identifier, device serial, lot, implant, implant id, udi, pacemaker, icd serial,
      generator, lead, pump, iv pump, infusion pump, insulin pump, model, asset, equipment id, monitor, ventilator, prosthesis, hearing
      aid, glucometer, cgm, cpap, imei, valve serial, stent lot, wheelchair, defibrillator, controller, sensor, transmitter, scope,
      endoscope, holter, loop recorder, stimulator, neurostimulator, aicd, iol, cochlear implant, concentrator, oxygen concentrator,
      feeding pump, pca pump, nebulizer, tracker, scanner, mesh lot, graft lot, lot no, lot number, serial no, serial number, batch, batch
      no, unit serial, equipment, asset tag, tag id, mac id
    `),
  },
  {
    subtype: "accession",
    shape: "digit",
    score: 0.95,
    labels: list(`
      accession, acc, accn, acsn, accession id, specimen, specimen id, sample id, order, order id, requisition, req, study id, exam id,
      barcode, rx, prescription, report id, slide, block id, case no, requisition id, placer order, filler order, container, lab id, lab
      no, lab number, lab ref, path no, pathology no, surg path, surgical path, cytology, cyto, block, study no, study number, exam no,
      exam number, imaging id, filler no, placer no, order no, order number, test id, culture no, rx no, rx number, script, prescription
      no, dispense id, xray no, film no, kit, kit id, tube, sample, sample no, specimen no, specimen number, requisition no, req no,
      accession no, accession number, report no, report number, lab accession, image id
    `),
  },
  {
    subtype: "username",
    shape: "word",
    score: 0.93,
    labels: list(`
      username, user name, user id, userid, user, login, login id, log in, logon, screen name, handle, portal id, portal user, skype,
      instagram, twitter, facebook, snapchat, whatsapp, mychart id, agent, rep, account name, nickname, logged in as, signed in as, logged
      on as, log in as, logs in as, signs in as, login name, portal login, user account, username is, profile name, epic user, mychart
      user, tiktok, telegram, discord, signal
    `),
  },
  {
    subtype: "ip",
    shape: "digit",
    score: 0.9,
    labels: list(`
      ip, ip address
    `),
  },
  {
    subtype: "mac",
    shape: "digit",
    score: 0.9,
    labels: list(`
      mac, mac address, hardware address
    `),
  },
  {
    subtype: "biometric",
    shape: "digit",
    score: 0.93,
    labels: list(`
      fingerprint, fingerprint id, biometric, biometric id, retina scan, retinal scan, iris scan, iris id, voiceprint, voice print, palm
      print, face id, dna profile, genetic id, finger print, facial recognition id, voice id, palm vein id, iris code
    `),
  },
  {
    subtype: "photo",
    shape: "word",
    score: 0.85,
    labels: list(`
      photo file, photo id, photograph, image file, face photo, photo
    `),
  },
  {
    subtype: "phone",
    shape: "number",
    score: 0.96,
    labels: list(`
      phone, tel, telephone, ph, cell, cellphone, mobile, landline, home phone, work phone, office phone, contact number, callback, call
      back, telecom, phone home, phone work, hotline, reached at, ext, extension, phone no, phone number, tel no, telephone no, cell no,
      cell phone, home no, contact no, contact phone, call me at, text me at, call back number, direct line, direct, office no, emergency
      phone, whatsapp number
    `),
  },
  {
    subtype: "fax",
    shape: "number",
    score: 0.96,
    labels: list(`
      fax, facsimile, telefax, fax to, fax no, fax number, efax, e fax, secure fax, fax back
    `),
  },
  {
    subtype: "pager",
    shape: "number",
    score: 0.95,
    labels: list(`
      pager, beeper, pgr, bleep, pager id, bleeper, page at, pager no, pager number, on call, beeper no, page me at, reach me at pager,
      voalte, pgr no, bpr, vocera, ascom, spectralink
    `),
  },
  {
    subtype: "zip",
    shape: "digit",
    score: 0.96,
    labels: list(`
      zip, zip code, zipcode, postal, postal code, postcode, post code, plz, pin code
    `),
  },
];

/** Words between a label and its value. */
export const CONNECTORS: ReadonlySet<string> = new Set(
  "ends ending in no num number numbers nr nbr code is was are the are of ending last four digits on file at as value val issued entered scanned used id ids".split(
    " ",
  ),
);
export const CONNECTOR_SIGNS: ReadonlySet<string> = new Set([
  ")",
  ":",
  "#",
  "=",
  "-",
  ".",
  '"',
  "'",
  "(",
  "[",
  ",",
  "*",
  "№",
  "º",
  ">",
  "|",
]);

/** Labels that are as often a plain word: they need a sign or word after them that says a number comes, or a long value. */
export const WEAK_LABELS: ReadonlySet<string> = new Set(
  list(`
  patient, pt, record, rec, chart, id, case, ref, reference, plan, group, member, policy, insurance, bin, auth, authorization, card, visa,
  statement, claim, customer, license, licence, lic, device, lead, pump, model, monitor, generator, lot, rx, order, req, slide, tag, user,
  handle, photo, reg, badge, employee, sn, ss, mr, tin, sin, social, enc, fin, har, encounter, acc, medicare, medicaid, visit, plates,
  plate, cert, certificate, registration, implant, ventilator, prosthesis, wheelchair, asset, login, specimen, container, episode,
  incident, ticket, invoice, billing, loan, routing, subscriber, beneficiary, epic, epi, s n, ser, a c, medrec, hic, cin, permit, alien,
  text, cgm, cpap, pacemaker, iv pump, prescription, requisition, barcode, valve, zip, mobile, home, ext, extension, ip, mac, humana,
  aetna, cigna, tricare, bcbs, blue cross, infusion pump, insulin pump, defibrillator, hearing aid, glucometer, biometric, fingerprint,
  photograph, confirmation, nhs, sample, report, serial, tracking, contract, ins, mbr, approval, receipt, transaction, voucher, ledger,
  check, equipment, batch, controller, sensor, transmitter, scope, endoscope, holter, stimulator, aicd, iol, concentrator, tracker,
  scanner, kit, tube, block, script, cytology, cyto, direct, signal, tags, lp, cds, dispatch, checking, savings, uhc, anthem, molina,
  wellcare, on call, work order, nebulizer, precert, pre cert, driver id, board cert, board certification, oxygen concentrator, feeding
  pump, pca pump, surg path, surgical path, insurance policy, health insurance, registration no, controlled substance, patient reference,
  patient ref, discord, telegram, tiktok, emp, conf, ein, band, id band, wristband
`),
);

/** Every word of every label. */
export function* labelWords(): Iterable<string> {
  for (const { labels } of LABEL_GROUPS) for (const label of labels) yield* label.split(" ");
}
