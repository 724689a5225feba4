// What a process says when it dies of a signal, in place of a crash report; and its arguments, which need no /proc.
#pragma once

// Makes fatal signals end the process with one line and status 70, and without a core file.
// Call once, before any other thread is made.
void collagen_install_last_words(void);

// The number of the process's arguments, its own name included; 0 where the C library does not tell.
int collagen_argument_count(void);

// An argument, or NULL.
const char *collagen_argument(int number);
