// Pixels in and out: interleaved numbers of three types to planes of floats, and back.
#pragma once

#include <cstring>

#include "stages.h"

namespace {

template <class T> inline const T *at(const pss::Pixels &pixels, int64_t row, int64_t column) {
    return static_cast<const T *>(pixels.data) + row * pixels.row_stride + column * pixels.pixel_stride;
}

inline void divide(Planes &x, float divisor, int n) {
    for (auto plane : {&Planes::r, &Planes::g, &Planes::b})
        for (int i = 0; i < n; i += Lanes::width)
            Lanes::store((x.*plane) + i, Lanes::over(Lanes::load((x.*plane) + i), divisor));
}

template <class T> inline void split(const T *from, int64_t stride, int n, Planes &x) {
    if (stride == 3) { // a constant stride makes the compiler use vectors
        for (int i = 0; i < n; ++i) {
            x.r[i] = static_cast<float>(from[3 * i]);
            x.g[i] = static_cast<float>(from[3 * i + 1]);
            x.b[i] = static_cast<float>(from[3 * i + 2]);
        }
        return;
    }
    for (int i = 0; i < n; ++i, from += stride) {
        x.r[i] = static_cast<float>(from[0]);
        x.g[i] = static_cast<float>(from[1]);
        x.b[i] = static_cast<float>(from[2]);
    }
}

template <class T> inline void join(const Planes &y, int n, T *to, int64_t stride) {
    if (stride == 3) {
        for (int i = 0; i < n; ++i) {
            to[3 * i] = static_cast<T>(y.r[i]);
            to[3 * i + 1] = static_cast<T>(y.g[i]);
            to[3 * i + 2] = static_cast<T>(y.b[i]);
        }
        return;
    }
    for (int i = 0; i < n; ++i, to += stride) {
        to[0] = static_cast<T>(y.r[i]);
        to[1] = static_cast<T>(y.g[i]);
        to[2] = static_cast<T>(y.b[i]);
    }
}

// `step(bytes, i)` for each whole vector of packed pixels, the last one in a buffer of its own.
template <class Step> inline void by_vectors(uint8_t *bytes, int n, bool writes, Step step) {
    constexpr int size = 3 * Lanes::width;
    int i = 0;
    for (; i + Lanes::width <= n; i += Lanes::width)
        step(bytes + 3 * i, i);
    if (i < n) {
        uint8_t buffer[size + 8] = {};
        if (!writes)
            std::memcpy(buffer, bytes + 3 * i, 3 * static_cast<size_t>(n - i));
        step(buffer, i);
        if (writes)
            std::memcpy(bytes + 3 * i, buffer, 3 * static_cast<size_t>(n - i));
    }
}

inline void load(const pss::Pixels &source, int64_t row, int64_t column, int n, Planes &x) {
    if (source.type == pss::Type::f32) {
        split(at<float>(source, row, column), source.pixel_stride, n, x);
    } else if (source.type == pss::Type::u16) {
        split(at<uint16_t>(source, row, column), source.pixel_stride, n, x);
        divide(x, 65535.0f, n);
    } else {
        const uint8_t *bytes = at<uint8_t>(source, row, column);
        if (source.pixel_stride == 3) {
            by_vectors(const_cast<uint8_t *>(bytes), n, false, [&x](const uint8_t *p, int i) {
                F r, g, b;
                Lanes::load_bytes(p, r, g, b);
                Lanes::store(x.r + i, Lanes::over(r, 255.0f));
                Lanes::store(x.g + i, Lanes::over(g, 255.0f));
                Lanes::store(x.b + i, Lanes::over(b, 255.0f));
            });
            return;
        }
        split(bytes, source.pixel_stride, n, x);
        divide(x, 255.0f, n);
    }
}

// A value cut to 0 .. 1 as a number of steps; `threshold` 0 to 1 is what makes it the next step when cut off.
inline F steps(F v, float top, F threshold) {
    return Lanes::add(Lanes::mul(unit(v), Lanes::set(top)), threshold);
}

struct Thresholds { // one row of the dither's thresholds, as planes
    alignas(64) float channel[3][pss::kDitherSize + kSlack];
};

// dither: the thresholds from this chunk's first column on, or null
inline void store(const Planes &y, int n, const Thresholds *dither, int at_column, const pss::Pixels &out,
                  int64_t row, int64_t column) {
    if (out.type == pss::Type::f32) {
        join(y, n, const_cast<float *>(at<float>(out, row, column)), out.pixel_stride);
        return;
    }
    const bool bytes = out.type == pss::Type::u8;
    const float top = bytes ? 255.0f : 65535.0f;
    const auto quantised = [&](const float *plane, int channel, int i) {
        const F threshold =
            dither ? Lanes::load(dither->channel[channel] + at_column + i) : Lanes::set(0.5f);
        return steps(Lanes::load(plane + i), top, threshold);
    };
    if (bytes && out.pixel_stride == 3) {
        by_vectors(const_cast<uint8_t *>(at<uint8_t>(out, row, column)), n, true, [&](uint8_t *p, int i) {
            Lanes::store_bytes(p, Lanes::whole(quantised(y.r, 0, i)), Lanes::whole(quantised(y.g, 1, i)),
                               Lanes::whole(quantised(y.b, 2, i)));
        });
        return;
    }
    Planes whole;
    for (int i = 0; i < n; i += Lanes::width) {
        Lanes::store(whole.r + i, quantised(y.r, 0, i));
        Lanes::store(whole.g + i, quantised(y.g, 1, i));
        Lanes::store(whole.b + i, quantised(y.b, 2, i));
    }
    if (bytes)
        join(whole, n, const_cast<uint8_t *>(at<uint8_t>(out, row, column)), out.pixel_stride);
    else
        join(whole, n, const_cast<uint16_t *>(at<uint16_t>(out, row, column)), out.pixel_stride);
}

} // namespace
