#include "model/direction.h"

#include <stdbool.h>
#include <string.h>
#include "base/banned.h"

/*
 * From CLDR 48.2.0 (Unicode License v3): scriptMetadata, likelySubtags and, for
 * languages that these have under another code, languageAlias.  Each word has
 * a blank at both sides.
 */
/* clang-format off */

/* Scripts from right to left. */
static const char scripts[] =
	" Adlm Arab Armi Avst Chrs Cprt Elym Gara Hatr Hebr Hung Khar Lydi"
	" Mand Mani Mend Merc Mero Narb Nbat Nkoo Orkh Ougr Palm Phli Phlp"
	" Phnx Prti Rohg Samr Sarb Sidt Sogd Sogo Syrc Thaa Yezi ";

/* Languages that are usually written in one of them. */
static const char languages[] =
	" aao abh abv acm acq acw acx adf ae aeb aec aee aeq afb aib aii aij"
	" aiq ajp ajt aju amw apc apd ar arb arc arq ars ary arz ask atn auj"
	" auz avd avl ayh ayl ayn ayp azb bal bcc bdz bej bft bgn bgp bhe bhm"
	" bhn bjf bjm bqi brh brk bsh bsk chg cja ckb cld clh czk dcc def deh"
	" dgl dmk dml drw dv ecy esh fa fay faz fia fub gbz ggg gha ghr gig"
	" gjk gju glh glk grr gwc gwf gwt gzi hac haz hbo he hkh hnd hno hoh"
	" hrt hrz hss huy isk itk jad jat jbe jbn jdg jnd jog jpa jpr jrb jye"
	" kbu kby kcy kfm khw klj kmz kqd ks ktl kvx kxp kzh lad lah lhs lki"
	" lrc lrk lrl lsa lsd lss luv luz mby mde mey mfa mfi mhj mid mki mnj"
	" mve mvy myz mzb mzn nli nlm nqo ntz nyq oar obm odk oru ota otk oui"
	" pal pbt pbu pes pgd phl phn phr phv plk pmu pnb prc prd prs prx ps"
	" psh psi pst qxq rdb rhg rmt sam sbn scl sd sdb sdf sdg sdh sds sgl"
	" sgr sgy shd shm shu shv siy siz skr smp smy sog sqo sqt srh srz ssh"
	" sts swb syc syn syr tjo tks tmr tnf tov tra trg trm trw ug ur ush"
	" uzs vaf vgr vmh wbk wlo wne wni wsv xco xhe xka xkc xkj xkp xld xly"
	" xmn xmr xna xpr xsa xsd xvi ydd ydg yhd yi yid yih yud zba zdj zrp"
	" zum ";
/* Where the other direction is usual. */
static const char places[] =
	" az-IQ az-IR ha-CM ha-SD kk-AF kk-CN kk-IR kk-MN ku-IQ ku-IR ku-LB"
	" ky-CN mey-SN ms-CC pa-PK sd-IN tg-PK ug-KZ ug-MN uz-AF ";
/* clang-format on */

static bool has_word(const char *words, const char *word, size_t length)
{
	const char *at = words;

	while ((at = strchr(at, ' ')) != NULL && at[1] != '\0') {
		at++;
		if (strncmp(at, word, length) == 0 && at[length] == ' ')
			return true;
	}
	return false;
}

/* A language without a script, maybe with a region. */
static bool is_usually_rtl(const char *language)
{
	size_t length = strcspn(language, "-"), whole = length;
	bool is_rtl = has_word(languages, language, length);

	if (language[length] == '-')
		whole += 1 + strcspn(language + length + 1, "-");
	return is_rtl != has_word(places, language, whole);
}

const char *direction_of(const char *language)
{
	const char *script = language + strcspn(language, "-");
	bool is_rtl;

	if (*script == '-' && strcspn(script + 1, "-") == 4)
		is_rtl = has_word(scripts, script + 1, 4);
	else
		is_rtl = is_usually_rtl(language);
	return is_rtl ? "rtl" : "ltr";
}
