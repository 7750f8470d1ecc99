import { words } from "./people";

/** Words that end no name and begin none, however they are written: function words, and what notes are made of. */
export const NEVER_NAMES = words(`
  a an the this that these those and or but nor so yet if then than as at by for from in into of off on onto out over per to under up upon
  via with within without about above across after against along among around before behind below beneath beside besides between beyond
  during except inside like near outside past since through throughout toward towards until unlike while where when who whom whose which
  what why how i me my mine we us our ours you your yours he him his she her hers it its they them their theirs be am is are was were been
  being have has had having do does did doing can could may might must shall should will would not no yes all any both each every few more
  most much neither none one other others same several some such there here again ago also always never now often once only quite rather
  situ vitro vivo iban still too very well just even because although though unless however therefore thus hence maybe perhaps please
  patient patients pt pts male female man woman men women boy girl gentleman lady child children baby infant newborn adult
  history hx assessment plan impression diagnosis diagnoses dx findings finding exam examination physical vitals vital signs sign symptom
  symptoms subjective objective medications medication meds allergies allergy allergic social family surgical past medical present illness
  chief complaint hpi pmh psh fh sh ros review systems labs lab results result imaging radiology course hospital clinic discharge admission
  admit admitted discharged date time dob mrn ssn age sex gender race phone tel telephone fax pager beeper email mail address street city state zip
  name names note notes report reports record records chart number no id account insurance policy plan member provider physician doctor nurse
  attending resident signed signature dictated transcribed electronically follow followup visit visits clinic appointment instructions
  instruction summary consult consultation consultations referral referred procedure procedures operation operative anesthesia
  preoperative postoperative indication indications technique comparison conclusion recommendation recommendations disposition condition
  code status full none normal abnormal negative positive stable unstable acute chronic mild moderate severe left right bilateral upper lower
  anterior posterior lateral medial proximal distal head neck chest abdomen abdominal pelvis pelvic back spine arm leg hand foot eye ear nose
  throat mouth heart cardiac lung lungs pulmonary liver kidney renal bladder bowel skin neuro neurologic neurological cardiovascular
  respiratory gastrointestinal genitourinary musculoskeletal psychiatric psych endocrine hematologic general constitutional heent
  blood pressure bp pulse temp temperature weight height bmi pain oxygen saturation rate rhythm glucose sodium potassium
  take takes taking taken give given gave start started starting stop stopped continue continued resume increase decrease hold refill change
  remove removed place placed check checked recheck monitor call called message discussed discuss seen seeing saw lives living works
  working denies denied reports reported states stated complains presents presented presenting known unknown other daily weekly monthly
  morning evening night noon today yesterday tomorrow tonight day days week weeks month months year years hour hours hr hrs minute minutes
  min mins second seconds am pm q bid tid qid qd qhs prn po iv im sc sq tablet tablets tab tabs capsule capsules mg mcg ml
  need needs hello hi dear regards sincerely thanks thank yours truly best wishes cc re to from attn subject sent
  triage emergency ed er icu or pacu ward unit room bed floor shift nursing study image images view views series contrast read reading
  collected received reported ordered specimen sample test tests value values range reference units flag high low critical panel
  contact home work cell mobile office primary secondary spouse relationship emergency kin next car vehicle plate license licence vin driver
  drivers serial device model lot pump monitor identified confirmed verified reviewed approved prepared
  monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december
  jan feb apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
  lad rca lcx lmca rima lima svg honda toyota chevy chevrolet nissan subaru kia hyundai mazda jeep volvo lexus eval intake
  english spanish french german italian chinese korean russian arabic american african asian hispanic european caucasian white black
  say says tell ask want wants get got let make made go goes went put keep kept help use used seem seems feel feels think know bring brought appt
  appts dispo vm npo crcl mvc mva ams loc sob doe cp ha nvd nkda nka htn dm dm2 t2dm cad chf copd ckd esrd afib svt vt pe dvt cva tia uti uri bph gerd
  osa ra oa sle ibs ibd cll aml als tbi arf ards pna ptsd mdd gad ocd adhd bpd sud etoh ivdu thc cbd iud ocp hrt pcos std sti hsv hpv hbv hcv cmv ebv
  rsv mrsa vre cbc bmp cmp lfts lft ua tsh bnp esr crp abg vbg ldh psa cea afp hcg cxr kub usg ivc picc cvc piv ngt ogt peg ett lma cpap bipap vent
  abx mgmt wnl nad rrr ctab perrla eomi ntnd nt nd bs jvd ble bue rue lue rle lle rom mmt adl adls iadl snf ltac irf sdu micu sicu ccu cvicu nicu picu
  tele obs pod postop preop hx fx tx sx rx dx px bx cx cath crna tpn tube lvad icd ppm aicd cabg pci tavr tka tha tah bso tahbso lscs nsvd svd orif
  egd ercp eus turp evar lap chole appy meds med rec subj obj hep flu tdap mmr dtap pcv covid eua fda cdc nih cms hipaa ehr emr hie adt cpoe mar kdigo
  aha acc acog uspstf bid tidac prn stat asap eta tbd eod fyi fwd ooo aka dba etc misc approx
  thx pls plz pcn gdm eponym eponyms creat figo asst abi jama nejm mcg iia iib iiia iiib min dept univ yrs mos wks tmrw tmr
  abd trach cont endo fem hem mech peri auth imm orth sct abds resps prior peer neg const anes psv aki hac poa pfs fracture pod hac lpp fev psa pip
  amox duonebs solumedrol levo vaso prop roc fent dex hep tyl delt tri quad quads calcs seb sks ak bcc scc mohs cpm wbat oasis pps psb qmax spf
  dka sah ich sdh edh hhs siadh ttp itp ivh pvl nec ttn bka fnd tcu alif tlif plif
  medicare medicaid covid hiv aids mri ct xray ekg ecg eeg pet icd cpt loinc snomed rxnorm hcpcs ndc usa us uk
`);

