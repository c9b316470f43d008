/*
 * No target: it goes wrong in each way that must be noticed.  tests/fuzz/run
 * sees to it that it is before it believes that all is well.
 */
#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include "target.h"
#include "base/banned.h"

static int *volatile kept;
static volatile int number;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	if (size == 0)
		return 0;
	switch (*bytes) {
	case 'a':
		assert(size == 0);
		break;
	case 'h':
		for (volatile int i = 0; i >= 0; i &= 1)
			i++;
		break;
	case 'l':
		kept = malloc(sizeof(*kept));
		kept = NULL;
		break;
	case 'o':
		kept = malloc(sizeof(*kept));
		assert(kept != NULL);
		number = kept[size];
		break;
	case 'u':
		number = INT_MAX;
		number += (int)size;
		break;
	default:
		break;
	}
	return 0;
}
