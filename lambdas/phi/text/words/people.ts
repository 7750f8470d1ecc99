/** Words before a name that say that one follows. Folded, as all words of these lists (fold.ts). */
export const HONORIFICS = words(`
  dr drs doctor mr mrs ms miss mx mister madam sir prof professor rev reverend rabbi imam pastor fr capt captain sgt sergeant lt
  lieutenant cpl col colonel gen maj cmdr hon judge officer detective det sra srta sr senor senora senorita dra herr frau mme mlle monsieur
  madame signor signora dott dottssa mevr mevrouw dhr meneer shri smt sri datuk sheikh haji ustadz ofc ofcr insp supt dep trooper sheriff dame
`);

/** What stands after the names of people who give care. */
export const CREDENTIALS = words(`
  md mds do rn np pa pac phd lpn lvn cna dds dmd dpm pharmd rph crna cnm lcsw lmsw msw lmft lpc facs facp facc faap facog facep faan mph mbbs
  mbchb frcp frcs mrcp frcpc fnp fnpc fnpbc agnp pmhnp whnp aprn arnp dnp otr otrl ot dpt slp ccc rd rdn ldn cma emt bsn msn psyd od dc dvm
  rt rrt crt rdms cde cdces ccrn cns cpnp acnp bcps bcop mha mba msc cnp apn cnl scd edd jd esq lmhc ladc cadc bcba cht atc pt pta cota
  resident fellow intern attending hospitalist
`);

/** Relatives and other people around a patient. */
export const KIN = words(`
  wife husband spouse partner mother father mom mum mommy dad daddy son sons daughter daughters sister sisters brother brothers sibling
  aunt uncle niece nephew cousin grandmother grandfather grandma grandpa granddaughter grandson grandparent granny stepmother stepfather
  stepson stepdaughter stepbrother stepsister fiance fiancee girlfriend boyfriend neighbor neighbour friend roommate guardian caregiver
  carer caretaker foster godmother godfather twin widow widower parent parents inlaw ex family kids kid sibs siblings bro sis hubby gf bf stepdad stepmom stepson nana nanny babysitter aide fob mob mgm mgf pgm pgf abuela abuelo grandparents grandkids stepchild inlaws papa mama
`);

/** People who give or arrange care, and others whose name may follow. */
export const ROLES = words(`
  patient pt pts attending provider physician resident surgeon nurse pcp gp consultant cardiologist neurologist oncologist pulmonologist
  nephrologist urologist dermatologist psychiatrist psychologist gynecologist obstetrician pediatrician radiologist pathologist
  endocrinologist gastroenterologist rheumatologist hematologist anesthesiologist anesthetist ophthalmologist orthopedist hospitalist
  intensivist internist podiatrist dentist midwife doula therapist pharmacist dietitian counselor interpreter translator chaplain
  coordinator technician technologist sonographer phlebotomist scribe fellow intern assistant supervisor practitioner clinician
  proxy surrogate donor recipient client resident student trainee preceptor teacher coach lawyer attorney employer boss subscriber
  policyholder insured guarantor beneficiary member author transcriptionist dictator examiner reviewer operator witness driver
  agent worker officer chaperone escort collateral asst circulator perfusionist historian
  informant prescriber submitter requester caller sender victim claimant applicant infant baby newborn neonate child boy girl twin decedent
`);

/** Labels after which a name follows with or without a colon. */
export const NAME_LABELS = words(`
  name patient pt surname firstname lastname forename fullname provider physician attending doctor surgeon nurse prescriber submitting author signed signature
  dictated transcribed reviewed approved verified witnessed cosigned countersigned prepared entered documented authenticated attested
  interpreted reported ordered referred referring requesting ordering performing supervising consulting primary admitting discharging
  cc attn attention dear from to re subject regarding contact guardian nok kin guarantor subscriber insured member spouse mother father
  pref preferred prefers nickname collateral informant agent caller requesting reviewer submitted interpreted physician handoff team decedent interviewer
  employee client resident operator technologist tech anesthesiologist assistant caregiver radiologist pathologist cardiologist
`);

/** Verbs and frames after which a name often stands. */
export const BEFORE_NAME = words(`
  by with from to for cc dear attn attention signed regards sincerely thanks thank hello hi hey named called dr nurse is am and or
  contact per via visited saw sees seeing see met called calling phoned texted paged page notify notified inform informed asked told
  tell ask spoke spoken speak discussed consulted consult referred referring refer accompanied assisted against between versus about
  regarding re patient pt interviewed examined evaluated treated admitted discharged transferred seen call message remind schedule
  cheers respectfully yours best warmly faithfully truly love
  can could would will does did let have has had may should w married to
`);

/** What people do or feel: after a name, seldom after a thing. */
export const AFTER_NAME = words(`
  reports reported denies denied states stated says said complains complained presents presented presenting describes described notes
  noted endorses endorsed admits admitted tolerated tolerates lives lived resides works worked returns returned underwent feels felt
  called calls will was is has had does did would can could may wants wanted needs needed requests requested refuses refused agrees
  agreed declined declines understands understood verbalized verbalizes ambulated ambulates eats ate sleeps slept takes took uses used
  smokes smoked drinks drank quit came comes arrived arrives went goes left appears appeared looks looked seems remains remained
  continues continued follows followed seen who whose aged recently currently initially previously also then later died passed
  received receives remembers recalls recalled mentions mentioned asked asks answered tells told thinks thought believes worries
  worried phoned texted emailed wrote writes signed attended attends brought brings helps helped visits visited accompanied drove drives
  fell falls walked walks moved moves married divorced grew turned turns plays enjoys enjoyed likes loves hates speaks spoke
  asking wanting saying hoping calling crying holds holding handles handled manages knows knew keeps kept
  updated notified informed aware counseled counselled instructed consented contacted educated reporting denying stating complaining aka nee
`);

/** Particles inside family names. */
export const PARTICLES = words(`
  de del della dello dei degli di da das do dos du des la las le les lo van von vom zu zum zur der den ter ten te het op aan bin binti ibn
  ben bint al el abu abd san santa st saint mac mc fitz ap y e af av
`);

/** After a name, with or without a comma. */
export const SUFFIXES = words("jr sr ii iii iv v junior senior 2nd 3rd");

export function words(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}
