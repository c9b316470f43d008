#include "cmd/build_options.h"

#include <getopt.h>
#include <stdlib.h>
#include <unistd.h>
#include "base/workers.h"
#include "plan/forget.h"
#include "base/banned.h"

static int read_jobs(const char *text, size_t *jobs)
{
	char *end;

	*jobs = strtoul(text, &end, 10);
	if (*text < '1' || *text > '9' || *end != '\0')
		return -1;
	return *jobs <= WORKERS_MOST ? 0 : -1;
}

/* What is said once cannot be tried, and a moment is no summary. */
static bool contradicts_itself(const struct build *build)
{
	const struct report *report = &build->report;

	if (report->is_cron &&
		(build->dry || build->next || report->tells_until))
		return true;
	if (report->is_json && (build->next || report->tells_until))
		return true;
	return build->next && report->tells_until;
}

/* Returns -1 for an option that is none. */
static int take_option(struct build *build, int option)
{
	switch (option) {
	case 'n':
		build->dry = true;
		return 0;
	case 'v':
		build->verbose = true;
		return 0;
	case 'N':
		build->next = true;
		return 0;
	case 'U':
		build->report.tells_until = 1;
		return 0;
	case 'j':
		return read_jobs(optarg, &build->jobs);
	case 'P':
		build->no_proof = true;
		return 0;
	case 'R':
		build->recover = true;
		return 0;
	case 'W':
		build->preview = true;
		return 0;
	case 'S':
		build->plan_name = optarg;
		return 0;
	case 'C':
		build->report.is_cron = 1;
		return 0;
	case 'J':
		build->report.is_json = 1;
		return 0;
	case 'F':
		build->forget[build->forget_count++] = forget_uid(optarg);
		return 0;
	default:
		return -1;
	}
}

int build_options_take(struct build *build, int argc, char **argv)
{
	static const struct option options[] = {
		{"next", no_argument, NULL, 'N'},
		{"until", no_argument, NULL, 'U'},
		{"forget", required_argument, NULL, 'F'},
		{"recover", no_argument, NULL, 'R'},
		{"no-proof", no_argument, NULL, 'P'},
		{"preview", no_argument, NULL, 'W'},
		{"plan", required_argument, NULL, 'S'},
		{"cron", no_argument, NULL, 'C'},
		{"json", no_argument, NULL, 'J'},
		{NULL},
	};
	int option;

	while ((option = getopt_long(argc, argv, "j:nv", options, NULL)) != -1)
		if (take_option(build, option) != 0)
			return -1;
	build->report.names_files = build->verbose || build->dry;
	return optind != argc || contradicts_itself(build) ? -1 : 0;
}
