// A hint to the processor that Swift has no word for.
#pragma once

// Starts to bring the cache line of an address near; does nothing else, whatever the address.
static inline void collagen_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }
