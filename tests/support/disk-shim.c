/*
 * Stands between a program and the C library, preloaded by tests:
 * counts the syncs of files into SYNC_COUNTER, eight bytes shared with the test, and lets writes to files below
 * FULL_FOLDER fail for want of space while the file FULL_SWITCH is there.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static _Atomic uint64_t *syncs;

__attribute__((constructor)) static void map_counter(void) {
  const char *path = getenv("SYNC_COUNTER");
  int file = path ? open(path, O_RDWR) : -1;
  if (file < 0) return;
  void *shared = mmap(NULL, sizeof *syncs, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (shared != MAP_FAILED) syncs = shared;
  close(file);
}

static int is_full(int file) {
  const char *folder = getenv("FULL_FOLDER"), *mark = getenv("FULL_SWITCH");
  if (!folder || !mark || access(mark, F_OK) != 0) return 0;
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  return length > 0 && strncmp(path, folder, strlen(folder)) == 0;
}

typedef ssize_t write_at(int, const void *, size_t, off64_t);
typedef ssize_t write_next(int, const void *, size_t);
typedef int sync_file(int);

#define REAL(name, type) \
  static type *real; \
  if (!real) real = (type *)dlsym(RTLD_NEXT, name)

#define WRITE(name) \
  ssize_t name(int file, const void *bytes, size_t count, off64_t offset) { \
    REAL(#name, write_at); \
    if (is_full(file)) { errno = ENOSPC; return -1; } \
    return real(file, bytes, count, offset); \
  }
WRITE(pwrite)
WRITE(pwrite64)

ssize_t write(int file, const void *bytes, size_t count) {
  REAL("write", write_next);
  if (is_full(file)) { errno = ENOSPC; return -1; }
  return real(file, bytes, count);
}

#define SYNC(name) \
  int name(int file) { \
    REAL(#name, sync_file); \
    if (syncs) atomic_fetch_add(syncs, 1); \
    return real(file); \
  }
SYNC(fsync)
SYNC(fdatasync)
