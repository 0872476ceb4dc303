/*
 * Stands between a program and the C library, preloaded: sees every call that changes what is below DISK_FOLDER.
 *
 * DISK_RECORD names a file that takes what each call did, in its order, so that the disk of any moment can be made anew.
 * DISK_MARKS names a file whose writes are put among the calls, as words of the program itself.
 * DISK_FAULT names a file of `struct fault`, shared with whoever spoils the disk: which call fails, and how.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define BLOCK_BYTES 4096

enum kind { CREATE = 1, WRITE, TRUNCATE, SYNC, SYNC_FOLDER, RENAME, UNLINK, MAKE_FOLDER, MARK };

/* Each recorded call: this, then the path, then the bytes. */
struct record { uint32_t kind, path_length; uint64_t inode, offset, length; };

/* `at` counts from 1; 0 fails nothing. `last` is the kind of the call that failed last. */
struct fault { uint64_t calls, at, error, forever, failed, last; };

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static struct fault *fault;
static const char *folder, *marks;
static size_t folder_length;
static int record_file = -1;

typedef long (*system_call)(long, ...);
static system_call find_kernel(void) {
  static system_call found;
  if (!found) found = (system_call)dlsym(RTLD_NEXT, "syscall");
  return found;
}
#define kernel(...) find_kernel()(__VA_ARGS__)

__attribute__((constructor)) static void begin(void) {
  const char *record = getenv("DISK_RECORD"), *control = getenv("DISK_FAULT");
  folder = getenv("DISK_FOLDER");
  folder_length = folder ? strlen(folder) : 0;
  marks = getenv("DISK_MARKS");
  if (record) record_file = kernel(SYS_open, record, O_WRONLY | O_APPEND | O_CLOEXEC);
  int file = control ? kernel(SYS_open, control, O_RDWR | O_CLOEXEC) : -1;
  if (file < 0) return;
  void *shared = mmap(NULL, sizeof *fault, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (shared != MAP_FAILED) fault = shared;
  close(file);
}

static int is_below(const char *path) {
  return folder && strncmp(path, folder, folder_length) == 0 && (path[folder_length] == '/' || !path[folder_length]);
}

static int path_of(int file, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  path[length > 0 ? length : 0] = 0;
  return length > 0;
}

static int file_is_below(int file) {
  char path[PATH_MAX];
  return folder && path_of(file, path) && is_below(path);
}

static void put(const void *bytes, size_t count) {
  for (size_t done = 0; done < count;) {
    ssize_t now = kernel(SYS_write, record_file, (const char *)bytes + done, count - done);
    if (now <= 0) _exit(70);
    done += now;
  }
}

static void record(enum kind kind, const char *path, uint64_t inode, uint64_t offset, const void *bytes, size_t count) {
  if (record_file < 0) return;
  struct record head = {kind, strlen(path), inode, offset, count};
  put(&head, sizeof head);
  put(path, head.path_length);
  put(bytes, count);
}

static uint64_t inode_of(int file) {
  struct stat found;
  return fstat(file, &found) == 0 ? found.st_ino : 0;
}

/* Whether this call fails; says so in errno. */
static int fails(enum kind kind) {
  if (!fault) return 0;
  uint64_t call = ++fault->calls;
  if (!fault->at || (fault->forever ? call < fault->at : call != fault->at)) return 0;
  fault->failed++;
  fault->last = kind;
  errno = fault->error;
  return 1;
}

/* A disk that fills up takes a write up to the end of a block, and nothing after it. */
static size_t room_for(uint64_t offset, size_t count) {
  if (!fault->forever || fault->failed != 1 || fault->error != ENOSPC) return 0;
  uint64_t end = (offset + count) / BLOCK_BYTES * BLOCK_BYTES;
  return end > offset ? end - offset : 0;
}

/* An offset below 0: where the file stands. */
static ssize_t write_now(int file, const struct iovec *parts, int count, off64_t offset) {
  return offset < 0 ? kernel(SYS_writev, file, parts, count) : kernel(SYS_pwritev, file, parts, count, offset, 0);
}

static void record_write(enum kind kind, int file, const struct iovec *parts, off64_t offset, size_t done) {
  uint64_t at = offset < 0 ? (uint64_t)lseek64(file, 0, SEEK_CUR) - done : (uint64_t)offset;
  for (; done > 0; parts++) {
    size_t part = done < parts->iov_len ? done : parts->iov_len;
    record(kind, "", inode_of(file), at, parts->iov_base, part);
    at += part;
    done -= part;
  }
}

static ssize_t write_watched(int file, const struct iovec *parts, int count, off64_t offset) {
  char path[PATH_MAX];
  int is_mark = marks && path_of(file, path) && strcmp(path, marks) == 0;
  if (!is_mark && !file_is_below(file)) return write_now(file, parts, count, offset);
  pthread_mutex_lock(&turn);
  ssize_t done = -1;
  if (!is_mark && fails(WRITE)) {
    uint64_t at = offset < 0 ? (uint64_t)lseek64(file, 0, SEEK_CUR) : (uint64_t)offset;
    struct iovec part = {parts->iov_base, room_for(at, parts->iov_len)};
    if (part.iov_len > 0) done = write_now(file, &part, 1, offset);
  } else done = write_now(file, parts, count, offset);
  if (done > 0) record_write(is_mark ? MARK : WRITE, file, parts, offset, done);
  pthread_mutex_unlock(&turn);
  return done;
}

ssize_t write(int file, const void *bytes, size_t count) {
  return write_watched(file, &(struct iovec){(void *)bytes, count}, 1, -1);
}
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  return write_watched(file, &(struct iovec){(void *)bytes, count}, 1, offset);
}
ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) { return pwrite64(file, bytes, count, offset); }
ssize_t writev(int file, const struct iovec *parts, int count) { return write_watched(file, parts, count, -1); }
ssize_t pwritev(int file, const struct iovec *parts, int count, off_t offset) {
  return write_watched(file, parts, count, offset);
}
ssize_t pwritev64(int file, const struct iovec *parts, int count, off64_t offset) {
  return write_watched(file, parts, count, offset);
}

