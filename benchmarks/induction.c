/* The backward induction of src/ripeness/model/month.py as straightforward loops, for comparison of speed.
 *
 * Reads one game (written by induction.py) and solves it from the horizon to its first month: battle, money, mind,
 * gate and breaks in both sides' eyes, the attacker's stance, and the bargain by the same table as the engine. Single
 * precision. No protocol but Nash; no capitulation, no ceasefire. Written to be read; nothing is tuned by hand.
 *
 *     induction GAME OUT REPEATS     prints the seconds of each solve, writes both sides' values in the first month
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static FILE *in;

static int whole(void) {
    int32_t n;
    if (fread(&n, 4, 1, in) != 1) exit(1);
    return n;
}

static float *numbers(int n) {
    float *x = malloc(sizeof(float) * (n > 0 ? n : 1));
    if (!x || fread(x, 4, n, in) != (size_t)n) exit(1);
    return x;
}

static float number(void) {
    float *x = numbers(1), v = x[0];
    free(x);
    return v;
}

static float clip(float x, float low, float high) { return x < low ? low : x > high ? high : x; }

typedef struct { float mean, looseness, strikes, solvent, exhausted, hope; } Eyes;
typedef struct { float patience, indulged, partial, wins, loses, stopped; } Side;

static int STEPS, START, R, L, G, FIRST, HORIZON, NODES, OFFERS, EXECUTIVE, LAX, F;
static Eyes eyes[2];
static Side side[2];
static float exhausted_cost, attending_cost, striking_cost, when_exhausted, spacing, power, chance;
static float u_high, v_high, width;
static float *indulges, *opens, *relaxes, *acts, *relents, *slack, *refused, *attended, *striking;
static float *cost[2], *struck, *table, *shift, *collapse[2], *path, *chest_shift, *frozen[2], *deals, *offers;

#define AT(g, r, f, l) ((((g) * R + (r)) * F + (f)) * L + (l))
#define CELL(r, f, l) (((r) * F + (f)) * L + (l))

/* Expected value of the three conducts (away, attends, attends and strikes) at gate g, from padded values by gate. */
static void conducts(const float *after, const float *money, int g, const float *up, int odd, float *out[3]) {
    static float *fought = NULL, *stays = NULL, *goes = NULL;
    if (!fought) {
        fought = malloc(sizeof(float) * G * R * F * L);
        stays = malloc(sizeof(float) * R * F * L);
        goes = malloc(sizeof(float) * R * F * L);
    }
    int P = F + 2;
    for (int h = 0; h < G; h++)
        for (int r = 0; r < R; r++)
            for (int f = 0; f < F; f++) {
                float p = up[r * F + f];
                int below = odd ? f : f + 1;
                float sum[64];
                for (int l = 0; l < L; l++) sum[l] = 0;
                for (int s = 0; s < R; s++) {
                    float m = money ? money[r * R + s] : (r == s);
                    if (m == 0) continue;
                    const float *low = after + ((h * R + s) * P + below) * L, *high = low + L;
                    for (int l = 0; l < L; l++) sum[l] += m * ((1 - p) * low[l] + p * high[l]);
                }
                for (int l = 0; l < L; l++) fought[AT(h, r, f, l)] = sum[l];
            }
    for (int r = 0; r < R; r++)
        for (int f = 0; f < F; f++)
            for (int l = 0; l < L; l++) {
                float none = fought[AT(0, r, f, l)], package = fought[AT(G - 1, r, f, l)];
                float a, b;
                if (G == 1) a = b = none;
                else if (g == G - 1) {
                    a = package;
                    b = relaxes[l] * none + (1 - relaxes[l]) * package;
                } else {
                    float held = none, held_attended = none;
                    if (EXECUTIVE) {
                        float acted = fought[AT(1, r, f, l)];
                        held = g == 0 ? (1 - acts[l]) * none + acts[l] * acted : acted;
                        held_attended = g == 0 ? held : relents[l] * none + (1 - relents[l]) * acted;
                    }
                    a = (1 - opens[l]) * held + opens[l] * package;
                    b = (1 - opens[l]) * held_attended + opens[l] * package;
                }
                stays[CELL(r, f, l)] = a;
                goes[CELL(r, f, l)] = b;
            }
    const float *matrix[3] = {refused, attended, striking};
    for (int c = 0; c < 3; c++)
        for (int r = 0; r < R; r++)
            for (int f = 0; f < F; f++) {
                const float *v = (c ? goes : stays) + CELL(r, f, 0);
                for (int l = 0; l < L; l++) {
                    float sum = 0;
                    for (int m = 0; m < L; m++) sum += matrix[c][l * L + m] * v[m];
                    out[c][CELL(r, f, l)] = sum;
                }
            }
}

static int interval(float value, float high, int nodes) {
    int place = (int)((value - high + width) * ((nodes - 1) / width));
    return place < 0 ? 0 : place > nodes - 2 ? nodes - 2 : place;
}

