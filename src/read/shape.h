/*
 * What a record may contain, as tables; checked in one place, so that the
 * readers of the records only pick up what they know to be there.
 */
#ifndef READ_SHAPE_H
#define READ_SHAPE_H

#include <stddef.h>
#include "base/diag.h"
#include "read/value.h"
#include "read/xml.h"

enum need { OPTIONAL, REQUIRED };

struct attribute_shape {
	const char *name;
	const struct value_type *type;
	enum need need;
};

enum content {
	NO_WORDS, /* elements only */
	WORDS, /* words, and nothing else */
	PROSE, /* words and elements side by side */
};

/* ANY and AT_LEAST_ONCE end at 2,000, since each may be compared with each. */
enum often { ANY, ONCE, AT_MOST_ONCE, AT_LEAST_ONCE, WITHOUT_LIMIT };

struct child_shape {
	const struct shape *shape;
	enum often often;
};

struct shape {
	const char *name;
	enum content content;
	const struct attribute_shape *attributes; /* ended by name NULL */
	const struct child_shape *children; /* ended by shape NULL */
	const char *key; /* attribute whose values differ among siblings */
};

/*
 * Check an element and all below it; every complaint is made.  Returns 0 when
 * there were none, else -1.
 */
int shape_check(const struct shape *shape, const struct element *element,
	struct diag *diag);

#endif
