// Where a pixel lies among the nodes of a map that is laid over the picture: half-pixel centres, clamped.
#pragma once

#include <cstdint>

namespace {

struct Position {
    int lower;
    float fraction;
};

// index: a column (row) of the picture, size: its width (height), nodes: the map's.
inline Position position(int64_t index, int64_t size, int nodes) {
    double place = (static_cast<double>(index) + 0.5) * nodes / static_cast<double>(size) - 0.5;
    if (!(place > 0))
        place = 0;
    if (place > nodes - 1)
        place = nodes - 1;
    int lower = static_cast<int>(place);
    if (lower > nodes - 2)
        lower = nodes > 1 ? nodes - 2 : 0;
    return {lower, static_cast<float>(place - lower)};
}

} // namespace
