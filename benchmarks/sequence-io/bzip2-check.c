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

enum { most_text = 1200000, most_packed = 1500000, most_output = 16000000, most_blocks = 64 };

// Bytes, bases, runs of about four, long runs, and one word again and again, whose rows lie in many circles. One in 20 texts is longer than
// a block of most levels.
static size_t make_text(uint8_t *text) {
  uint32_t kind = random_bits() % 5, run = 1 + random_bits() % 3000;
  uint32_t count = 1 + random_bits() % (random_bits() % 20 == 0 ? most_text : kind == 3 ? 200000 : 6000);
  if (kind == 4) {
    run = 1 + random_bits() % (random_bits() & 1 ? 12 : 2000);
    if (random_bits() & 1) count = count / run * run + run < most_text ? count / run * run + run : run;
  }
  for (uint32_t place = 0; place < count; place++)
    switch (kind) {
    case 0: text[place] = (uint8_t)random_bits(); break;
    case 1: text[place] = (uint8_t)"ACGT"[random_bits() & 3]; break;
    case 2: text[place] = 65 + (random_bits() % 7 == 0); break;
    case 3: text[place] = (uint8_t)(65 + place / run % 3); break;
    default: text[place] = place < run ? (uint8_t)(65 + (random_bits() & 3)) : text[place - run];
    }
  return count;
}

// Bits at which a magic begins, and whether it is that of a stream's end; bit by bit, which collagen_bzip2_find must find too.
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

// The same by the kernel, from pieces of any size. 0 if they differ.
static int finds_as_well(const uint8_t *packed, size_t count, const size_t *places, const int *is_end, int found) {
  uint64_t window = 0;
  int seen = 0, bits_left;
  for (size_t at = 4; at < count;) {
    size_t piece = 1 + random_bits() % 3000;
    at += collagen_bzip2_find(&window, packed + at, piece < count - at ? piece : count - at, &bits_left);
    if (bits_left < 0) continue;
    if (seen == most_blocks) return 1;
    if (seen >= found || 8 * at - (size_t)bits_left - 48 != places[seen]) return 0;
    if (is_end[seen] != ((window >> bits_left & 0xFFFFFFFFFFFFull) == COLLAGEN_BZIP2_END)) return 0;
    seen++;
  }
  return seen == found;
}

// Decodes the blocks of a file; 0 if one is not taken, -1 if they are not found. Each block lies in memory of its own, so that a byte read
// beside it is seen.
static int decode(const uint8_t *packed, size_t count, void *room, uint8_t *output, size_t *made) {
  size_t places[most_blocks];
  int is_end[most_blocks], found = find_blocks(packed, count, places, is_end), is_whole = 1;
  *made = 0;
  if (!finds_as_well(packed, count, places, is_end, found)) return -1;
  for (int index = 0; index + 1 < found; index++) {
    if (is_end[index]) continue;
    size_t first = places[index] / 8, size = (places[index + 1] + 7) / 8 - first;
    uint8_t *copy = malloc(size);
    memcpy(copy, packed + first, size);
    collagen_bzip2_block block = {0};
    block.bytes = copy;
    block.byte_count = size;
    block.first_bit = places[index] % 8;
    block.bit_count = places[index + 1] - places[index];
    block.largest = (uint32_t)(packed[3] - '0') * 100000;
    collagen_bzip2_decode(&block, room);
    free(copy);
    if (!block.is_good) {
      is_whole = 0;
      continue;
    }
    collagen_bzip2_text text = {0};
    size_t size_of_piece = 1 + random_bits() % 5000, part;
    do {
      uint8_t *piece = malloc(size_of_piece);
      part = collagen_bzip2_expand(&text, block.text, block.length, piece, size_of_piece);
      if (*made + part <= most_output) {
        memcpy(output + *made, piece, part);
        *made += part;
      }
      free(piece);
    } while (part == size_of_piece);
    if (text.crc != block.crc || text.run == 4) is_whole = 0;
  }
  return is_whole && found > 1;
}

int main(int count, char **words) {
  int rounds = count > 1 ? atoi(words[1]) : 2000;
  state = 88172645463325252ull ^ (count > 2 ? strtoull(words[2], 0, 10) * 0x9E3779B97F4A7C15ull : 0);
  void *room = malloc(collagen_bzip2_room());
  uint8_t *text = malloc(most_text), *packed = malloc(most_packed), *output = malloc(most_output), *other = malloc(most_output);
  int taken = 0, refused = 0, same = 0;
  for (int round = 0; round < rounds; round++) {
    size_t size = make_text(text), made;
    unsigned packed_size = most_packed, other_size = most_output;
    if (BZ2_bzBuffToBuffCompress((char *)packed, &packed_size, (char *)text, (unsigned)size, 1 + (int)(random_bits() % 9), 0, 0)) return 2;
    int damages = (int)(random_bits() % 3);
    for (int damage = 0; damage < damages; damage++) packed[4 + random_bits() % (packed_size - 4)] ^= 1 << (random_bits() & 7);
    int is_taken = decode(packed, packed_size, room, output, &made);
    if (is_taken < 0) {
      printf("round %d: the blocks are not found where they are\n", round);
      return 1;
    }
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
  free(room);
  free(text);
  free(packed);
  free(output);
  free(other);
  printf("%d files: %d taken, %d left to libbz2, %d damaged ones as libbz2 has them\n", rounds, taken, refused, same);
  return 0;
}
