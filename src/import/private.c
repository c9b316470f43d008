#include "import/private.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include "base/banned.h"

/*
 * What stands in front of a way to join, in invitations of many programs.  A
 * dot at the end is one of a host, "meet.example", and of no sentence.
 */
static const char *const joining[] = {"zoom.", "zoom meeting", "google meet",
	"/call/", "/j/", "bbb.", "hangouts.", "chime.", "pexip", "ringcentral",
	"starleaf", "livestorm", "voovmeeting", "tencent", "feishu", "webconf.",
	"visio.", "meeting request", "forwarded message", "zoom id", "zoomgov",
	"microsoft teams", "teams.", "teams meeting", "meet.", "/meet/",
	"webex", "gotomeet", "gotowebinar", "whereby", "jitsi", "jit.si",
	"bluejeans", "bigbluebutton", "skype", "lync", "vidyo", "interactio.",
	"kudoway", "passcode", "pass code", "password", "pwd=", "meeting id",
	"meeting-id", "meetingid", "webinar id", "conference id",
	"meeting number", "organizer:", "organiser:", "organisateur",
	"attendees:", "invitees", "access code", "dial-in", "dial in",
	"tel:", "to join", "join the meeting", "join online", "join by",
	"/join", "pin:", "pin code", "____", "-::~", "kenncode", "kennwort",
	"passwort", "jetzt an der besprechung", "weitere telefonnummern",
	"participer à la réunion", "unirse a la reunión",
	"partecipa alla riunione", "ingressar na reunião", "id riunione",
	"id da reunião", "vergadering-id", "deelnemen aan", "dołącz do",
	"identyfikator spotkania", "kod dostępu", "код доступа",
	"Присоединиться", "会議に参加", "会議 ID", "会議ID", "加入会议",
	"会议 ID", "회의 참가", "회의 ID", "zugangscode", "besprechungs-id",
	"einwahl", "mot de passe", "code secret", "code d'acc", "code d’acc",
	"id de réunion", "rejoindre", "contraseña", "código de acceso",
	"id de la reunión", "senha", "codice di accesso", "wachtwoord",
	"toegangscode", "hasło", "пароль", "Пароль", "パスコード", "パスワード",
	"ミーティングID", "密码", "密碼", "会议号", "會議號", "암호",
	"비밀번호", "كلمة المرور", "رمز المرور"};

static bool has(const char *text, const char *words)
{
	size_t length = strlen(words);
	int first = tolower((unsigned char)*words);

	for (; *text != '\0'; text++)
		if (tolower((unsigned char)*text) == first &&
			strncasecmp(text, words, length) == 0 &&
			(words[length - 1] != '.' ||
				isalnum((unsigned char)text[length])))
			return true;
	return false;
}

bool private_joins(const char *text)
{
	for (size_t i = 0; i < sizeof(joining) / sizeof(*joining); i++)
		if (has(text, joining[i]))
			return true;
	return false;
}

bool private_is_link(const char *text)
{
	const char *at = strchr(text, '@');

	return has(text, "://") || has(text, "www.") || has(text, "mailto:") ||
		(at != NULL && strchr(at, '.') != NULL);
}

const char *private_without(struct pool *pool, const struct paste *paste)
{
	struct buf words = BUF_INIT;
	const char *result = NULL;

	for (size_t i = 0; i < paste->count; i++) {
		const struct line *line = &paste->lines[i];
		const char *text = paste_clean(
			pool, paste->text.bytes + line->start, line->length);

		if (private_joins(text))
			break;
		if (private_is_link(text))
			continue;
		buf_printf(&words, "%s%s", words.length > 0 ? " " : "", text);
	}
	if (words.length > 0)
		result = pool_text(pool, words.bytes);
	buf_release(&words);
	return result;
}
