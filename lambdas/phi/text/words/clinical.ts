import { words } from "./people";

/** Words and short forms of medicine that no list of English has and that are no names in use: anatomy, illnesses, procedures, drugs by class, germs. */
export const CLINICAL = words(`
  abdominis abducens abgs acanthocytes acanthosis acanthotic acellular acetabular acetabulum achalasia acinar acinetobacter acral acromioclavicular
  acromion actinic actinomyces adduction adductor adenomyosis adenopathy adenosine adenovirus adhesions adj adnexa adnexal adventitia adventitial
  aerosolized aeruginosa afebrile agalactiae agenesis agonal akathisia akinesis alar albicans albuminuria alc alk allopurinol alopecia alveoli
  alveolus amb amenorrhea aminoglycoside aminophylline aminotransferase amm amt amygdala amyloidosis anaphylactic anaphylaxis anaplasmosis anasarca
  anastomotic anc aneurysmal angiogram angiography anicteric anisocytosis ankylosing annulus anosmia antecubital anterolateral anteversion
  antiarrhythmic anticholinergic anticholinergics anticoagulated anticoagulation anticonvulsant anticonvulsants antidiarrheal antiemetic
  antiemetics antiepileptic antifungal antifungals antihypertensive antihypertensives antimicrobials antiphospholipid antiplatelet antipsychotic
  antipsychotics antipyretic antipyretics antiretroviral antithrombin antitussive antral anxiolysis anxiolytic anxiolytics aortoiliac apc apheresis
  aphonia apices apnea apneic apophysis appendiceal appendicolith apraxic aprv arachnoid arcuate arcus areola areolar aromatase arrhythmias
  arteriolar arteriovenous arthralgias arthrocentesis arthrodesis arthrogram arthroplasty arytenoid arytenoids ascaris ascites aspergillus asplenia
  asterixis astrocytoma asystole atelectasis atheroma atheromatous atopic atraumatic audiogram autorefraction avascular avg avulsion axilla
  axillary azotemia babesiosis bacteremia bacteriostatic bacteriuria balanitis bandemia bariatric basilar basilic basos bedbound benzodiazepine
  benzodiazepines benzos bevacizumab bezoar bicornuate bifida bigeminy bili biliary bimanual biphasic bisphosphonate bisphosphonates bitemporal
  blanchable blastocystis blastoma blastomycosis blepharitis bmx bolused bolusing bordetella borrelia brachial brachialis brachii brachiocephalic
  brachioradialis brachytherapy bradycardic bradykinesia bradypnea bronchiectasis bronchiolitis bronchodilator bronchodilators bronchogenic
  bronchoscope bronchoscopy bronchospasm brp brucellosis bruxism bsc buccal bulbar bullae bullous bunionectomy bupivacaine burkholderia bursal
  cachectic cachexia calcaneal calcaneus calcific calcifications calcitonin calvarial calvarium calyces campylobacter canaliculi candidal
  candidiasis cannulated cannulation capitate capitellum caput carbapenem carcinoid carcinomatosis cardiogenic cardiomegaly cardioversion
  cariogenic catarrhalis catheterization cauda caudate celiac cellulitic centroblasts centrocytes cephalad cephalosporin cephalosporins cerclage
  cerebri cereus cga chalazion chargemaster cheilitis chemoradiation chemosis chg chlorhexidine chol cholangiogram cholangitis cholecystostomy
  choledochal cholelithiasis cholestatic cholesteatoma cholinesterase chondral chondromalacia chordae chorionic choroidal chronotropic chux
  cicatricial cigs ciliary cinefluoroscopy circ citrobacter ckmb claudication clavicular clin clm clonic clonus clostridium co2 coagulopathy
  coarctation coccidioidomycosis coccygeal colectomy collagenous colonic colonoscopic colposcope colposcopy comedonecrosis comedones comminuted
  comminution commissure communis comorbid comorbidities conc condylar condyle condyloma conization conjunctivae conjunctival contralateral
  contrecoup copays cor coracoid cornua coronavirus corticosteroid corticosteroids corticotropin corynebacterium costal costochondral
  costochondritis costophrenic costovertebral cosyntropin coxa coxiella cpk craniectomy craniotomy creatine cremasteric crepitus cresc cribriform
  cricoid crit crrt cruciate cryoablation cryoprecipitate cryotherapy cryptitis cryptococcal cryptorchidism cryptosporidium crystalloid
  crystalloids culdesac curettings cushingoid cvp cvvh cvvhd cyanocobalamin cyanosis cyanotic cyclospora cystectomy cysto cystocele cystogram
  cystoscope cystoscopic cystoscopy cytarabine cytokeratin cytologic cytomegalovirus cytospin dacrocytes dacryocystitis daptomycin dbil deaccessed
  debrided decerebrate decidua decompensated deconditioned deconditioning decubiti decubitus def deferens defibrillated dehisced dehiscence deltoid
  demyelinating demyelination dendritic denervation deparaffinized depigmentation dermatomal dermatome dermatomyositis dermatoscope desaturated
  desaturation desaturations desflurane desmoplastic desmopressin desquamation detorsion detrusor dialysate diaphoresis diaphoretic diaphyseal
  diaphysis diastasis diff difficile dil diphenhydramine discectomy discogenic diskectomy disp diuresis diverticula diverticular diverticulosis
  dizygotic dobutamine docusate dopplerable dorsalis dorsiflexion dorsum drg drusen ductal ductus duodenoscope dural dyad dysarthria dysarthric
  dyscrasia dysdiadochokinesia dysgeusia dyshidrotic dyskinesia dyslipidemia dysmenorrhea dysmetria dysmorphic dysp dyspareunia dysphonia dysplasia
  dysplastic dyspnea dyspneic dysreflexia dysrhythmia dysthymia dystocia dysuria ecchymoses ecchymosis ecchymotic echinocytes echocardiogram
  echogenic echogenicity echotexture eclampsia ecmo ectasia ectatic ectopic ectopy ectropion eczematous edematous edentulous ehrlichiosis elastica
  elastography elastosis elastotic electrocautery electromyography electrophoresis elev elig elliptocytes emboli embolic embolus emergently emesis
  emphysematous empyema enanthem encephalomalacia enchondroma endarterectomy endobronchial endocervical endocervix endochondral endodontic
  endograft endoleak endometrioid endometrioma endomyocardial endophthalmitis endosteal endothelium endotracheal endovascular enophthalmos
  enterobacter enterococcus enterocolitis enterocutaneous enteroscopy enterovirus enthesopathy enthesophyte enthesophytes entropion enucleation eob
  eos eosinophilia ependymoma epi epicanthal epicardial epicondyle epicondylitis epiconus epidermidis epidermoid epididymis epididymitis epigastric
  epigastrium epileptiform epiphora epiphyseal epiphysis epiploic episiotomy epispadias epistaxis erythema erythematous erythroid erythropoietin
  eschar esophagogastric esophagogram esophagram esotropia estradiol etco2 ethmoid ethmoidal eti etomidate euglycemic eupneic euthymic euthyroid
  euvolemic eversion exanthem excisional excl exertional exophthalmos exophytic exostosis exotropia exp ext extensor extracorporeal extracranial
  extrapyramidal extrasystoles extravasated extravasation extubated extubation exudate exudates exudative ezpap faecalis faecium falciform
  fallopian fascial fasciculations fasciitis fasciotomy fecalith femoris fenestrated ferritin fibrillary fibrinogen fibrinous fibroadenoma
  fibroglandular fibroids fibromyalgia fibrotic filiform fio2 fistulae fistulogram flavum flexor flexural fluconazole fluctuance fluctuant
  fludrocortisone flumazenil fluorescein fluoroquinolone fluoroquinolones fluoroscopy follicular folliculitis fontanelle foramina foraminal
  formulary fornix fovea fragilis frenulum freq frontotemporal funct fundal fundi fundoplication fundoscopic fundoscopy fundus furuncle fusiform
  fwb fww galactorrhea gardnerella gastrectomy gastro gastrocnemius gastroesophageal gastroparesis gastroschisis gastroscopy gastrostomy gb
  genotype genu ggt giardia gingiva gingival glia glial glioblastoma glioma gliosis globus glomerular glomeruli glomerulonephritis glossal
  glossitis glottic glu glucocorticoid glucocorticoids gluteal gluteus glycemic glycopyrrolate glycosuria gonorrhoeae granulomas granulomatous
  graphesthesia gtt gtts guaiac guaifenesin gyne gynecomastia gyri haemophilus hallux hamartoma hamate haptic haptoglobin hct hd hematemesis
  hematochezia hematocrit hematogenous hematoma hematomas hematopoietic hematuria hemiarthroplasty hemiazygos hemicolectomy hemidiaphragm
  hemiparesis hemiplegia hemithorax hemochromatosis hemoconcentration hemodialysis hemodynamic hemodynamically hemodynamics hemoglobinopathy
  hemolysis hemolytic hemolyzed hemopericardium hemoperitoneum hemoptysis hemorrhoidal hemosiderin hemostasis hemostatic hemothorax hepatobiliary
  hepatocellular hepatojugular hepatomegaly hepatorenal hepatosplenomegaly heplocked herniorrhaphy herpetic heterogenous heterotopic hfnc hha hilum
  hindfoot hippocampal hippocampus hirsutism histiocytic histiocytosis histologic histopathology histoplasmosis homonymous hordeolum hyaline
  hyalinization hyalinized hydrocele hydronephrosis hydrosalpinx hydroureter hydroxyzine hyoid hyperacusis hyperaldosteronism hyperalgesia
  hyperattenuating hypercalcemia hypercapnia hypercapnic hypercarbia hypercellular hypercholesterolemia hypercoagulable hyperdense hyperdensity
  hyperechoic hyperemesis hyperemia hyperemic hyperextension hyperglycemic hyperhidrosis hyperintense hyperintensity hyperkalemia hyperkeratosis
  hyperkeratotic hyperlipidemia hypermetabolic hypermobility hypernatremia hyperopia hyperphosphatemia hyperpigmented hyperplasia hyperplastic
  hyperreflexia hyperresonance hypersomnia hyperthermia hypertonic hypertriglyceridemia hypertrophic hypervascular hypervigilance hypervigilant
  hypervolemia hypesthesia hyphema hypoactive hypoalbuminemia hypoattenuating hypocalcemia hypocellular hypochromic hypodense hypodensity
  hypoechoic hypogastric hypoglossal hypogonadism hypointense hypokalemia hypokinesis hypokinetic hypomagnesemia hypometabolic hyponatremia
  hypoperfusion hypopharynx hypophosphatemia hypopigmented hypoplasia hypoplastic hypopnea hypospadias hypotension hypotensive hypothenar hypotonia
  hypotonic hypoventilation hypovolemia hypovolemic hypoxemia hypoxemic hypoxia hypoxic hysterosalpingogram hysteroscope hysteroscopy iabp
  iatrogenic ichthyosis ictal icteric icterus ideation ident ihd ileal ileocecal ileostomy ileus iliac iliopsoas iliotibial immunocompromised
  immunohistochemical immunohistochemistry immunoreactive immunostain immunostaining immunostains immunosuppressant immunosuppressants
  immunosuppressed immunosuppression immunotherapy impella impulsivity incisional incl incont ind indep indurated induration inf infarctions
  inferiorly infiltrative infl influenzae infraclavicular infrapatellar infrarenal infraspinatus infundibulum inj inotrope inotropes inotropic
  inspiratory inst insufflation insulinoma intercostal interdigital interphalangeal interstitium intertriginous intertrigo intertrochanteric
  intervertebral intima intimal intolerances intraabdominal intraarticular intracapsular intracavitary intracellular intracerebral intradermal
  intraductal intradural intrahepatic intralesional intraluminal intramedullary intranasal intraocular intraop intraoperative intraoperatively
  intraosseous intraparenchymal intraperitoneal intrapulmonary intrathecal intrathoracic intravascular intraventricular intravesical intravitreal
  intub intubated intubation intussusception involucrum iodinated ipsilateral iridectomy iritis irreg irrig ischial ischium isocoric isodense
  isoechoic isoflurane isointense isosorbide isotonic ivf ivpb jejunal jejunostomy jitteriness juxta juxtaarticular karyotype keloid keratinized
  keratoconus keratoses keratotic kernicterus ketamine ketoacidosis ketosis ketotic klebsiella koilocytes koilocytic koilocytosis kvo kyphoplasty
  kyphosis kyphotic labral labyrinthitis lacrimal lacunar lamellar laminectomy laminotomy laparoscope laparoscopically laryngectomy laryngomalacia
  laryngoscopy laryngospasm lat lateralis laterality latissimus legionella leiomyoma leishmaniasis lentigines lentigo leptomeningeal leptospirosis
  lesional leukoaraiosis leukocytosis leukopenia leukoplakia leukoplakic levator lichenification lichenified lichenoid lig ligamentum
  lightheadedness limbal limbic linea linezolid lingula lipase lipoma lipomatous liq lithotomy lithotripsy livedo lobectomy lobular lobulated
  lobule lochia loculated logroll longus loperamide lordosis lordotic lucency lucent lumbosacral lumina luminal lunate lunula luteal luxation lvedp
  lym lymphadenectomy lymphadenitis lymphadenopathy lymphangitic lymphedema lymphoblastic lymphocele lymphocytic lymphocytosis lymphovascular
  lymphs lytic macrocephaly macrocytic macrocytosis macrolide macrolides macrosomia macula macular macule macules maculopapular malabsorption malar
  malleolar malleoli malleolus malleus malrotation malunion mammographic mammographically mand mannitol manometry manubrium marcescens masseter
  mastoidectomy mastoiditis mastopexy maxillofacial mch mchc mcv meatal meatus meconium medialis mediastinal mediastinoscope mediastinoscopy
  mediastinum medullary megacolon megakaryocytes meibomian melanocytic melanotic mem menarche meningioma meningocele meningococcal meniscal
  meniscectomy menorrhagia mentation meperidine meropenem mesenteric mesentery mesial mesothelioma metacarpophalangeal metamyelocytes metaphyseal
  metaphysis metaplastic metapneumovirus metatarsalgia metatarsophalangeal methemoglobin metronidazole metrorrhagia mfr microalbumin
  microalbuminuria microcalcifications microcephaly microcytic microcytosis microdiscectomy microinvasion microlobulated micropapillary
  microvascular micturition midaxillary midclavicular midfoot midgut midline midlung midshaft midsternal migrainous milia miliary milrinone
  mineralocorticoid miosis miotic mirabilis molluscum monilial monocytes monocytosis monohydrate monomorphic mononuclear monophasic monos moraxella
  morbilliform morganella mpv mucinous mucocele mucociliary mucocutaneous mucoid mucopurulent mucosa mucosae mucosal mucositis mult multidrug
  multifocal multigravida multilobar multilocular multinodular multinucleated multip multiparous multiphasic multivessel mupirocin musc muscularis
  mutism myalgia myalgias myasthenia myasthenic mycobacteria mycobacterial mycobacterium mycoplasma mycosis mydriasis myelin myelocytes
  myelodysplastic myelofibrosis myelogram myeloid myeloma myelomalacia myelomeningocele myelopathy myeloproliferative myocarditis myoclonic
  myoclonus myofascial myoglobin myoma myomas myomectomy myometrial myometrium myopathic myositis myotonia myringotomy myxedema myxoid myxomatous
  nafcillin nares naris nas nasogastric nasolabial nasolacrimal nasopharyngeal nasopharynx nasoseptal navicular neb nebs nebulized nebulizer
  nebulizers nec necrobiotic necrotizing neisseria neoadjuvant neoplasia neostigmine neovascularization nephrectomy nephro nephrogram
  nephrolithiasis nephron nephrosclerosis nephrosis nephrostomy nephrotic nephrotoxic nephrotoxicity neur neurapraxia neuroblastoma neurocognitive
  neurodevelopmental neuroendocrine neurofibroma neurofibromatosis neuroforaminal neurogenic neuroimaging neuroleptic neuroma neuromuscular
  neuropathic neuropathies neuropsychological neurosarcoidosis neurosyphilis neurotoxic neurotoxicity neurovascular neurovascularly neutropenia
  neutropenic neutrophil neutrophilia neutrophilic neutrophils nicardipine nippv nitrofurantoin nitroprusside nl noc nocardia nociceptive nocs
  nocturia nodularities nodularity nonadherent nonblanching noncardiac noncaseating noncompliant noncontrast nondisplaced nondistended nonenhancing
  nonerythematous nonfocal nonhealing nonketotic nonlabored nonobstructing nonobstructive nonopioid nonpalpable nonpitting nonsteroidal
  nonsustained nontender nontraumatic norepinephrine normoactive normocellular normocephalic normochromic normocytic normoglycemic normotensive
  normothermic norovirus nosocomial nrb nrbm nsg ntprobnp nuchal nulligravid nulliparous nummular nutr nwb nystagmus obliterans obtunded obturator
  occ occas occipital occiput octreotide odontogenic odontoid odynophagia oint olecranon oligohydramnios oligomenorrhea oliguria oliguric omental
  omentum omphalocele oncologic onychomycosis oob oocyte oop oophorectomy opacification opacified opacities oph ophthalmoplegia opioid opioids
  optho orchiectomy orchiopexy orchitis org organomegaly oropharyngeal oropharynx orthokeratosis orthopnea orthosis orthostasis orthostatic
  orthostatics orthotic orthotics orthotist oseltamivir osm osmolality osmolarity osseous ossicles osteitis osteoarthritic osteoarthrosis
  osteoblastic osteochondral osteochondroma osteogenic osteolytic osteomalacia osteomyelitis osteonecrosis osteopenia osteopenic osteophyte
  osteophytes osteophytic osteophytosis osteoporotic osteosarcoma osteotomies ostia ostial ostium ostomy otalgia otic otitis otorrhea otosclerosis
  otoscope otoscopic ovalocytes overbed overhydrated oximeter oximetry oxytocics oxytocin pachymetry pagetoid palliatively palmar palp palpebral
  pancytopenia panendoscopy panniculitis pannus pantoprazole papilledema papilloma papillomatous papillomavirus papular papule papulosquamous
  paracentesis paracentral paracervical paraesophageal parafalcine parainfluenza parakeratosis paranasal paraneoplastic paraparesis parapneumonic
  parasellar paraseptal parasitosis paraspinal paraspinous parasternal parathyroidectomy paratracheal paravertebral parenchyma parenchymal
  parenteral paresthesia paresthesias paronychia parotids parturient parvovirus parvum patellar patellofemoral patency pathologic payor payors pcwp
  pectoralis pectus ped pedicle pedicles pediculosis pedis pedunculated pelviectasis pemphigoid pemphigus penicillins perc percutaneous
  percutaneously perf perforator perforators perfused periampullary perianal periaortic periapical periarticular peribronchial pericardiocentesis
  pericholecystic perihepatic perihilar perimenopausal perineal perinephric perineural periodontitis periop perioperative perioral periorbital
  periosteal periosteum peripancreatic peripartum periportal perirectal perisplenic peritonsillar periumbilical periungual perivascular
  periventricular perlingual peroneal peroneus perseverating perseverative petechia petechiae petechial petrous phalangeal pharm phenylephrine
  phimosis phlebolith phleboliths phlegmon phonation phosphatase photocoagulation photopenic photophobia photosensitivity phototherapy phrenic
  phylloides phys phytonadione piloerection pilonidal pinworm piriformis pityriasis plantarflexion plantaris platysma pleomorphic pleural pleuritic
  pleurodesis plexopathy plicae plt plts pmt pneumatosis pneumo pneumoconiosis pneumocystis pneumomediastinum pneumonectomy pneumoniae pneumonias
  pneumonic pneumonitis pneumoperitoneum pneumothoraces pneumothorax podagra podiatric poikilocytosis poikilothermia polyarteritis polyarthralgia
  polyarthritis polychromasia polycystic polycythemia polydactyly polydipsia polyhydramnios polymerase polymorphonuclear polymyalgia polymyositis
  polymyxin polyneuropathy polypectomy polyphagia polypharmacy polypoid polyposis polysomnogram polysomnography polysubstance polytrauma polyuria
  popliteal popliteus porphyria portacath portacaval posaconazole postauricular postcibal postcoital postdischarge postductal posteroinferior
  posterolateral posthepatic postherpetic postictal postoperatively postsurgical posttraumatic postvoid pralidoxime prandial preauth precert
  precertification precordial precordium pred prediabetes prediabetic preductal preeclampsia preeclamptic prehypertension prelim preload
  premalignant premedicated premedication premenopausal preoperatively prepatellar prepubertal presacral presbycusis preseptal prespecified
  presyncopal presyncope pretibial prev prevertebral priapism primigravida primip primiparous prob proband probiotic probiotics probnp proc procal
  procalcitonin procidentia proctitis proctocolectomy proctoscope proctoscopy prodromal prodrome prog prognathism prolactin prolactinoma
  promyelocytes pronation pronator prophylactically propria proprioception proptosis prostaglandin prostatectomy prostatic prostatism prostatitis
  prosthetics protamine protease proteinuria proteus prothrombin prox proximally prurigo pruritic pruritus prvc pseudarthrosis pseudoaneurysm
  pseudocyst pseudogout pseudomembranous pseudomonal pseudomonas pseudoseizures psoas psoriatic psychoeducation psychomotor psychosocial psyllium
  pterygium ptosis ptotic puerperium pulsatile pulsatility punctate pupillary purewick purpuric pwb pyelogram pyloroplasty pyoderma pyogenes
  pyogenic pyrexia pyridoxine pyriform pyuria qty quadrantanopia quadriparesis qual quant quinolone quinolones radialis radiata radicular
  radiculitis radiculopathy radiograph radiographic radiographically radiographs radioiodine radiologic radiologically radiolucent radionuclide
  radiotracer rales ranitidine ranula rdw reaccessed readmissions rebill recert rect rectocele rectosigmoid rectus recuts reexcision reflux
  refluxing reg regurgitant rehydration reimplantation rel renally reperfusion repolarization resectable resected resid resp ret retic reticular
  reticulin reticulocyte reticulocytes retinitis retinoblastoma retinoic retinoid retinoids retinopathy retroareolar retrobulbar retrocalcaneal
  retrocardiac retrocecal retroflexed retrolisthesis retroperitoneal retroperitoneum retropharyngeal retrosternal retroverted revascularization
  rhabdo rhabdomyolysis rhabdomyosarcoma rheumatologic rhinophyma rhinorrhea rhinoscopy rhinosinusitis rhonchi rhonchorous rickettsia rifampin
  rocuronium roentgenogram ropivacaine rosacea roseola rotator rotavirus rouleaux rubeola rugae rw saccades saccular sacral sacroiliitis sagittal
  salicylate salicylates salpingectomy salpingitis salpingo saphenofemoral saphenous saprophyticus sarcoid sarcoidosis sarcopenia sats sba scalenes
  scaphoid schistocytes schistosomiasis schizoaffective schwannoma scintigraphy sclera sclerae scleral scleritis scleroderma sclerosed sclerosing
  sclerotherapy scoliotic scotoma scotomata scvo2 seatbelt seborrheic sed seg segmental segs sella sellar seminoma semiovale sensorimotor
  sensorineural sensorium septoplasty sequela sequelae sequestrectomy seroconversion serologic serologies seroma serosa serosal serosanguineous
  serosanguinous serratia serratus sessile sevoflurane shigella shotty sialadenitis sialogram sialolithiasis sickling sig sigmoid sigmoidoscopy
  simethicone simv sinonasal situs skel soc soleus somatization somatoform somatosensory sonographic sonographically spasticity spermatic
  spermatocele spheno sphenoid sphenoidal spherocytes spherocytosis sphincteric sphincterotomy spiculated spinous spirometry splanchnic splenic
  splenius splenomegaly splenule spondylitis spondyloarthropathy spondylolisthesis spondylolysis spondylosis spondylotic spongiosis spongiotic
  stapedectomy statin statins steatosis stenoses stenotic stenotrophomonas stented stenting ster stereognosis sterilely sternal sternoclavicular
  sternocleidomastoid sternotomy stim stimulator stoma stomal stomatitis stomatocytes strabismus striatum strictureplasty stridor stridulous stroma
  stromal strongyloides stuporous styloid subacromial subacute subaortic subarachnoid subcapital subcapsular subcarinal subchondral subclavian
  subclinical subconjunctival subcortical subcostal subcu subdiaphragmatic subdural subendocardial subependymal subepithelial subglottic subhepatic
  subluxation subluxed submandibular submental submucosa submucosal suboccipital suboptimal subperiosteal subphrenic subpleural subq subscapularis
  subsegmental subserosa substernal subtalar subtherapeutic subtrochanteric subungual subxiphoid succinylcholine sucralfate suicidality sulcal
  sulci sulfonylurea sulfonylureas sundowning superbill superinfection superolateral superomedial supination supinator supp suppurative
  supraclavicular supraglottic suprapatellar suprapubic suprasellar supraspinatus suprasternal supratentorial supratherapeutic supraventricular
  supv sural surg susp sutural svo2 symm symphysis symptomatology syncopal syndesmophyte syndesmosis syndesmotic synechiae synkinesis synovitis
  synovium syringomyelia syrinx sys tach tachyarrhythmia tachycardic tachypnea tachypneic tachypnic talar talonavicular tamponade tardive tbil tbsp
  telangiectasia telangiectasias telangiectatic temporalis temporomandibular tendinopathy tendinosis tendinous tendonitis tenesmus tenodesis
  tenosynovitis tenotomy tentorial tentorium teratoma terbutaline teres tetany thalamic thecal thenar theophylline ther thiazide thiazides
  thoracentesis thoracolumbar thoracoscopic thoracoscopy thoracostomy thoracotomy thrombectomy thrombin thrombocytopenia thrombocytopenic
  thrombocytosis thromboembolic thromboembolism thrombolysis thrombolytics thrombophilia thrombophlebitis thrombosed thymectomy thymic thymoma
  thyroglobulin thyroglossal thyroidectomy thyromegaly thyrotoxicosis thyroxine tib tibc tibialis tinea tingible titer titers titrate titrated
  titrating titration tocolysis tocolytic tocolytics tonometry tonsillar tophaceous tophi tophus torticollis tortuosity tox toxoid toxoplasma
  toxoplasmosis trabeculation trabeculectomy tracheitis tracheobronchial tracheomalacia tracheostomy trachoma tragus trans transabdominal
  transaminase transaminases transaminitis transbronchial transcatheter transcutaneous transdermal transdermally transection transesophageal
  transferrin transfontanelle transglottic transhepatic transmural transrectal transseptal transsphenoidal transtentorial transthoracic transudate
  transudative transurethral transvaginal transversus trapezius treponema triamcinolone trichiasis trichomonas trichomoniasis tricuspid
  trifurcation trigeminal trigeminy trigone triphasic triquetrum trisomy trocar trocars trochanter trochanteric trochlea trochlear trop troph
  troponins truncal tsp ttwb tuberosity tumoral tunica turbinate turbinates turgor tympanometry tympanoplasty tympanosclerosis tympanostomy typ
  ulcerative ulnaris ult ultrasonography umb uncal uncinate uncovertebral undescended undisplaced unguis unilocular unlabored unresectable uom
  urachal ureaplasma ureteral ureteric ureterolithiasis ureteropelvic ureteroscopy ureterovesical urethritis uro urobilinogen urodynamic
  urodynamics urogram urologic urosepsis urostomy urothelial urticarial uter uterosacral vacuolated vag vagal vaginalis vaginitis vaginosis
  vagotomy valgus vallecula valleculae valproate valproic valvar valvuloplasty variceal varicella varices varicocele varicosities varix varus vasa
  vasc vascularity vascularized vasculature vasculitic vasculopathy vasoactive vasodilation vasodilator vasodilators vasopressin vasopressor
  vasopressors vasospasm vasovagal vastus vbgs vc vecuronium vegetations venipuncture venogram venography ventilatory ventriculitis
  ventriculomegaly ventriculoperitoneal ventriculostomy venule vermis verrucous vert vertebroplasty vesical vesicoureteral vesicovaginal vestibular
  vestibulitis videofluoroscopic villous viremia viridans virologic vitiligo vitrectomy vol volar volvulus vomer vomitus vulgaris vulvar vulvitis
  vulvovaginal vulvovaginitis wbat whipworm woundvac xanthelasma xanthogranulomatous xanthoma xanthomas xerosis xerostomia xiphoid xr xrt zygoma
  zygomatic
`);
