// Lets the k-th call of one kind fail, or the process die in front of it, as at a power cut. Put before a dynamic program by LD_PRELOAD.
//
//   FAULT_CALL   write read fsync rename open mkdir link mmap malloc pthread_create; "change" is every call that changes a folder or file
//   FAULT_AT     which of these calls, from 1 on; 0 lets all through
//   FAULT_ERRNO  the error; 0 ends the process in front of the call, without any clean-up
//   FAULT_EVER   if set, all later calls of the kind fail as well
//   FAULT_COUNT  file that gets the number of calls of each kind at the end
//
// Counting begins with the program's first setrlimit, which is the first thing that collagen does: before it the loader works.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 1, READ = 2, FSYNC = 4, RENAME = 8, OPEN = 16, MKDIR = 32, LINK = 64, MMAP = 128, MALLOC = 256, THREAD = 512 };
static const struct { const char *name; int kinds; } kinds[] = {
    {"write", WRITE}, {"read", READ}, {"fsync", FSYNC}, {"rename", RENAME}, {"open", OPEN}, {"mkdir", MKDIR}, {"link", LINK},
    {"mmap", MMAP}, {"malloc", MALLOC}, {"pthread_create", THREAD}, {"change", WRITE | FSYNC | RENAME | MKDIR | LINK}};

static atomic_int isArmed;
static atomic_long calls, all[10];
static int wanted, number;
static long at;
static int forEver;

// Whether this call fails; the error is set then.
static int fails(int kind) {
  if (!atomic_load(&isArmed)) return 0;
  atomic_fetch_add(&all[__builtin_ctz(kind)], 1);
  if (!(kind & wanted)) return 0;
  long call = atomic_fetch_add(&calls, 1) + 1;
  if (at == 0 || call < at || (call > at && !forEver)) return 0;
  if (number == 0) syscall(SYS_exit_group, 137);
  errno = number;
  return 1;
}

__attribute__((constructor)) static void begin(void) {
  const char *call = getenv("FAULT_CALL"), *text;
  for (size_t i = 0; call && i < sizeof kinds / sizeof kinds[0]; i++)
    if (strcmp(call, kinds[i].name) == 0) wanted = kinds[i].kinds;
  at = (text = getenv("FAULT_AT")) ? atol(text) : 0;
  number = (text = getenv("FAULT_ERRNO")) ? atoi(text) : EIO;
  forEver = getenv("FAULT_EVER") != NULL;
}

__attribute__((destructor)) static void end(void) {
  atomic_store(&isArmed, 0);
  const char *path = getenv("FAULT_COUNT");
  if (!path) return;
  char text[1024];
  int length = 0;
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    long sum = 0;
    for (int bit = 0; bit < 10; bit++)
      if (kinds[i].kinds & 1 << bit) sum += atomic_load(&all[bit]);
    length += snprintf(text + length, sizeof text - length, "%s %ld\n", kinds[i].name, sum);
  }
  int file = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  syscall(SYS_write, file, text, length);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define PASS(kind, type, name, parameters, arguments) \
  type name parameters { return fails(kind) ? (type)-1 : NEXT(name) arguments; }

int setrlimit(__rlimit_resource_t what, const struct rlimit *limit) {
  atomic_store(&isArmed, 1);
  return NEXT(setrlimit)(what, limit);
}

// Standard error is let through: what the command says is judged, and nobody can be told that it cannot be said.
ssize_t write(int f, const void *b, size_t n) { return f != 2 && fails(WRITE) ? -1 : NEXT(write)(f, b, n); }
PASS(WRITE, ssize_t, pwrite64, (int f, const void *b, size_t n, off64_t o), (f, b, n, o))
PASS(WRITE, ssize_t, writev, (int f, const struct iovec *v, int n), (f, v, n))
PASS(READ, ssize_t, read, (int f, void *b, size_t n), (f, b, n))
PASS(READ, ssize_t, pread64, (int f, void *b, size_t n, off64_t o), (f, b, n, o))
PASS(FSYNC, int, fsync, (int f), (f))
PASS(FSYNC, int, fdatasync, (int f), (f))
PASS(RENAME, int, rename, (const char *a, const char *b), (a, b))
PASS(MKDIR, int, mkdir, (const char *p, mode_t m), (p, m))
PASS(LINK, int, link, (const char *a, const char *b), (a, b))
PASS(LINK, int, unlink, (const char *a), (a))
PASS(LINK, int, rmdir, (const char *a), (a))

static int isMaking(int flags) { return flags & (O_CREAT | O_TMPFILE); }
#define OPENS(name)                                         \
  int name(const char *path, int flags, ...) {              \
    mode_t mode = 0;                                        \
    if (isMaking(flags)) {                                  \
      va_list list;                                         \
      va_start(list, flags);                                \
      mode = va_arg(list, mode_t);                          \
      va_end(list);                                         \
    }                                                       \
    return fails(OPEN) ? -1 : NEXT(name)(path, flags, mode); \
  }
OPENS(open)
OPENS(open64)

FILE *fopen(const char *path, const char *mode) { return fails(OPEN) ? NULL : NEXT(fopen)(path, mode); }
FILE *fopen64(const char *path, const char *mode) { return fails(OPEN) ? NULL : NEXT(fopen64)(path, mode); }

DIR *opendir(const char *path) { return fails(OPEN) ? NULL : NEXT(opendir)(path); }

void *mmap(void *a, size_t n, int p, int f, int d, off_t o) { return fails(MMAP) ? MAP_FAILED : NEXT(mmap)(a, n, p, f, d, o); }
void *mmap64(void *a, size_t n, int p, int f, int d, off64_t o) { return fails(MMAP) ? MAP_FAILED : NEXT(mmap64)(a, n, p, f, d, o); }

// The exchange of two folders goes through syscall().
long syscall(long what, ...) {
  va_list list;
  va_start(list, what);
  long a[6];
  for (int i = 0; i < 6; i++) a[i] = va_arg(list, long);
  va_end(list);
  if (what == SYS_renameat2 && fails(RENAME)) return -1;
  return NEXT(syscall)(what, a[0], a[1], a[2], a[3], a[4], a[5]);
}

int pthread_create(pthread_t *t, const pthread_attr_t *a, void *(*body)(void *), void *argument) {
  int error = errno;
  if (!fails(THREAD)) return NEXT(pthread_create)(t, a, body, argument);
  errno = error;
  return number;
}

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void *__libc_memalign(size_t, size_t);
void *malloc(size_t n) { return fails(MALLOC) ? NULL : __libc_malloc(n); }
void *calloc(size_t n, size_t m) { return fails(MALLOC) ? NULL : __libc_calloc(n, m); }
void *realloc(void *p, size_t n) { return fails(MALLOC) ? NULL : __libc_realloc(p, n); }
void *aligned_alloc(size_t a, size_t n) { return fails(MALLOC) ? NULL : __libc_memalign(a, n); }
int posix_memalign(void **p, size_t a, size_t n) {
  if (fails(MALLOC)) return ENOMEM;
  *p = __libc_memalign(a, n);
  return *p == NULL ? ENOMEM : 0;
}
