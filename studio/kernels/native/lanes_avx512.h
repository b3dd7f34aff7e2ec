// Sixteen pixels at a time: AVX-512 with F, BW, DQ and VL. See lanes_plain.h for what the members mean.
#pragma once

#include <immintrin.h>

#include <cstdint>

namespace {

struct Lanes {
    static constexpr int width = 16;
    using F = __m512;
    using I = __m512i;
    using M = __mmask16;

    static F load(const float *p) { return _mm512_loadu_ps(p); }
    static void store(float *p, F v) { _mm512_storeu_ps(p, v); }
    static void store(int32_t *p, I v) { _mm512_storeu_si512(p, v); }
    static F set(float v) { return _mm512_set1_ps(v); }
    static I set(int32_t v) { return _mm512_set1_epi32(v); }
    static F add(F a, F b) { return _mm512_add_ps(a, b); }
    static F sub(F a, F b) { return _mm512_sub_ps(a, b); }
    static F mul(F a, F b) { return _mm512_mul_ps(a, b); }
    static F div(F a, F b) { return _mm512_div_ps(a, b); }
    static F fma(F a, F b, F c) { return _mm512_fmadd_ps(a, b, c); }
    static F max(F a, F b) { return _mm512_max_ps(a, b); }
    static F min(F a, F b) { return _mm512_min_ps(a, b); }
    static F sqrt(F a) { return _mm512_sqrt_ps(a); }
    static F abs(F a) { return _mm512_abs_ps(a); }
    static F with_sign(F a, F sign) {
        return _mm512_or_ps(_mm512_abs_ps(a), _mm512_and_ps(sign, _mm512_set1_ps(-0.0f)));
    }
    static F floor(F a) { return _mm512_roundscale_ps(a, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC); }
    static I whole(F a) { return _mm512_cvttps_epi32(a); }
    static I add(I a, I b) { return _mm512_add_epi32(a, b); }
    static I sub(I a, I b) { return _mm512_sub_epi32(a, b); }
    static I times16(I a) { return _mm512_slli_epi32(a, 4); }
    static M at_least(F a, F b) { return _mm512_cmp_ps_mask(a, b, _CMP_GE_OQ); }
    static I select(M m, I yes, I no) { return _mm512_mask_mov_epi32(no, m, yes); }

    using Node = __m512; // the eight values and the eight rises: one register
    static Node node(const float *values) { return _mm512_loadu_ps(values); }
    static F slice(Node node, I depth, F fraction) {
        I rise = _mm512_add_epi32(depth, _mm512_set1_epi32(8));
        return _mm512_fmadd_ps(_mm512_permutexvar_ps(rise, node), fraction,
                               _mm512_permutexvar_ps(depth, node));
    }

    static F along(const float *line, const int32_t *lower, const float *fraction) {
        const int first = lower[0], span = lower[15] - first;
        const I near = _mm512_sub_epi32(_mm512_loadu_si512(lower), _mm512_set1_epi32(first));
        const I far = _mm512_add_epi32(near, _mm512_set1_epi32(1));
        F a, b;
        if (span < 15) { // All nodes wanted lie in one register,
            const F window = _mm512_loadu_ps(line + first);
            a = _mm512_permutexvar_ps(near, window);
            b = _mm512_permutexvar_ps(far, window);
        } else if (span < 31) { // or in two,
            const F low = _mm512_loadu_ps(line + first), high = _mm512_loadu_ps(line + first + 16);
            a = _mm512_permutex2var_ps(low, near, high);
            b = _mm512_permutex2var_ps(low, far, high);
        } else { // or far apart.
            a = _mm512_i32gather_ps(near, line + first, 4);
            b = _mm512_i32gather_ps(far, line + first, 4);
        }
        return _mm512_fmadd_ps(_mm512_sub_ps(b, a), _mm512_loadu_ps(fraction), a);
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
        const F p0 = _mm512_load_ps(fours), p1 = _mm512_load_ps(fours + 16);
        const F p2 = _mm512_load_ps(fours + 32), p3 = _mm512_load_ps(fours + 48);
        // Red of eight pixels, then green of them; and blue.
        const I rg = _mm512_setr_epi32(0, 4, 8, 12, 16, 20, 24, 28, 1, 5, 9, 13, 17, 21, 25, 29);
        const I bb = _mm512_setr_epi32(2, 6, 10, 14, 18, 22, 26, 30, 2, 6, 10, 14, 18, 22, 26, 30);
        const F low = _mm512_permutex2var_ps(p0, rg, p1), high = _mm512_permutex2var_ps(p2, rg, p3);
        r = _mm512_shuffle_f32x4(low, high, 0x44);
        g = _mm512_shuffle_f32x4(low, high, 0xEE);
        b = _mm512_shuffle_f32x4(_mm512_permutex2var_ps(p0, bb, p1), _mm512_permutex2var_ps(p2, bb, p3),
                                 0x44);
    }

    static F over(F v, float divisor) {
        // A product and one step of correction: exactly the quotient, and quicker.
        const F inverse = _mm512_set1_ps(1.0f / divisor), quotient = _mm512_mul_ps(v, inverse);
        const F rest = _mm512_fnmadd_ps(quotient, _mm512_set1_ps(divisor), v);
        return _mm512_fmadd_ps(rest, inverse, quotient);
    }

    static void load_bytes(const uint8_t *p, F &r, F &g, F &b) {
        const __m512i packed = _mm512_maskz_loadu_epi8(0x0000FFFFFFFFFFFF, p);
        const __m512i fours = // four pixels, 12 bytes, in each quarter
            _mm512_permutexvar_epi32(
                _mm512_setr_epi32(0, 1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 8, 9, 10, 11, 11), packed);
        r = channel<0>(fours);
        g = channel<1>(fours);
        b = channel<2>(fours);
    }
    static void store_bytes(uint8_t *p, I r, I g, I b) {
        const __m512i pixels = _mm512_or_si512(
            r, _mm512_or_si512(_mm512_slli_epi32(g, 8), _mm512_slli_epi32(b, 16)));
        const __m512i fours = _mm512_shuffle_epi8(
            pixels, _mm512_broadcast_i32x4(
                        _mm_setr_epi8(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1)));
        const __m512i packed = _mm512_permutexvar_epi32(
            _mm512_setr_epi32(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 15, 15, 15, 15), fours);
        _mm512_mask_storeu_epi32(p, 0x0FFF, packed);
    }

  private:
    template <int C> static F channel(__m512i fours) {
        const __m128i pick = _mm_setr_epi8(C, -1, -1, -1, C + 3, -1, -1, -1, C + 6, -1, -1, -1, C + 9, -1,
                                           -1, -1);
        return _mm512_cvtepi32_ps(_mm512_shuffle_epi8(fours, _mm512_broadcast_i32x4(pick)));
    }
};

} // namespace
