#include "plan/accept_references.h"

#include "base/nearest.h"
#include "base/uuid.h"
#include "plan/substitute.h"
#include "plan/touched.h"
#include "base/banned.h"

static int report_self(struct accepting *it, struct pos at)
{
	diag_error(it->diag, at, "the event names itself");
	return diag_help(it->diag, "write the uid of the other event");
}

/* A meeting that nobody asks for in this run. */
static bool is_unread(const struct accepting *it, const char *uid)
{
	const struct touched *touched = it->ledger->touched;

	return touched != NULL && touched_knows(touched, uid);
}

/* What another record's mistake leaves out is no mistake of this one. */
static int report_nobody(struct accepting *it, struct pos at, const char *uid)
{
	if (it->site->bad_unknown || accepting_is_bad(it, uid) ||
		is_unread(it, uid))
		return 0;
	diag_error(it->diag, at, "no event has the uid %s", uid);
	return diag_help(
		it->diag, "copy the uid from the other event's event.xml");
}

static int check_reference(struct accepting *it, const struct event *event,
	const struct reference *other)
{
	if (other->uid == NULL || other->event != NULL)
		return 0;
	if (uuid_compare_uids(other->uid, event->uid) == 0)
		return report_self(it, other->at);
	return report_nobody(it, other->at, other->uid);
}

static int check_shared(struct accepting *it, const struct event *event,
	const struct shared_release *shared)
{
	struct nearest nearest;

	if (shared->release != NULL)
		return 0;
	if (uuid_compare_uids(shared->uid, event->uid) == 0)
		return report_self(it, shared->at);
	if (shared->owner == NULL)
		return report_nobody(it, shared->at, shared->uid);
	nearest_begin(&nearest, shared->id);
	for (size_t i = 0; i < shared->owner->release_count; i++)
		nearest_offer(&nearest, shared->owner->releases[i].id);
	diag_error(it->diag, shared->at,
		"there is no release of that event with the id '%s'",
		shared->id);
	if (nearest.found != NULL)
		return diag_help(it->diag, "write %s", nearest.found);
	return diag_help(it->diag,
		"write the id that it has in the other event's event.xml");
}

/* Which references of an event lead nowhere, after complaining. */
static unsigned check_references(
	struct accepting *it, const struct event *event)
{
	unsigned wrong = 0;

	if (check_reference(it, event, &event->part_of) != 0)
		wrong |= EVENT_PART_OF;
	for (size_t i = 0; i < event->see_also_count; i++)
		if (check_reference(it, event, &event->see_also[i]) != 0)
			wrong |= EVENT_SEE_ALSO;
	for (size_t i = 0; i < event->shared_count; i++)
		if (check_shared(it, event, &event->shared[i]) != 0)
			wrong |= EVENT_RELEASES;
	return wrong;
}

/*
 * An event that names nobody is left out, unless it is published: then the
 * references are those that were published.
 */
static void refuse_references(
	struct accepting *it, size_t index, unsigned wrong)
{
	struct event *event = it->site->events[index];
	const struct published *meeting = accepting_published(it, event->uid);

	if (meeting == NULL) {
		accepting_refuse(it, event);
		it->site->events[index] = NULL;
	} else {
		substitute_references(it->site, event, meeting->event, wrong);
	}
}

/* Whether some event had to be changed: all have to be looked at again. */
static bool find_wrong_references(struct accepting *it)
{
	bool found = false;

	for (size_t i = 0; i < it->site->event_count; i++) {
		const struct event *event = it->site->events[i];
		unsigned wrong =
			event->is_published ? 0 : check_references(it, event);

		if (wrong == 0)
			continue;
		refuse_references(it, i, wrong);
		found = true;
	}
	accepting_drop_empty(it);
	return found;
}

void accept_references(struct accepting *it)
{
	do
		site_settle(it->site);
	while (find_wrong_references(it));
}
