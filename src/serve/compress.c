#include "serve/compress.h"

#include <string.h>
#include <zlib.h>
#include "base/mem.h"
#include "base/banned.h"

int compress_buf(struct buf *bytes)
{
	enum { GZIP = 16, MEMORY = 8 };
	z_stream stream = {0};
	struct buf small = BUF_INIT;
	int result;

	/* On the way to the same machine, time is dearer than bytes. */
	if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, MAX_WBITS + GZIP,
		    MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
		return -1;
	small.capacity = deflateBound(&stream, bytes->length) + 1;
	small.bytes = mem_alloc(small.capacity);
	stream.next_in = (unsigned char *)bytes->bytes;
	stream.avail_in = (unsigned)bytes->length;
	stream.next_out = (unsigned char *)small.bytes;
	stream.avail_out = (unsigned)small.capacity - 1;
	result = deflate(&stream, Z_FINISH);
	small.length = stream.total_out;
	deflateEnd(&stream);
	if (result != Z_STREAM_END) {
		buf_release(&small);
		return -1;
	}
	buf_release(bytes);
	*bytes = small;
	return 0;
}
