#include "model/subtags.h"

#include <string.h>
#include "base/banned.h"

/*
 * From the IANA language subtag registry (RFC 5646, 3.1) of 2025-08-25, without
 * what stands for no language and what has another spelling today.
 */
/* clang-format off */

/* Two letters: by the first, all second ones. */
static const char *const languages[26] = {
	"abefkmnrsvyz", "aeghimnors", "aehorsuvy", "aevz", "elnostu", "afijory",
	"adlnuv", "aeiortuyz", "adegikostu", "av", "agijklmnorsuvwy",
	"abginotuv", "ghiklnrsty", "abdeglnorvy", "cjmrs", "ailst", "u",
	"mnouw", "acdeghiklmnoqrstuvw", "aeghiklnorstwy", "gkrz", "eio", "ao",
	"h", "io", "ahu",
};

/* Three letters: by the first two, all third ones. */
static const char *const long_languages[26][26] = {
	{ /* a */
	"abcdefghiklmnopqstuvwxz", "abcdefghijlmnopqrstuvwxyz",
	"abdefhiklmnpqrstuvwxyz", "abdefghijlnopqrstuwxyz", "abcdeklmnqrsuwyz",
	"abdeghiknopstuz", "abcdefghijklmnopqrstuvwxyz", "abghiklmnoprst",
	"abcdefghijklmnopqrstwxy", "aginpstuwz", "bcdefghijklmopqrstuvwxyz",
	"acdefghijklmnopqrstuvwxyz", "abcefgijklmnopqrstuvwxyz",
	"abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnrstuxz",
	"abcdefghijklmnopqrstuvwxyz", "acdgklmnprtz", "bcdehijklnopqrstuvwxyz",
	"abcdefghijklnopqrstuvwxyz", "abcdeghijklmnopqrstuvwxyz",
	"abcdefghijklmnopqrstuwxyz", "bdiklmnostuv", "abcdeghikmnorstuvwxy",
	"begklmx", "abcdeghiklnopqrstuxyz", "abcdgjmnotz",
	},
	{ /* b */
	"abcdefghijlnoprstuvwxyz", "abcdefghijklmnopqrstuvwxyz",
	"abcdefghijklmnopqrstuvwyz", "abcdefghijklmnopqrstuvwxyz",
	"abcdefghijkmopqrstuvwxyz", "abcdefghijklmnopqrstuwxyz",
	"abcdefgijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz",
	"abcdefgjklmnopqrtuvwxyz", "abcdefghijklmnopqrstuvwxyz",
	"abcdfghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstvwxyz",
	"abcdefghijklmnopqrstuvwxyz", "abcdefgijklmnopqrstuvwxyz",
	"abefghijklmnopqrtuvwxyz", "abcdeghijklmnopqrstuvwxyz",
	"abcdfghijklmnopqrstuvwxyz", "abcdfghijklmnopqrstuvwxyz",
	"abcefghijklmnopqrstuvwxy", "abcdefghijklmnopqrstuvwxyz",
	"abcdefghijkmnopqstuvwxyz", "abcdefghijklmnopqrtuvwxyz",
	"abcdefghijklmnopqrstuwxyz", "abcdefghijklmnopqrsuvwxz",
	"abcdefghijklmnopqrstvwxyz", "abcdefghijklmnopqrstuvwxyz",
	},
	{ /* c */
	"abcdefghijklmnopqrsuvwxyz", "abcdeghijklnoqrstuvwy", "acdeghjlmnopqrs",
	"acdefghijmnorsyz", "abgklnty", "adgm", "acgk", "bcdfghjklmnopqrtwxyz",
	"abcdehkmnprwy", "aehikmnoprsvy", "abhlmnoqrstuvxyz",
	"acdehijklmostuwy", "acegiklmnorst", "abcghiklopqrstuwx",
	"abcdefghjklmnopqtuvwxyz", "abcefginopsuxy", "du",
	"abcdfghijklmnopqrstvwxyz", "abcdefghijklmnopqrstuvwxyz",
	"acdeghlmnopstuyz", "abcghijklmopqrstuvwxy", "gn", "abdegt", "h", "abo",
	"hknot",
	},
	{ /* d */
	"acdefghijklmopqrsuvwxyz", "abdefgijlmnopqrtuvwy", "cr", "adegijnorsw",
	"cdefghiklmnpqrsvz", "", "abcdeghiklnorstuwxz", "adgilmnorsuvwx",
	"abcdfghijklmnopqrstuwxyz", "abcdefijklmnoruw", "agklrsx", "gkmn",
	"abcdefgklmnorsuvwxy", "adegijknortuvwy", "abcefhiklnopqrstvwxyz", "p",
	"", "abcdeghilnoqrstuwy", "behiklnoqz", "abdhikmnoprstuy",
	"abcdefghijklmnopqrsuvwxyz", "a", "aklrsuwyz", "", "abdgimnoruy",
	"adegln",
	},
	{ /* e */
	"a", "cgkoru", "rsy", "", "e", "aei", "almoxy", "su", "ptv", "a",
	"acegiklmopry", "ehikmopux", "abegikmnopqsuwxyz", "abcdfhlmnoqruvwx",
	"t", "i", "", "aghikorstw", "eghiklmnoqsuxy", "bchnorstuxz", "dq",
	"ehn", "o", "t", "ao", "ae",
	},
	{ /* f */
	"abdfghijklmnprtuxyz", "l", "s", "", "r", "im", "r", "", "aeflprtuw",
	"", "kv", "ahilnry", "pu", "bgi", "dimnrsx", "e", "s", "cdkmopqrst",
	"els", "", "bcdefhijmnqrtuvy", "r", "ae", "", "", "",
	},
	{ /* g */
	"abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrsuvwxyz", "cdeflnrt",
	"abcdefghijklmnoqrstux", "abcdfghijklmqsvwxyz", "ktx", "abdegklnortuw",
	"acehklnorst", "abcdeghilmnopqrstuwxyz", "ikmnru", "adenopu",
	"bcdhijkloruwy", "abdeghlmnqruvwxyz", "abcdeghijklmnoqrtuwz",
	"abcdefghijklmnopqrstuvwxyz", "aen", "ainru", "abcdghijkmoqrstuvwxyz",
	"eglmnopsw", "aiu", "abcdefghiklmnopqrstuvwxz", "acefjlmnoprsy",
	"abcdefgijmnrtuwx", "x", "abdefgilmnoryz", "ain",
	},
	{ /* h */
	"abcdefghijklmnopqrsvwxyz", "abnou", "ah", "nsy", "adghim", "", "mw",
	"iry", "abdfghijklmortwx", "i", "aehkns", "abdetu",
	"abcdefghijklmnpqrstuvwxyz", "adeghijmnosu", "abcdehijklmoprstvwyz",
	"os", "", "acekmoprtuwxz", "bhlns", "iosux", "bcdefghijklmopqrstuvwxyz",
	"ceknv", "aco", "", "awx", "",
	},
	{ /* i */
	"inpr", "abdeghilmnruy", "ahlr", "abcdeirstu", "", "abefkmuy",
	"beglmnosw", "bipw", "nr", "cejnos", "ehikloprstvwxz", "abgiklmopsuvw",
	"aeilnorsty", "bceghjlmnopstz", "ruw", "io", "uw", "aehiknoruxy",
	"acdeghikmnortuv", "bcdeiklmorstvwxyz", "m", "bv", "kmos", "cl", "aox",
	"himrz",
	},
	{ /* j */
	"abcdefhjklmnoqrstuxyz", "eijkmnortuw", "st", "agt", "beghiklnrtu", "",
	"beko", "is", "abcdeghilmoqtuvy", "er", "amoprsu", "es", "abcdilnrswx",
	"adgijls", "bdgrsw", "arx", "r", "abrtu", "l", "", "abcdhiklmnoprstuwy",
	"dn", "i", "", "aey", "",
	},
	{ /* k */
	"abcdefghijkmopqrvwxy", "abcdefghijklmnopqrstuvwxyz",
	"abcdefghijklmnopqrstuvwxyz", "acdefghijklmnopqrtuvwxyz",
	"abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz",
	"abcdefghijklmnopqrstuvwxy", "abcdefghijklnopqrstuvwxyz",
	"abcdefghijlmopqstuvwxyz", "abcdefghijklmnopqrstuvxyz",
	"abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz",
	"abcdefghijklmnopqrstuvwxyz", "abcdefgijklmnopqrstuvwxyz",
	"acdefghijklopqstuvwxyz", "abcdefghijklmnopqrstuvwxyz",
	"abcdefghijklmnopqrstuvwxyz", "abcdefhijklmnoprstuvwxyz",
	"abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz",
	"bcdefghijklmnopqstuvwxyz", "abcdefghijklmnopqrstuvwxyz",
	"abcdefghijklmnopqrstuvwxyz", "abcdefhijklmnopqrstuvwxyz",
	"abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz",
	},
	{ /* l */
	"abcdefghijklmnpqrsuwxyz", "abcefgijklmnoqrstuvwxyz", "cdefhlmpqs",
	"abdghijklmnopq", "abcdefghijklmnopqrstuvwxyz", "an",
	"abghiklmnoqrstuz", "ahilmnpstu", "abcdefghijklopqrsuvwxyz", "aeilpwx",
	"abcdehijlmnorstuy", "abcdefghijklmnopqsux", "abcdefghijklmnopqruvwxyz",
	"abdghijlmnosuwz", "abcefghijklmnopqrstuvwxyz", "aenox", "r",
	"acegiklmnortvz", "abcdeghilmnoprstvwy", "cghinosu",
	"acdefhijklmnopqrstuvwyz", "aiklsu", "aeghlmostuw", "m", "agn", "hlnz",
	},
	{ /* m */
	"abdefgijkmnpqstuvwxz", "abcdefhijklmnopqrstuvwxyz",
	"abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnpqrstuvwxyz",
	"abcdefghijklmnopqrstuvwyz", "abcdefghijklmnopqrstuvwxyz",
	"abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuwxyz",
	"abcdefghijklmnopqrtuwxyz", "abcdeghijklmnopqrstuvwxyz",
	"abcefghijklmnopqrstuvwxyz", "abcdefhijklmnopqrsuvwxz",
	"abcdefghijklmnopqrtuvwxyz", "abcdefghijklmnopqrstuvwxyz",
	"acdefghijkmopqrstuvwxyz", "abcdeghijklmnopqrstuvwxyz",
	"abcefghijklmnopqrstuvwxyz", "abcdefghjklmnopqrstuvwxyz",
	"bcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxy",
	"abcdeghijkmnopqrstuvxyz", "abdefghiklmnopqrstuvwxyz",
	"abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz",
	"bcdefghijklmnopqrstuvwxyz", "abcdeghijklmnopqrstuvwxyz",
	},
	{ /* n */
	"abcdefghijklmnopqrstwxyz", "abcdefghijkmnopqrstuvwxy",
	"abcdefghijklmnopqrstuxz", "abcdfghijklmnpqrstuvwxyz",
	"abcdefghijkmnoqrstuvwxyz", "adlru", "abcdefghijklmnopqrstuvwxyz",
	"abcdefghikmnopqrtuvwxyz", "abcdefghijklmnoqrstuvwxyz",
	"abdhijlmnorstuxyz", "abcdefghijkmnopqrstuvwxz", "acegijklmnoqruvwxyz",
	"abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnpqrstuvwxyz",
	"acdefghijklmnopqstuvwyz", "abghilnosuxy", "gklmnoqty",
	"abcefgiklmnprtuxz", "abcdefghiklmnopqrstuvwxyz", "degijkmoprsuwxyz",
	"abcdefghijklmnopqrstuvwxyz", "hmo", "abcegimorwxy", "adegiklmnoqrux",
	"bcdefghijklmnopqrstuvwxy", "abdikmrsuyz",
	},
	{ /* o */
	"ackrv", "iklmortu", "ahmou", "aktu", "", "osu", "bcegou", "tu", "aen",
	"bcgpsvw", "abcdeghijklmnorsuvxz", "adekmortu", "abcegiklnopqrtuvwxy",
	"abegijknoprstuwx", "dgnrs", "akmoty", "", "aceghnorstuvwxyz",
	"acinoptux", "abdeiklmnoqrstuwxyz", "abeimn", "d", "il", "", "bdmy",
	"m",
	},
	{ /* p */
	"abcdefghiklmopqrstuvwxyz", "bcefghilmnoprstuvyz", "abcdefghijklmnprw",
	"acinotu", "abdefghijklmopqsvxyz", "ael", "adgiklnsuyz",
	"adghijklmnoqrtuvw", "abcdefghijlmnoprstuvwxyz", "t", "abcghnoprstu",
	"abcdefghjklnopqrstuvwyz", "abcdefhijklmnoqrstuwxyz",
	"abcdeghijklmnopqrstuvwxyz", "cdefghikmnopqstvwxyz", "aeiklmnopqrstu",
	"aemw", "abcdefghiklmnopqrstuwxyz", "acdeghilmnopqrstuwy",
	"ahinopqrtuvwy", "abcdefgijkmopqrtuwxyz", "", "abgimnorw", "m",
	"emnsuxy", "ehn",
	},
	{ /* q */
	"", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "",
	"", "", "abcdfghiklmnpqrsvwxyz", "acehijlmnopswyz", "acehmst",
	"achlnopqrstuw", "ap", "",
	},
	{ /* r */
	"abcdfghijklmnopqrstuvwxyz", "bklp", "f", "b", "abegijlmnrsty", "",
	"aeknrsu", "gp", "abeflmnrtu", "gis", "abhimtw", "",
	"abcdefghiklmnopqrstuvwxyz", "abdglnprw", "abcdefglmopruw", "nt", "",
	"imot", "biklmnw", "chmsw", "bcefghikopqtuyz", "", "aklmor", "dw",
	"nsu", "h",
	},
	{ /* s */
	"abcdefhijklmopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz",
	"abefghiklnopqstuvwx", "abcefghjklmnopqrstuvxz",
	"abcdefghijklmnopqrstuvwyz", "bemsw", "abcdeghijklmnoprstuwxyz",
	"abcdeghijklmnopqrstuvwxyz", "abdefghijklmopqrstuvwxyz",
	"abcdegklmnoprstuw", "abcdefghijkmnopqrstuvwxyz",
	"acdefghijlmnpqrstuwxyz", "abcdfghijklmnpqrstuvwxyz",
	"bcefghijklmnopqrsuvwxyz", "abcdeghijklnopqrsuvwxyz",
	"bcdegiklmnopqrstuvxy", "ahjkmnoqrstux", "abcefghiklmnoqrstuvwxyz",
	"abcdefghijklmnopqrstuvxyz", "abdefghijklmnopqrstuvwy",
	"abcegijklmoqrstvwxyz", "abcekmrsx", "bcfghijklmnopqrstuvwxy",
	"bcegklmnorsuw", "abcdiklmnorswxy", "abcdeglnpsvwy",
	},
	{ /* t */
	"abcdefgijklnopqrsuvwxyz", "abcdefghijklmnopqrstuvwxyz",
	"abcdefghiklmnopqstuwxyz", "abcdefghijklmnoqrstuvxy",
	"abcdefghikmnopqrstuvwxyz", "inort", "abcdefghijnopqrstuvwxyz",
	"cdefhiklmnpqrstuvwxyz", "acdefghijklmnopqstuvwxyz", "agijlmnopsuw",
	"abdefgklmnpqrstuvwxz", "abcdfghijklmnopqrstuvwxy",
	"abcdefghijklmnopqrstuvwyz", "abcdefghiklmnopqrstuvwxyz",
	"bcdefghijklmopqrsuvwxyz", "acefgijklmnopqrtuvwxyz", "blmnopqrtuw",
	"abcdefghijklmnopqrstuvwxyz", "abcdefghijklmpqrstuvwxyz",
	"abcdefghijklmnopqrstuvwyz", "abcdefghijlmnopqstuvwxyz",
	"adeiklmnostuwxy", "abcdefghlmnopqrtuwxy", "abceghijmnoqrstuxy",
	"aehijlnprstuvxyz", "ahjlmnox",
	},
	{ /* u */
	"mnr", "ailruy", "", "aegijlmu", "s", "i", "abehnoy", "an", "sv", "i",
	"aghiklpqsuvwy", "abcefiklmnuwy", "abcdgimnoprsu", "aegikmnpruxz", "kn",
	"iv", "", "abcefghijklmnoprtuvwxyz", "ahikpsu", "aehpru", "mnru", "ehl",
	"a", "", "a", "ns",
	},
	{ /* v */
	"aefghijlmnoprsuvy", "bk", "", "", "cdlmopr", "", "rt", "", "cdfglnstv",
	"k", "aijklmnoptuz", "ps", "abcdefghijklmpqrsuvwxyz", "kmp", "rt", "",
	"", "aost", "ilnv", "o", "mnt", "", "a", "", "", "",
	},
	{ /* w */
	"abcdefghijklmnopqrstuvwxyz", "abefhijklmpqrstvw", "ai", "dgjktuy",
	"acdghimnoprstuw", "g", "abgiouwy", "agku", "bcefghijklmnrtuvwy", "ai",
	"abdlruwy", "aceghiklmorsuvwxy", "abcdeghimnostwx", "bcdegikmnopuwy",
	"abcdefgikmnorswy", "c", "", "abdghiklmnoprsuvwxyz", "agikrsuv",
	"bfhikmw", "abdhlmnrtuvxy", "", "aborw", "aw", "abimnry", "",
	},
	{ /* x */
	"abcdegijklmnopqrstuvwy", "abcdegijmnoprwxy", "bceghlmnortuvwy",
	"ackmoqy", "bdglmprstu", "a", "abdfgilmnruw", "acdemrtuv", "abilnprsvy",
	"bt", "abcdefghijklnopqrstuvwxyz", "abcdeginopsuy",
	"abcdefghjklmnopqrstuvwxyz", "abdghijkmnoqrstuyz", "cdgikmnoprw",
	"abcdefghijklmnopqrstuvwxyz", "at", "abdegimnqrtuw",
	"abcdehijlmnopqrsuvy", "abcdeghijlmnopqrstuvwyz", "abdgjlmnoprtu",
	"einos", "acdegjklortw", "bkmrt", "abjklty", "hmp",
	},
	{ /* y */
	"abcdefghijklmnopqrstuvwxyz", "abdehijklmnoxy", "hlnpr", "adegks",
	"aceijlnrstuvy", "", "ailmprsuw", "adls", "afghijklmnpqrstuvxyz", "",
	"aghiklmnortuy", "abegilmnoruy", "abcdeghiklmnopqrstxz",
	"abdeghklnoqsu", "bgiklmnstxy", "abghkmnopz", "", "abeiklmnoswy",
	"cdglmnoprsy", "alpwy", "abcdefgijklmnpqrtuwxyz", "at", "aglnqrtuw",
	"aglmuy", "ruz", "gk",
	},
	{ /* z */
	"abcdefghijklmopqrstuvwxyz", "aceltuw", "adh", "j", "aghmn", "",
	"abhmnr", "bdinwx", "abklmnrwz", "", "abdghknoprtuvz", "aejmnqsuw",
	"abcdefghijklmnopqrstuvwxyz", "adegks", "chmoqrs",
	"abcdefghijklmnopqrstuvwxyz", "e", "agnops", "aklmru", "eglmnpqstuxy",
	"ahmny", "", "a", "", "bgjnp", "aj",
	},
};

