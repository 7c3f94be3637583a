/* A layer over the file functions of the C library, for LD_PRELOAD: below one folder it counts the operations, lets one of them fail,
   or ends the process there. What a process forks counts with it. Python, SQLite and Typst all go through it. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { KILL_BEFORE = -1, KILL_AFTER = -2, KILL_HALFWAY = -3 };

static struct state {
  long count, at;
  int how, lasting, reads;
  size_t length;
  char root[PATH_MAX], said[PATH_MAX + 64];
} *state;

__attribute__((constructor)) static void begin(void) {
  state = mmap(NULL, sizeof *state, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

/* From now on, until `faults_rest`, operation number `at` (from 1; 0: none) below `root` fails with the error `how`, or the process ends if `how` is
   negative. `lasting`: whatever needs room fails from then on. `reads`: what opens a file or a folder to read it counts too. */
void faults_arm(const char *root, long at, int how, int lasting, int reads) {
  snprintf(state->root, sizeof state->root, "%s", root);
  state->length = strlen(root);
  state->count = 0; state->at = at; state->how = how; state->lasting = lasting; state->reads = reads; state->said[0] = 0;
}
void faults_rest(void) { state->length = 0; }
long faults_count(void) { return state->count; }
const char *faults_said(void) { return state->said; }

static int is_below(int folder, const char *path) {
  char at[PATH_MAX] = "", link[64];
  if (!state || !state->length || !path) return 0;
  if (path[0] == '/') return strncmp(path, state->root, state->length) == 0;
  if (folder == AT_FDCWD) return getcwd(at, sizeof at) && strncmp(at, state->root, state->length) == 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
  return readlink(link, at, sizeof at - 1) > 0 && strncmp(at, state->root, state->length) == 0;
}
static int is_below_file(int file) {
  char at[PATH_MAX] = "", link[64];
  if (!state || !state->length) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  return readlink(link, at, sizeof at - 1) > 0 && strncmp(at, state->root, state->length) == 0;
}

/* Counts; what is to happen: 0 nothing, an error's number, or how the process ends. */
static int meet(int counts, int needs_room, const char *name, const char *path) {
  if (!counts) return 0;
  long number = __sync_add_and_fetch(&state->count, 1);
  if (!state->at || number < state->at || (number > state->at && !(state->lasting && needs_room))) return 0;
  /* What only reads or renames is never refused for want of room, nor is a record for want of rights: that is a message of the check. */
  int how = !needs_room && (state->how == ENOSPC || (state->how == EACCES && strstr(name, "read"))) ? EIO : state->how;
  if (number == state->at) snprintf(state->said, sizeof state->said, "%s %s", name, path ? path : "");
  return how;
}
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define END raise(SIGKILL)
#define AROUND(counts, room, name, path, call, failed)                                \
  int how = meet(counts, room, name, path);                                           \
  if (how > 0) { errno = how; return failed; }                                        \
  if (how == KILL_BEFORE || how == KILL_HALFWAY) END;                                 \
  __typeof__(call) result = call;                                                     \
  if (how == KILL_AFTER) END;                                                         \
  return result

static int writes(int flags) { return (flags & O_ACCMODE) != O_RDONLY || flags & O_CREAT; }
#define OPENS(name, folder, args, pass)                                               \
  int name args {                                                                     \
    mode_t mode = 0;                                                                  \
    if (flags & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); } \
    int counts = (writes(flags) || state->reads) && is_below(folder, path);           \
    AROUND(counts, flags & O_CREAT, writes(flags) ? "open" : "open to read", path, REAL(name) pass, -1); \
  }
OPENS(open, AT_FDCWD, (const char *path, int flags, ...), (path, flags, mode))
OPENS(open64, AT_FDCWD, (const char *path, int flags, ...), (path, flags, mode))
OPENS(openat, folder, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))
OPENS(openat64, folder, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))
DIR *opendir(const char *path) {
  AROUND(state->reads && is_below(AT_FDCWD, path), 0, "opendir", path, REAL(opendir)(path), NULL);
}