/** Nouns that make an eponym of the name before them: `Tourette syndrome`, `Foley catheter`. */
export const EPONYM_HEADS = words(`
  disease syndrome disorder sign signs symptom symptoms test tests phenomenon fracture fractures dislocation deformity contracture palsy
  paralysis sarcoma lymphoma tumor tumour carcinoma cancer adenoma cyst cysts thyroiditis thyroid arthritis vasculitis nephritis enteritis
  colitis hepatitis encephalitis encephalopathy dementia chorea ataxia atrophy dystrophy neuropathy myopathy neuralgia anemia purpura
  gangrene ulcer ulcers esophagus oesophagus hernia diverticulum aneurysm embolism infarct murmur pulse pulses node nodes nodule nodules
  gland glands duct ducts capsule canal fibers fibres cells cell body bodies corpuscle plexus ganglion ligament tendon muscle fascia fossa
  foramen membrane loop tubule apparatus organ circle triangle pouch space line lines ring rings reflex reflexes response maneuver manoeuvre
  position procedure operation repair technique method incision approach anastomosis osteotomy resection
  catheter catheters tube tubes drain drains clamp forceps retractor retractors needle needles pump valve valves graft shunt stent filter
  suture sutures splint brace collar cast bandage boot frame halo traction rod rods pin pins screw screws plate plates nail wire wires cage
  port bag mask airway cannula blade scope laryngoscope speculum tourniquet electrode monitor device implant prosthesis lens crutch walker
  score scores scale scales index criteria criterion classification class grade grading stage staging system inventory questionnaire
  assessment examination exam chart curve equation formula rule law stain agar medium medium broth solution virus bacillus
  tremor gait breathing respiration respirations breath facies face nails spots spot rash lesion hyperpigmentation pupil
  block rhythm arrhythmia tachycardia wave waves interval contraction contractions hicks pad dressing gown patch lamp light view views
  protocol regimen diet therapy treatment formula stone stones crisis coma granuloma granulomatosis macroglobulinemia leukemia
  epilepsy seizure seizures migraine vertigo malformation anomaly complex triad tetrad pentad tetralogy sequence association
  malignancy metaplasia bundle sulcus fissure gyrus area islets tonsil oedema edema nevus keratosis papules sore chancre vein veins artery
`);

