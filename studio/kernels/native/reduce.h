// Means of boxes of factor x factor pixels; at the right and lower borders of those that are there.
#pragma once

#include "pixels.h"

namespace {

constexpr int64_t kBlock = 4096; // numbers of a row that are summed at once, in the first-level cache

// The rows of a box added up, for every number of a row.
template <class T, class Sum> inline void add_rows(const pss::ReduceJob &job, int64_t y, int64_t rows, Sum *sums) {
    const int64_t channels = job.channels, count = job.columns * channels;
    if (job.source.pixel_stride != channels) {
        for (int64_t i = 0; i < count; ++i)
            sums[i] = 0;
        for (int64_t row = 0; row < rows; ++row) {
            const T *from = at<T>(job.source, y + row, 0);
            for (int64_t x = 0; x < job.columns; ++x)
                for (int64_t c = 0; c < channels; ++c)
                    sums[x * channels + c] = static_cast<Sum>(sums[x * channels + c] +
                                                              from[x * job.source.pixel_stride + c]);
        }
        return;
    }
    for (int64_t start = 0; start < count; start += kBlock) {
        const int64_t n = count - start < kBlock ? count - start : kBlock;
        Sum *to = sums + start;
        const T *first = at<T>(job.source, y, 0) + start;
        for (int64_t i = 0; i < n; ++i)
            to[i] = first[i];
        for (int64_t row = 1; row < rows; ++row) {
            const T *from = at<T>(job.source, y + row, 0) + start;
            for (int64_t i = 0; i < n; ++i)
                to[i] = static_cast<Sum>(to[i] + from[i]);
        }
    }
}

// Those sums added up over the columns of each box.
template <class Sum, class Total, int Channels>
inline void add_columns(const pss::ReduceJob &job, const Sum *sums, float top, int64_t rows, float *out) {
    for (int64_t x = 0; x < job.columns; x += job.factor) {
        const int64_t n = job.columns - x < job.factor ? job.columns - x : job.factor;
        Total total[Channels] = {};
        for (int64_t i = 0; i < n; ++i, sums += Channels)
            for (int c = 0; c < Channels; ++c)
                total[c] += sums[c];
        const float count = top * static_cast<float>(rows * n);
        for (int c = 0; c < Channels; ++c)
            *out++ = static_cast<float>(total[c]) / count;
    }
}

template <class T, class Sum, class Total> inline void reduce_as(const pss::ReduceJob &job, float top) {
    const int64_t width = (job.columns + job.factor - 1) / job.factor;
    Sum *sums = static_cast<Sum *>(job.scratch);
    float *out = job.out;
    for (int64_t y = 0; y < job.rows; y += job.factor, out += width * job.channels) {
        const int64_t rows = job.rows - y < job.factor ? job.rows - y : job.factor;
        add_rows<T>(job, y, rows, sums);
        if (job.channels == 3)
            add_columns<Sum, Total, 3>(job, sums, top, rows, out);
        else if (job.channels == 4)
            add_columns<Sum, Total, 4>(job, sums, top, rows, out);
        else if (job.channels == 2)
            add_columns<Sum, Total, 2>(job, sums, top, rows, out);
        else
            add_columns<Sum, Total, 1>(job, sums, top, rows, out);
    }
}

// Sums are wide enough for a factor of 65536.
inline void reduce(const pss::ReduceJob &job) {
    if (job.source.type == pss::Type::f32)
        reduce_as<float, float, double>(job, 1.0f);
    else if (job.source.type == pss::Type::u16)
        reduce_as<uint16_t, uint32_t, uint64_t>(job, 65535.0f);
    else if (job.factor <= 257) // 257 * 255 is what 16 bits hold
        reduce_as<uint8_t, uint16_t, uint32_t>(job, 255.0f);
    else
        reduce_as<uint8_t, uint32_t, uint64_t>(job, 255.0f);
}

} // namespace
