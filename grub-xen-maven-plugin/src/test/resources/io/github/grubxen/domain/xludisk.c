// SPDX-License-Identifier: Apache-2.0
// Reads the texts of disks with Xen's own library and prints what it has read, for DomainDiskInLibxluTest.
//
// Standard input: for each text, its size in bytes as a decimal number and a line feed, then its bytes, none of them zero.
// Output: for each text, one line. "refused", or target, format (the library's number), vdev and script, each string as s and its
// bytes in hexadecimal, or as a dash if there is none.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct config config;
// The beginning of libxl_device_disk.
struct disk {
    unsigned domain;
    char *domain_name, *target, *vdev;
    int backend, format;
    char *script;
    char rest[1024];
};

config *xlu_cfg_init(FILE *report, const char *name);
int xlu_disk_parse(config *, int count, const char *const *texts, struct disk *);

static void text(const char *text) {
    putchar(text ? 's' : '-');
    for (; text && *text; text++) {
        printf("%02x", (unsigned char)*text);
    }
    putchar(' ');
}

int main(void) {
    int length;
    while (scanf("%d", &length) == 1) {
        char *data = calloc(length + 1, 1);
        getchar();
        if (fread(data, 1, length, stdin) != (size_t)length) {
            return 1;
        }
        fflush(stdout);
        pid_t child = fork();
        if (child == 0) {
            struct disk disk = {0};
            FILE *report = fopen("/dev/null", "w");
            const char *texts[] = {data};
            if (xlu_disk_parse(xlu_cfg_init(report, "xl"), 1, texts, &disk)) {
                printf("refused");
            } else {
                text(disk.target);
                printf("%d ", disk.format);
                text(disk.vdev);
                text(disk.script);
            }
            fflush(stdout);
            _exit(0);
        }
        int status;
        waitpid(child, &status, 0);
        puts(WIFEXITED(status) && WEXITSTATUS(status) == 0 ? "" : "aborted");
        free(data);
    }
    return 0;
}
