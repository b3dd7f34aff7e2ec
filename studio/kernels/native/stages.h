// The steps of a pixel's way, each over one chunk of a row held as planes of floats. Included by each variant
// after its lanes: see job.h for why everything is the variant's own.
//
// Every step works on whole vectors and may compute past the chunk's end, within the slack of the planes; so
// each pixel meets the same operations wherever the chunk was cut.
#pragma once

#include <initializer_list>

#include "job.h"
#include "position.h"

namespace {

using pss::kChunk;
using pss::kSlack;
using F = Lanes::F;
using I = Lanes::I;

constexpr int kPlane = kChunk + kSlack;

struct Planes {
    alignas(64) float r[kPlane], g[kPlane], b[kPlane];
};

struct Corners { // of the tetrahedron around each pixel: byte offsets of its nodes, and their weights
    alignas(64) int32_t node[4][kPlane];
    alignas(64) float weight[4][kPlane];
    alignas(64) float sums[4 * kPlane]; // red, green, blue, nothing for each pixel
};

inline F unit(F v) { return Lanes::min(Lanes::max(v, Lanes::set(0.0f)), Lanes::set(1.0f)); }

inline F luma(F r, F g, F b) { // Rec. 601, of encoded values
    return Lanes::fma(r, Lanes::set(0.299f),
                      Lanes::fma(g, Lanes::set(0.587f), Lanes::mul(b, Lanes::set(0.114f))));
}

// -- colour cube

struct Along { // an axis: the lower node and the way to the next
    F lower, fraction;
};

inline Along on_axis(const pss::CubeAxis &axis, F x) {
    if (axis.root) {
        const F size = Lanes::abs(x);
        x = Lanes::with_sign(Lanes::mul(Lanes::add(Lanes::sqrt(size), size), Lanes::set(0.5f)), x);
    }
    F place = Lanes::fma(x, Lanes::set(axis.scale), Lanes::set(axis.offset));
    place = Lanes::min(Lanes::max(place, Lanes::set(0.0f)), Lanes::set(axis.last));
    const F lower = Lanes::min(Lanes::floor(place), Lanes::set(axis.last - 1.0f));
    return {lower, Lanes::sub(place, lower)};
}

inline void find_corners(const pss::CubeAxis &axis, const Planes &x, int n, Corners &corners) {
    const float size = static_cast<float>(axis.size);
    const I red = Lanes::set(16), green = Lanes::set(16 * axis.size);
    const I blue = Lanes::set(16 * axis.size * axis.size);
    const I all = Lanes::set(16 * (1 + axis.size + axis.size * axis.size));
    for (int i = 0; i < n; i += Lanes::width) {
        const Along r = on_axis(axis, Lanes::load(x.r + i)), g = on_axis(axis, Lanes::load(x.g + i)),
                    b = on_axis(axis, Lanes::load(x.b + i));
        // Whole numbers below 2^24: exact as floats, and no integer product is needed.
        const F index = Lanes::fma(Lanes::fma(b.lower, Lanes::set(size), g.lower), Lanes::set(size), r.lower);
        const I first = Lanes::times16(Lanes::whole(index)), last = Lanes::add(first, all);

        const F larger = Lanes::max(r.fraction, g.fraction), smaller = Lanes::min(r.fraction, g.fraction);
        const F most = Lanes::max(larger, b.fraction), least = Lanes::min(smaller, b.fraction);
        const F middle = Lanes::max(smaller, Lanes::min(larger, b.fraction));
        // From the black corner of the cell along the axis of the largest fraction first, of the least last.
        const auto rg = Lanes::at_least(r.fraction, g.fraction);
        const auto gb = Lanes::at_least(g.fraction, b.fraction);
        const auto rb = Lanes::at_least(r.fraction, b.fraction);
        const I up = Lanes::select(rg, Lanes::select(rb, red, blue), Lanes::select(gb, green, blue));
        const I down = Lanes::select(rg, Lanes::select(gb, blue, green), Lanes::select(rb, blue, red));

        Lanes::store(corners.node[0] + i, first);
        Lanes::store(corners.node[1] + i, Lanes::add(first, up));
        Lanes::store(corners.node[2] + i, Lanes::sub(last, down));
        Lanes::store(corners.node[3] + i, last);
        Lanes::store(corners.weight[0] + i, Lanes::sub(Lanes::set(1.0f), most));
        Lanes::store(corners.weight[1] + i, Lanes::sub(most, middle));
        Lanes::store(corners.weight[2] + i, Lanes::sub(middle, least));
        Lanes::store(corners.weight[3] + i, least);
    }
}

// out = x + the cube's excess
inline void add_cube(const float *nodes, Corners &corners, const Planes &x, int n, Planes &out) {
    const auto node = [nodes](int32_t bytes) {
        return reinterpret_cast<const float *>(reinterpret_cast<const char *>(nodes) + bytes);
    };
    for (int i = 0; i < n; ++i)
        Lanes::weigh(corners.sums + 4 * i, node(corners.node[0][i]), node(corners.node[1][i]),
                     node(corners.node[2][i]), node(corners.node[3][i]), corners.weight[0] + i, kPlane);
    for (int i = 0; i < n; i += Lanes::width) {
        F r, g, b;
        Lanes::planes(corners.sums + 4 * i, r, g, b);
        Lanes::store(out.r + i, Lanes::add(Lanes::load(x.r + i), r));
        Lanes::store(out.g + i, Lanes::add(Lanes::load(x.g + i), g));
        Lanes::store(out.b + i, Lanes::add(Lanes::load(x.b + i), b));
    }
}

// -- bilateral grid

// The grid between two of its rows: `terms` nodes for each of the columns first .. last.
inline void grid_between(const float *grid, int terms, Position row, int first, int last, float *line) {
    const int stride = pss::kGridSize * terms * pss::kNode;
    const float *above = grid + static_cast<int64_t>(row.lower) * stride, *below = above + stride;
    const F part = Lanes::set(row.fraction);
    for (int i = first * terms * pss::kNode; i < (last + 1) * terms * pss::kNode; i += Lanes::width) {
        const F a = Lanes::load(above + i);
        Lanes::store(line + i, Lanes::fma(Lanes::sub(Lanes::load(below + i), a), part, a));
    }
}

struct Depth { // a place among the eight depths
    I lower;
    F fraction;
};

inline Depth depth_of(F guide) {
    F place = Lanes::sub(Lanes::mul(guide, Lanes::set(8.0f)), Lanes::set(0.5f));
    place = Lanes::min(Lanes::max(place, Lanes::set(0.0f)), Lanes::set(7.0f));
    const F lower = Lanes::floor(place);
    return {Lanes::whole(lower), Lanes::sub(place, lower)};
}

// A row of the affine transform, as both grid columns beside the pixel have it, of the colour (r, g, b, 1).
inline F affine(const float *left, F r, F g, F b, Depth z, F along) {
    const float *right = left + pss::kGridTerms * pss::kNode;
    F sums[2];
    for (int side = 0; side < 2; ++side) {
        const float *term = side ? right : left;
        F sum = Lanes::slice(Lanes::node(term + 3 * pss::kNode), z.lower, z.fraction);
        sum = Lanes::fma(Lanes::slice(Lanes::node(term), z.lower, z.fraction), r, sum);
        sum = Lanes::fma(Lanes::slice(Lanes::node(term + pss::kNode), z.lower, z.fraction), g, sum);
        sums[side] = Lanes::fma(Lanes::slice(Lanes::node(term + 2 * pss::kNode), z.lower, z.fraction), b, sum);
    }
    return Lanes::fma(Lanes::sub(sums[1], sums[0]), along, sums[0]);
}

// s = s + A [clamp(s), 1]; out differs from s, since vectors overlap where the grid's columns change.
inline void add_grid(const float *line, pss::Columns columns, const Planes &s, int n, Planes &out) {
    for (int start = 0; start < n;) {
        const int cell = columns.lower[start];
        int end = start + 1;
        while (end < n && columns.lower[end] == cell)
            ++end;
        const float *left = line + cell * pss::kGridTerms * pss::kNode;
        for (int i = start; i < end; i += Lanes::width) {
            const F r = Lanes::load(s.r + i), g = Lanes::load(s.g + i), b = Lanes::load(s.b + i);
            const F cr = unit(r), cg = unit(g), cb = unit(b);
            const Depth z = depth_of(luma(cr, cg, cb));
            const F along = Lanes::load(columns.fraction + i);
            const int row = 4 * pss::kNode;
            Lanes::store(out.r + i, Lanes::add(r, affine(left, cr, cg, cb, z, along)));
            Lanes::store(out.g + i, Lanes::add(g, affine(left + row, cr, cg, cb, z, along)));
            Lanes::store(out.b + i, Lanes::add(b, affine(left + 2 * row, cr, cg, cb, z, along)));
        }
        start = end;
    }
}

// -- maps over the picture

// The map between the two of its rows around a row of the picture, for the columns first .. last.
inline void map_between(const pss::Map &map, int64_t row, int64_t height, int first, int last) {
    const Position place = position(row, height, map.height);
    const float *above = map.values + static_cast<int64_t>(place.lower) * map.width;
    const float *below = map.height > 1 ? above + map.width : above;
    for (int i = first; i <= last; ++i)
        map.line[i] = above[i] + (below[i] - above[i]) * place.fraction;
    for (int i = 1; i < kSlack; ++i)
        map.line[last + i] = map.line[last];
}

inline void add_map(const pss::Map &map, int64_t column, int n, Planes &s) {
    const int32_t *lower = map.columns.lower + column;
    const float *fraction = map.columns.fraction + column;
    for (int i = 0; i < n; i += Lanes::width) {
        const F d = Lanes::along(map.line, lower + i, fraction + i);
        Lanes::store(s.r + i, Lanes::add(Lanes::load(s.r + i), d));
        Lanes::store(s.g + i, Lanes::add(Lanes::load(s.g + i), d));
        Lanes::store(s.b + i, Lanes::add(Lanes::load(s.b + i), d));
    }
}

// s = b + m (s - b), m = clamp(slope * luma(clamp(x)) + offset)
inline void blend(const pss::Map &slope, const pss::Map &offset, int64_t column, const Planes &x,
                  const Planes &b, int n, Planes &s) {
    for (int i = 0; i < n; i += Lanes::width) {
        const F p = Lanes::along(slope.line, slope.columns.lower + column + i, slope.columns.fraction + column + i);
        const F q = Lanes::along(offset.line, offset.columns.lower + column + i,
                                 offset.columns.fraction + column + i);
        const F l = luma(unit(Lanes::load(x.r + i)), unit(Lanes::load(x.g + i)), unit(Lanes::load(x.b + i)));
        const F m = unit(Lanes::fma(p, l, q));
        for (auto plane : {&Planes::r, &Planes::g, &Planes::b}) {
            const F base = Lanes::load((b.*plane) + i);
            Lanes::store((s.*plane) + i, Lanes::fma(Lanes::sub(Lanes::load((s.*plane) + i), base), m, base));
        }
    }
}

} // namespace
