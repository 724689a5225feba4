// What the parts of the bzip2 kernel give each other.
#pragma once
#include "kernels.h"

enum {
  most = 900000,  // bytes of a block
  slack = 64,     // bytes that may be written behind a text
  lanes = 8,      // walks side by side
  segments = 258
};

// A stretch of the text: from the row where its walk begins to that where another one's does.
struct segment {
  const uint8_t *text;
  uint32_t count;
  uint32_t next;  // the segment behind it
};

// Memory for a block.
struct room {
  uint32_t table[most];          // of each row: its first byte in the low 8 bits, the row of the next byte in 20, and the mark
  uint8_t column[most + slack];  // the last byte of each row; then the text
  uint8_t walked[lanes][most + slack];  // what each lane wrote: together no more than the text, so that most of it is never touched
  struct segment segments[segments];
};

// Puts the text whose last column is `column` in its place. `origin` is the row of the text itself, below `length`, which is not 0.
void collagen_bzip2_walk(struct room *room, uint32_t length, uint32_t origin);