static const char scripts[] =
	"Adlm Afak Aghb Ahom Arab Aran Armi Armn Avst Bali Bamu Bass Batk "
	"Beng Berf Bhks Blis Bopo Brah Brai Bugi Buhd Cakm Cans Cari Cham "
	"Cher Chis Chrs Cirt Copt Cpmn Cprt Cyrl Cyrs Deva Diak Dogr Dsrt "
	"Dupl Egyd Egyh Egyp Elba Elym Ethi Gara Geok Geor Glag Gong Gonm "
	"Goth Gran Grek Gujr Gukh Guru Hanb Hang Hani Hano Hans Hant Hatr "
	"Hebr Hira Hluw Hmng Hmnp Hntl Hrkt Hung Inds Ital Jamo Java Jpan "
	"Jurc Kali Kana Kawi Khar Khmr Khoj Kitl Kits Knda Kore Kpel Krai "
	"Kthi Lana Laoo Latf Latg Latn Leke Lepc Limb Lina Linb Lisu Loma "
	"Lyci Lydi Mahj Maka Mand Mani Marc Maya Medf Mend Merc Mero Mlym "
	"Modi Mong Moon Mroo Mtei Mult Mymr Nagm Nand Narb Nbat Newa Nkdb "
	"Nkgb Nkoo Nshu Ogam Olck Onao Orkh Orya Osge Osma Ougr Palm Pauc "
	"Pcun Pelm Perm Phag Phli Phlp Phlv Phnx Piqd Plrd Prti Psin Ranj "
	"Rjng Rohg Roro Runr Samr Sara Sarb Saur Seal Sgnw Shaw Shrd Shui "
	"Sidd Sidt Sind Sinh Sogd Sogo Sora Soyo Sund Sunu Sylo Syrc Syre "
	"Syrj Syrn Tagb Takr Tale Talu Taml Tang Tavt Tayo Telu Teng Tfng "
	"Tglg Thaa Thai Tibt Tirh Tnsa Todr Tols Toto Tutg Ugar Vaii Visp "
	"Vith Wara Wcho Wole Xpeo Xsux Yezi Yiii Zanb Zinh Zmth Zsye Zsym "
	"Zxxx Zyyy Zzzz";

