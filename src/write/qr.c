#include "write/qr.h"

#include <qrencode.h>
#include "base/banned.h"

/* The light margin around a code, in modules. */
enum { MARGIN = 4, MODULE = 4 };

/*
 * The dark modules, row by row, as runs: strokes of the width 1.  A move along
 * the row is shorter than one that names the row again.
 */
static void put_modules(struct buf *path, const QRcode *code)
{
	int width = code->width;

	for (int y = 0; y < width; y++) {
		const unsigned char *row = code->data + y * width;
		int end = 0; /* of the last run */

		for (int x = 0, run; x < width; x += run) {
			for (run = 1; x + run < width &&
				(row[x] & 1) == (row[x + run] & 1);)
				run++;
			if (!(row[x] & 1))
				continue;
			if (end == 0)
				buf_printf(path, "M%d %d.5", x + MARGIN,
					y + MARGIN);
			else
				buf_printf(path, "m%d 0", x - end);
			buf_printf(path, "h%d", run);
			end = x + run;
		}
	}
}

static void put_picture(
	struct markup *markup, const QRcode *code, const char *caption)
{
	int size = code->width + 2 * MARGIN;
	struct buf box = BUF_INIT, width = BUF_INIT, path = BUF_INIT;

	buf_printf(&box, "0 0 %d %d", size, size);
	buf_printf(&width, "%d", size * MODULE);
	put_modules(&path, code);
	markup_block(markup, "svg");
	markup_attribute(markup, "xmlns", "http://www.w3.org/2000/svg");
	markup_attribute(markup, "viewBox", box.bytes);
	markup_attribute(markup, "width", width.bytes);
	markup_attribute(markup, "height", width.bytes);
	markup_attribute(markup, "role", "img");
	markup_attribute(markup, "aria-label", caption);
	markup_block(markup, "path");
	buf_cut(&box, 0);
	buf_printf(&box, "M0 0h%dv%dH0z", size, size);
	markup_attribute(markup, "fill", "#fff");
	markup_attribute(markup, "d", box.bytes);
	markup_end(markup);
	markup_block(markup, "path");
	markup_attribute(markup, "stroke", "#000");
	markup_attribute(markup, "shape-rendering", "crispEdges");
	markup_attribute(markup, "d", path.bytes);
	markup_end(markup);
	markup_end(markup);
	buf_release(&path);
	buf_release(&width);
	buf_release(&box);
}

void qr_put(struct markup *markup, const char *address, const char *caption)
{
	QRcode *code = QRcode_encodeString8bit(address, 0, QR_ECLEVEL_M);

	if (code == NULL)
		return;
	markup_block(markup, "figure");
	put_picture(markup, code, caption);
	markup_element(markup, "figcaption", caption);
	markup_end(markup);
	QRcode_free(code);
}
