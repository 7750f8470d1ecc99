import type { OwnNames } from "../values";

/** Names that @faker-js/faker has none of, or not in Latin letters: given names of women, of men, family names. Written for this corpus. */
export const OWN_NAMES: OwnNames = {
  words: [
    "Grace Faith Summer April June Eve Violet Lily Olive Destiny Prudence Mercy Harmony Sunny Sue Angel Amber Pearl Jewel Star",
    "Will Chase Drew Rob Art Frank Rich Jack Chance Dean Duke Mason Royal Wade Bob Cliff Glen Reed Stone Judge Guy Norm",
    "Young White Green Long Small Strong Rich Winter Snow Stone Woods Field Lake Brook Bush Reed Berry Bean Pepper Baker Carpenter Mason Taylor Fisher Farmer Bishop King Knight Page Swift Savage Moody Love Heart Foot Bone Payne Chance Temple House Parks Lane Bridges Ford Pool Marsh Graves Down Cushing Hodgkin Murphy Foley Marshall Apgar Colles Paget Wright Hunt",
  ],
  chinese: [
    "Xiuying Yanfang Jingyi Huifen Qiaolian Zihan Wenjing Chunhua Guiying Xinyi",
    "Zhiwei Haoran Guoqiang Xiaoming Junjie Dawei Chengjun Kaiwen Shaofeng Yongkang",
    "Zhang Liu Yang Zhao Zhou Sun Zhu Guo Lin Luo Liang Tang Xiao Peng Jiang Ouyang Qiu Qian Shao",
  ],
  korean: [
    "Ji-woo Min-ji Eun-ji Yuna Da-eun Mi-sook Boram Hyunjoo",
    "Min-jun Ji-hoon Dong-hyun Tae-yang Kwang-su Joon-ho Byung-hun Seungmin",
    "Kim Park Jung Cho Jang Han Seo Kwon Ahn Hong Bae Noh Yoo Seong",
  ],
  japanese: [
    "Yuki Haruka Keiko Naoko Aoi Sayaka Yoshiko Mariko Fumiko",
    "Hiroshi Kenji Daiki Makoto Kazuo Ryota Noboru Minoru Katsumi",
    "Sato Takahashi Watanabe Yamamoto Kobayashi Yoshida Sasaki Inoue Hayashi Yamazaki Abe Hashimoto Okada Fujii Kawasaki",
  ],
  arabic: [
    "Fatima Layla Zainab Huda Rania Khadija Salma Dalal Abeer Widad",
    "Mohammed Omar Hassan Ibrahim Faisal Abdullah Nabil Walid Hamza Jamal",
    "Al-Hassan Haddad Mansour Saleh Qasim Al-Rashid Bakr Farouk Hijazi Jaber Al-Farsi Rahman Tamimi",
  ],
  persian: [
    "Shirin Nasrin Leila Golnaz Niloufar Roya",
    "Reza Behrouz Kaveh Cyrus Babak Houman",
    "Hosseini Karimi Rezaei Shirazi Farahani Khosravi Pahlavan Esfahani",
  ],
  punjabi: [
    "Harpreet Simran Manpreet Amarjit Kulwinder Parminder",
    "Gurpreet Jagdeep Amrit Ranjit Tejinder Lakhbir",
    "Singh Gill Dhillon Grewal Bajwa Chahal Mann Aulakh",
  ],
  tamil: [
    "Lakshmi Meenakshi Anitha Revathi Padmavathi Kalaivani",
    "Senthil Karthikeyan Venkatesh Rajendran Muthu Prabhakaran",
    "Subramaniam Ramachandran Iyengar Natarajan Chidambaram Annamalai Raghunathan",
  ],
  gujarati: [
    "Hetal Komal Nisha Falguni Kinjal Rekha",
    "Jignesh Nilesh Bhavesh Paresh Dhaval Vipul",
    "Patel Desai Trivedi Parekh Amin Gandhi Vyas Thakkar",
  ],
  bengali: [
    "Sharmila Rituparna Sudeshna Paromita Nusrat",
    "Subhash Anirban Prosenjit Partha Rafiqul",
    "Banerjee Mukherjee Bose Bhattacharya Dasgupta Hossain Miah",
  ],
  filipino: [
    "Maricel Rowena Analyn Corazon Ligaya Cherry",
    "Rodrigo Efren Reynaldo Crisanto Ferdinand Arnel",
    "Dela-Cruz Dimaculangan Pangilinan Catacutan Manalo Tolentino Villanueva Agbayani",
  ],
  hmong: ["Mai Yer Bao Chue Paj", "Tou Xeng Pao Nhia Zong", "Yang Lor Thao Her Kue Cha Hang Yer"],
  ethiopian: [
    "Tigist Hirut Selamawit Genet Tsion",
    "Tesfaye Dawit Getachew Haile Kebede",
    "Tekle Wolde Desta Alemu Negash Gebreyesus Worku",
  ],
  somali: [
    "Hodan Sagal Fadumo Ubah Sahra",
    "Abdirahman Abdi Liban Cabdi Jama",
    "Farah Abdulle Duale Osman Jimale Samatar Nur",
  ],
  hawaiian: [
    "Leilani Noelani Keala Ululani Mahina",
    "Kekoa Kaleo Makoa Nainoa Mana",
    "Kealoha Kamaka Keawe Nakamura-Kai Mahoe Kapule Faleolo Tuitele",
  ],
  navajo: [
    "Shandiin Yanaba Dezba Doli",
    "Ahiga Shilah Hastiin Bidziil",
    "Begay Tsosie Nez Chee Claw Whitehorse Etsitty Littleben",
  ],
  russian: [
    "Svetlana Oksana Lyudmila Yelena Natalya Anastasia",
    "Dmitri Vladimir Mikhail Anatoly Igor Gennady",
    "Ivanov Kuznetsov Volkov Lebedev Pavlenko Kovalenko Tkachuk Fedorova Babinskaya",
  ],
  greek: [
    "Eleni Katerina Paraskevi Anastasia Ioanna",
    "Giorgos Dimitrios Panagiotis Spyros Theodoros",
    "Papadopoulos Pappas Vlachos Antonopoulou Kyriakou Hatzis Zervas",
  ],
  armenian: [
    "Anahit Hasmik Lusine Armine",
    "Hayk Vartan Garabed Sarkis",
    "Petrosyan Sargsyan Harutyunyan Der-Ghazarian Bedrosian Keshishian",
  ],
  hebrew: [
    "Rivka Tzipporah Yael Michal Malka",
    "Moshe Shlomo Eliezer Avraham Mordechai",
    "Cohen Mizrahi Goldberg Katz Ben-David Zilberstein Weissman Ashkenazi",
  ],
  irish: [
    "Siobhan Aoife Caoimhe Roisin Maeve",
    "Padraig Eoin Fionn Tadhg Diarmuid",
    "O'Sullivan McCarthy Fitzgerald O'Shaughnessy Mulcahy O'Dowd McInerney",
  ],
  scottish: [
    "Catriona Morag Ailsa Fiona",
    "Hamish Alasdair Fergus Ewan",
    "MacDonald Campbell Stewart Urquhart MacGillivray McAllister Kilpatrick",
  ],
  african_american: [
    "LaToya Shaniqua Ebony Shanice Monique Imani Precious",
    "DeShawn Jamal Terrell Malik Kareem Tyrese DeAndre",
    "Washington Booker Gaines Braxton Mayfield Singletary Boykin Lofton",
  ],
  haitian: [
    "Marie-Ange Mirlande Fabiola Yolette",
    "Jean-Baptiste Frantz Jean-Claude Patrick",
    "Toussaint Pierre-Louis Etienne Dorvil Saint-Fleur Philogene",
  ],
  thai: [
    "Siriporn Ratana Nittaya Chanida",
    "Somchai Prasert Thaksin Wichai",
    "Srisai Rattanakosin Suwannarat Charoensuk Thongchai Kulkarnjana",
  ],
  khmer_lao: [
    "Sophea Bopha Khamla Sokha",
    "Sokhom Rithy Bounthong Dara",
    "Chea Sok Phommachanh Souvannaphouma Chhim Inthavong",
  ],
  portuguese: [
    "Conceicao Graca Fatima Joana",
    "Joao Nuno Duarte Henrique",
    "da dos-Santos Ferreira Oliveira Teixeira Nascimento Guimaraes",
  ],
  tongan_maori: ["Aroha Hine Salote Ana", "Tama Rangi Tevita Hemi", "Ngata Tamihere Fifita Havili Te-Awa Vunipola"],
  igbo_akan: [
    "Ngozi Adaeze Ifeoma Abena",
    "Chukwuemeka Ikenna Kwame Kwabena",
    "Okonkwo Eze Achebe Boateng Owusu Uzoma Adjei",
  ],
  georgian: ["Nino Ketevan Manana", "Giorgi Vakhtang Irakli", "Beridze Gelashvili Lomidze Kobakhidze Dzhugashvili"],
};
