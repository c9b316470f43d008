/*
 * Runs a target on the files that are named, or under AFL++.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "target.h"
#include "base/banned.h"

#ifdef __AFL_FUZZ_TESTCASE_LEN
/* What its macros become is not ours. */
#pragma clang diagnostic ignored "-Wextra-semi"
#pragma clang diagnostic ignored "-Wgnu-statement-expression"
__AFL_FUZZ_INIT();

static int run_under_afl(void)
{
	__AFL_INIT();
	while (__AFL_LOOP(10000))
		LLVMFuzzerTestOneInput(
			__AFL_FUZZ_TESTCASE_BUF, __AFL_FUZZ_TESTCASE_LEN);
	return 0;
}
#else
static int run_under_afl(void)
{
	fputs("usage: TARGET FILE...\n", stderr);
	return 2;
}
#endif

int main(int argc, char **argv)
{
	if (argc == 1)
		return run_under_afl();
	/* The target may leave the folder: paths must be absolute. */
	for (int i = 1; i < argc; i++) {
		struct buf bytes = BUF_INIT;

		if (file_read(argv[i], 1 << 30, &bytes) != 0) {
			perror(argv[i]);
			return 2;
		}
		LLVMFuzzerTestOneInput(
			(const uint8_t *)bytes.bytes, bytes.length);
		buf_release(&bytes);
	}
	return 0;
}
