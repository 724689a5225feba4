// ISA-L's inflater behind an opaque pointer: its state holds arrays that Swift would import as huge tuples.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

// What one call of the inflater used and made.
typedef struct {
  int status;       // the library's return code, 0 or above when good
  int finished;     // the last block of the stream was read
  size_t consumed;  // input bytes taken
  size_t produced;  // output bytes written
} collagen_isal_step;

static inline void *collagen_isal_create(void) {
  struct inflate_state *state = (struct inflate_state *)malloc(sizeof(struct inflate_state));
  if (state != NULL) isal_inflate_init(state);
  return state;
}

static inline void collagen_isal_destroy(void *state) { free(state); }

// Makes the state ready for the next raw deflate stream.
static inline void collagen_isal_reset(void *opaque) {
  struct inflate_state *state = (struct inflate_state *)opaque;
  isal_inflate_reset(state);
  state->crc_flag = ISAL_DEFLATE;
}

static inline collagen_isal_step collagen_isal_inflate(void *opaque, const uint8_t *input, uint32_t input_count,
                                                       uint8_t *output, uint32_t output_count) {
  struct inflate_state *state = (struct inflate_state *)opaque;
  collagen_isal_step step;
  state->next_in = (uint8_t *)input;
  state->avail_in = input_count;
  state->next_out = output;
  state->avail_out = output_count;
  step.status = isal_inflate(state);
  step.finished = state->block_state == ISAL_BLOCK_FINISH;
  step.consumed = input_count - state->avail_in;
  step.produced = output_count - state->avail_out;
  return step;
}

// One whole raw deflate stream at once.
static inline collagen_isal_step collagen_isal_inflate_whole(void *opaque, const uint8_t *input, uint32_t input_count,
                                                             uint8_t *output, uint32_t output_count) {
  struct inflate_state *state = (struct inflate_state *)opaque;
  collagen_isal_step step;
  isal_inflate_reset(state);
  state->crc_flag = ISAL_DEFLATE;
  state->next_in = (uint8_t *)input;
  state->avail_in = input_count;
  state->next_out = output;
  state->avail_out = output_count;
  step.status = isal_inflate_stateless(state);
  step.finished = state->block_state == ISAL_BLOCK_FINISH;
  step.consumed = input_count - state->avail_in - (size_t)(state->read_in_length / 8);
  step.produced = output_count - state->avail_out;
  return step;
}

// Whole bytes that the finished inflater had read ahead; they come first in what follows the stream.
static inline int collagen_isal_read_ahead(const void *opaque, uint8_t out[8]) {
  const struct inflate_state *state = (const struct inflate_state *)opaque;
  int count = state->read_in_length / 8;
  uint64_t bits = state->read_in >> (state->read_in_length % 8);
  for (int i = 0; i < count && i < 8; i++) out[i] = (uint8_t)(bits >> (8 * i));
  return count;
}
