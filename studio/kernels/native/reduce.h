// Means of boxes of factor x factor pixels; at the right and lower borders of those that are there.
#pragma once

#include "pixels.h"

namespace {

constexpr int kBlock = 2048; // numbers of a row that are summed at once, in the first-level cache

// Sums of `Sum` over the rows of a box, then of `Total` over its columns.
template <class T, class Sum, class Total> inline void reduce_as(const pss::ReduceJob &job, float top) {
    const int channels = job.channels, factor = job.factor;
    const int64_t width = (job.columns + factor - 1) / factor;
    // Whole boxes at a time; a box wider than the block is cut into pieces of it.
    const int64_t boxes = kBlock / channels / factor > 0 ? kBlock / channels / factor : 1;
    const int64_t piece = kBlock / channels;
    Sum sums[kBlock];
    for (int64_t y = 0, out_row = 0; y < job.rows; y += factor, ++out_row) {
        const int64_t rows = job.rows - y < factor ? job.rows - y : factor;
        float *out = job.out + out_row * width * channels;
        for (int64_t box = 0; box < width; box += boxes) {
            const int64_t first = box * factor;
            const int64_t end = first + boxes * factor < job.columns ? first + boxes * factor : job.columns;
            Total total[4] = {};
            for (int64_t x = first; x < end; x += piece) {
                const int64_t n = end - x < piece ? end - x : piece;
                for (int64_t i = 0; i < n * channels; ++i)
                    sums[i] = 0;
                for (int64_t row = 0; row < rows; ++row) {
                    const T *from = at<T>(job.source, y + row, x);
                    if (job.source.pixel_stride == channels) {
                        for (int64_t i = 0; i < n * channels; ++i)
                            sums[i] = static_cast<Sum>(sums[i] + from[i]);
                    } else {
                        for (int64_t i = 0; i < n; ++i)
                            for (int c = 0; c < channels; ++c)
                                sums[i * channels + c] = static_cast<Sum>(
                                    sums[i * channels + c] + from[i * job.source.pixel_stride + c]);
                    }
                }
                for (int64_t i = 0; i < n; ++i) {
                    for (int c = 0; c < channels; ++c)
                        total[c] += sums[i * channels + c];
                    const int64_t place = x + i + 1;
                    if (place % factor == 0 || place == job.columns) {
                        const int64_t columns = place % factor == 0 ? factor : place % factor;
                        const float count = top * static_cast<float>(rows * columns);
                        float *pixel = out + (place - 1) / factor * channels;
                        for (int c = 0; c < channels; ++c) {
                            pixel[c] = static_cast<float>(total[c]) / count;
                            total[c] = 0;
                        }
                    }
                }
            }
        }
    }
}

inline void reduce(const pss::ReduceJob &job) {
    if (job.source.type == pss::Type::f32)
        reduce_as<float, float, double>(job, 1.0f);
    else if (job.source.type == pss::Type::u16)
        reduce_as<uint16_t, uint64_t, uint64_t>(job, 65535.0f);
    else if (job.factor <= 257) // 257 * 255 is what 16 bits hold
        reduce_as<uint8_t, uint16_t, uint32_t>(job, 255.0f);
    else
        reduce_as<uint8_t, uint64_t, uint64_t>(job, 255.0f);
}

} // namespace