static float offer_on(const float *s, float d) {
    float u = d > s[0] ? d : s[0];
    return u <= s[1] ? s[2] - s[3] * (u - s[0]) : -INFINITY;
}

/* Nash's deal on one segment (u_start, u_end, v_start, slope): its score, u and v; 0 where it is not feasible. */
static int best_on(const float *s, float da, float dd, float *score, float *u, float *v) {
    float slope = s[3] > 1e-20f ? s[3] : 1e-20f, room = (s[2] - dd) / slope;
    float low = da > s[0] ? da : s[0], high = s[1] < s[0] + room ? s[1] : s[0] + room;
    if (low > s[1] || high < low - 1e-6f) return 0;
    if (high < low) high = low;
    float x = s[3] <= 0 ? high : clip(da + power * (s[0] + room - da), low, high);
    *u = x;
    *v = s[2] - s[3] * (x - s[0]);
    float ga = x - da > 1e-30f ? x - da : 1e-30f, gd = *v - dd > 1e-30f ? *v - dd : 1e-30f;
    *score = power * logf(ga) + (1 - power) * logf(gd);
    return 1;
}

/* The deal that both would sign, by the two candidates of the table's square; 0 where the war is not ripe. */
static int bargain(float da, float dd, float *u, float *v) {
    const float *o = offers + 10 * interval(da, u_high, OFFERS);
    float first = offer_on(o, da), second = offer_on(o + 5, da), phi = first > second ? first : second;
    if (!isfinite(phi) || phi - dd < -1e-6f) return 0;
    const float *s = deals + 10 * (interval(da, u_high, NODES) * (NODES - 1) + interval(dd, v_high, NODES));
    float best = -1e9f, score, x, y;
    *u = da > o[5 * (second > first)] ? da : o[5 * (second > first)];
    *v = phi;
    for (int c = 0; c < 2; c++)
        if (best_on(s + 5 * c, da, dd, &score, &x, &y) && score > best) best = score, *u = x, *v = y;
    return 1;
}

static void month(int t, float *V[2], float *next[2]) {
    static float *padded = NULL, *going[2][3], *free_hand[3], *up, *money;
    int cells = R * F * L, P = F + 2;
    if (!padded) {
        padded = malloc(sizeof(float) * G * R * P * L);
        up = malloc(sizeof(float) * R * F);
        money = malloc(sizeof(float) * R * R);
        for (int c = 0; c < 3; c++) {
            free_hand[c] = malloc(sizeof(float) * cells);
            for (int b = 0; b < 2; b++) going[b][c] = malloc(sizeof(float) * G * cells);
        }
    }
    int odd = (t + START) % 2, odd_next = 1 - odd;
    float broke[64];
    for (int r = 0; r < R; r++) {
        float left = path[t] + (r - (R - 1)) * spacing;
        broke[r] = clip(1 - (left > 0 ? left : 0) / spacing, 0, 1);
    }
    for (int b = 0; b < 2; b++) {
        float won = b == 0 ? side[0].wins : side[1].loses, lost = b == 0 ? side[0].loses : side[1].wins;
        for (int gr = 0; gr < G * R; gr++)
            for (int l = 0; l < L; l++) {
                float *row = padded + gr * P * L + l;
                row[0] = lost;
                row[(P - 1) * L] = won;
                for (int f = 0; f < F; f++)
                    row[(f + 1) * L] = 2 - odd_next + 2 * f < STEPS ? V[b][(gr * F + f) * L + l] : won;
            }
        for (int r = 0; r < R; r++)
            for (int f = 0; f < F; f++) {
                int k = 2 - odd + 2 * f;
                float wins = 0.5f * (t + k - START);
                float p = (eyes[b].mean + wins * eyes[b].looseness) / (1 + t * eyes[b].looseness);
                up[r * F + f] = clip(p + shift[t] + when_exhausted * broke[r], 0, 1);
            }
        for (int g = 0; g < G; g++) {
            float *out[3];
            for (int c = 0; c < 3; c++) out[c] = going[b][c] + g * cells;
            if (g == 0) {
                conducts(padded, NULL, g, up, odd, out);
                continue;
            }
            for (int r = 0; r < R; r++) {
                float to = clip((r * spacing + chest_shift[t * (G - 1) + g - 1]) / spacing, 0, R - 1);
                for (int s = 0; s < R; s++) money[r * R + s] = fmaxf(0, 1 - fabsf(to - s));
            }
            conducts(padded, money, g, up, odd, out);
            if (!LAX) continue;
            conducts(padded, NULL, g, up, odd, free_hand);
            for (int c = 0; c < 3; c++)
                for (int i = 0; i < cells; i++) {
                    float w = slack[i % L];
                    out[c][i] = (1 - w) * out[c][i] + w * free_hand[c][i];
                }
        }
    }
    for (int g = 0; g < G; g++)
        for (int r = 0; r < R; r++)
            for (int f = 0; f < F; f++)
                for (int l = 0; l < L; l++) {
                    float indulged = g < (G > 1 ? G - 1 : 1) ? indulges[l] : 0, on[2][4];
                    for (int b = 0; b < 2; b++) {
                        float quiet = fminf(1, collapse[b][t] * (1 + eyes[b].hope * indulged));
                        float bombed = fminf(1, collapse[b][t] * (1 + eyes[b].strikes) * (1 + eyes[b].hope * indulged));
                        float stops = eyes[b].solvent + (eyes[b].exhausted - eyes[b].solvent) * broke[r];
                        float fallen = b == 0 ? side[0].wins : side[1].loses;
                        for (int c = 0; c < 4; c++) {
                            int attends = c % 2, strikes = c / 2;
                            float goes = going[b][attends ? 1 + strikes : 0][g * cells + CELL(r, f, l)];
                            float falls = strikes ? bombed : quiet, flow;
                            if (b == 0) {
                                flow = -cost[0][t] - exhausted_cost * broke[r] - striking_cost * strikes;
                                if (attends) flow += side[0].indulged * indulged - attending_cost + chance * side[0].partial;
                            } else {
                                flow = -cost[1][t] - struck[t] * strikes + side[1].indulged * indulged;
                                if (attends) flow += chance * side[1].partial;
                            }
                            float breaks = stops * side[b].stopped + (1 - stops) * goes;
                            on[b][c] = flow + side[b].patience * (falls * fallen + (1 - falls) * breaks);
                        }
                    }
                    int stance = 0;
                    for (int c = 1; c < 4; c++)
                        if (on[0][c] > on[0][stance]) stance = c;
                    float da = on[0][stance], dd = on[1][stance], u, v;
                    int ripe = bargain(da, dd, &u, &v);
                    next[0][AT(g, r, f, l)] = ripe ? da + table[t] * (u - da) : da;
                    next[1][AT(g, r, f, l)] = ripe ? dd + table[t] * (v - dd) : dd;
                }
}

