// Undoing the Burrows-Wheeler transform of a block. The text is a walk from row to row of a table of up to 3.6 MB, in an order that
// looks random: each step waits for memory. So the walk begins at many rows at once: every so many rows, and the row of the text, are marked,
// and a lane that comes to a mark has the segment that lies before it, and takes up another. At the end the segments are put in their order.
#include "bzip2-inside.h"

#include <string.h>

enum { steps = 32 };  // between two looks for marks

static const uint32_t mark = 1u << 31;

// Where segments begin: every 1 << shift rows, and at the origin.
typedef struct {
  uint32_t length, origin, count;
  int shift;
} plan;

static uint32_t row(const plan *plan, uint32_t segment) {
  return segment << plan->shift < plan->length ? segment << plan->shift : plan->origin;
}

static uint32_t segment_at(const plan *plan, uint32_t row) {
  return row & ((1u << plan->shift) - 1) ? plan->count - 1 : row >> plan->shift;
}

static plan make_plan(uint32_t length, uint32_t origin) {
  plan plan = {length, origin, 0, 10};
  while ((length - 1) >> plan.shift >= segments - 2) plan.shift++;
  plan.count = ((length - 1) >> plan.shift) + 1;
  if (origin & ((1u << plan.shift) - 1)) plan.count++;
  return plan;
}

// Fills the table. Rows are sorted by their first byte, and those of one byte are in the order of the rows whose last byte it is.
static void fill_table(struct room *room, const plan *plan) {
  uint32_t counts[4][256] = {{0}}, next[256], sum = 0;
  const uint8_t *column = room->column;
  for (uint32_t place = 0; place < plan->length; place++) counts[place & 3][column[place]]++;
  for (int byte = 0; byte < 256; byte++) {
    next[byte] = sum;
    sum += counts[0][byte] + counts[1][byte] + counts[2][byte] + counts[3][byte];
  }
  for (uint32_t from = 0, to; from < plan->length; from = to) {
    to = ((from >> plan->shift) + 1) << plan->shift;
    if (to > plan->length) to = plan->length;
    if (from < plan->origin && plan->origin < to) to = plan->origin;
    room->table[next[column[from]]++] = mark | from << 8 | column[from];
    for (uint32_t place = from + 1; place < to; place++) {
      uint32_t byte = column[place];
      room->table[next[byte]++] = place << 8 | byte;
    }
  }
}

static inline uint32_t next_row(uint32_t entry) { return entry >> 8 & 0xFFFFF; }

// A walk: the row where it is, the segment it makes, and where that goes.
typedef struct {
  uint32_t row, segment;
  uint8_t *output;
  int is_idle;
} lane;

static void begin(struct room *room, const plan *plan, lane *lane, uint32_t *begun) {
  lane->is_idle = *begun == plan->count;
  if (lane->is_idle) return;
  lane->segment = (*begun)++;
  lane->row = row(plan, lane->segment);
  room->segments[lane->segment].text = lane->output;
}

// Takes up to `steps` steps of one lane; fewer when its segment ends.
static void finish(struct room *room, const plan *plan, lane *lane, uint32_t *begun) {
  for (int step = 0; step < steps; step++) {
    uint32_t entry = room->table[lane->row];
    *lane->output++ = (uint8_t)entry;
    lane->row = next_row(entry);
    if (!(entry & mark)) continue;
    struct segment *segment = &room->segments[lane->segment];
    segment->count = (uint32_t)(lane->output - segment->text);
    segment->next = segment_at(plan, lane->row);
    begin(room, plan, lane, begun);
    return;
  }
}

static void walk(struct room *room, const plan *plan) {
  lane walks[lanes];
  uint32_t begun = 0, live = 0;
  for (int index = 0; index < lanes; index++) {
    walks[index] = (lane){0, 0, room->walked[index], 0};
    begin(room, plan, &walks[index], &begun);
    live += !walks[index].is_idle;
  }
  while (live > 0) {
    // All lanes walk on, idle ones over what nobody reads. If one came to a mark, the steps are taken again one by one.
    uint8_t text[lanes][steps];
    uint32_t rows[lanes], seen = 0;
    for (int index = 0; index < lanes; index++) rows[index] = walks[index].row;
    for (int step = 0; step < steps; step++)
      for (int index = 0; index < lanes; index++) {
        uint32_t entry = room->table[rows[index]];
        text[index][step] = (uint8_t)entry;
        seen |= entry;
        rows[index] = next_row(entry);
      }
    for (int index = 0; index < lanes; index++) {
      lane *lane = &walks[index];
      if (lane->is_idle) continue;
      if (seen & mark) {
        finish(room, plan, lane, &begun);
        live -= (uint32_t)lane->is_idle;
      } else {
        memcpy(lane->output, text[index], steps);
        lane->output += steps;
        lane->row = rows[index];
      }
    }
  }
}

void collagen_bzip2_walk(struct room *room, uint32_t length, uint32_t origin) {
  plan plan = make_plan(length, origin);
  fill_table(room, &plan);
  walk(room, &plan);
  // A text that is one word again and again has rows that the text never comes by, and goes round the others.
  uint32_t segment = segment_at(&plan, origin);
  for (uint32_t made = 0; made < length; segment = room->segments[segment].next) {
    const struct segment *found = &room->segments[segment];
    uint32_t count = found->count < length - made ? found->count : length - made;
    memcpy(room->column + made, found->text, count);
    made += count;
  }
}
