// What is left of a bzip2 block when its transform is undone: runs to unpack, and the CRC. And where blocks begin.
#include "kernels.h"

#include <string.h>

// CRC-32 of bzip2: the polynomial 0x04C11DB7, highest bit first, by eight bytes at a time.
static uint32_t remainders[8][256];

// The 16 bits behind the first 16 to 23 of a magic, at each of the 8 shifts: a set of bits.
static uint64_t inside[1024];

static const uint64_t magics[2] = {COLLAGEN_BZIP2_BLOCK, COLLAGEN_BZIP2_END};

__attribute__((constructor)) static void fill_tables(void) {
  for (uint32_t byte = 0; byte < 256; byte++) {
    uint32_t value = byte << 24;
    for (int bit = 0; bit < 8; bit++) value = value & 0x80000000u ? value << 1 ^ 0x04C11DB7u : value << 1;
    remainders[0][byte] = value;
  }
  for (int step = 1; step < 8; step++)
    for (int byte = 0; byte < 256; byte++) {
      uint32_t before = remainders[step - 1][byte];
      remainders[step][byte] = before << 8 ^ remainders[0][before >> 24];
    }
  for (int kind = 0; kind < 2; kind++)
    for (int shift = 0; shift < 8; shift++) {
      uint64_t pair = magics[kind] >> (16 - shift) & 0xFFFF;
      inside[pair / 64] |= (uint64_t)1 << (pair % 64);
    }
}

static uint32_t checksum(uint32_t crc, const uint8_t *bytes, size_t count) {
  for (; count >= 8; bytes += 8, count -= 8) {
    crc ^= (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
    crc = remainders[7][crc >> 24] ^ remainders[6][crc >> 16 & 255] ^ remainders[5][crc >> 8 & 255] ^ remainders[4][crc & 255] ^
          remainders[3][bytes[4]] ^ remainders[2][bytes[5]] ^ remainders[1][bytes[6]] ^ remainders[0][bytes[7]];
  }
  for (; count > 0; bytes++, count--) crc = crc << 8 ^ remainders[0][crc >> 24 ^ *bytes];
  return crc;
}

size_t collagen_bzip2_find(uint64_t *window, const uint8_t *bytes, size_t count, int *bits_left) {
  uint64_t last = *window;
  *bits_left = -1;
  for (size_t place = 0; place < count; place++) {
    last = last << 8 | bytes[place];
    uint64_t pair = last >> 16 & 0xFFFF;
    if (!(inside[pair / 64] >> (pair % 64) & 1)) continue;
    for (int shift = 0; shift < 8; shift++) {
      uint64_t candidate = last >> shift & 0xFFFFFFFFFFFFull;
      if (candidate != magics[0] && candidate != magics[1]) continue;
      *bits_left = shift;
      *window = last;
      return place + 1;
    }
  }
  *window = last;
  return count;
}

static inline uint64_t word_at(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word;
}

// Which bytes of a word are 0, the lowest first: a bit for each.
static inline unsigned zeros(uint64_t word) {
  const uint64_t low = 0x7F7F7F7F7F7F7F7Full;
  uint64_t found = ~(((word & low) + low) | word | low) >> 7;
  return (unsigned)(found * 0x0102040810204080ull >> 56);
}

// Copies eight bytes at a time up to the end of a run of four, or until fewer than eight are left on a side.
static size_t copy(collagen_bzip2_text *text, const uint8_t *bytes, size_t count, uint8_t *output, size_t room) {
  size_t most = count < room ? count : room, made = 0;
  int run = text->run;
  uint32_t last = text->last;
  while (run < 4 && made + 8 <= most) {
    uint64_t word = word_at(bytes + made);
    uint64_t before = word << 8 | (run == 0 ? ~word & 255 : last);
    // Bytes like the one before them, behind the two before these: run - 1 of those.
    unsigned equal = zeros(word ^ before) << 2 | (run == 3 ? 3u : run == 2 ? 2u : 0u);
    unsigned fourth = equal & equal >> 1 & equal >> 2;
    memcpy(output + made, bytes + made, 8);
    int copied = fourth ? __builtin_ctz(fourth) + 1 : 8;
    made += (size_t)copied;
    last = bytes[made - 1];
    run = fourth ? 4 : (equal >> 9 & 1) ? (equal >> 8 & 1) ? 3 : 2 : 1;
  }
  text->run = run;
  text->last = last;
  return made;
}

size_t collagen_bzip2_expand(collagen_bzip2_text *text, const uint8_t *bytes, size_t count, uint8_t *output, size_t room) {
  size_t made = 0;
  for (;;) {
    if (text->pending > 0) {  // copies that a count behind four equal bytes asks for
      size_t copies = text->pending < room - made ? text->pending : room - made;
      memset(output + made, (int)text->last, copies);
      made += copies;
      text->pending -= (uint32_t)copies;
      if (text->pending > 0) break;
    }
    if (text->place == count) break;
    if (text->run == 4) {
      text->pending = bytes[text->place++];
      text->run = 0;
      continue;
    }
    if (made == room) break;
    size_t copied = copy(text, bytes + text->place, count - text->place, output + made, room - made);
    text->place += copied;
    made += copied;
    if (text->run == 4 || text->place == count || made == room) continue;
    uint8_t byte = bytes[text->place++];
    text->run = byte == text->last && text->run > 0 ? text->run + 1 : 1;
    text->last = byte;
    output[made++] = byte;
  }
  text->crc = ~checksum(~text->crc, output, made);
  return made;
}
