// The inside of bzip2 blocks, several at once. Undoing the Burrows-Wheeler transform is a walk from each byte to the next through
// a table of a few megabytes: every step waits for memory. Walks through several blocks wait at the same time.
#include "kernels.h"

#include <string.h>

// Bits of a run, the highest of a byte first. Behind the run come zeros; `taken` tells that they were read.
typedef struct {
  const uint8_t *bytes;
  size_t count, place;
  uint64_t window;  // the next bits, highest first
  int held;         // how many of them
  size_t taken;
} bits;

static inline void fill(bits *run) {
  if (run->place + 8 <= run->count) {
    uint64_t word;
    memcpy(&word, run->bytes + run->place, 8);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    run->window |= word >> run->held;
    int whole = (63 - run->held) >> 3;
    run->place += (size_t)whole;
    run->held += 8 * whole;
    return;
  }
  while (run->held <= 56) {
    uint64_t byte = run->place < run->count ? run->bytes[run->place] : 0;
    run->window |= byte << (56 - run->held);
    run->place++;
    run->held += 8;
  }
}

static inline void drop(bits *run, int count) {
  run->window <<= count;
  run->held -= count;
  run->taken += (size_t)count;
}

static inline uint32_t take(bits *run, int count) {
  if (run->held < count) fill(run);
  uint32_t value = (uint32_t)(run->window >> (64 - count));
  drop(run, count);
  return value;
}

enum { shortest = 11, longest = 20, symbols = 258, tables = 6, group = 50, selectors = 1 << 15 };

// A canonical code: symbols of up to `shortest` bits by one look-up (symbol << 5 | bits, 0 for none), others by their length.
typedef struct {
  uint16_t quick[1 << shortest];
  uint32_t limit[longest + 1];  // behind the last code of each length, at its full width
  int32_t base[longest + 1];    // a code of this length less this is its place in `sorted`
  uint16_t sorted[symbols];
} code;

static int build(code *code, const uint8_t *lengths, int count) {
  uint32_t counts[longest + 1] = {0};
  for (int symbol = 0; symbol < count; symbol++) counts[lengths[symbol]]++;
  int place = 0;
  for (int length = 1; length <= longest; length++)
    for (int symbol = 0; symbol < count; symbol++)
      if (lengths[symbol] == length) code->sorted[place++] = (uint16_t)symbol;
  memset(code->quick, 0, sizeof code->quick);
  uint32_t next = 0, first = 0;
  for (int length = 1; length <= longest; length++) {
    code->base[length] = (int32_t)next - (int32_t)first;
    if (next + counts[length] > 1u << length) return 0;  // more codes than there are
    if (length <= shortest)
      for (uint32_t entry = 0; entry < counts[length]; entry++) {
        uint16_t value = (uint16_t)(code->sorted[first + entry] << 5 | length);
        uint32_t from = (next + entry) << (shortest - length);
        for (uint32_t step = 0; step < 1u << (shortest - length); step++) code->quick[from + step] = value;
      }
    next += counts[length];
    first += counts[length];
    code->limit[length] = next << (longest - length);
    next <<= 1;
  }
  return 1;
}

// The next symbol; -1 if no code reads so.
static inline int symbol(bits *run, const code *code) {
  if (run->held < longest) fill(run);
  uint16_t found = code->quick[run->window >> (64 - shortest)];
  if (found) {
    drop(run, found & 31);
    return found >> 5;
  }
  uint32_t value = (uint32_t)(run->window >> (64 - longest));
  for (int length = shortest + 1; length <= longest; length++)
    if (value < code->limit[length]) {
      drop(run, length);
      return code->sorted[(int32_t)(value >> (longest - length)) - code->base[length]];
    }
  return -1;
}

// What stands before the symbols: the bytes in use, which code each group has, and the codes. 0 if it is not sound.
typedef struct {
  uint8_t used[256];
  int count, groups;
  uint8_t selected[selectors];
  code codes[tables];
} head;

