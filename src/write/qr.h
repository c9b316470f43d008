/*
 * An address as a QR code (ISO/IEC 18004), as a picture in the page.
 */
#ifndef WRITE_QR_H
#define WRITE_QR_H

#include "write/markup.h"

/* A figure with `caption` under it; nothing when the address is too long. */
void qr_put(struct markup *markup, const char *address, const char *caption);

#endif