/* As languages[]. */
static const char *const regions[26] = {
	"CDEFGILMNOQRSTUWXZ", "ABDEFGHIJLMNOQRSTUVWYZ",
	"ACDFGHIKLMNOPQRSUVWXYZ", "DEGJKMOZ", "ACEGHRSTUZ", "IJKMORX",
	"ABDEFGHILMNPQRSTUWY", "KMNRTU", "CDELMNOQRST", "EMOP", "EGHIMNPRWYZ",
	"ABCIKRSTUVY", "ACDEFGHKLMNOPQRSTUVWXYZ", "ACEFGILOPRTUZ", "M",
	"AEFGHKLMNRSTWY", "A", "EOSUW", "ABCDEGHIJKLMNORSTUVXYZ",
	"ACDFGHJKLMNOPRTVWZ", "AGMNSYZ", "ACEGINU", "FS", "", "DETU", "AMRW",
};

static const char areas[] =
	"001 002 003 005 009 011 013 014 015 017 018 019 021 029 030 034 035 "
	"039 053 054 057 061 142 143 145 150 151 154 155 202 419";

static const char variants[] =
	"1606nict 1694acad 1901 1959acad 1994 1996 abl1943 akhmimic akuapem "
	"alalc97 aluku anpezo ao1990 aranes arevela arevmda arkaika asante "
	"auvern baku1926 balanka barla basiceng bauddha bciav bcizbl biscayan "
	"biske blasl bohairic bohoric boont bornholm cisaup colb1945 cornu "
	"creiss dajnko ekavsk emodeng fascia fayyumic fodom fonipa fonkirsh "
	"fonnapa fonupa fonxsamp gallo gascon gherd grclass grital grmistr "
	"hanoi hepburn heploc hognorsk hsistemo huett ijekavsk itihasa "
	"ivanchov jauer jyutping kkcor kleinsch kociewie kscor laukika "
	"leidentr lemosin lengadoc lipaw ltg1929 ltg2007 luna1918 lycopol "
	"mdcegyp mdctrans mesokem metelko monoton ndyuka nedis newfound "
	"nicard njiva nulik osojs oxendict pahawh2 pahawh3 pahawh4 pamaka "
	"peano pehoeji petr1708 pinyin polyton provenc puter rigik rozaj "
	"rumgr sahidic saigon scotland scouse simple solba sotav spanglis "
	"surmiran sursilv sutsilv synnejyl tailo tarask tongyong tunumiit "
	"uccor ucrcor ulster unifon vaidika valbadia valencia vallader "
	"vecdruka viennese vivaraup wadegile xsistemo";