/* Copies within the kernel are declined, as by some file systems: whoever wants one reads and writes the bytes then. */
long syscall(long number, ...) {
  long given[6];
  va_list more;
  va_start(more, number);
  for (int i = 0; i < 6; i++) given[i] = va_arg(more, long);
  va_end(more);
  if (number == SYS_copy_file_range && file_is_below(given[2])) {
    errno = ENOSYS;
    return -1;
  }
  return kernel(number, given[0], given[1], given[2], given[3], given[4], given[5]);
}
ssize_t sendfile64(int out, int in, off64_t *at, size_t count) {
  if (!file_is_below(out)) return kernel(SYS_sendfile, out, in, at, count);
  errno = EINVAL;
  return -1;
}

/* Carries out a call on a path or a file below the folder, unless it is to fail, and records it where it succeeded. */
#define WATCHED(is_watched, kind, call, recorded) \
  if (!(is_watched)) return call; \
  pthread_mutex_lock(&turn); \
  int done = -1; \
  if (!fails(kind)) { \
    done = call; \
    if (done == 0) recorded; \
  } \
  pthread_mutex_unlock(&turn); \
  return done

int ftruncate64(int file, off64_t size) {
  WATCHED(file_is_below(file), TRUNCATE, kernel(SYS_ftruncate, file, size),
          record(TRUNCATE, "", inode_of(file), size, "", 0));
}
int ftruncate(int file, off_t size) { return ftruncate64(file, size); }

static void record_sync(int file) {
  struct stat found;
  char path[PATH_MAX];
  if (fstat(file, &found) == 0 && path_of(file, path))
    record(S_ISDIR(found.st_mode) ? SYNC_FOLDER : SYNC, path, found.st_ino, 0, "", 0);
}
int fsync(int file) { WATCHED(file_is_below(file), SYNC, kernel(SYS_fsync, file), record_sync(file)); }
int fdatasync(int file) { WATCHED(file_is_below(file), SYNC, kernel(SYS_fdatasync, file), record_sync(file)); }

int rename(const char *from, const char *to) {
  WATCHED(is_below(to) || is_below(from), RENAME, kernel(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to),
          record(RENAME, from, 0, 0, to, strlen(to)));
}
int unlink(const char *path) {
  WATCHED(is_below(path), UNLINK, kernel(SYS_unlinkat, AT_FDCWD, path, 0), record(UNLINK, path, 0, 0, "", 0));
}
int unlinkat(int at, const char *path, int flags) {
  WATCHED(is_below(path), UNLINK, kernel(SYS_unlinkat, at, path, flags), record(UNLINK, path, 0, 0, "", 0));
}
int remove(const char *path) {
  struct stat found;
  return lstat(path, &found) == 0 && S_ISDIR(found.st_mode) ? rmdir(path) : unlink(path);
}
int mkdir(const char *path, mode_t mode) {
  WATCHED(is_below(path), MAKE_FOLDER, kernel(SYS_mkdirat, AT_FDCWD, path, mode), record(MAKE_FOLDER, path, 0, 0, "", 0));
}

/* Only what makes or empties a file changes the disk. */
static int open_watched(int at, const char *path, int flags, mode_t mode) {
  if (!is_below(path) || !(flags & (O_CREAT | O_TRUNC)) || (flags & O_TMPFILE) == O_TMPFILE)
    return kernel(SYS_openat, at, path, flags, mode);
  pthread_mutex_lock(&turn);
  struct stat found;
  int is_there = stat(path, &found) == 0;
  int changes = is_there ? flags & O_TRUNC && found.st_size > 0 : flags & O_CREAT;
  int file = changes && fails(is_there ? TRUNCATE : CREATE) ? -1 : kernel(SYS_openat, at, path, flags, mode);
  if (file >= 0 && changes) record(is_there ? TRUNCATE : CREATE, is_there ? "" : path, inode_of(file), 0, "", 0);
  pthread_mutex_unlock(&turn);
  return file;
}

#define OPEN(name, ...) \
  int name(__VA_ARGS__ const char *path, int flags, ...) { \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
    va_end(more);
#define AT int at,
OPEN(open, ) return open_watched(AT_FDCWD, path, flags, mode); }
OPEN(open64, ) return open_watched(AT_FDCWD, path, flags | O_LARGEFILE, mode); }
OPEN(openat, AT) return open_watched(at, path, flags, mode); }
OPEN(openat64, AT) return open_watched(at, path, flags | O_LARGEFILE, mode); }