#define WRITES(name, args, half, whole)                                               \
  ssize_t name args {                                                                 \
    int how = meet(is_below_file(file), 1, #name, "");                                \
    if (how > 0) { errno = how; return -1; }                                          \
    if (how == KILL_BEFORE) END;                                                      \
    if (how == KILL_HALFWAY) { if (REAL(name) half < 0) END; END; }                   \
    ssize_t result = REAL(name) whole;                                                \
    if (how == KILL_AFTER) END;                                                       \
    return result;                                                                    \
  }
WRITES(write, (int file, const void *data, size_t size), (file, data, size / 2), (file, data, size))
WRITES(pwrite, (int file, const void *data, size_t size, off_t at), (file, data, size / 2, at), (file, data, size, at))
WRITES(pwrite64, (int file, const void *data, size_t size, off64_t at), (file, data, size / 2, at), (file, data, size, at))
WRITES(writev, (int file, const struct iovec *data, int count), (file, data, count / 2), (file, data, count))
ssize_t sendfile(int file, int from, off_t *at, size_t size);
ssize_t sendfile64(int file, int from, off64_t *at, size_t size);
WRITES(sendfile, (int file, int from, off_t *at, size_t size), (file, from, at, size / 2), (file, from, at, size))
WRITES(sendfile64, (int file, int from, off64_t *at, size_t size), (file, from, at, size / 2), (file, from, at, size))

#define ON_PATH(name, room, folder, args, pass)                                       \
  int name args { AROUND(is_below(folder, path), room, #name, path, REAL(name) pass, -1); }
ON_PATH(rename, 0, AT_FDCWD, (const char *from, const char *path), (from, path))
ON_PATH(renameat, 0, folder, (int from, const char *old, int folder, const char *path), (from, old, folder, path))
ON_PATH(renameat2, 0, folder, (int from, const char *old, int folder, const char *path, unsigned flags), (from, old, folder, path, flags))
ON_PATH(link, 1, AT_FDCWD, (const char *from, const char *path), (from, path))
ON_PATH(linkat, 1, folder, (int from, const char *old, int folder, const char *path, int flags), (from, old, folder, path, flags))
ON_PATH(symlink, 1, AT_FDCWD, (const char *from, const char *path), (from, path))
ON_PATH(symlinkat, 1, folder, (const char *from, int folder, const char *path), (from, folder, path))
ON_PATH(unlink, 0, AT_FDCWD, (const char *path), (path))
ON_PATH(unlinkat, 0, folder, (int folder, const char *path, int flags), (folder, path, flags))
ON_PATH(mkdir, 1, AT_FDCWD, (const char *path, mode_t mode), (path, mode))
ON_PATH(mkdirat, 1, folder, (int folder, const char *path, mode_t mode), (folder, path, mode))
ON_PATH(rmdir, 0, AT_FDCWD, (const char *path), (path))
ON_PATH(chmod, 0, AT_FDCWD, (const char *path, mode_t mode), (path, mode))
ON_PATH(fchmodat, 0, folder, (int folder, const char *path, mode_t mode, int flags), (folder, path, mode, flags))
ON_PATH(chown, 0, AT_FDCWD, (const char *path, uid_t user, gid_t group), (path, user, group))
ON_PATH(utimensat, 0, folder, (int folder, const char *path, const struct timespec times[2], int flags), (folder, path, times, flags))

#define ON_FILE(name, room, args, pass)                                               \
  int name args { AROUND(is_below_file(file), room, #name, "", REAL(name) pass, -1); }
ON_FILE(fsync, 0, (int file), (file))
ON_FILE(fdatasync, 0, (int file), (file))
ON_FILE(syncfs, 0, (int file), (file))
ON_FILE(ftruncate, 1, (int file, off_t size), (file, size))
ON_FILE(ftruncate64, 1, (int file, off64_t size), (file, size))
ON_FILE(fchmod, 0, (int file, mode_t mode), (file, mode))
