/* The benchmark's network, one at a time, in a plain loop: gcc -O3 -march=native -ffast-math three_layer.c
   Arguments: initial values, inputs (little-endian float32), seconds. Prints the loss of the first pass over the inputs and the
   steps a second of many more. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define H 16
#define RATE 1e-3f
#define CLIP 4.5f

static float W[H], b[H], W1[H][H], b1[H], W2[H], b2;

static inline float clip(float g) {
    return g > CLIP ? CLIP : g < -CLIP ? -CLIP : g;
}

static inline float step(float x) {
    float h[H], g[H], dh[H], dg[H], out = b2;
    for (int i = 0; i < H; i++) h[i] = x * W[i] + b[i] > 0 ? x * W[i] + b[i] : 0;
    for (int j = 0; j < H; j++) g[j] = b1[j];
    for (int i = 0; i < H; i++)
        for (int j = 0; j < H; j++) g[j] += h[i] * W1[i][j];
    for (int j = 0; j < H; j++) {
        g[j] = g[j] > 0 ? g[j] : 0;
        out += g[j] * W2[j];
    }
    float error = x - 2 * out, d = -4 * error;
    for (int j = 0; j < H; j++) {
        dg[j] = g[j] > 0 ? d * W2[j] : 0;
        W2[j] -= RATE * clip(d * g[j]);
    }
    b2 -= RATE * clip(d);
    for (int i = 0; i < H; i++) {
        float sum = 0;
        for (int j = 0; j < H; j++) sum += W1[i][j] * dg[j];
        dh[i] = h[i] > 0 ? sum : 0;
        for (int j = 0; j < H; j++) W1[i][j] -= RATE * clip(h[i] * dg[j]);
    }
    for (int j = 0; j < H; j++) {
        b1[j] -= RATE * clip(dg[j]);
        W[j] -= RATE * clip(dh[j] * x);
        b[j] -= RATE * clip(dh[j]);
    }
    return error * error;
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static double pass(const float *inputs, int n) {
    double loss = 0;
    for (int i = 0; i < n; i++) loss += step(inputs[i]);
    return loss / n;
}

static int load(const char *path, float *values, int most) {
    FILE *file = fopen(path, "rb");
    if (!file) exit(2);
    int n = fread(values, sizeof(float), most, file);
    fclose(file);
    return n;
}

int main(int count, char **arguments) {
    static float flat[2 * H + H * H + H + H + 1], inputs[100000];
    if (count != 4 || load(arguments[1], flat, sizeof flat / sizeof *flat) != sizeof flat / sizeof *flat) return 2;
    int n = load(arguments[2], inputs, 100000);
    const float *p = flat; /* DL4J's order: the inputs of one unit after another */
    for (int i = 0; i < H; i++) W[i] = *p++;
    for (int i = 0; i < H; i++) b[i] = *p++;
    for (int j = 0; j < H; j++)
        for (int i = 0; i < H; i++) W1[i][j] = *p++;
    for (int i = 0; i < H; i++) b1[i] = *p++;
    for (int i = 0; i < H; i++) W2[i] = *p++;
    b2 = *p;
    double loss = pass(inputs, n), sum = 0, seconds = 0, start = now();
    long steps = 0;
    while ((seconds = now() - start) < atof(arguments[3])) {
        sum += pass(inputs, n);
        steps += n;
    }
    printf("%.9g %.3f\n", sum >= 0 ? loss : sum, steps / seconds);
    return 0;
}
