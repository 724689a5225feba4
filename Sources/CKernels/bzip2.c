// The inside of a bzip2 block: its codes, and the bytes that they stand for. Undoing the transform is bzip2-walk.c, the runs bzip2-text.c.
#include "bzip2-inside.h"

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

// The byte at `place` of a list, which moves to the front. The list is in words, the first byte lowest.
static inline uint8_t to_front(uint64_t list[32], unsigned place) {
  unsigned word = place / 8, bit = 8 * (place % 8);
  uint64_t byte = list[word] >> bit & 255, front = byte;
  for (unsigned step = 0; step < word; step++) {
    uint64_t last = list[step] >> 56;
    list[step] = list[step] << 8 | front;
    front = last;
  }
  uint64_t before = ((uint64_t)1 << bit) - 1;
  list[word] = (list[word] & ~(before << 8 | 255)) | (list[word] & before) << 8 | front;
  return (uint8_t)byte;
}

// The symbols of a block as the last column of its sorted rotations. 0 if they are not sound.
static int read_symbols(bits *run, const head *head, collagen_bzip2_block *block, uint8_t *column) {
  uint64_t list[32] = {0};
  for (int place = 0; place < head->count; place++) list[place / 8] |= (uint64_t)head->used[place] << (8 * (place % 8));
  const int end = head->count + 1;
  const uint32_t largest = block->largest;
  uint32_t length = 0;
  int shift = 0;
  for (int index = 0; index < head->groups; index++) {
    const code *code = &head->codes[head->selected[index]];
    for (int left = group; left > 0; left--) {
      int found = symbol(run, code);
      if (found <= 1) {  // a digit of a run of the byte in front
        if (found < 0 || shift > longest) return 0;
        uint32_t repeated = (uint32_t)(found + 1) << shift++;
        if (repeated > largest - length) return 0;
        // Most runs are short; what is written behind them is written again.
        memset(column + length, (int)(list[0] & 255), 8);
        if (repeated > 8) memset(column + length, (int)(list[0] & 255), repeated);
        length += repeated;
        continue;
      }
      if (found == end) {
        block->length = length;
        return 1;
      }
      if (length == largest) return 0;
      shift = 0;
      column[length++] = to_front(list, (unsigned)found - 1);
    }
  }
  return 0;
}

typedef struct {
  struct room room;
  head head;
} space;

void collagen_bzip2_decode(collagen_bzip2_block *block, void *room) {
  space *space = room;
  block->is_good = 0;
  block->length = 0;
  if (block->largest > most) return;
  bits run = {block->bytes, block->byte_count, block->first_bit / 8, 0, 0, 0};
  if (block->first_bit % 8) (void)take(&run, (int)(block->first_bit % 8));
  run.taken = 0;
  (void)take(&run, 24);  // the magic
  (void)take(&run, 24);
  block->crc = take(&run, 16) << 16;
  block->crc |= take(&run, 16);
  if (take(&run, 1)) return;  // randomised, as versions before 0.9.5 wrote
  uint32_t origin = take(&run, 24);
  uint8_t *column = space->room.column;
  if (!read_head(&run, &space->head) || !read_symbols(&run, &space->head, block, column)) return;
  if (run.taken != block->bit_count || origin >= block->length) return;
  collagen_bzip2_walk(&space->room, block->length, origin);
  block->text = column;
  block->is_good = 1;
}

size_t collagen_bzip2_room(void) { return sizeof(space); }
