// What a process says when it dies of a signal, in place of a crash report.
#pragma once

// Makes fatal signals end the process with one line and status 70, and without a core file.
// Call once, before any other thread is made.
void collagen_install_last_words(void);
