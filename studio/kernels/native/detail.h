// The detail map: how much each of three bands of the luma is raised or lowered. See studio/kernels/detail.py
// for the definition.
#pragma once

#include "stages.h"

namespace {

inline int half(int size) { return (size + 1) / 2; }

// Means of 2 x 2; at odd borders of those that are there.
inline void halve(const float *from, int width, int height, float *to) {
    const int pairs = width / 2;
    for (int y = 0; y < half(height); ++y) {
        const float *above = from + static_cast<int64_t>(2 * y) * width;
        const float *below = 2 * y + 1 < height ? above + width : above;
        float *out = to + static_cast<int64_t>(y) * half(width);
        for (int x = 0; x < pairs; ++x)
            out[x] = 0.25f * ((above[2 * x] + above[2 * x + 1]) + (below[2 * x] + below[2 * x + 1]));
        if (width % 2)
            out[pairs] = 0.5f * (above[width - 1] + below[width - 1]);
    }
}

// Row `y` of a plane laid over one of twice its size, bilinearly: `out` of `width`, `line` is scratch.
inline void doubled_row(const float *from, int width, int height, int y, float *line, float *out) {
    const int w = half(width), h = half(height);
    const int near = y / 2;
    int far = y % 2 ? near + 1 : near - 1;
    far = far < 0 ? 0 : far > h - 1 ? h - 1 : far;
    const float *a = from + static_cast<int64_t>(near) * w, *b = from + static_cast<int64_t>(far) * w;
    for (int x = 0; x < w; ++x) // from 1 on: a border of one on both sides
        line[x + 1] = 0.75f * a[x] + 0.25f * b[x];
    line[0] = line[1];
    line[w + 1] = line[w];
    const int pairs = width / 2;
    for (int x = 0; x < pairs; ++x) {
        out[2 * x] = 0.75f * line[x + 1] + 0.25f * line[x];
        out[2 * x + 1] = 0.75f * line[x + 1] + 0.25f * line[x + 2];
    }
    if (width % 2)
        out[width - 1] = 0.75f * line[w] + 0.25f * line[w - 1];
}

// gain * B / (1 + (B / 0.1)^2) added to what the coarser bands gave
inline void change_row(const float *gains, pss::Columns columns, const float *luma, const float *mean, int width,
                       float *out) {
    for (int start = 0; start < width;) {
        const int cell = columns.lower[start];
        int end = start + 1;
        while (end < width && columns.lower[end] == cell)
            ++end;
        const Lanes::Node left = Lanes::node(gains + cell * pss::kNode);
        const Lanes::Node right = Lanes::node(gains + (cell + 1) * pss::kNode);
        for (int i = start; i < end; i += Lanes::width) {
            const F local = Lanes::load(mean + i);
            const Depth z = depth_of(local);
            const F a = Lanes::slice(left, z.lower, z.fraction), b = Lanes::slice(right, z.lower, z.fraction);
            const F gain = Lanes::fma(Lanes::sub(b, a), Lanes::load(columns.fraction + i), a);
            const F band = Lanes::sub(Lanes::load(luma + i), local);
            const F times10 = Lanes::mul(band, Lanes::set(10.0f));
            const F limited = Lanes::div(band, Lanes::fma(times10, times10, Lanes::set(1.0f)));
            Lanes::store(out + i, Lanes::mul(gain, limited));
        }
        start = end;
    }
}

inline void detail(const pss::DetailJob &job) {
    int widths[4] = {job.width}, heights[4] = {job.height};
    const float *planes[4] = {job.luma, job.halves[0], job.halves[1], job.halves[2]};
    for (int k = 0; k < 3; ++k) {
        halve(planes[k], widths[k], heights[k], job.halves[k]);
        widths[k + 1] = half(widths[k]);
        heights[k + 1] = half(heights[k]);
    }
    const int size = job.width + kSlack; // of a scratch line
    float *line = job.lines, *mean = line + size, *change = mean + size, *coarse = change + size;
    float *luma = coarse + size, *gains = luma + size;
    for (int k = 2; k >= 0; --k) {
        const int width = widths[k], height = heights[k];
        for (int y = 0; y < height; ++y) {
            const Position place = position(y, height, pss::kGridSize);
            grid_between(job.gains + k * pss::kGridSize * pss::kGridSize * pss::kNode, 1, place, 0,
                         pss::kGridSize - 1, gains);
            doubled_row(planes[k + 1], width, height, y, line, mean);
            // Copied, since whole vectors would read beyond the last row's end.
            const float *fine = planes[k] + static_cast<int64_t>(y) * width;
            for (int x = 0; x < width; ++x)
                luma[x] = fine[x];
            change_row(gains, job.columns[k], luma, mean, width, change);
            float *out = (k == 0 ? job.out : job.deltas[k - 1]) + static_cast<int64_t>(y) * width;
            if (k == 2) {
                for (int x = 0; x < width; ++x)
                    out[x] = change[x];
            } else {
                doubled_row(job.deltas[k], width, height, y, line, coarse);
                for (int x = 0; x < width; ++x)
                    out[x] = change[x] + coarse[x];
            }
        }
    }
}

} // namespace
