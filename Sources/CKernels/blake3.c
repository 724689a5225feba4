// The compression of BLAKE3 (O'Connor, Aumasson, Neves, Wilcox-O'Hearn 2020), one input at a time or many side by side.
#include <string.h>

#include "kernels.h"

enum { ROUNDS = 7 };

static const uint32_t start_value[8] = {0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19};

// Which word of the block each round takes: the permutation of the paper, applied once more each time.
static const uint8_t order[ROUNDS][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8},
    {3, 4, 10, 12, 13, 2, 7, 14, 6, 5, 9, 0, 11, 15, 8, 1}, {10, 7, 12, 9, 14, 3, 13, 15, 4, 0, 11, 2, 5, 8, 1, 6},
    {12, 13, 9, 11, 15, 10, 14, 8, 7, 2, 5, 3, 0, 1, 6, 4}, {9, 14, 11, 5, 8, 12, 15, 1, 13, 3, 0, 10, 2, 6, 4, 7},
    {11, 15, 5, 0, 1, 9, 8, 6, 14, 10, 2, 12, 3, 4, 7, 13},
};

#define TURN(x, n) ((x) >> (n) | (x) << (32 - (n)))
#define MIX(a, b, c, d, x, y)  \
  do {                         \
    a = a + b + (x);           \
    d = TURN(d ^ a, 16);       \
    c = c + d;                 \
    b = TURN(b ^ c, 12);       \
    a = a + b + (y);           \
    d = TURN(d ^ a, 8);        \
    c = c + d;                 \
    b = TURN(b ^ c, 7);        \
  } while (0)
#define ROUND(s, m, o)                                       \
  do {                                                       \
    MIX(s[0], s[4], s[8], s[12], m[o[0]], m[o[1]]);          \
    MIX(s[1], s[5], s[9], s[13], m[o[2]], m[o[3]]);          \
    MIX(s[2], s[6], s[10], s[14], m[o[4]], m[o[5]]);         \
    MIX(s[3], s[7], s[11], s[15], m[o[6]], m[o[7]]);         \
    MIX(s[0], s[5], s[10], s[15], m[o[8]], m[o[9]]);         \
    MIX(s[1], s[6], s[11], s[12], m[o[10]], m[o[11]]);       \
    MIX(s[2], s[7], s[8], s[13], m[o[12]], m[o[13]]);        \
    MIX(s[3], s[4], s[9], s[14], m[o[14]], m[o[15]]);        \
  } while (0)

void collagen_blake3_compress(uint32_t value[8], const uint8_t block[64], uint32_t length, uint64_t counter, uint32_t flags) {
  uint32_t m[16], s[16];
  for (int i = 0; i < 16; i++) {
    m[i] = (uint32_t)block[4 * i] | (uint32_t)block[4 * i + 1] << 8 | (uint32_t)block[4 * i + 2] << 16 | (uint32_t)block[4 * i + 3] << 24;
  }
  for (int i = 0; i < 8; i++) s[i] = value[i];
  for (int i = 0; i < 4; i++) s[8 + i] = start_value[i];
  s[12] = (uint32_t)counter;
  s[13] = (uint32_t)(counter >> 32);
  s[14] = length;
  s[15] = flags;
  for (int round = 0; round < ROUNDS; round++) ROUND(s, m, order[round]);
  for (int i = 0; i < 8; i++) value[i] = s[i] ^ s[8 + i];
}

