// The whole way of a strip's pixels, row by row and chunk by chunk.
#pragma once

#include "finish.h"
#include "pixels.h"

namespace {

inline void between_rows(const pss::Map &map, const pss::Job &job, int64_t row) {
    if (!map.values)
        return;
    const int32_t *lower = map.columns.lower;
    const int last = lower[job.columns - 1] + 1;
    map_between(map, job.top + row, job.height, lower[0], last < map.width ? last : map.width - 1);
}

inline void read_thresholds(const float *dither, int64_t row, Thresholds &thresholds) {
    const float *line = dither + 3 * pss::kDitherSize * (row % pss::kDitherSize);
    for (int i = 0; i < pss::kDitherSize; ++i)
        for (int c = 0; c < 3; ++c)
            thresholds.channel[c][i] = line[3 * i + c];
}

inline void apply(const pss::Job &job) {
    Planes source = {}, styled = {}, with_grid = {}, plain = {};
    Corners corners = {};
    Thresholds thresholds = {};
    const float strength = 0.06f * job.grain;
    for (int64_t row = 0; row < job.rows; ++row) {
        if (job.grid) {
            const Position place = position(job.top + row, job.height, pss::kGridSize);
            const int32_t *cells = job.grid_columns.lower;
            grid_between(job.grid, pss::kGridTerms, place, cells[0], cells[job.columns - 1] + 1, job.grid_line);
        }
        for (const pss::Map *map : {&job.detail, &job.base_detail, &job.mask_slope, &job.mask_offset})
            between_rows(*map, job, row);
        if (job.dither)
            read_thresholds(job.dither, job.top + row, thresholds);
        const double v = (static_cast<double>(job.top + row) + 0.5) / static_cast<double>(job.height) - 0.5;
        const float vignette_row = static_cast<float>(v * v * job.vignette_height);

        for (int64_t column = 0; column < job.columns;) {
            // Up to the next multiple in the picture, so that thresholds are read in a piece.
            const int into = static_cast<int>((job.left + column) % kChunk);
            const int64_t left_over = job.columns - column;
            const int n = left_over < kChunk - into ? static_cast<int>(left_over) : kChunk - into;

            load(job.source, row, column, n, source);
            Planes *y = &source;
            if (job.full || (job.masked && job.base))
                find_corners(job.axis, source, n, corners);
            if (job.full) {
                add_cube(job.full, corners, source, n, styled);
                y = &styled;
            }
            if (job.grid) {
                const pss::Columns cells = {job.grid_columns.lower + column, job.grid_columns.fraction + column};
                add_grid(job.grid_line, cells, *y, n, with_grid);
                y = &with_grid;
            }
            if (job.masked) {
                if (y == &source) {
                    styled = source;
                    y = &styled;
                }
                if (job.base)
                    add_cube(job.base, corners, source, n, plain);
                else
                    plain = source;
                if (job.base_detail.values)
                    add_map(job.base_detail, column, n, plain);
            }
            if (job.detail.values)
                add_map(job.detail, column, n, *y);
            if (job.masked)
                blend(job.mask_slope, job.mask_offset, column, source, plain, n, *y);
            if (job.vignette != 0)
                add_vignette(job.vignette, job.vignette_columns + column, vignette_row, n, *y);
            if (job.grain != 0)
                add_grain(strength, job.grain_tile + static_cast<int64_t>(job.grain_rows[row]) * job.grain_size,
                          job.grain_columns + column, n, *y);
            store(*y, n, job.dither ? &thresholds : nullptr, into, job.out, row, column);
            column += n;
        }
    }
}

} // namespace