static int read_head(bits *run, head *head) {
  head->count = 0;
  uint32_t map = take(run, 16);
  for (int high = 0; high < 16; high++) {
    if (!(map >> (15 - high) & 1)) continue;
    uint32_t low = take(run, 16);
    for (int bit = 0; bit < 16; bit++)
      if (low >> (15 - bit) & 1) head->used[head->count++] = (uint8_t)(16 * high + bit);
  }
  int number = (int)take(run, 3);
  head->groups = (int)take(run, 15);
  if (head->count == 0 || number < 2 || number > tables || head->groups == 0) return 0;
  uint8_t order[tables] = {0, 1, 2, 3, 4, 5};
  for (int index = 0; index < head->groups; index++) {
    int place = 0;
    while (take(run, 1))
      if (++place >= number) return 0;
    uint8_t chosen = order[place];
    memmove(order + 1, order, (size_t)place);
    order[0] = head->selected[index] = chosen;
  }
  for (int table = 0; table < number; table++) {
    uint8_t lengths[symbols];
    int length = (int)take(run, 5);
    for (int entry = 0; entry < head->count + 2; entry++) {
      for (;;) {
        if (length < 1 || length > longest) return 0;
        if (!take(run, 1)) break;
        length += take(run, 1) ? -1 : 1;
      }
      lengths[entry] = (uint8_t)length;
    }
    if (!build(&head->codes[table], lengths, head->count + 2)) return 0;
  }
  return 1;
}

// The symbols of a block as bytes in the lower 8 bits of its table, and how often each byte occurs. 0 if they are not sound.
static int read_symbols(bits *run, head *head, collagen_bzip2_block *block, uint32_t counts[256]) {
  uint8_t front[256];
  memcpy(front, head->used, sizeof front);
  const int end = head->count + 1;
  uint32_t *table = block->table, length = 0, repeated = 0;
  int shift = 0, left = 0, index = 0;
  const code *code = head->codes;
  for (;;) {
    if (left == 0) {
      if (index == head->groups) return 0;
      code = &head->codes[head->selected[index++]];
      left = group;
    }
    left--;
    int found = symbol(run, code);
    if (found < 0) return 0;
    if (found <= 1) {  // a digit of a run of the byte in front
      if (shift > longest) return 0;
      repeated += (uint32_t)(found + 1) << shift++;
      continue;
    }
    if (repeated) {
      if (repeated > block->largest - length) return 0;
      counts[front[0]] += repeated;
      for (uint32_t step = 0; step < repeated; step++) table[length + step] = front[0];
      length += repeated;
      repeated = 0;
      shift = 0;
    }
    if (found == end) break;
    if (length == block->largest) return 0;
    uint8_t byte = front[found - 1];
    memmove(front + 1, front, (size_t)(found - 1));
    front[0] = byte;
    counts[byte]++;
    table[length++] = byte;
  }
  block->length = length;
  return 1;
}

// Everything but the walk.
static int prepare(collagen_bzip2_block *block, head *head) {
  bits run = {block->bytes, block->byte_count, block->first_bit / 8, 0, 0, 0};
  if (block->first_bit % 8) (void)take(&run, (int)(block->first_bit % 8));
  run.taken = 0;
  (void)take(&run, 24);  // the magic
  (void)take(&run, 24);
  block->crc = take(&run, 16) << 16;
  block->crc |= take(&run, 16);
  if (take(&run, 1)) return 0;  // randomised, as versions before 0.9.5 wrote
  uint32_t origin = take(&run, 24);
  uint32_t counts[256] = {0};
  if (!read_head(&run, head) || !read_symbols(&run, head, block, counts)) return 0;
  if (run.taken != block->bit_count || origin >= block->length) return 0;
  uint32_t sum = 0;
  for (int byte = 0; byte < 256; byte++) {
    uint32_t count = counts[byte];
    counts[byte] = sum;
    sum += count;
  }
  for (uint32_t place = 0; place < block->length; place++) block->table[counts[block->table[place] & 255]++] |= place << 8;
  block->next = block->table[origin] >> 8;
  return 1;
}