// The same with a lane for each input. The words of a block come in rows, one an input, and are needed in columns, one a word: as many
// rows as there are lanes are laid into each other until they stand upright.
#define MANY(LANES, TARGET)                                                                                                      \
  typedef uint32_t row_##LANES __attribute__((vector_size(4 * LANES), aligned(4)));                                              \
  TARGET static void columns_##LANES(const uint8_t *input, size_t stride, row_##LANES m[16]) {                                   \
    for (int part = 0; part < 16; part += LANES) {                                                                               \
      row_##LANES old[LANES], new[LANES];                                                                                        \
      for (int i = 0; i < LANES; i++) memcpy(&old[i], input + (size_t)i * stride + 4 * (size_t)part, sizeof old[i]);             \
      for (int step = 1; step < LANES; step *= 2) {                                                                              \
        for (int i = 0; i < LANES / 2; i++) {                                                                                    \
          new[2 * i] = __builtin_shufflevector(old[i], old[i + LANES / 2], LOW_##LANES);                                               \
          new[2 * i + 1] = __builtin_shufflevector(old[i], old[i + LANES / 2], HIGH_##LANES);                                          \
        }                                                                                                                        \
        memcpy(old, new, sizeof old);                                                                                            \
      }                                                                                                                          \
      memcpy(m + part, old, sizeof old);                                                                                         \
    }                                                                                                                            \
  }                                                                                                                              \
  TARGET static void many_##LANES(const uint8_t *input, size_t stride, size_t blocks, uint64_t counter, int step, uint8_t flags, \
                                  uint8_t first, uint8_t last, uint32_t *output) {                                               \
    row_##LANES value[8], low, high;                                                                                             \
    for (int i = 0; i < 8; i++) value[i] = (row_##LANES){0} + start_value[i];                                                    \
    for (int i = 0; i < LANES; i++) {                                                                                            \
      uint64_t own = counter + (step ? (uint64_t)i : 0);                                                                         \
      low[i] = (uint32_t)own;                                                                                                    \
      high[i] = (uint32_t)(own >> 32);                                                                                           \
    }                                                                                                                            \
    for (size_t block = 0; block < blocks; block++) {                                                                            \
      row_##LANES m[16], s[16];                                                                                                  \
      columns_##LANES(input + 64 * block, stride, m);                                                                            \
      for (int i = 0; i < 8; i++) s[i] = value[i];                                                                               \
      for (int i = 0; i < 4; i++) s[8 + i] = (row_##LANES){0} + start_value[i];                                                  \
      s[12] = low;                                                                                                               \
      s[13] = high;                                                                                                              \
      s[14] = (row_##LANES){0} + 64;                                                                                             \
      s[15] = (row_##LANES){0} + (uint32_t)(flags | (block == 0 ? first : 0) | (block + 1 == blocks ? last : 0));                \
      _Pragma("clang loop unroll(full)") for (int round = 0; round < ROUNDS; round++) ROUND(s, m, order[round]);                 \
      for (int i = 0; i < 8; i++) value[i] = s[i] ^ s[8 + i];                                                                    \
    }                                                                                                                            \
    for (int lane = 0; lane < LANES; lane++) {                                                                                   \
      for (int i = 0; i < 8; i++) output[8 * lane + i] = value[i][lane];                                                         \
    }                                                                                                                            \
  }

#define LOW_4 0, 4, 1, 5
#define HIGH_4 2, 6, 3, 7
#define LOW_8 0, 8, 1, 9, 2, 10, 3, 11
#define HIGH_8 4, 12, 5, 13, 6, 14, 7, 15
#define LOW_16 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define HIGH_16 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31
#define ANY_PROCESSOR
MANY(4, ANY_PROCESSOR)
#if defined(__x86_64__)
MANY(8, __attribute__((target("avx2"))))
MANY(16, __attribute__((target("avx2,avx512f,avx512vl,avx512bw"))))
#endif

int collagen_blake3_lanes(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw")) return 16;
  if (__builtin_cpu_supports("avx2")) return 8;
#endif
  return 4;
}

void collagen_blake3_many(int lanes, const uint8_t *input, size_t count, size_t stride, size_t blocks, uint64_t counter, int step,
                          uint8_t flags, uint8_t first, uint8_t last, uint32_t *output) {
  while (count > 0) {
    size_t taken = 1;
#if defined(__x86_64__)
    if (lanes >= 16 && count >= 16) {
      many_16(input, stride, blocks, counter, step, flags, first, last, output);
      taken = 16;
    } else if (lanes >= 8 && count >= 8) {
      many_8(input, stride, blocks, counter, step, flags, first, last, output);
      taken = 8;
    } else
#endif
        if (lanes >= 4 && count >= 4) {
      many_4(input, stride, blocks, counter, step, flags, first, last, output);
      taken = 4;
    } else {
      memcpy(output, start_value, sizeof start_value);
      for (size_t block = 0; block < blocks; block++) {
        uint32_t own = flags | (block == 0 ? first : 0) | (block + 1 == blocks ? last : 0);
        collagen_blake3_compress(output, input + 64 * block, 64, counter, own);
      }
    }
    input += taken * stride;
    output += 8 * taken;
    count -= taken;
    if (step) counter += taken;
  }
}