/*
 * What is written for a language and is none, with what is meant: the other
 * codes of ISO 639, former ones, and countries.
 */
static const char mistakes[] =
	"aar aa abk ab afr af aka ak al sq alb sq amh am ara ar arg an arm hy "
	"asm as ava av ave ae aym ay aze az bak ba bam bm baq eu bel be "
	"ben bn bis bi bod bo bos bs bre br bul bg bur my cat ca ces cs "
	"cha ch che ce chi zh chu cu chv cv cn zh cor kw cos co cre cr cym cy "
	"cz cs cze cs dan da deu de div dv dk da dut nl dzo dz ell el eng en "
	"epo eo est et eus eu ewe ee fao fo fas fa fij fj fin fi fra fr "
	"fre fr fry fy ful ff gb en geo ka ger de gla gd gle ga glg gl glv gv "
	"gr el gre el grn gn guj gu hat ht hau ha hbs sh heb he her hz hin hi "
	"hmo ho hrv hr hun hu hye hy ibo ig ice is ido io iii ii iku iu "
	"ile ie in id ina ia ind id ipk ik isl is ita it iw he jav jv ji yi "
	"jp ja jpn ja jw jv kal kl kan kn kas ks kat ka kau kr kaz kk khm km "
	"kik ki kin rw kir ky kom kv kon kg kor ko kr ko kua kj kur ku lao lo "
	"lat la lav lv lim li lin ln lit lt ltz lb lub lu lug lg mac mk "
	"mah mh mal ml mao mi mar mr may ms mkd mk mlg mg mlt mt mo ro mon mn "
	"mri mi msa ms mya my nau na nav nv nbl nr nde nd ndo ng nep ne "
	"nld nl nno nn nob nb nor no nya ny oci oc oji oj ori or orm om "
	"oss os pan pa per fa pli pi pol pl por pt pus ps que qu roh rm "
	"ron ro rs sr rum ro run rn rus ru sag sg san sa sin si slk sk slo sk "
	"slv sl sme se smo sm sna sn snd sd som so sot st spa es sqi sq "
	"srd sc srp sr ssw ss sun su swa sw swe sv tah ty tam ta tat tt "
	"tel te tgk tg tgl tl tha th tib bo tir ti ton to tsn tn tso ts "
	"tuk tk tur tr twi tw ua uk uig ug ukr uk urd ur us en uzb uz ven ve "
	"vie vi vn vi vol vo wel cy wln wa wol wo xho xh yid yi yor yo zha za "
	"zho zh zul zu";
