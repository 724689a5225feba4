// A block of bzip2 with any bits, without the CRC in the way: what the kernel takes must be what libbz2 makes of the same bits with the CRC of
// the kernel's text, and the same in pieces. Input: level and first bit in one byte, then the block from its magic on. Built and run by
// benchmarks/sequence-io/bzip2-fuzz.
#include "kernels.h"

#include <bzlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { most_text = 50 << 20, most_pieces = 200000 };

static void *room;
static uint8_t *text, *other;
static long taken;

static void tell(void) { fprintf(stderr, "%ld blocks taken by the kernel, each as by libbz2\n", taken); }

typedef struct {
  uint8_t *bytes;
  size_t count;
} bits;

static void put(bits *bits, uint64_t value, int count) {
  for (int bit = count - 1; bit >= 0; bit--, bits->count++)
    if (value >> bit & 1) bits->bytes[bits->count / 8] |= (uint8_t)(0x80 >> bits->count % 8);
}

// A file of the one block, with the CRC given.
static bits wrap(const collagen_bzip2_block *block, uint32_t crc) {
  bits file = {calloc(1, block->byte_count + 64), 0};
  put(&file, 0x425A6830 + block->largest / 100000, 32);
  put(&file, COLLAGEN_BZIP2_BLOCK, 48);
  put(&file, crc, 32);
  for (size_t place = block->first_bit + 80; place < block->first_bit + block->bit_count; place++)
    put(&file, block->bytes[place / 8] >> (7 - place % 8) & 1, 1);
  put(&file, COLLAGEN_BZIP2_END, 48);
  put(&file, crc, 32);
  return file;
}

static void compare(const collagen_bzip2_block *block, size_t piece) {
  collagen_bzip2_text state = {0}, again = {0};
  size_t made = collagen_bzip2_expand(&state, block->text, block->length, text, most_text), done = 0, part = piece;
  while (made < most_pieces && part == piece) {
    part = collagen_bzip2_expand(&again, block->text, block->length, other + done, piece);
    done += part;
  }
  if (made < most_pieces && (done != made || again.crc != state.crc || memcmp(text, other, made) != 0)) abort();
  if (state.run == 4) return;  // not taken: the count of the last run is missing
  bits file = wrap(block, state.crc);
  unsigned count = most_text;
  int status = BZ2_bzBuffToBuffDecompress((char *)other, &count, (char *)file.bytes, (unsigned)((file.count + 7) / 8), 0, 0);
  free(file.bytes);
  if (status != BZ_OK || count != made || memcmp(text, other, made) != 0) abort();
  taken++;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t count) {
  if (count < 12) return 0;
  if (!room) {
    room = malloc(collagen_bzip2_room());
    text = malloc(most_text);
    other = malloc(most_text);
    atexit(tell);
  }
  uint8_t *bytes = malloc(count - 1);  // memory of its own, so that a byte read beside it is seen
  memcpy(bytes, data + 1, count - 1);
  collagen_bzip2_block block = {0};
  block.bytes = bytes;
  block.byte_count = count - 1;
  block.largest = (1 + data[0] % 9u) * 100000;
  block.first_bit = data[0] / 9 % 8;
  // Any of the last byte's bits may be the last one of the block.
  for (size_t behind = 0; behind < 8; behind++) {
    block.bit_count = 8 * block.byte_count - block.first_bit - behind;
    collagen_bzip2_decode(&block, room);
    if (!block.is_good) continue;
    compare(&block, 1 + count % 37);
    break;
  }
  free(bytes);
  return 0;
}
