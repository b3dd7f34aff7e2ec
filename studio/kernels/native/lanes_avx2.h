// Eight pixels at a time: AVX2 with FMA. See lanes_plain.h for what the members mean.
#pragma once

#include <immintrin.h>

#include <cstdint>

namespace {

struct Lanes {
    static constexpr int width = 8;
    using F = __m256;
    using I = __m256i;
    using M = __m256;

    static F load(const float *p) { return _mm256_loadu_ps(p); }
    static void store(float *p, F v) { _mm256_storeu_ps(p, v); }
    static void store(int32_t *p, I v) { _mm256_storeu_si256(reinterpret_cast<__m256i *>(p), v); }
    static F set(float v) { return _mm256_set1_ps(v); }
    static I set(int32_t v) { return _mm256_set1_epi32(v); }
    static F add(F a, F b) { return _mm256_add_ps(a, b); }
    static F sub(F a, F b) { return _mm256_sub_ps(a, b); }
    static F mul(F a, F b) { return _mm256_mul_ps(a, b); }
    static F div(F a, F b) { return _mm256_div_ps(a, b); }
    static F fma(F a, F b, F c) { return _mm256_fmadd_ps(a, b, c); }
    static F max(F a, F b) { return _mm256_max_ps(a, b); }
    static F min(F a, F b) { return _mm256_min_ps(a, b); }
    static F sqrt(F a) { return _mm256_sqrt_ps(a); }
    static F abs(F a) { return _mm256_andnot_ps(_mm256_set1_ps(-0.0f), a); }
    static F with_sign(F a, F sign) {
        return _mm256_or_ps(abs(a), _mm256_and_ps(sign, _mm256_set1_ps(-0.0f)));
    }
    static F floor(F a) { return _mm256_floor_ps(a); }
    static I whole(F a) { return _mm256_cvttps_epi32(a); }
    static I add(I a, I b) { return _mm256_add_epi32(a, b); }
    static I sub(I a, I b) { return _mm256_sub_epi32(a, b); }
    static I times16(I a) { return _mm256_slli_epi32(a, 4); }
    static M at_least(F a, F b) { return _mm256_cmp_ps(a, b, _CMP_GE_OQ); }
    static I select(M m, I yes, I no) {
        return _mm256_castps_si256(
            _mm256_blendv_ps(_mm256_castsi256_ps(no), _mm256_castsi256_ps(yes), m));
    }

    struct Node { // the eight values, the eight rises
        __m256 values, rises;
    };
    static Node node(const float *values) {
        return {_mm256_loadu_ps(values), _mm256_loadu_ps(values + 8)};
    }
    static F slice(Node node, I depth, F fraction) {
        return _mm256_fmadd_ps(_mm256_permutevar8x32_ps(node.rises, depth), fraction,
                               _mm256_permutevar8x32_ps(node.values, depth));
    }

    static F along(const float *line, const int32_t *lower, const float *fraction) {
        const int first = lower[0], span = lower[7] - first;
        const I near = _mm256_sub_epi32(_mm256_loadu_si256(reinterpret_cast<const __m256i *>(lower)),
                                        _mm256_set1_epi32(first));
        F a, b;
        if (span < 8) { // All nodes wanted lie in one register, the next ones in another,
            a = _mm256_permutevar8x32_ps(_mm256_loadu_ps(line + first), near);
            b = _mm256_permutevar8x32_ps(_mm256_loadu_ps(line + first + 1), near);
        } else { // or far apart.
            a = _mm256_i32gather_ps(line + first, near, 4);
            b = _mm256_i32gather_ps(line + first + 1, near, 4);
        }
        return _mm256_fmadd_ps(_mm256_sub_ps(b, a), _mm256_loadu_ps(fraction), a);
    }

    // Four loads of whole nodes beat gathers, and need no packing of the nodes.
    static void weigh(float *out, const float *a, const float *b, const float *c, const float *d,
                      const float *weight, int step) {
        __m128 sum = _mm_mul_ps(_mm_load_ps(a), _mm_broadcast_ss(weight));
        sum = _mm_fmadd_ps(_mm_load_ps(b), _mm_broadcast_ss(weight + step), sum);
        sum = _mm_fmadd_ps(_mm_load_ps(c), _mm_broadcast_ss(weight + 2 * step), sum);
        sum = _mm_fmadd_ps(_mm_load_ps(d), _mm_broadcast_ss(weight + 3 * step), sum);
        _mm_store_ps(out, sum);
    }
    static void planes(const float *fours, F &r, F &g, F &b) {
        // Pixels 0 and 4, 1 and 5, 2 and 6, 3 and 7: then transposing each half gives planes in order.
        const F p0 = pair(fours, fours + 16), p1 = pair(fours + 4, fours + 20);
        const F p2 = pair(fours + 8, fours + 24), p3 = pair(fours + 12, fours + 28);
        const F low01 = _mm256_unpacklo_ps(p0, p1), low23 = _mm256_unpacklo_ps(p2, p3);
        r = _mm256_shuffle_ps(low01, low23, 0x44);
        g = _mm256_shuffle_ps(low01, low23, 0xEE);
        b = _mm256_shuffle_ps(_mm256_unpackhi_ps(p0, p1), _mm256_unpackhi_ps(p2, p3), 0x44);
    }

    static F over(F v, float divisor) {
        // A product and one step of correction: exactly the quotient, and quicker.
        const F inverse = _mm256_set1_ps(1.0f / divisor), quotient = _mm256_mul_ps(v, inverse);
        const F rest = _mm256_fnmadd_ps(quotient, _mm256_set1_ps(divisor), v);
        return _mm256_fmadd_ps(rest, inverse, quotient);
    }

    static void load_bytes(const uint8_t *p, F &r, F &g, F &b) {
        // Four pixels in each half: bytes 0 to 11, and the last twelve of bytes 8 to 23.
        const __m256i fours = _mm256_set_m128i(
            _mm_srli_si128(_mm_loadu_si128(reinterpret_cast<const __m128i *>(p + 8)), 4),
            _mm_loadu_si128(reinterpret_cast<const __m128i *>(p)));
        r = channel<0>(fours);
        g = channel<1>(fours);
        b = channel<2>(fours);
    }
    static void store_bytes(uint8_t *p, I r, I g, I b) {
        const __m256i pixels = _mm256_or_si256(
            r, _mm256_or_si256(_mm256_slli_epi32(g, 8), _mm256_slli_epi32(b, 16)));
        const __m256i fours = _mm256_shuffle_epi8(
            pixels, _mm256_broadcastsi128_si256(
                        _mm_setr_epi8(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1)));
        const __m256i packed =
            _mm256_permutevar8x32_epi32(fours, _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 7, 7));
        _mm_storeu_si128(reinterpret_cast<__m128i *>(p), _mm256_castsi256_si128(packed));
        _mm_storel_epi64(reinterpret_cast<__m128i *>(p + 16), _mm256_extracti128_si256(packed, 1));
    }

  private:
    static F pair(const float *low, const float *high) {
        return _mm256_set_m128(_mm_load_ps(high), _mm_load_ps(low));
    }
    template <int C> static F channel(__m256i fours) {
        const __m128i pick = _mm_setr_epi8(C, -1, -1, -1, C + 3, -1, -1, -1, C + 6, -1, -1, -1, C + 9, -1,
                                           -1, -1);
        return _mm256_cvtepi32_ps(_mm256_shuffle_epi8(fours, _mm256_broadcastsi128_si256(pick)));
    }
};

} // namespace
