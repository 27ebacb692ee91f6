// SPDX-License-Identifier: Apache-2.0
// Reads configurations with Xen's own library and prints what it has read, for LibxluTest.
//
// Standard input: for each configuration, its size in bytes as a decimal number and a line feed, then its bytes.
// Arguments: the names to ask for.
// Output: for each configuration, one line. "refused LINE PYTHON", "aborted", or for each name that is set
// NAME=VALUE:NUMBER. A string is s and its bytes in hexadecimal, a list is its values in brackets.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct config config;
typedef struct list list;
typedef struct value value;

config *xlu_cfg_init(FILE *report, const char *name);
int xlu_cfg_readdata(config *, const char *data, int length);
int xlu_cfg_get_string(const config *, const char *name, const char **result, int quiet);
int xlu_cfg_get_long(const config *, const char *name, long *result, int quiet);
int xlu_cfg_get_list(const config *, const char *name, list **result, int *count, int quiet);
value *xlu_cfg_get_listitem2(const list *, int index);
int xlu_cfg_value_get_string(const config *, value *, char **result, int quiet);
int xlu_cfg_value_get_list(const config *, value *, list **result, int quiet);

static void text(const char *text) {
    putchar('s');
    for (; *text; text++) {
        printf("%02x", (unsigned char)*text);
    }
}

static void items(config *cfg, list *values) {
    putchar('[');
    for (int i = 0;; i++) {
        value *item = xlu_cfg_get_listitem2(values, i);
        char *string;
        list *inner;
        if (!item) {
            break;
        }
        if (!xlu_cfg_value_get_string(cfg, item, &string, 1)) {
            text(string);
        } else if (!xlu_cfg_value_get_list(cfg, item, &inner, 1)) {
            items(cfg, inner);
        }
        putchar(',');
    }
    putchar(']');
}

static void read_config(const char *data, int length, char **names) {
    char *report = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&report, &size);
    config *cfg = xlu_cfg_init(stream, "xl");
    int error = xlu_cfg_readdata(cfg, data, length);
    fflush(stream);
    if (error) {
        int line = 0;
        sscanf(report, "xl:%d:", &line);
        printf("refused %d %d", line, strstr(report, "Python") != NULL);
        return;
    }
    for (; *names; names++) {
        const char *string;
        list *values;
        long number;
        if (!xlu_cfg_get_string(cfg, *names, &string, 1)) {
            printf("%s=", *names);
            text(string);
        } else if (!xlu_cfg_get_list(cfg, *names, &values, NULL, 1)) {
            printf("%s=", *names);
            items(cfg, values);
        } else {
            continue;
        }
        if (!xlu_cfg_get_long(cfg, *names, &number, 1)) {
            printf(":%ld", number);
        }
        putchar(' ');
    }
}

int main(int argc, char **argv) {
    (void)argc;
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    int length;
    while (scanf("%d", &length) == 1) {
        char *data = malloc(length + 1);
        getchar();
        if (fread(data, 1, length, stdin) != (size_t)length) {
            return 1;
        }
        fflush(stdout);
        pid_t child = fork();
        if (child == 0) {
            if (!freopen("/dev/null", "w", stderr)) {
                return 1;
            }
            read_config(data, length, argv + 1);
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
