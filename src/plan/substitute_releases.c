#include "plan/substitute_releases.h"

#include "base/banned.h"

static void report_release(
	struct overlay *it, const char *id, const struct release *release)
{
	struct pos at = release ? release->at : it->event->at;

	if (release == NULL)
		diag_error(it->diag, at,
			"the release '%s' was published and is gone", id);
	else
		diag_error(it->diag, at,
			"the release '%s' was published and is %s now", id,
			release->status == RELEASE_DRAFT ? "a draft"
							 : "under embargo");
	diag_help(it->diag,
		"write status=\"withdrawn\" to take it back in public");
}

static void substitute_release(struct overlay *it, const struct release *before)
{
	struct event *event = it->event;
	struct release *release = event_release(event, before->id);

	if ((release != NULL && !release->hidden) ||
		(release == NULL && before->status == RELEASE_WITHDRAWN))
		return;
	if (release != NULL || (event->refused & EVENT_RELEASES) == 0)
		report_release(it, before->id, release);
	if (release == NULL) {
		event->releases = overlay_with_room(it->site, event->releases,
			event->release_count, sizeof(*release));
		release = &event->releases[event->release_count++];
	}
	*release = *before;
}

static const struct release_words *published_words(
	const struct overlay *it, const struct text *text, const char *id)
{
	const struct text *before = event_text(it->published, text->language);

	if (before == NULL || text_release(text, id) != NULL)
		return NULL;
	return text_release(before, id);
}

/* A release that is back brings its words along. */
static void put_words_back(struct overlay *it, const char *id)
{
	struct event *event = it->event;

	for (size_t i = 0; i < event->text_count; i++) {
		const struct release_words *words =
			published_words(it, event->texts[i], id);
		struct text *text;

		if (words == NULL)
			continue;
		text = overlay_copy(it->site, event->texts[i], sizeof(*text));
		text->releases = overlay_with_room(it->site, text->releases,
			text->release_count, sizeof(*words));
		text->releases[text->release_count++] = *words;
		event->texts[i] = text;
	}
}

void substitute_releases(struct overlay *it)
{
	const struct event *published = it->published;

	for (size_t i = 0; i < published->release_count; i++) {
		const struct release *before = &published->releases[i];
		const struct release *release =
			event_release(it->event, before->id);

		if (release != NULL && !release->hidden)
			continue;
		substitute_release(it, before);
		put_words_back(it, before->id);
	}
}
