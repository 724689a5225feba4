// Two calls of Linux that Swift's Glibc module leaves out: exchanging two names in one step, and telling mount points.
#pragma once

#include <errno.h>
#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
#endif

// Exchanges what two names of one file system stand for, in one step. 0, or -1 with errno (EINVAL, ENOSYS: not to be had here).
static inline int collagen_exchange(const char *one, const char *other) {
#if defined(__linux__) && defined(SYS_renameat2)
  return (int)syscall(SYS_renameat2, -100 /* AT_FDCWD */, one, -100, other, 2u /* RENAME_EXCHANGE */);
#else
  errno = ENOSYS;
  return -1;
#endif
}

// 1 if a file system is mounted at the path, 0 if none is, -1 if the kernel does not tell (before Linux 5.8).
static inline int collagen_is_mount_point(const char *path) {
#if defined(__linux__) && defined(SYS_statx)
  unsigned long long status[32];  // struct statx: attributes are its second word, their mask the eighth
  if (syscall(SYS_statx, -100 /* AT_FDCWD */, path, 0, 0u, status) != 0) return -1;
  if (!(status[7] & 0x2000 /* STATX_ATTR_MOUNT_ROOT */)) return -1;
  return (status[1] & 0x2000) != 0;
#else
  return -1;
#endif
}
