// What a job needs besides the pixels: places of the columns, scratch lines, nodes in the order of the loops.
#pragma once

#include <cmath>
#include <cstring>
#include <memory>
#include <new>
#include <vector>

#include "job.h"
#include "position.h"

namespace pss {

// Floats from the start of a cache line on, not initialised.
class Aligned {
  public:
    Aligned() = default;
    explicit Aligned(size_t count) : size_(count) {
        floats_.reset(static_cast<float *>(::operator new(count * sizeof(float), std::align_val_t(64))));
    }
    float *data() const { return floats_.get(); }
    size_t size() const { return size_; }

  private:
    struct Free {
        void operator()(float *p) const { ::operator delete(p, std::align_val_t(64)); }
    };
    std::unique_ptr<float, Free> floats_;
    size_t size_ = 0;
};

// Places of `count` columns from `left` on among `nodes` over `width`, with slack repeating the last one.
class Places {
  public:
    Places(int64_t left, int64_t count, int64_t width, int nodes)
        : lower_(static_cast<size_t>(count + kSlack)), fraction_(static_cast<size_t>(count + kSlack)) {
        for (int64_t i = 0; i < count + kSlack; ++i) {
            const Position place = position(left + (i < count ? i : count - 1), width, nodes);
            lower_[static_cast<size_t>(i)] = place.lower;
            fraction_[static_cast<size_t>(i)] = place.fraction;
        }
    }
    Columns columns() const { return {lower_.data(), fraction_.data()}; }

  private:
    std::vector<int32_t> lower_;
    std::vector<float> fraction_;
};

// (depth, y, x, terms) to [y][x][term][kNode]: eight values, then the rises to the next (0 after the last).
inline Aligned nodes_of_grid(const float *grid, int terms) {
    const size_t cells = kGridSize * kGridSize, n = static_cast<size_t>(terms);
    Aligned nodes(cells * n * kNode);
    for (size_t i = 0; i < cells * n; ++i) {
        float *node = nodes.data() + i * kNode;
        for (size_t depth = 0; depth < kGridDepth; ++depth)
            node[depth] = grid[depth * cells * n + i];
        for (size_t depth = 0; depth + 1 < kGridDepth; ++depth)
            node[kGridDepth + depth] = node[depth + 1] - node[depth];
        node[2 * kGridDepth - 1] = 0;
    }
    return nodes;
}

// (N, N, N, 3) to nodes of four floats, which one load reads.
inline Aligned nodes_of_cube(const float *excess, size_t count) {
    Aligned nodes(4 * count);
    for (size_t i = 0; i < count; ++i) {
        for (size_t c = 0; c < 3; ++c)
            nodes.data()[4 * i + c] = excess[3 * i + c];
        nodes.data()[4 * i + 3] = 0;
    }
    return nodes;
}

} // namespace pss
