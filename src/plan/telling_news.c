#include "plan/telling_news.h"

#include <string.h>
#include "plan/changes.h"
#include "base/banned.h"

static void tell_announced(struct teller *it, const struct change_told *change)
{
	enum status was =
		it->before ? published_status(it->before) : STATUS_SCHEDULED;
	bool was_off = was == STATUS_CANCELLED || was == STATUS_POSTPONED;

	if (change->after.precision == WHEN_ABSENT)
		teller_tell(it, TELLING_NEWS, NULL, "%s, without a date",
			was_off ? "takes place after all" : "announced");
	else
		teller_tell(it, TELLING_NEWS, NULL, "%s %s",
			was_off ? "takes place after all, on" : "announced for",
			teller_date(it, &change->after));
}

static void tell_change(struct teller *it, const struct change_told *change)
{
	switch (change->kind) {
	case CHANGE_ANNOUNCED:
		tell_announced(it, change);
		break;
	case CHANGE_MOVED:
		teller_tell(it, TELLING_NEWS, NULL, "moved from %s to %s",
			teller_day(it, &change->before),
			teller_date(it, &change->after));
		break;
	case CHANGE_POSTPONED:
	case CHANGE_CANCELLED:
		if (change->after.precision == WHEN_ABSENT)
			teller_tell(it, TELLING_NEWS, NULL, "%s",
				change_kind_name(change->kind));
		else
			teller_tell(it, TELLING_NEWS, NULL,
				"%s; it was planned for %s",
				change_kind_name(change->kind),
				teller_date(it, &change->after));
		break;
	case CHANGE_WITHDRAWN:
		teller_tell(it, TELLING_NEWS, NULL,
			"the release%s is withdrawn",
			teller_release(it, change->release));
		break;
	case CHANGE_CORRECTED:
		break;
	}
}

unsigned telling_news_changes(struct teller *it)
{
	struct changes changes = changes_of_event(
		it->pool, it->before, it->publisher, it->event, it->now);
	unsigned kinds = 0;

	for (size_t i = 0; i < changes.count; i++) {
		if (teller_has_entry(it, ROW_CHANGE, changes.items[i].name))
			continue;
		tell_change(it, &changes.items[i]);
		kinds |= 1u << changes.items[i].kind;
	}
	return kinds;
}

/* "en, fr": the texts that have words of it. */
static const char *languages_of(struct teller *it, const char *release)
{
	const struct event *event = it->event;
	struct buf list = BUF_INIT;

	for (size_t i = 0; i < event->text_count; i++)
		if (text_release(event->texts[i], release) != NULL)
			buf_printf(&list, "%s%s", list.length > 0 ? ", " : "",
				event->texts[i]->language);
	return list.length > 0 ? pool_take(it->pool, &list) : NULL;
}

void telling_news_releases(struct teller *it)
{
	for (size_t i = 0; i < it->event->release_count; i++) {
		const struct release *release = &it->event->releases[i];
		const char *languages = languages_of(it, release->id);

		if (release->hidden ||
			teller_has_entry(it, ROW_RELEASE, release->id))
			continue;
		teller_tell(it, TELLING_NEWS, NULL,
			"new press release%s of %s%s%s",
			teller_release(it, release),
			teller_day(it, &release->published.when),
			languages ? ", in " : ", without words",
			languages ? languages : "");
	}
}
