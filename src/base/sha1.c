#include "base/sha1.h"

#include <stdint.h>
#include <string.h>
#include "base/buf.h"
#include "base/banned.h"

static uint32_t rotate(uint32_t word, int bits)
{
	return word << bits | word >> (32 - bits);
}

/* RFC 3174, 5: the function and the constant of round `t`. */
static uint32_t mix(int t, const uint32_t *h)
{
	if (t < 20)
		return ((h[1] & h[2]) | (~h[1] & h[3])) + 0x5A827999;
	if (t < 40)
		return (h[1] ^ h[2] ^ h[3]) + 0x6ED9EBA1;
	if (t < 60)
		return ((h[1] & h[2]) | (h[1] & h[3]) | (h[2] & h[3])) +
			0x8F1BBCDC;
	return (h[1] ^ h[2] ^ h[3]) + 0xCA62C1D6;
}

/* RFC 3174, 6.1: one block of 64 bytes. */
static void add_block(uint32_t state[5], const unsigned char *block)
{
	uint32_t w[80], h[5];

	for (int t = 0; t < 16; t++)
		w[t] = (uint32_t)block[4 * t] << 24 |
			(uint32_t)block[4 * t + 1] << 16 |
			(uint32_t)block[4 * t + 2] << 8 | block[4 * t + 3];
	for (int t = 16; t < 80; t++)
		w[t] = rotate(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
	memcpy(h, state, sizeof(h));
	for (int t = 0; t < 80; t++) {
		uint32_t next = rotate(h[0], 5) + mix(t, h) + h[4] + w[t];

		h[4] = h[3];
		h[3] = h[2];
		h[2] = rotate(h[1], 30);
		h[1] = h[0];
		h[0] = next;
	}
	for (int i = 0; i < 5; i++)
		state[i] += h[i];
}

void sha1(const void *bytes, size_t length, unsigned char digest[20])
{
	uint32_t state[5] = {
		0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
	struct buf padded = BUF_INIT;

	/* RFC 3174, 4: a one bit, zeros, and the length in bits. */
	buf_put(&padded, bytes, length);
	buf_putc(&padded, (char)0x80);
	while (padded.length % 64 != 56)
		buf_putc(&padded, '\0');
	for (int i = 7; i >= 0; i--)
		buf_putc(&padded, (char)((uint64_t)length * 8 >> (8 * i)));
	for (size_t i = 0; i < padded.length; i += 64)
		add_block(state, (const unsigned char *)padded.bytes + i);
	for (int i = 0; i < 20; i++)
		digest[i] = (unsigned char)(state[i / 4] >> (24 - 8 * (i % 4)));
	buf_release(&padded);
}
