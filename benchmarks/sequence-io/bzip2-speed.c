// Decodes files of bzip2 by the kernel of CKernels, one block after the other in one thread: finds blocks, decodes, unpacks runs, checks
// their CRCs; writes nothing but what it took. Built and run beside lbzip2 by benchmarks/sequence-io/bzip2-speed.
#include "kernels.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { most_piece = 1 << 18 };

typedef struct {
  double find, decode, unpack;  // CPU nanoseconds
  size_t bytes, blocks, bad;
} account;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static void decode(collagen_bzip2_block *block, void *room, uint8_t *output, account *account) {
  double start = now();
  collagen_bzip2_decode(block, room);
  double decoded = now();
  account->decode += decoded - start;
  account->blocks++;
  collagen_bzip2_text text = {0};
  size_t made = most_piece;
  while (block->is_good && made == most_piece) {
    made = collagen_bzip2_expand(&text, block->text, block->length, output, most_piece);
    account->bytes += made;
  }
  account->unpack += now() - decoded;
  account->bad += !block->is_good || text.crc != block->crc || text.run == 4;
}

static void read_blocks(const uint8_t *bytes, size_t count, void *room, uint8_t *output, account *account) {
  size_t block_start = 0;
  uint64_t window = 0;
  int bits_left, is_block = 0;
  for (size_t at = 4; at < count;) {
    double start = now();
    at += collagen_bzip2_find(&window, bytes + at, count - at, &bits_left);
    account->find += now() - start;
    if (bits_left < 0) return;
    size_t here = 8 * at - (size_t)bits_left - 48;
    if (is_block) {
      collagen_bzip2_block block = {0};
      block.bytes = bytes + block_start / 8;
      block.byte_count = (here + 7) / 8 - block_start / 8;
      block.first_bit = block_start % 8;
      block.bit_count = here - block_start;
      block.largest = 900000;
      decode(&block, room, output, account);
    }
    is_block = (window >> bits_left & 0xFFFFFFFFFFFFull) == COLLAGEN_BZIP2_BLOCK;
    block_start = here;
  }
}

int main(int count, char **words) {
  void *room = malloc(collagen_bzip2_room());
  uint8_t *output = malloc(most_piece);
  account account = {0};
  for (int index = 1; index < count; index++) {
    FILE *file = fopen(words[index], "rb");
    if (!file || fseek(file, 0, SEEK_END)) return 66;
    size_t size = (size_t)ftell(file);
    rewind(file);
    uint8_t *bytes = malloc(size);
    if (fread(bytes, 1, size, file) != size) return 66;
    fclose(file);
    read_blocks(bytes, size, room, output, &account);
    free(bytes);
  }
  free(room);
  free(output);
  double bytes = account.bytes > 0 ? (double)account.bytes : 1;
  printf("%zu blocks, %zu not decoded, %zu bytes of text; ns a byte: finding blocks %.2f, decoding %.2f, runs and CRC %.2f\n", account.blocks, account.bad,
         account.bytes, account.find / bytes, account.decode / bytes, account.unpack / bytes);
  return account.bad > 0;
}
