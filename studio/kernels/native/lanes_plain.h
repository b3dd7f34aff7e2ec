// One pixel at a time, in plain C++: for every processor, and what the compiler makes of it (NEON, say).
//
// The other lanes_*.h have the same members; the algorithms are written against them. `width` pixels are
// worked on at once: F are floats, I whole numbers, M truth values.
#pragma once

#include <cmath>
#include <cstdint>

namespace {

struct Lanes {
    static constexpr int width = 1;
    using F = float;
    using I = int32_t;
    using M = bool;

    static F load(const float *p) { return *p; }
    static void store(float *p, F v) { *p = v; }
    static void store(int32_t *p, I v) { *p = v; }
    static F set(float v) { return v; }
    static I set(int32_t v) { return v; }
    static F add(F a, F b) { return a + b; }
    static F sub(F a, F b) { return a - b; }
    static F mul(F a, F b) { return a * b; }
    static F div(F a, F b) { return a / b; }
    static F fma(F a, F b, F c) { return a * b + c; }
    // Not-a-number as the first argument gives the second one.
    static F max(F a, F b) { return a > b ? a : b; }
    static F min(F a, F b) { return a < b ? a : b; }
    static F sqrt(F a) { return std::sqrt(a); }
    static F abs(F a) { return std::fabs(a); }
    static F with_sign(F a, F sign) { return std::copysign(a, sign); }
    static F floor(F a) { return static_cast<float>(static_cast<int32_t>(a)); } // of values >= 0
    static I whole(F a) { return static_cast<int32_t>(a); }
    static I add(I a, I b) { return a + b; }
    static I sub(I a, I b) { return a - b; }
    static I times16(I a) { return a << 4; }
    static M at_least(F a, F b) { return a >= b; }
    static I select(M m, I yes, I no) { return m ? yes : no; }

    // The value at `depth` of a node's eight, plus `fraction` of the rise that follows.
    struct Node {
        const float *values;
    };
    static Node node(const float *values) { return {values}; }
    static F slice(Node node, I depth, F fraction) {
        return fma(node.values[depth + 8], fraction, node.values[depth]);
    }

    // A line between its nodes, at columns whose lower nodes never fall.
    static F along(const float *line, const int32_t *lower, const float *fraction) {
        float a = line[*lower], b = line[*lower + 1];
        return fma(b - a, *fraction, a);
    }

    // The weighted sum of four cube nodes, four floats each; the weights lie `step` apart.
    static void weigh(float *out, const float *a, const float *b, const float *c, const float *d,
                      const float *weight, int step) {
        for (int i = 0; i < 4; ++i)
            out[i] = a[i] * weight[0] + b[i] * weight[step] + c[i] * weight[2 * step] +
                     d[i] * weight[3 * step];
    }
    // `width` times four floats as planes of the first three.
    static void planes(const float *fours, F &r, F &g, F &b) {
        r = fours[0];
        g = fours[1];
        b = fours[2];
    }

    // v / 255 and v / 65535 for whole v, rounded as a division is.
    static F over(F v, float divisor) { return v / divisor; }

    // `width` pixels of three bytes each, red green blue interleaved, and back (values 0 .. 255).
    static void load_bytes(const uint8_t *p, F &r, F &g, F &b) {
        r = p[0];
        g = p[1];
        b = p[2];
    }
    static void store_bytes(uint8_t *p, I r, I g, I b) {
        p[0] = static_cast<uint8_t>(r);
        p[1] = static_cast<uint8_t>(g);
        p[2] = static_cast<uint8_t>(b);
    }
};

} // namespace
