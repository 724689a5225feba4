// Loops over bytes that Swift cannot have built for several processors: each asks what this one has, once, and has a plain form.
#pragma once
#include <stddef.h>
#include <stdint.h>

// Fastest number of chunks that this processor hashes side by side: 4, 8 or 16.
int collagen_blake3_lanes(void);

// Chaining values (8 words each) of `count` inputs of `blocks` whole blocks of 64 bytes, which lie `stride` bytes apart.
//   lanes      at most so many side by side: what collagen_blake3_lanes gives, or less (1 is the plain form)
//   counter    counter of the first input; each next one has `step` more
//   flags      of all blocks; `first` and `last` are added to those of the first and of the last block
void collagen_blake3_many(int lanes, const uint8_t *input, size_t count, size_t stride, size_t blocks, uint64_t counter, int step,
                          uint8_t flags, uint8_t first, uint8_t last, uint32_t *output);

// One compression of BLAKE3: `value` is replaced by the chaining value that the block of `length` bytes (64, zeros behind them) makes of it.
void collagen_blake3_compress(uint32_t value[8], const uint8_t block[64], uint32_t length, uint64_t counter, uint32_t flags);

// Whether this processor has instructions for SHA-256.
int collagen_sha256_has_instructions(void);

// SHA-256's compression of two messages at once, `blocks` whole blocks of 64 bytes of each; only where there are instructions for it.
// The rounds of one wait for each other, so that a second message costs little more.
void collagen_sha256_two(uint32_t first[8], uint32_t second[8], const uint8_t *one, const uint8_t *other, size_t blocks);

// A record of four lines of FASTQ; all places count from the start of the buffer.
typedef struct {
  uint32_t title_start, title_count, sequence_start, sequence_count, quality_start, line, flags;
} collagen_record;

// Where a run of plain records stands.
typedef struct {
  size_t start;           // first byte of the next record
  size_t title_count;     // layout of the record before
  size_t sequence_count;
  size_t line;            // its line, from that of the batch
} collagen_layout;

// Whether this processor has what collagen_plain_records needs.
int collagen_has_wide_bytes(void);

// Takes records as long as they are laid out like the one before: a title of printable characters, at least 32 bases, each one of
// A, C, G, T and N in either case, an empty plus line, and as many qualities of 33 to 126.
// Whatever else a record is, or longer than the limits, it is left to the exact path, and `place` tells where. Nothing at or behind `end` is read.
//   returns  how many records were taken, at most `capacity`
size_t collagen_plain_records(const uint8_t *base, size_t end, size_t longest_title, size_t longest_record, collagen_layout *place,
                              collagen_record *records, size_t capacity);

// What a block of bzip2 begins with, and what stands behind the last one of a stream: 48 bits at any bit.
#define COLLAGEN_BZIP2_BLOCK 0x314159265359ull
#define COLLAGEN_BZIP2_END 0x177245385090ull

// Looks for either.
//   window     the 8 bytes before `bytes`, the last one lowest; then those before the place that is returned
//   bits_left  bits of the last byte behind what was found; -1 if nothing was
//   returns    bytes up to the one in which it ends, or all
size_t collagen_bzip2_find(uint64_t *window, const uint8_t *bytes, size_t count, int *bits_left);

// A block of bzip2, from its magic to the bit before the next magic.
typedef struct {
  const uint8_t *bytes;    // those that hold the block's bits
  size_t byte_count;
  size_t first_bit;        // bits of `bytes` before the block
  size_t bit_count;        // bits of the block
  uint32_t largest;        // most bytes of a block of its stream: 100,000 for each level
  const uint8_t *text;     // what is left when the transform is undone, runs still packed; it lies in the room
  uint32_t length;         // bytes of `text`
  uint32_t crc;            // what the block says of its text
  int is_good;             // 0: not decoded; libbz2 knows whether it is sound
} collagen_bzip2_block;

// Decodes a block.
//   room       collagen_bzip2_room() bytes, aligned as malloc aligns; about half of them are touched only by texts that are made for it
void collagen_bzip2_decode(collagen_bzip2_block *block, void *room);
size_t collagen_bzip2_room(void);

// Where unpacking the runs of a block's text stands; all 0 at its begin.
typedef struct {
  size_t place;
  int run;
  uint32_t last, pending;
  uint32_t crc;            // of what was unpacked so far
} collagen_bzip2_text;

// Unpacks runs: four equal bytes are followed by a count of further ones. Fills at most `room` bytes, and goes on where it stopped.
//   returns  bytes made; fewer than `room` at the end of the text. If `run` is 4 then, the count is missing, and the block not sound.
size_t collagen_bzip2_expand(collagen_bzip2_text *text, const uint8_t *bytes, size_t count, uint8_t *output, size_t room);
