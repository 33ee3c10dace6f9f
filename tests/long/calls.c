/* Makes one call of the C library fail: the n-th that changes something under a folder.
 * Loaded before it (LD_PRELOAD); tests/long/calls.py compiles it and says which call it is. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long count, fails_at;
static int error_number;
static char folder[4096], failed[32];

void arm(const char *under, long number, int error)
{
    snprintf(folder, sizeof folder, "%s", under);
    count = 0;
    fails_at = number;
    error_number = error;
    failed[0] = 0;
}

long calls(void) { return count; }
const char *failed_call(void) { return failed; }

static int fails(const char *path, const char *name)
{
    if (!folder[0] || !path || strncmp(path, folder, strlen(folder)))
        return 0;
    if (++count != fails_at)
        return 0;
    snprintf(failed, sizeof failed, "%s", name);
    errno = error_number;
    return 1;
}

static int fails_fd(int fd, const char *name)
{
    char link[64], path[4096];
    ssize_t size;
    if (!folder[0] || fd < 3)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    size = readlink(link, path, sizeof path - 1);
    if (size < 0)
        return 0;
    path[size] = 0;
    return fails(path, name);
}

#define NEXT(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))
#define OPEN(name)                                                             \
    int name(const char *path, int flags, ...)                                 \
    {                                                                          \
        va_list list;                                                          \
        va_start(list, flags);                                                 \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0; \
        va_end(list);                                                          \
        if (flags & (O_CREAT | O_WRONLY | O_RDWR) && fails(path, "open"))      \
            return -1;                                                         \
        return NEXT(int, #name, const char *, int, ...)(path, flags, mode);    \
    }
OPEN(open)
OPEN(open64)

int rename(const char *from, const char *to)
{
    return fails(to, "rename") ? -1 : NEXT(int, "rename", const char *, const char *)(from, to);
}

int mkdir(const char *path, mode_t mode)
{
    return fails(path, "mkdir") ? -1 : NEXT(int, "mkdir", const char *, mode_t)(path, mode);
}

int unlink(const char *path)
{
    return fails(path, "unlink") ? -1 : NEXT(int, "unlink", const char *)(path);
}

ssize_t write(int fd, const void *data, size_t size)
{
    return fails_fd(fd, "write") ? -1
                                 : NEXT(ssize_t, "write", int, const void *, size_t)(fd, data, size);
}

#define PWRITE(name)                                                                            \
    ssize_t name(int fd, const void *data, size_t size, off_t place)                            \
    {                                                                                           \
        return fails_fd(fd, "pwrite")                                                           \
                   ? -1                                                                         \
                   : NEXT(ssize_t, #name, int, const void *, size_t, off_t)(fd, data, size, place); \
    }
PWRITE(pwrite)
PWRITE(pwrite64)

#define TRUNCATE(name)                                                                    \
    int name(int fd, off_t size)                                                          \
    {                                                                                     \
        return fails_fd(fd, "ftruncate") ? -1 : NEXT(int, #name, int, off_t)(fd, size);   \
    }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

int fsync(int fd) { return fails_fd(fd, "fsync") ? -1 : NEXT(int, "fsync", int)(fd); }
int fdatasync(int fd) { return fails_fd(fd, "fsync") ? -1 : NEXT(int, "fdatasync", int)(fd); }