/* clang-format on */

bool subtag_is_language(const char *subtag, size_t length)
{
	const char *last;

	if ((length != 2 && length != 3) ||
		strspn(subtag, "abcdefghijklmnopqrstuvwxyz") < length)
		return false;
	last = length == 2 ? languages[subtag[0] - 'a']
			   : long_languages[subtag[0] - 'a'][subtag[1] - 'a'];
	return strchr(last, subtag[length - 1]) != NULL;
}

/* Where the word is in this list, in which one blank parts words; or NULL. */
static const char *find_word(const char *list, const char *word, size_t length)
{
	for (;; list++) {
		size_t found = strcspn(list, " ");

		if (found == length && strncmp(list, word, length) == 0)
			return list;
		list += found;
		if (*list == '\0')
			return NULL;
	}
}

bool subtag_is_script(const char *subtag, size_t length)
{
	return find_word(scripts, subtag, length) != NULL;
}

bool subtag_is_region(const char *subtag, size_t length)
{
	if (length == 2 && subtag[0] >= 'A' && subtag[0] <= 'Z')
		return strchr(regions[subtag[0] - 'A'], subtag[1]) != NULL;
	return find_word(areas, subtag, length) != NULL;
}

bool subtag_is_variant(const char *subtag, size_t length)
{
	return find_word(variants, subtag, length) != NULL;
}

const char *subtag_meant(const char *subtag, size_t length)
{
	const char *found = find_word(mistakes, subtag, length);

	return found ? found + length + 1 : NULL;
}
