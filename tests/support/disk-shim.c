/*
 * Stands between a program and the C library, preloaded by tests:
 * counts the syncs of files into SYNC_COUNTER, eight bytes shared with the test, and spoils writes to files below
 * FULL_FOLDER while the file FULL_SWITCH is there. The switch says how: nothing, and each write fails for want of
 * space; `full 7`, and only the first seven succeed; `kill 7`, and the process is killed where the eighth would be.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
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

static int is_below(const char *folder, int file) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  return length > 0 && strncmp(path, folder, strlen(folder)) == 0;
}

/* Whether this write fails for want of space. Counts only while the switch is there, and from zero each time. */
static int is_full(int file) {
  static long done;
  const char *folder = getenv("FULL_FOLDER"), *mark = getenv("FULL_SWITCH");
  if (!folder || !mark) return 0;
  char how[32] = {0}, what[8] = "full";
  long allowed = 0;
  int switch_file = open(mark, O_RDONLY);
  if (switch_file < 0) {
    done = 0;
    return 0;
  }
  if (read(switch_file, how, sizeof how - 1) > 0) sscanf(how, "%7s %ld", what, &allowed);
  close(switch_file);
  if (!is_below(folder, file) || done++ < allowed) return 0;
  if (strcmp(what, "kill") == 0) raise(SIGKILL);
  return 1;
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