/** Eponyms of two words, and makers named for two people; by both words. */
export const DOUBLE_EPONYMS: ReadonlySet<string> = new Set(
  `grey turner|marcus gunn|argyll robertson|austin flint|graham steell|lou gehrig|mary joseph|bair hugger|welch allyn|robert jones|adams stokes|adam stokes|carey coombs|
  ann arbor|jackson pratt|rose bengal|swan ganz|hill rom|de quervain|le fort|graham patch|graham little|ramsay hunt|weber christian|loeys dietz|pierre robin|
  russell silver|silver russell|brown sequard|todd paralysis|prussian blue|congo red|sudan black|evans blue|lissamine green|acid fast|johnson johnson|eli lilly|becton dickinson|
  ray ban|ace wrap|good samaritan|nurse ratched|earl grey|graham cracker|
  graham crackers|lorna doone|irish spring|old spice|south beach|dr scholls|hawaiian punch|little debbie|campbell soup|medic alert|arctic sun|kangaroo care|grant funding|art therapy|rose hip|ginger ale|may thurner|miller fisher|long qt|brown fat|crystal meth|angel dust|mary jane`
    .split("|")
    .map((name) => name.trim()),
);

/** Eponyms that stand alone as well. */
export const EPONYMS = words(`
  binswanger caroli dressler kallmann krabbe libman menetrier zollinger
  addison addisonian adie alzheimer alzheimers apgar apley asherman asperger aspergers babinski bair hugger bovie baker bakers bankart barlow
  barrett barretts barre bartholin bartonella becker behcet bells bell berger bishop blalock blumberg boerhaave bouchard bowen bowens brudzinski bruce
  brugada buerger burkitt broca brown sequard budd chiari caplan chagas charcot charcots cheyne stokes chvostek cobb colles cooley coombs
  courvoisier crohn crohns cullen cullens cushing cushings dandy dequervain quervain dix hallpike dobhoff dobbhoff doppler down downs dressler
  duchenne dupuytren dupuytrens ebstein ehlers danlos eisenmenger epley erb ewing fallot fanconi felty finkelstein fitz fogarty foley fontan
  fordyce fournier framingham fowler fowlers freiberg friedreich frohlich galeazzi ganz gaucher gilbert gilberts glasgow gleason goodpasture graves grey
  groshong guillain hageman hamman hartmann hashimoto hashimotos hawkins heberden heimlich heinz helicobacter henle hickman hirschsprung hodgkin hodgkins hoffmann
  homan homans horner horners hunt huntington huntingtons hutchinson jarisch herxheimer jackson jakob jp kaposi kaposis kartagener kasai
  kawasaki kehr kernig kernigs kienbock killip klinefelter klumpke knapp koch kocher koplik korsakoff krukenberg kussmaul lachman laennec lambert
  langerhans lasegue lasegues leopold levine lewy lhermitte ligament littre ludwig ludwigs lyme maisonneuve mallory weiss marfan marfans mcburney
  mcburneys mcmurray meckel meckels meniere menieres meigs mobitz moh mohs monteggia morton mortons munchausen murphy murphys nissen noonan
  osgood schlatter osler paget pagets pancoast pap papanicolaou parkinson parkinsons parkinsonian perthes peyer peyronie peyronies phalen phalens pick
  pickwickian plummer pott potts prader willi prinzmetal purkinje quincke quinton raynaud raynauds reed reiter reye reyes rinne romberg rorschach
  roth rovsing salter harris schatzki scheuermann schilling schirmer schwann sertoli sheehan shirodkar sims sjogren sjogrens snellen spurling spurlings starling
  stevens johnson still stills sturge weber swan ganz sweet sydenham takayasu tamm tanner tay sachs tinel tinels todd tourette tourettes
  trendelenburg trousseau trousseaus turner valsalva vater virchow volkmann von recklinghausen willebrand waldenstrom wallenberg waterhouse
  friderichsen weber wegener wegeners wernicke wernickes west wharton whipple wilms wilson wilsons wolff parkinson white yankauer zenker zollinger ellison
  kaplan meier cockcroft gault cronbach cohen mann whitney wilcoxon kruskal wallis hosmer lemeshow bland altman kennedy hess bradford hill
  starr edwards penrose pratt tenckhoff hickman salem thompson simmonds lisfranc morison takotsubo
  bravais brown bowman blake braden wells ranson norton kinsey katz barthel karnofsky zubrod lansky hamilton beck zung yale boston child pugh
  maddrey mallampati cormack lehane wagner rutherford fontaine stanford debakey garden neer schatzker gustilo lauge ogden frankel asia hachinski
  kurtzke rankin ashworth tardieu berg tinetti morse hendrich ramsay richmond epworth stanford framingham gail rotterdam forrest
  creutzfeldt tooth eaton angelman patau rett wolfram kabuki alport bartter gitelman liddle conn whipple dercum pompe fabry krabbe canavan hurler
  morquio niemann sandhoff lesch nyhan menkes refsum zellweger alagille caroli crigler najjar rotor dubin chediak higashi wiskott aldrich digeorge
  kostmann glanzmann soulier felty sezary darier nikolsky koebner auspitz gottron mees beau muehrcke janeway osler quinckes corrigan traube hill
  duroziez kussmaul ewart beck grey cullen turner rovsing dunphy carnett mcgeachin blumer courvoisier cantlie kanavel adson roos wright spurling
  hoffman hoover waddell jobe yergason speed obrien neer gerber sulcus apprehension thessaly ely ober faber fadir stinchfield goldmann ishihara amsler
  snellen humphrey schirmer schiotz tonopen gunn argyll robertson tyndall bruckner hirschberg krimsky titmus jaeger maddox veress hasson mosquito
  crile mixter satinsky bulldog babcock allis metzenbaum senn weitlaner balfour bookwalter omni deaver harrington malecot pezzer tiemann coude frazier
  poole magill macintosh bullard bougie eschmann sengstaken blakemore minnesota linton nachlas swan ganz dubhoff entriflex levin sump replogle
  seldinger tuohy whitacre quincke touhy jamshidi chiba westcott menghini trucut steri dakin burow lugol schiller giemsa gram ziehl neelsen kinyoun
  sabouraud macconkey hinton thayer loeffler bordet gengou kirby bauer auramine tintinalli sabiston ringer hartmann parkland holliday segar cockroft
  mosteller dubois fick gorlin bernoulli teichholz ballard dubowitz bayley moro galant landau silverman usher tanner greulich pyle leopold pinard
  mcroberts zavanelli gaskin credé bandl hegar chadwick goodell dix epley semont daroff rinne weber schwabach barany unterberger fukuda romberg kernig
  brudzinski lasegue bragard slump stroop trail wechsler raven vanderbilt achenbach mania asberg liebowitz calgary ybocs kinesio unna pavlik minerva
  ilizarov
  watson patrick ortolani barlow galeazzi gaenslen schober hoehn yahr schwab katz lawton borg hankinson tiffeneau erb froment gruber dohle howell jolly auer perls
  pappenheimer heinz pelger huet burr spitz bethesda tyrer cuzick lambl chiari castellvi pfirrmann modic schmorl tarlov chilaiditi deauville lugano simpson bruce duke
  lennox gastaut judkins amplatz seldinger forrest prague schatzki savary kudo haggitt stenger jerger blaivas weale hadlock robinson salter harris weil felix widal
  winter berlin westley braden mendelsohn masako shaker mifflin aspen nipro recist aldrete kell duffy kidd lewis posey lund browder curling parkland unna profore
  platt brier hosmer lemeshow schoenfeld hochberg holm bonferroni hawthorne berkson neyman sprague dawley wistar webster purina eppendorf falcon millipore whatman
  vesalius galen hippocrates pasteur koch lister halsted osler erikson piaget maslow kubler bandura orem benner dravet jacksonian rasmussen kleffner panayiotopoulos
  likert delphi kirkpatrick miller columbia oswestry roland constant harris mayo roye lysholm tegner hutchinson mckenzie codman brandt kegel mcisaac centor
  ottawa pittsburgh nexus canadian framingham reynolds qrisk hestia bova geneva caprini padua khorana rockall blatchford oakland truelove witts harvey bradshaw lille
  maddrey ishak metavir knodell fibrosure milan kings wilms bannayan noonan williams angelman prader willi rett fragile kleinfelter jacobs edwards patau holt oram
  goldenhar treacher collins pierre apert crouzon pfeiffer beckwith wiedemann sotos cowden lynch gardner peutz jeghers muir torre birt hogg dube carney fraumeni
  bosniak gleason clark breslow ann arbor dukes fuhrman nottingham bloom scarff binet rai sokal hasford
`);