int main(int argc, char **argv) {
    if (argc != 4 || !(in = fopen(argv[1], "rb"))) return 1;
    int *fields[] = {&STEPS, &START, &R, &L, &G, &FIRST, &HORIZON, &NODES, &OFFERS, &EXECUTIVE, &LAX};
    for (int i = 0; i < 11; i++) *fields[i] = whole();
    F = STEPS / 2;
    if (R > 64 || L > 64) return 1;
    for (int b = 0; b < 2; b++) {
        float *e = numbers(6), *s = numbers(6);
        memcpy(&eyes[b], e, sizeof(Eyes));
        memcpy(&side[b], s, sizeof(Side));
    }
    float *scalars[] = {&exhausted_cost, &attending_cost, &striking_cost, &when_exhausted, &spacing, &power, &chance,
                        &u_high, &v_high, &width};
    for (int i = 0; i < 10; i++) *scalars[i] = number();
    float **minds[] = {&indulges, &opens, &relaxes, &acts, &relents, &slack};
    for (int i = 0; i < 6; i++) *minds[i] = numbers(L);
    refused = numbers(L * L), attended = numbers(L * L), striking = numbers(L * L);
    float **months[] = {&cost[0], &cost[1], &struck, &table, &shift, &collapse[0], &collapse[1], &path};
    for (int i = 0; i < 8; i++) *months[i] = numbers(HORIZON);
    chest_shift = numbers(HORIZON * (G > 1 ? G - 1 : 0));
    frozen[0] = numbers(F), frozen[1] = numbers(F);
    deals = numbers((NODES - 1) * (NODES - 1) * 10);
    offers = numbers((OFFERS - 1) * 10);
    fclose(in);

    int states = G * R * F * L;
    float *V[2], *next[2];
    for (int b = 0; b < 2; b++) V[b] = malloc(sizeof(float) * states), next[b] = malloc(sizeof(float) * states);
    for (int n = atoi(argv[3]); n > 0; n--) {
        struct timespec begin, end;
        clock_gettime(CLOCK_MONOTONIC, &begin);
        for (int b = 0; b < 2; b++)
            for (int i = 0; i < states; i++) V[b][i] = frozen[b][i / L % F];
        for (int t = HORIZON - 1; t >= FIRST; t--) {
            month(t, V, next);
            for (int b = 0; b < 2; b++) {
                float *swap = V[b];
                V[b] = next[b], next[b] = swap;
            }
        }
        clock_gettime(CLOCK_MONOTONIC, &end);
        printf("%.9f\n", end.tv_sec - begin.tv_sec + 1e-9 * (end.tv_nsec - begin.tv_nsec));
    }
    FILE *out = fopen(argv[2], "wb");
    if (!out) return 1;
    for (int b = 0; b < 2; b++) fwrite(V[b], 4, states, out);
    return fclose(out);
}
