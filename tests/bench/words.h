/*
 * What the meetings of a made site are about: words in the three languages,
 * in the order of `languages`, so that a text is a translation of another.
 * "{}" stands for a theme.
 */
#ifndef BENCH_WORDS_H
#define BENCH_WORDS_H

enum { LANGUAGES = 3 };

static const char *const languages[LANGUAGES] = {"en", "fr", "ja"};

static const char *const parties[][2] = {
	{"JP", "Asia/Tokyo"},
	{"EU", "Europe/Brussels"},
	{"FR", "Europe/Paris"},
	{"DE", "Europe/Berlin"},
	{"KE", "Africa/Nairobi"},
	{"KR", "Asia/Seoul"},
	{"SG", "Asia/Singapore"},
	{"IT", "Europe/Rome"},
};

static const char *const topics[][1 + LANGUAGES] = {
	{"cyber", "Cyber security", "Cybersécurité", "サイバーセキュリティ"},
	{"trade", "Trade", "Commerce", "貿易"},
	{"energy", "Energy", "Énergie", "エネルギー"},
	{"climate", "Climate", "Climat", "気候"},
	{"space", "Space", "Espace", "宇宙"},
	{"oceans", "Oceans", "Océans", "海洋"},
	{"health", "Health", "Santé", "保健"},
	{"research", "Research", "Recherche", "研究"},
};

static const char *const places[][1 + LANGUAGES] = {
	{"BE", "Brussels (Belgium)", "Bruxelles (Belgique)",
		"ブリュッセル（ベルギー）"},
	{"JP", "Tokyo (Japan)", "Tokyo (Japon)", "東京（日本）"},
	{"FR", "Paris (France)", "Paris (France)", "パリ（フランス）"},
	{"KE", "Nairobi (Kenya)", "Nairobi (Kenya)", "ナイロビ（ケニア）"},
	{"DE", "Berlin (Germany)", "Berlin (Allemagne)", "ベルリン（ドイツ）"},
};

static const char *const names[][LANGUAGES] = {
	{"Mr YAMAMOTO Takeomi", "M. YAMAMOTO Takeomi", "山本武臣"},
	{"Ms Barbara GALLO", "Mme Barbara GALLO", "バルバラ・ガッロ"},
	{"Ms TANAKA Yuki", "Mme TANAKA Yuki", "田中由紀"},
	{"Mr Jean-Marc LEFÈVRE", "M. Jean-Marc LEFÈVRE",
		"ジャン＝マルク・ルフェーブル"},
	{"Ms Wanjiru KAMAU", "Mme Wanjiru KAMAU", "ワンジル・カマウ"},
	{"Mr Jörg BÖTTCHER", "M. Jörg BÖTTCHER", "イェルク・ベトヒャー"},
	{"Ms KIM Ji-woo", "Mme KIM Ji-woo", "キム・ジウ"},
	{"Mr LIM Wei Jie", "M. LIM Wei Jie", "リム・ウェイジェ"},
};

static const char *const roles[][LANGUAGES] = {
	{"Director-General for Global Affairs",
		"directeur général des affaires mondiales", "国際問題局長"},
	{"Special Representative; head of delegation",
		"représentant spécial ; chef de la délégation", "特別代表"},
	{"acting director, Ministry of Foreign Affairs",
		"directeur par intérim au ministère des Affaires étrangères",
		"外務省局長代理"},
	{"deputy head of unit \"Partnerships, Asia & Pacific\"",
		"chef d’unité adjoint « Partenariats, Asie & Pacifique »",
		"「アジア・太平洋連携」課次長"},
};

static const char *const themes[][LANGUAGES] = {
	{"the security of supply chains",
		"la sécurité des chaînes d’approvisionnement",
		"サプライチェーンの安全"},
	{"support for capacity building",
		"l’aide au renforcement des capacités", "能力構築支援"},
	{"rules for trade in services, and their use",
		"les règles du commerce des services, et leur usage",
		"サービス貿易の規則とその運用"},
	{"hydrogen and offshore wind", "l’hydrogène et l’éolien en mer",
		"水素と洋上風力"},
	{"the protection of submarine cables",
		"la protection des câbles sous-marins", "海底ケーブルの保護"},
	{"research on vaccines & medicines",
		"la recherche sur les vaccins & les médicaments",
		"ワクチンと医薬品の研究"},
	{"multilateral cooperation (UN, G7, etc.)",
		"la coopération multilatérale (ONU, G7, etc.)",
		"多国間協力（国連、G7など）"},
	{"the exchange of data on fisheries",
		"l’échange de données sur la pêche", "漁業データの交換"},
};

static const char *const sentences[][LANGUAGES] = {
	{"Both sides reviewed {} and agreed to come back to it.",
		"Les deux parties ont fait le point sur {} et y reviendront.",
		"双方は{}について意見を交わし、引き続き議論することで一致した。"},
	{"The co-chairs underlined how much depends on {}.",
		"La coprésidence a souligné tout ce qui dépend de ceci : {}.",
		"共同議長は{}の重要性を強調した。"},
	{"Experts reported on {} since the last session.",
		"Des experts ont rendu compte de ce sujet : {}.",
		"専門家が前回以降の{}の状況を報告した。"},
	{"Among the subjects raised was {}; a working group will follow.",
		"Parmi les sujets abordés : {} ; un groupe de travail suivra.",
		"議題の一つは{}であり、作業部会が引き継ぐ。"},
	{"Officials of several ministries took part in the part on {}.",
		"Plusieurs ministères ont pris part à la séance sur {}.",
		"{}の議論には複数の省庁が参加した。"},
};

/* The words of one language each. */
static const char *const publisher_names[LANGUAGES] = {
	"Official dialogues", "Dialogues officiels", "公式対話"};
static const char *const series_titles[LANGUAGES] = {
	"Dialogue on {}", "Dialogue sur {}", "{}に関する対話"};
static const char *const event_titles[LANGUAGES] = {
	"Session on {}", "Session sur {}", "{}に関する会合"};
static const char *const statements[LANGUAGES] = {"Joint statement on {}.",
	"Déclaration conjointe : {}.", "{}に関する共同声明。"};
static const char *const corrections[LANGUAGES] = {
	"The second sentence named another subject.",
	"La deuxième phrase nommait un autre sujet.",
	"第2文の議題名を訂正した。"};
static const char *const status_notes[LANGUAGES] = {"For reasons of agenda.",
	"Pour des raisons de calendrier.", "日程の都合による。"};
static const char *const additions[LANGUAGES] = {"A sentence more than before.",
	"Une phrase de plus qu’avant.", "文が一つ増えた。"};

#endif
