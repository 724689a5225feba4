// Packs seeded texts with libbz2, damages two of three, and decodes them with the kernel of CKernels: what it takes must be the text,
// or what libbz2 makes of the damaged file. Built with the sanitizers by benchmarks/sequence-io/bzip2-check.
#include "kernels.h"

#include <bzlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;

static uint32_t random_bits(void) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (uint32_t)(state >> 20);
}

enum { most_text = 200000, most_packed = 400000, most_output = 8000000, most_blocks = 64, largest = 100000 };

static size_t make_text(uint8_t *text) {
  uint32_t kind = random_bits() % 4, count = 1 + random_bits() % (kind == 3 ? most_text : 6000), run = 1 + random_bits() % 3000;
  for (uint32_t place = 0; place < count; place++)
    text[place] = kind == 0 ? (uint8_t)random_bits() : kind == 1 ? (uint8_t)"ACGT"[random_bits() & 3] : kind == 2 ? 65 + (random_bits() % 7 == 0) : 65 + place / run % 3;
  return count;
}

// Bits at which a magic begins, and whether it is that of a stream's end.
static int find_blocks(const uint8_t *packed, size_t count, size_t *places, int *is_end) {
  int found = 0;
  uint64_t window = 0;
  for (size_t place = 0; place < count && found < most_blocks; place++) {
    window = window << 8 | packed[place];
    for (int shift = 0; shift < 8 && place >= 9 && found < most_blocks; shift++) {
      uint64_t magic = window >> shift & 0xFFFFFFFFFFFFull;
      if (magic != 0x314159265359ull && magic != 0x177245385090ull) continue;
      places[found] = 8 * (place + 1) - (size_t)shift - 48;
      is_end[found++] = magic == 0x177245385090ull;
    }
  }
  return found;
}

// Decodes the blocks of a file; 0 if one is not taken. Each block lies in memory of its own, so that a byte read beside it is seen.
static int decode(const uint8_t *packed, size_t count, collagen_bzip2_block *blocks, void *scratch, uint8_t *output, size_t *made) {
  size_t places[most_blocks];
  int is_end[most_blocks], found = find_blocks(packed, count, places, is_end), is_whole = 1;
  *made = 0;
  for (int index = 0; index + 1 < found;) {
    uint8_t *copies[COLLAGEN_BZIP2_SIDE];
    int held = 0;
    for (; index + 1 < found && held < COLLAGEN_BZIP2_SIDE; index++) {
      if (is_end[index]) continue;
      size_t first = places[index] / 8, size = (places[index + 1] + 7) / 8 - first;
      copies[held] = malloc(size);
      memcpy(copies[held], packed + first, size);
      blocks[held].bytes = copies[held];
      blocks[held].byte_count = size;
      blocks[held].first_bit = places[index] % 8;
      blocks[held++].bit_count = places[index + 1] - places[index];
    }
    collagen_bzip2_decode(blocks, held, scratch);
    for (int side = 0; side < held; side++) {
      free(copies[side]);
      if (!blocks[side].is_good) {
        is_whole = 0;
        continue;
      }
      collagen_bzip2_text text = {0};
      size_t room = 1 + random_bits() % 5000, part;
      do {
        uint8_t *piece = malloc(room);
        part = collagen_bzip2_expand(&text, blocks[side].text, blocks[side].length, piece, room);
        if (*made + part <= most_output) {
          memcpy(output + *made, piece, part);
          *made += part;
        }
        free(piece);
      } while (part == room);
      if (text.crc != blocks[side].crc) is_whole = 0;
    }
  }
  return is_whole && found > 1;
}

int main(int count, char **words) {
  int rounds = count > 1 ? atoi(words[1]) : 2000;
  state = 88172645463325252ull ^ (count > 2 ? strtoull(words[2], 0, 10) * 0x9E3779B97F4A7C15ull : 0);
  collagen_bzip2_block blocks[COLLAGEN_BZIP2_SIDE] = {0};
  for (int side = 0; side < COLLAGEN_BZIP2_SIDE; side++) {
    blocks[side].table = malloc(largest * sizeof(uint32_t));
    blocks[side].text = malloc(largest);
    blocks[side].largest = largest;
  }
  void *scratch = malloc(collagen_bzip2_scratch());
  uint8_t *text = malloc(most_text), *packed = malloc(most_packed), *output = malloc(most_output), *other = malloc(most_output);
  int taken = 0, refused = 0, same = 0;
  for (int round = 0; round < rounds; round++) {
    size_t size = make_text(text), made;
    unsigned packed_size = most_packed, other_size = most_output;
    if (BZ2_bzBuffToBuffCompress((char *)packed, &packed_size, (char *)text, (unsigned)size, 1, 0, 0)) return 2;
    int damages = (int)(random_bits() % 3);
    for (int damage = 0; damage < damages; damage++) packed[4 + random_bits() % (packed_size - 4)] ^= 1 << (random_bits() & 7);
    int is_taken = decode(packed, packed_size, blocks, scratch, output, &made);
    if (is_taken) taken++; else refused++;
    if (damages == 0 && (!is_taken || made != size || memcmp(output, text, size) != 0)) {
      printf("round %d: the text is not that which was packed\n", round);
      return 1;
    }
    if (damages == 0 || !is_taken || BZ2_bzBuffToBuffDecompress((char *)other, &other_size, (char *)packed, packed_size, 0, 0)) continue;
    if (other_size != made || memcmp(output, other, made) != 0) {
      printf("round %d: not what libbz2 makes of the damaged file\n", round);
      return 1;
    }
    same++;
  }
  for (int side = 0; side < COLLAGEN_BZIP2_SIDE; side++) {
    free(blocks[side].table);
    free(blocks[side].text);
  }
  free(scratch);
  free(text);
  free(packed);
  free(output);
  free(other);
  printf("%d files: %d taken, %d left to libbz2, %d damaged ones as libbz2 has them\n", rounds, taken, refused, same);
  return 0;
}
