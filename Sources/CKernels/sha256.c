// SHA-256 (FIPS 180-4) of two messages at once, with the processor's instructions for it.
#include "kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("sha,sse4.1,ssse3")))

static const uint32_t constants[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
    0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
    0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
    0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
    0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

int collagen_sha256_has_instructions(void) {
  // The name "sha" is not known to every compiler's __builtin_cpu_supports: leaf 7, bit 29 of EBX.
  unsigned a = 7, b, c = 0, d;
  __asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  return (b >> 29 & 1) && __builtin_cpu_supports("sse4.1");
}

// A message's state in the order that the instructions want: ABEF and CDGH.
typedef struct {
  __m128i abef, cdgh;
} state;

TARGET static inline state packed(const uint32_t value[8]) {
  __m128i low = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)value), 0xB1);          // CDAB
  __m128i high = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(value + 4)), 0x1B);   // EFGH
  state result = {_mm_alignr_epi8(low, high, 8), _mm_blend_epi16(high, low, 0xF0)};
  return result;
}

TARGET static inline void unpack(state own, uint32_t value[8]) {
  __m128i low = _mm_shuffle_epi32(own.abef, 0x1B);   // FEBA
  __m128i high = _mm_shuffle_epi32(own.cdgh, 0xB1);  // DCHG
  _mm_storeu_si128((__m128i *)value, _mm_blend_epi16(low, high, 0xF0));
  _mm_storeu_si128((__m128i *)(value + 4), _mm_alignr_epi8(high, low, 8));
}

TARGET static inline void four_rounds(state *own, __m128i words, int group) {
  __m128i sum = _mm_add_epi32(words, _mm_load_si128((const __m128i *)(constants + 4 * group)));
  own->cdgh = _mm_sha256rnds2_epu32(own->cdgh, own->abef, sum);
  own->abef = _mm_sha256rnds2_epu32(own->abef, own->cdgh, _mm_shuffle_epi32(sum, 0x0E));
}

// The next four words of the schedule from the last sixteen, `m[0]` the oldest.
TARGET static inline __m128i scheduled(__m128i a, __m128i b, __m128i c, __m128i d) {
  __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(a, b), _mm_alignr_epi8(d, c, 4));
  return _mm_sha256msg2_epu32(sum, d);
}

TARGET void collagen_sha256_two(uint32_t first[8], uint32_t second[8], const uint8_t *one, const uint8_t *other, size_t blocks) {
  const __m128i swap = _mm_set_epi64x(0x0C0D0E0F08090A0B, 0x0405060700010203);
  state left = packed(first), right = packed(second);
  for (; blocks > 0; blocks--, one += 64, other += 64) {
    state old_left = left, old_right = right;
    __m128i m[4], n[4];
#pragma clang loop unroll(full)
    for (int i = 0; i < 16; i++) {
      if (i < 4) {
        m[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(one + 16 * i)), swap);
        n[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(other + 16 * i)), swap);
      } else {
        m[i % 4] = scheduled(m[i % 4], m[(i + 1) % 4], m[(i + 2) % 4], m[(i + 3) % 4]);
        n[i % 4] = scheduled(n[i % 4], n[(i + 1) % 4], n[(i + 2) % 4], n[(i + 3) % 4]);
      }
      four_rounds(&left, m[i % 4], i);
      four_rounds(&right, n[i % 4], i);
    }
    left.abef = _mm_add_epi32(left.abef, old_left.abef);
    left.cdgh = _mm_add_epi32(left.cdgh, old_left.cdgh);
    right.abef = _mm_add_epi32(right.abef, old_right.abef);
    right.cdgh = _mm_add_epi32(right.cdgh, old_right.cdgh);
  }
  unpack(left, first);
  unpack(right, second);
}

#else

int collagen_sha256_has_instructions(void) { return 0; }

void collagen_sha256_two(uint32_t first[8], uint32_t second[8], const uint8_t *one, const uint8_t *other, size_t blocks) {
  (void)first, (void)second, (void)one, (void)other, (void)blocks;
}

#endif
