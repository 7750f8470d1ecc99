import { DRUGS } from "../../../../lambdas/phi/text/words/drugs";
import { DOUBLE_EPONYMS, EPONYMS } from "../../../../lambdas/phi/text/words/notes";
import type { Random } from "../../../../synthetic/random";
import { madeUp } from "./values";

const list = (text: string): readonly string[] => text.split(",").map((item) => item.trim());
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const DRUG_ENDS = list("mab,zumab,tinib,ciclib,pril,sartan,olol,statin,azole,cycline,mycin,oxacin,gliptin,gliflozin,glutide,prazole,setron,triptan,dipine,parin,xaban,vir,lukast,idone,afil,zepam,barbital,caine,terol,sone,nide"); // prettier-ignore
const BRAND_ENDS = list("ra,va,ia,or,ix,ex,is,iq,yx,ance,ity,avo,eva,ada,oza,ene,ara,yo,ent,ique,ax,il,in,on,um,us");
const DOSES = list("{n} mg daily,{n} mg PO BID,{n} mg qhs,{n} mg IV q8h,{n} mcg daily,{n} units,{n} units at bedtime,{n} mg tablet,{n} mg weekly,{n} mL PO,{n}%,{n} puffs prn,{n} mg/kg,{n} mEq,drip,IV push,patch,cream,drops,inhaler,taper,XR {n} mg,ER {n},PRN,nightly"); // prettier-ignore
const ILLNESS = list("disease,syndrome,'s disease,'s syndrome,lymphoma,sarcoma,tumor,anemia,palsy,chorea,thyroiditis,dementia,arteritis,granulomatosis,fracture,contracture,cyst,hernia,ulcer,nodes,phenomenon,ataxia,dystrophy,encephalopathy,esophagus,malformation,deformity,virus,fever,rash"); // prettier-ignore
const PLAIN_ILLNESS = list("asthma,COPD,CHF,HTN,type 2 diabetes,gout,lupus,sciatica,migraine,pneumonia,cellulitis,sepsis,UTI,afib,DVT,PE,anemia,psoriasis,eczema,shingles,scabies,strep throat,mono,croup,RSV,flu,COVID-19,measles,mumps,malaria,dengue,TB,hepatitis C,cirrhosis,pancreatitis,gallstones,appendicitis,diverticulitis,Lyme disease,West Nile virus,Rocky Mountain spotted fever,cat scratch disease,tennis elbow,housemaid's knee,swimmer's ear,farmer's lung,miner's elbow,nursemaid's elbow,boxer's fracture,painter's colic,black lung,MRSA,C. diff,E. coli,H. pylori,S. aureus,Staph aureus,Candida albicans,Giardia lamblia,Bell's palsy,restless legs,long COVID"); // prettier-ignore
const SIGNS = list("sign,test,reflex,maneuver,criteria,score,scale,stain,line,point,phenomenon,classification,stage,grade,nodes,lines,spots,triad,index,formula,law,position,view,'s sign,'s test,'s criteria"); // prettier-ignore
const DEVICES = list("catheter,drain,wire,clamp,retractor,forceps,needle,trocar,tube,splint,brace,collar,frame,bed,stent,graft,valve,filter,pump,monitor,cuff,blade,suture,screw,plate,prosthesis,cage,port,line,shunt,bag,dressing,stapler"); // prettier-ignore
const MAKERS = list("Medtronic,Stryker,Zimmer,Boston Scientific,Abbott,St. Jude,Philips,Siemens,GE,Baxter,Bard,Cook,Teleflex,Olympus,Hologic,Dexcom,Omnipod,Alaris,Braun,Hill-Rom,Masimo,Nellcor,Welch Allyn,Draeger,Puritan Bennett,Arrow,Cordis,Edwards,Ethicon,Covidien,Smith & Nephew,DePuy,Arthrex,ConMed,Storz,Becton Dickinson,Roche,Beckman,Sysmex,Cepheid,Epic,Cerner,Pyxis,Omnicell"); // prettier-ignore
const PARTS = list("fossa,canal,ligament,tendon,triangle,pouch,node,space,membrane,gland,duct,loop,capsule,body,fiber,line,angle,ganglion,sinus,tubercle"); // prettier-ignore
const LABS = list("WBC,Hgb,Hct,Plt,Na,K,Cl,CO2,BUN,Cr,creatinine,glucose,Ca,Mg,Phos,AST,ALT,ALP,Tbili,albumin,lipase,amylase,INR,PT,PTT,D-dimer,troponin,BNP,proBNP,CK,LDH,lactate,TSH,free T4,A1c,HbA1c,LDL,HDL,triglycerides,ESR,CRP,ferritin,iron,TIBC,B12,folate,vitamin D,PSA,CEA,CA-125,AFP,hCG,ANA,RF,CCP,UA,pH,pCO2,HCO3,eGFR,uric acid,ammonia,cortisol,prolactin,vanc trough,digoxin level,Dilantin level,lithium level"); // prettier-ignore
const GENERA = list("Escherichia coli,Staphylococcus aureus,Staphylococcus epidermidis,Streptococcus pyogenes,Enterococcus faecalis,Klebsiella pneumoniae,Pseudomonas aeruginosa,Proteus mirabilis,Serratia marcescens,Enterobacter cloacae,Acinetobacter baumannii,Haemophilus influenzae,Neisseria gonorrhoeae,Moraxella catarrhalis,Legionella pneumophila,Listeria monocytogenes,Clostridioides difficile,Bacteroides fragilis,Candida albicans,Candida glabrata,Aspergillus fumigatus,Cryptococcus neoformans,Mycobacterium avium,Borrelia burgdorferi,Treponema pallidum,Salmonella enterica,Shigella sonnei,Campylobacter jejuni,Vibrio cholerae,Yersinia pestis,Brucella abortus,Francisella tularensis,Toxoplasma gondii,Plasmodium vivax,Entamoeba histolytica,Trichomonas vaginalis"); // prettier-ignore
const SCORES = list("GCS,NYHA,NYHA class,APGAR,PHQ-9,GAD-7,CHA2DS2-VASc,HAS-BLED,HEART,TIMI,GRACE,ASA,Mallampati,Wells,Braden,Morse,Norton,ECOG,KPS,MELD,Child-Pugh,CURB-65,SOFA,qSOFA,APACHE II,RASS,CAM-ICU,CIWA,COWS,MMSE,MoCA,NIHSS,Rankin,Barthel,Katz,Berg,Tinetti,Ranson,Gleason,Bishop,Tanner,Snellen,Epworth,STOP-BANG,FLACC,Wong-Baker,Edinburgh,Denver,Bristol type,Fitzpatrick type,Wagner grade,Gold stage,KDIGO stage,Salter-Harris,Garden"); // prettier-ignore
const GRADES = list("I,II,III,IV,2,3,4,7,8/9,14,15,18/30,22,28/30,7/10,2/4,low,moderate,A,B,IIb,3a");

