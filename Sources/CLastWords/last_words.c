// What a process says when it dies of a signal: one line of fixed text, no registers, no bytes of memory, no core file.
// In C, because a handler may not allocate, and nothing in Swift promises that.
#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include "last_words.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__GLIBC__)
// What the runtime says of a trap goes here: it may name files of the machine it was built on, and is only looked at.
static char collagen_said[2048];
#endif

static int collagen_said_out_of_memory(void) {
#if defined(__GLIBC__)
  collagen_said[sizeof collagen_said - 1] = 0;
  return strstr(collagen_said, "failed to allocate") != NULL || strstr(collagen_said, "bad_alloc") != NULL;
#else
  return 0;
#endif
}

static void collagen_last_words(int number) {
  static const char memory[] =
      "collagen: OUT_OF_MEMORY: the system has no more memory for this run; nothing half-written stands under a final "
      "name; give it more memory, or fewer threads\n";
  static const char fault[] =
      "collagen: INTERNAL_FAULT: the program stopped at a fault of its own; nothing half-written stands under a final "
      "name; please report it with the version and the command line\n";
  int isMemory = number == SIGABRT && collagen_said_out_of_memory();
  ssize_t written = isMemory ? write(2, memory, sizeof memory - 1) : write(2, fault, sizeof fault - 1);
  (void)written;
  _exit(70);
}

// Whoever sets SWIFT_BACKTRACE wants the runtime's own account instead.
void collagen_install_last_words(void) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  if (getenv("SWIFT_BACKTRACE") != NULL) return;
#if defined(__GLIBC__)
  FILE *memory = fmemopen(collagen_said, sizeof collagen_said - 1, "w");
  if (memory != NULL) {
    setvbuf(memory, NULL, _IONBF, 0);
    stderr = memory;
  }
#endif
  static char stack[65536];
  stack_t alternate = {.ss_sp = stack, .ss_flags = 0, .ss_size = sizeof stack};
  sigaltstack(&alternate, NULL);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = collagen_last_words;
  action.sa_flags = SA_ONSTACK | SA_RESETHAND;
  sigemptyset(&action.sa_mask);
  const int numbers[] = {SIGABRT, SIGILL, SIGTRAP, SIGFPE, SIGSEGV, SIGBUS};
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) sigaction(numbers[i], &action, NULL);
}

static int collagen_count;
static char **collagen_words;

int collagen_argument_count(void) { return collagen_count; }
const char *collagen_argument(int number) { return number < collagen_count ? collagen_words[number] : NULL; }

#if defined(__GLIBC__)
// Runs before the runtime's own constructors, which look for the program's place through /proc and abort where there is none. They do not
// look where they are told one; nothing is loaded from there. The language's own list of arguments comes from /proc as well.
static void collagen_begin(int count, char **words, char **environment) {
  (void)environment;
  collagen_count = count;
  collagen_words = words;
  if (access("/proc/self/exe", F_OK) != 0) setenv("SWIFT_ROOT", "/", 0);
}
__attribute__((section(".preinit_array"), used)) static void (*collagen_first)(int, char **, char **) = collagen_begin;
#endif
