// Plain records of FASTQ by the 32 bytes, where the processor can.
#include <string.h>

#include "kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx2,bmi,bmi2")))

int collagen_has_wide_bytes(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2"); }

TARGET static inline __m256i load(const uint8_t *from) { return _mm256_loadu_si256((const __m256i *)from); }

// 0xFF for each byte from `lowest` to 126; bytes above 127 count as negative.
TARGET static inline __m256i printable(__m256i bytes, char lowest) {
  return _mm256_andnot_si256(_mm256_cmpgt_epi8(bytes, _mm256_set1_epi8(126)), _mm256_cmpgt_epi8(bytes, _mm256_set1_epi8((char)(lowest - 1))));
}

// 0xFF for each letter A, C, G, T or N: its lower four bits tell which one it must be.
TARGET static inline __m256i bases(__m256i bytes) {
  const __m256i letters = _mm256_broadcastsi128_si256(_mm_setr_epi8(0, 'a', 0, 'c', 't', 0, 0, 'g', 0, 0, 0, 0, 0, 0, 'n', 0));
  __m256i lower = _mm256_or_si256(bytes, _mm256_set1_epi8(0x20));
  return _mm256_cmpeq_epi8(lower, _mm256_shuffle_epi8(letters, lower));
}

// Whether the first `count` bytes of a title are all from 32 to 126; reads up to 31 bytes behind it.
TARGET static inline int is_plain_title(const uint8_t *title, size_t count) {
  for (; count > 32; title += 32, count -= 32) {
    if (_mm256_movemask_epi8(printable(load(title), 32)) != -1) return 0;
  }
  return _bzhi_u32(~(uint32_t)_mm256_movemask_epi8(printable(load(title), 32)), (unsigned)count) == 0;
}

// Whether `count` bases, at least 32, and their qualities are plain; the last step overlaps the one before.
TARGET static inline int is_plain_read(const uint8_t *sequence, const uint8_t *qualities, size_t count) {
  __m256i good = _mm256_set1_epi8(-1);
  size_t last = count - 32;
  for (size_t i = 0; i < last; i += 32) {
    good = _mm256_and_si256(good, _mm256_and_si256(bases(load(sequence + i)), printable(load(qualities + i), 33)));
  }
  good = _mm256_and_si256(good, _mm256_and_si256(bases(load(sequence + last)), printable(load(qualities + last), 33)));
  return _mm256_movemask_epi8(good) == -1;
}

static inline size_t line_end(const uint8_t *start, size_t count) {
  const uint8_t *found = memchr(start, '\n', count);
  return found ? (size_t)(found - start) : count;
}

TARGET size_t collagen_plain_records(const uint8_t *base, size_t end, size_t longest_title, size_t longest_record, collagen_layout *place,
                              collagen_record *records, size_t capacity) {
  size_t start = place->start, title_count = place->title_count, sequence_count = place->sequence_count, line = place->line, taken = 0;
  while (taken < capacity && start < end && base[start] == '@') {
    size_t title = start + 1;
    if (title + title_count >= end || base[title + title_count] != '\n') title_count = line_end(base + title, end - title);
    size_t sequence = title + title_count + 1;
    if (title_count == 0 || title_count > longest_title || sequence >= end) break;
    if (sequence + sequence_count >= end || base[sequence + sequence_count] != '\n') {
      sequence_count = line_end(base + sequence, end - sequence);
    }
    size_t plus = sequence + sequence_count + 1, quality = plus + 2, quality_end = quality + sequence_count;
    if (sequence_count < 32 || quality_end >= end || quality_end - start > longest_record) break;
    if (base[plus] != '+' || base[plus + 1] != '\n' || base[quality_end] != '\n') break;
    if (!is_plain_title(base + title, title_count) || !is_plain_read(base + sequence, base + quality, sequence_count)) break;
    records[taken++] = (collagen_record){(uint32_t)title,          (uint32_t)title_count, (uint32_t)sequence,
                                         (uint32_t)sequence_count, (uint32_t)quality,     (uint32_t)line, 0};
    start = quality_end + 1;
    line += 4;
  }
  *place = (collagen_layout){start, title_count, sequence_count, line};
  return taken;
}

#else

int collagen_has_wide_bytes(void) { return 0; }

size_t collagen_plain_records(const uint8_t *base, size_t end, size_t longest_title, size_t longest_record, collagen_layout *place,
                              collagen_record *records, size_t capacity) {
  (void)base, (void)end, (void)longest_title, (void)longest_record, (void)place, (void)records, (void)capacity;
  return 0;
}

#endif