type Of = (random: Random) => string;

const eponym: Of = (random) =>
  random.weighted([
    [capital(random.pick(EPONYMS)), 6],
    [
      random
        .pick([...DOUBLE_EPONYMS])
        .split(" ")
        .map(capital)
        .join(" "),
      1,
    ],
    [madeUp(random, true), 3],
    [`${capital(random.pick(EPONYMS))}-${capital(random.pick(EPONYMS))}`, 2],
  ]);

const behind = (of: string, word: string): string => (word.startsWith("'") ? of + word : `${of} ${word}`);

const drug: Of = (random) =>
  random.weighted([
    [random.chance(0.7) ? capital(random.pick(DRUGS)) : random.pick(DRUGS), 6],
    [madeUp(random, false).slice(0, 6).toLowerCase() + random.pick(DRUG_ENDS), 2],
    [madeUp(random, false).slice(0, 5) + random.pick(BRAND_ENDS), 2],
  ]);

/** What a laboratory measures, of the list or of no list. */
const analyte: Of = (random) => (random.chance(0.8) ? random.pick(LABS) : madeUp(random, false).slice(0, 6));

/** What looks like an identifier and is none, of wide lists and of made-up words: so that the frame counts and not the word. */
const MADE: Readonly<Record<string, Of>> = {
  rx: (random) => `${drug(random)} ${random.pick(DOSES).replace("{n}", String(random.pick([1, 2, 2.5, 5, 10, 12.5, 20, 25, 40, 50, 75, 81, 100, 150, 200, 250, 300, 325, 400, 500, 650, 800, 1000])))}`, // prettier-ignore
  dz: (random) => (random.chance(0.4) ? random.pick(PLAIN_ILLNESS) : behind(eponym(random), random.pick(ILLNESS))),
  sgn: (random) => behind(eponym(random), random.pick(SIGNS)),
  dv: (random) => `${random.chance(0.6) ? eponym(random) : random.pick(MAKERS)} ${random.pick(DEVICES)}`,
  ana: (random) => behind(eponym(random), random.pick(PARTS)),
  lb: (random) => `${analyte(random)} ${random.shape(random.pick(["#.#", "##", "%##", "#.##", "%#.#", "<0.0#", ">%0", "%#%"]))}`.replace(/%$/, "8"), // prettier-ignore
  drug,
  eponym,
  maker: (random) => random.pick(MAKERS),
  lab: (random) => random.pick(LABS),
  score: (random) => random.pick(SCORES),
  bug: (random) => random.pick(GENERA),
  sc: (random) => `${random.chance(0.75) ? random.pick(SCORES) : madeUp(random, true)} ${random.pick(GRADES)}`,
};

const ALWAYS: ReadonlySet<string> = new Set(["drug", "eponym", "maker", "lab", "score", "bug"]);

/** Whether a type of traps has no other list than these. */
export const isOnlyMade = (type: string | undefined): boolean => ALWAYS.has(type ?? "");

/** A trap of a type, of this list or undefined for those that have no wide one. */
export function madeTrap(type: string, random: Random): string | undefined {
  return MADE[type]?.(random);
}
