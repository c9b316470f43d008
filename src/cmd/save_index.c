/*
 * What a run leaves for the next one: the index.
 */
#include <fcntl.h>
#include <stdbool.h>
#include <unistd.h>
#include "base/file.h"
#include "base/string_set.h"
#include "cmd/building.h"
#include "cmd/cmd.h"
#include "cmd/news.h"
#include "plan/cards.h"
#include "plan/touched.h"
#include "store/store.h"
#include "store/temp_file.h"
#include "base/banned.h"

enum { CHUNK = 1 << 20 };

int make_index_folder(void)
{
	char all[] = "*\n";
	const struct buf ignore = {all, sizeof(all) - 1, 0};

	return store_put(INDEX_FOLDER "/.gitignore", &ignore,
		       STORE_DISPOSABLE) == STORE_FAILED
		? -1
		: 0;
}

/* What is in the index is of use only; that it cannot be written is no harm. */
static void store_index(const struct buf *bytes)
{
	make_index_folder();
	store_put(INDEX_PATH, bytes, STORE_DISPOSABLE);
}

void save_index_again(const struct index *index, const struct filestats *stats)
{
	struct buf bytes = BUF_INIT;

	index_put_again(&bytes, index, stats);
	store_index(&bytes);
	buf_release(&bytes);
}

/*
 * A run that is killed leaves no index behind, so that the next one does not
 * take what it finds for what it left, and looks for leftovers.
 */
void begin_to_write(const struct build *build)
{
	if (build->dry || build->next || build->preview)
		return;
	if (file_check_folders(INDEX_PATH) != 0 ||
		access(INDEX_PATH, F_OK) != 0) {
		temp_file_sweep("feeds");
		temp_file_sweep(INDEX_FOLDER);
	}
	store_remove(INDEX_PATH);
}

/*
 * Bytes that have no place yet go behind the `*size` bytes that are there; with
 * none, all of them do.
 */
static int put_fragments(struct plan *plan, int file, uint64_t *size)
{
	struct buf bytes = BUF_INIT;
	bool is_new = *size == 0;
	int result = 0;

	for (size_t i = 0; i < plan->count && result == 0; i++) {
		struct fragment *fragment = plan->fragments[i];

		if (cards_keep(fragment) && (is_new || !fragment->is_carded)) {
			fragment->at = *size;
			buf_put(&bytes, fragment->bytes.bytes,
				fragment->bytes.length);
			*size += fragment->bytes.length;
			mapped_see(&plan->written, fragment->bytes.length);
		}
		if (bytes.length > CHUNK || i + 1 == plan->count) {
			result = file_write(file, &bytes);
			buf_cut(&bytes, 0);
		}
	}
	buf_release(&bytes);
	return result;
}

/* How many bytes of the fragments that are kept some feed holds. */
static uint64_t count_bytes(const struct plan *plan)
{
	uint64_t size = 0;

	for (size_t i = 0; i < plan->count; i++)
		if (cards_keep(plan->fragments[i]))
			size += plan->fragments[i]->bytes.length;
	return size;
}

/*
 * How much of the file stays as it is: nothing when half of it is of no use any
 * more, or when nothing was taken from it.
 */
static uint64_t size_to_keep(const struct plan *plan)
{
	uint64_t size = plan->touched ? plan->touched->cards->bytes.length : 0;

	return size / 2 <= count_bytes(plan) ? size : 0;
}

/* What is mapped of a file that is taken away stays until the run ends. */
static int open_fragments(uint64_t size)
{
	int flags = O_WRONLY | O_NOFOLLOW | O_CLOEXEC;

	if (size > 0)
		return open(FRAGMENTS_PATH, flags | O_APPEND);
	store_remove(FRAGMENTS_PATH);
	return open(FRAGMENTS_PATH, flags | O_CREAT | O_EXCL, 0600);
}

/* Returns the checksum of the cards; 0: they could not be stored. */
static uint64_t put_cards(const struct build *build, uint64_t size)
{
	struct content written_here = CONTENT_INIT;
	struct temp_file file;
	uint64_t checksum = 0;

	temp_file_begin(&file, CARDS_PATH, &written_here, STORE_DISPOSABLE);
	if (temp_file_open(&file) == 0)
		checksum =
			cards_write(file.fd, build->plan, &build->diag, size);
	if (checksum != 0 && temp_file_place(&file) != 0)
		checksum = 0;
	temp_file_release(&file);
	return checksum;
}

/* Likewise, with the bytes of the fragments. */
static uint64_t save_cards(const struct build *build)
{
	struct plan *plan = build->plan;
	uint64_t size = size_to_keep(plan), checksum = 0;
	int file = make_index_folder() == 0 ? open_fragments(size) : -1;

	if (file < 0)
		return 0;
	if (put_fragments(plan, file, &size) == 0)
		checksum = put_cards(build, size);
	close(file);
	return checksum;
}

void save_index(struct build *build, struct filestats *stats, int status)
{
	struct index_facts *facts = &build->facts;
	struct buf bytes = BUF_INIT;

	if (build->dry || build->next || build->preview)
		return;
	/* Whatever could not be written is tried again the next time. */
	if (status == EXIT_FAILED) {
		store_remove(INDEX_PATH);
		return;
	}
	facts->complaints = news_hash(build, status);
	facts->now = build->now;
	facts->cards = save_cards(build);
	filestat_take_contents(stats, build->site);
	facts->output_count =
		string_set_make(facts->outputs, facts->output_count);
	index_put(&bytes, stats, facts);
	store_index(&bytes);
	buf_release(&bytes);
}
