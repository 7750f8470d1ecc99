/** Names that @faker-js/faker has none of, or not in Latin letters: given names of women, of men, family names. Written for this corpus. */
export const OWN_NAMES: Readonly<Record<string, readonly [women: string, men: string, family: string]>> = {
  words: [
    "Grace Hope Faith Joy Summer Autumn April May June Dawn Eve Iris Violet Rose Lily Daisy Olive Ginger Destiny Patience Prudence Constance Mercy Charity Harmony Melody Sunny Sandy Sue Pat Angel Crystal Amber Ruby Pearl Opal Jewel Candy Star Sky",
    "Will Mark Chase Hunter Drew Bill Rob Gene Art Ray Frank Rusty Rich Nick Jack Miles Chance Colt Dean Earl Duke Lance Mason Parker Royal Storm Wade Grant Bob Rod Cliff Dale Glen Forest Reed Clay Stone Major Judge Dick Guy Pierce Norm Sterling",
    "Young Brown White Black Green Gray Long Short Small Little Strong Power Rich Day Winter Summers Snow Frost Stone Wood Woods Forest Field Hill Lake Rivers Brook Banks Bush Reed Rose Flowers Berry Lemon Bean Rice Pepper Cook Baker Butcher Carpenter Mason Potter Weaver Taylor Tanner Fisher Hunter Farmer Shepherd Bishop Pope King Prince Knight Noble Page Sharp Swift Quick Savage Wise Moody Hope Love Joy Heart Hand Foot Head Bone Blood Payne Case Chance Church Temple Castle House Hall Parks Street Lane Rhodes Bridges Mills Ford Wells Pool Waters Marsh Moss Graves Bell Down Parkinson Cushing Addison Hodgkin Graham Murphy Barrett Foley Wilson Marshall Still Apgar Babinski Colles Bright Paget Crohn Wright Gram Hunt",
  ],
  chinese: [
    "Xiuying Meiling Yanfang Lihua Jingyi Xiaoyan Huifen Yuhan Qiaolian Shuzhen Zihan Ruolan Wenjing Aihua Chunhua Fengying Guiying Hongmei Xinyi Yuming",
    "Zhiwei Jianguo Haoran Zhenghao Guoqiang Weidong Xiaoming Yichen Junjie Mingzhe Dawei Bolin Chengjun Jiahao Kaiwen Renjie Shaofeng Tianyu Yongkang Zixuan",
    "Zhang Wang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Tang Deng Xiao Cai Peng Yuan Jiang Fu Ouyang Situ Qiu Xiong Qian Hou Shao Mao",
  ],
  korean: [
    "Ji-woo Seo-yeon Min-ji Hye-jin Eun-ji Soo-jin Yuna Haneul Da-eun Kyung-mi Mi-sook Young-hee Boram Sunhee Hyunjoo Jiyeon",
    "Min-jun Seo-jun Ji-hoon Sung-min Dong-hyun Jae-won Tae-yang Young-ho Kwang-su Hyun-woo Joon-ho Sang-chul Byung-hun Woojin Seungmin Kyungsoo",
    "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Hong Ryu Bae Nam Noh Moon Yoo Gwak Seong",
  ],
  japanese: [
    "Yuki Sakura Haruka Akiko Keiko Michiko Naoko Emi Aoi Hina Sayaka Tomoko Yoshiko Kaori Mariko Chiyo Fumiko Setsuko",
    "Hiroshi Takashi Kenji Haruto Daiki Satoshi Makoto Yusuke Kazuo Shigeru Ryota Isamu Noboru Tatsuya Minoru Osamu Katsumi Hideo",
    "Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Matsumoto Inoue Kimura Hayashi Shimizu Yamazaki Mori Abe Ikeda Hashimoto Ishikawa Okada Goto Fujii Nishimura Kawasaki Takayasu",
  ],
  arabic: [
    "Fatima Aisha Layla Noor Zainab Mariam Huda Samira Rania Yasmin Khadija Amal Salma Hanan Dalal Rasha Abeer Siham Widad Najwa",
    "Mohammed Ahmed Omar Khalid Hassan Yusuf Ibrahim Tariq Faisal Mahmoud Abdullah Karim Nabil Samir Walid Ziad Hamza Bilal Jamal Marwan",
    "Al-Hassan El-Sayed Haddad Khoury Mansour Nasser Saleh Hamdan Qasim Shaheen Al-Rashid Abu-Zaid Bakr Darwish Farouk Ghanem Hijazi Issa Jaber Kassem Al-Farsi Zidan Rahman Suleiman Tamimi Mubarak",
  ],
  persian: [
    "Shirin Parisa Nasrin Mahsa Leila Fereshteh Golnaz Azadeh Niloufar Setareh Roya Maryam",
    "Reza Dariush Behrouz Farhad Kaveh Mehdi Cyrus Arash Babak Siavash Houman Kourosh",
    "Hosseini Ahmadi Karimi Moradi Rezaei Ghorbani Shirazi Tehrani Farahani Jafari Khosravi Najafi Pahlavan Zand Esfahani Daneshvar",
  ],
  punjabi: [
    "Harpreet Jaspreet Simran Gurleen Manpreet Navneet Amarjit Balwinder Kulwinder Rajinder Parminder Sukhdeep",
    "Gurpreet Baljit Jagdeep Hardeep Amrit Sukhwinder Ranjit Kuldeep Tejinder Arshdeep Lakhbir Daljit",
    "Singh Kaur Gill Sidhu Dhillon Sandhu Grewal Brar Bajwa Randhawa Chahal Virk Mann Johal Aulakh Dhaliwal",
  ],
  tamil: [
    "Lakshmi Kavitha Meenakshi Priyadharshini Anitha Vasanthi Revathi Saraswathi Padmavathi Thenmozhi Kalaivani Sumathi",
    "Senthil Murugan Karthikeyan Balasubramanian Venkatesh Arumugam Rajendran Sivakumar Muthu Elango Prabhakaran Kannan",
    "Subramaniam Krishnamurthy Ramachandran Iyer Iyengar Venkataraman Natarajan Sundaram Chidambaram Palaniswamy Annamalai Govindarajan Raghunathan Ganesan",
  ],
  gujarati: [
    "Hetal Bhavna Komal Dipti Nisha Urvashi Falguni Jignasa Kinjal Manisha Rekha Varsha",
    "Jignesh Hitesh Nilesh Chirag Bhavesh Ketan Paresh Mitesh Dhaval Rakesh Vipul Ashok",
    "Patel Shah Desai Mehta Trivedi Joshi Parekh Modi Amin Bhatt Gandhi Solanki Vyas Dave Thakkar Vora",
  ],
  bengali: [
    "Sharmila Moushumi Rituparna Ananya Sudeshna Indrani Paromita Tanushree Nusrat Farhana",
    "Subhash Debashish Anirban Sourav Prosenjit Abhijit Partha Mizanur Rafiqul Shahidul",
    "Banerjee Chatterjee Mukherjee Ganguly Bose Chowdhury Bhattacharya Sengupta Dasgupta Chakraborty Hossain Talukdar Miah Begum",
  ],
  filipino: [
    "Maricel Jocelyn Rowena Liezl Analyn Luzviminda Corazon Imelda Ligaya Rosalinda Cherry Maribel",
    "Rodrigo Jomar Efren Danilo Reynaldo Benigno Crisanto Dominador Ferdinand Renato Arnel Noel",
    "Dela-Cruz Bautista Dimaculangan Macaraeg Pangilinan Magsaysay Catacutan Batungbakal Manalo Ocampo Tolentino Salonga Villanueva Evangelista Agbayani Lacson",
  ],
  hmong: [
    "Mai Pa Yer Kia Bao Xee Chue Nou Gao Paj",
    "Tou Kou Xeng Chong Pao Vang Nhia Teng Zong Cheng",
    "Vang Xiong Yang Lor Thao Moua Her Vue Kue Lee Cha Khang Hang Yer",
  ],
  ethiopian: [
    "Tigist Almaz Hirut Meseret Selamawit Bethlehem Genet Aster Tsion Mulu",
    "Tesfaye Abebe Dawit Yohannes Getachew Bekele Haile Solomon Kebede Tadesse",
    "Tekle Gebremariam Wolde Mengistu Desta Girma Alemu Assefa Negash Zewde Gebreyesus Hailemariam Worku Lemma",
  ],
  somali: [
    "Hodan Ifrah Sagal Ayaan Fadumo Hibaaq Ubah Deqa Sahra Asha",
    "Abdirahman Mahad Abdi Warsame Liban Guled Cabdi Faarax Jama Mohamud",
    "Warsame Farah Abdulle Hirsi Duale Roble Osman Guled Jimale Egal Samatar Aden Nur Isse",
  ],
  hawaiian: [
    "Leilani Kailani Noelani Malia Keala Nalani Ululani Pualani Mahina Iolana",
    "Kekoa Keanu Kaleo Ikaika Makoa Kaimana Nainoa Kawika Mana Koa",
    "Kealoha Kahananui Kamaka Akana Keawe Kanahele Nakamura-Kai Kauhane Mahoe Kalani Kapule Tuiasosopo Faleolo Leiataua Tuitele",
  ],
  navajo: [
    "Shandiin Nizhoni Yanaba Haseya Dezba Ajei Doli Sahkyo",
    "Ahiga Niyol Shilah Gaagii Hastiin Naalnish Bidziil Yiska",
    "Begay Yazzie Tsosie Benally Nez Tsinajinnie Chee Bitsui Claw Attakai Whitehorse Manygoats Etsitty Todacheene Littleben",
  ],
  russian: [
    "Svetlana Ekaterina Oksana Tatiana Lyudmila Galina Yelena Irina Natalya Zinaida Anastasia Polina",
    "Dmitri Sergei Vladimir Alexei Mikhail Yevgeny Anatoly Boris Igor Vyacheslav Gennady Konstantin",
    "Ivanov Petrova Kuznetsov Sokolova Volkov Morozova Lebedev Kozlova Pavlenko Shevchenko Kovalenko Bondarenko Tkachuk Zaytsev Fedorova Vinogradov Babinskaya",
  ],
  greek: [
    "Eleni Despina Katerina Vasiliki Paraskevi Stavroula Anastasia Kalliope Ioanna Chrysanthi",
    "Giorgos Yannis Dimitrios Stavros Panagiotis Konstantinos Spyros Athanasios Theodoros Vangelis",
    "Papadopoulos Georgiou Pappas Karagiannis Vlachos Nikolaidis Antonopoulou Stamatakis Kyriakou Mavromatis Hatzis Economou Zervas Papageorgiou",
  ],
  armenian: [
    "Anahit Siranush Hasmik Gayane Lusine Nare Armine Arpi",
    "Hayk Tigran Vartan Armen Garabed Hovhannes Sarkis Levon",
    "Petrosyan Hakobyan Sargsyan Grigoryan Harutyunyan Manukian Der-Ghazarian Kazarian Bedrosian Tashjian Keshishian Avakian",
  ],
  hebrew: [
    "Rivka Shoshana Tzipporah Chaya Yael Noa Michal Devorah Malka Bracha",
    "Moshe Yaakov Shlomo Menachem Eliezer Yitzchak Avraham Dovid Mordechai Uri",
    "Cohen Levi Mizrahi Friedman Goldberg Rosenbaum Katz Shapiro Ben-David Bar-Lev Zilberstein Teitelbaum Weissman Lieberman Ashkenazi Schwartzman",
  ],
  irish: [
    "Siobhan Niamh Aoife Saoirse Caoimhe Grainne Roisin Orlaith Maeve Sinead",
    "Padraig Cillian Eoin Declan Fionn Oisin Tadhg Cormac Diarmuid Ruairi",
    "O'Sullivan O'Connor McCarthy O'Leary Fitzgerald MacNamara O'Shaughnessy McGillicuddy Mulcahy Gallagher O'Dowd Breathnach McInerney O'Rourke",
  ],
  scottish: [
    "Catriona Eilidh Morag Mairi Ailsa Isla Fiona Shona",
    "Hamish Angus Alasdair Callum Fergus Lachlan Ewan Gregor",
    "MacDonald MacLeod Campbell McKenzie Stewart Drummond Urquhart Farquharson MacGillivray Buchanan McAllister Abercrombie Kilpatrick Ogilvie",
  ],
  african_american: [
    "LaToya Keisha Shaniqua Tanisha Ebony Latasha Shanice DeShawna Monique Aaliyah Imani Nevaeh Precious Jada",
    "DeShawn Tyrone Jamal Marquis Terrell Darnell Malik LaMarcus Kareem D'Andre Tyrese Jermaine DeAndre Trevon",
    "Washington Jefferson Booker Banks Gaines Muhammad Braxton Dorsey Mayfield Whitaker Singletary Pettway Boykin Gadsden Lofton Tubbs",
  ],
  haitian: [
    "Marie-Ange Guerda Mirlande Nadege Fabiola Rose-Laure Yolette Ketly",
    "Jean-Baptiste Wilner Frantz Emmanuel Jean-Claude Reginald Patrick Dieudonne",
    "Toussaint Desrosiers Pierre-Louis Jean-Francois Etienne Baptiste Dorvil Cadet Saint-Fleur Laguerre Philogene Beauvoir",
  ],
  thai: [
    "Siriporn Kanokwan Ratana Pornthip Nittaya Somying Chanida Wanida",
    "Somchai Anan Prasert Kittisak Thaksin Nattapong Wichai Sombat",
    "Srisai Chaiyaporn Rattanakosin Wongsawat Suwannarat Phongphan Charoensuk Boonmee Thongchai Saetang Kulkarnjana Sirivadhana",
  ],
  khmer_lao: [
    "Sophea Chanthavy Bopha Sreymom Khamla Bounmy Sokha Malis",
    "Sokhom Veasna Rithy Somphone Bounthong Khamphet Dara Vuthy",
    "Chea Keo Sok Prak Phommachanh Sisavath Souvannaphouma Khamvongsa Chhim Nhem Inthavong Rattanavong",
  ],
  portuguese: [
    "Conceicao Ines Graca Fatima Lurdes Madalena Joana Beatriz",
    "Joao Rui Nuno Tiago Duarte Vasco Henrique Goncalo",
    "da Silva dos-Santos Pereira Ferreira Carvalho Oliveira Almeida Teixeira Figueiredo Nascimento Vasconcelos Guimaraes",
  ],
  tongan_maori: [
    "Aroha Ngaire Hine Mereana Salote Mele Ana Kiri",
    "Tama Wiremu Rangi Sione Tevita Semisi Hemi Tane",
    "Ngata Parata Tamihere Waititi Fifita Taufa Havili Moala Te-Awa Katene Vunipola Kefu",
  ],
  igbo_akan: [
    "Ngozi Chioma Adaeze Nneka Ifeoma Akosua Abena Efua",
    "Chukwuemeka Obinna Ikenna Emeka Kwame Kofi Kwabena Yaw",
    "Okonkwo Nwachukwu Eze Okafor Achebe Mensah Boateng Asante Owusu Nkrumah Uzoma Onyekachi Adjei Osei",
  ],
  georgian: [
    "Nino Tamar Ketevan Nana Manana Eka",
    "Giorgi Zurab Vakhtang Levan Irakli Tengiz",
    "Beridze Kapanadze Gelashvili Maisuradze Lomidze Tsiklauri Kobakhidze Javakhishvili Dzhugashvili Okruashvili",
  ],
};