// Walks through `count` blocks side by side from place `from` to `to`.
static inline __attribute__((always_inline)) void walk(collagen_bzip2_block **blocks, int count, uint32_t from, uint32_t to) {
  uint32_t next[COLLAGEN_BZIP2_SIDE];
  for (int index = 0; index < count; index++) next[index] = blocks[index]->next;
  for (uint32_t place = from; place < to; place++)
    for (int index = 0; index < count; index++) {
      uint32_t entry = blocks[index]->table[next[index]];
      blocks[index]->text[place] = (uint8_t)entry;
      next[index] = entry >> 8;
    }
  for (int index = 0; index < count; index++) blocks[index]->next = next[index];
}

void collagen_bzip2_decode(collagen_bzip2_block *blocks, int count, void *scratch) {
  collagen_bzip2_block *walking[COLLAGEN_BZIP2_SIDE];
  int left = 0;
  for (int index = 0; index < count && index < COLLAGEN_BZIP2_SIDE; index++) {
    blocks[index].is_good = prepare(&blocks[index], scratch);
    if (!blocks[index].is_good) continue;
    // The longest first: the shortest ends first, and the others walk on without it.
    int place = left++;
    for (; place > 0 && walking[place - 1]->length < blocks[index].length; place--) walking[place] = walking[place - 1];
    walking[place] = &blocks[index];
  }
  uint32_t from = 0;
  for (; left > 0; left--) {
    uint32_t to = walking[left - 1]->length;
    switch (left) {
    case 4: walk(walking, 4, from, to); break;
    case 3: walk(walking, 3, from, to); break;
    case 2: walk(walking, 2, from, to); break;
    default: walk(walking, 1, from, to); break;
    }
    from = to;
  }
}

size_t collagen_bzip2_scratch(void) { return sizeof(head); }

// CRC-32 of bzip2: the polynomial 0x04C11DB7, highest bit first, by four bytes at a time.
static uint32_t remainders[4][256];

__attribute__((constructor)) static void fill_remainders(void) {
  for (uint32_t byte = 0; byte < 256; byte++) {
    uint32_t value = byte << 24;
    for (int bit = 0; bit < 8; bit++) value = value & 0x80000000u ? value << 1 ^ 0x04C11DB7u : value << 1;
    remainders[0][byte] = value;
  }
  for (int step = 1; step < 4; step++)
    for (int byte = 0; byte < 256; byte++) {
      uint32_t before = remainders[step - 1][byte];
      remainders[step][byte] = before << 8 ^ remainders[0][before >> 24];
    }
}

static uint32_t checksum(uint32_t crc, const uint8_t *bytes, size_t count) {
  for (; count >= 4; bytes += 4, count -= 4) {
    crc ^= (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
    crc = remainders[3][crc >> 24] ^ remainders[2][crc >> 16 & 255] ^ remainders[1][crc >> 8 & 255] ^ remainders[0][crc & 255];
  }
  for (; count > 0; bytes++, count--) crc = crc << 8 ^ remainders[0][crc >> 24 ^ *bytes];
  return crc;
}

size_t collagen_bzip2_expand(collagen_bzip2_text *text, const uint8_t *bytes, size_t count, uint8_t *output, size_t room) {
  size_t place = text->place, made = 0;
  int run = text->run;
  uint32_t last = text->last, pending = text->pending;
  for (;;) {
    if (pending > 0) {  // copies that a count behind four equal bytes asks for
      size_t copies = pending < room - made ? pending : room - made;
      memset(output + made, (int)last, copies);
      made += copies;
      pending -= (uint32_t)copies;
      if (pending > 0) break;
    }
    if (place == count) break;
    if (run == 4) {
      pending = bytes[place++];
      run = 0;
      continue;
    }
    if (made == room) break;
    uint8_t byte = bytes[place++];
    run = byte == last && run > 0 ? run + 1 : 1;
    last = byte;
    output[made++] = byte;
  }
  text->place = place;
  text->run = run;
  text->last = last;
  text->pending = pending;
  text->crc = ~checksum(~text->crc, output, made);
  return made;
}
