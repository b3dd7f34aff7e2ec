// A pixel transform as the loops want it, made from Python's arrays once and used for many strips.
#pragma once

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>

#include <algorithm>
#include <optional>

#include "columns.h"

namespace pss {

using Floats = nanobind::ndarray<const float, nanobind::c_contig, nanobind::device::cpu>;
using Optional = std::optional<Floats>;

inline void require(bool condition, const char *message) {
    if (!condition)
        throw nanobind::value_error(message);
}

struct Plane { // of a map
    Aligned values;
    int width = 0, height = 0;
};

inline Plane plane_of(const Optional &map, size_t channel, size_t channels) {
    Plane plane;
    if (!map)
        return plane;
    const bool sound = map->ndim() == (channels > 1 ? 3 : 2) && map->size() > 0 &&
                       (channels == 1 || map->shape(2) == channels);
    require(sound, "a map is (height, width), a mask (height, width, 2)");
    require(std::max(map->shape(0), map->shape(1)) < (1u << 31) - kSlack, "a map is too large");
    plane.height = static_cast<int>(map->shape(0));
    plane.width = static_cast<int>(map->shape(1));
    plane.values = Aligned(map->size() / channels);
    for (size_t i = 0; i < plane.values.size(); ++i)
        plane.values.data()[i] = map->data()[channels * i + channel];
    return plane;
}

// A pixel transform in the order of the loops. Never changes, so that threads share it.
class Transform {
  public:
    Transform(const Optional &full, const Optional &base, float low, float high, bool root,
              const Optional &grid, const Optional &detail, const Optional &base_detail, const Optional &mask,
              float vignette, float grain)
        : detail(plane_of(detail, 0, 1)), base_detail(plane_of(base_detail, 0, 1)),
          slope(plane_of(mask, 0, 2)), offset(plane_of(mask, 1, 2)), vignette(vignette), grain(grain) {
        const Optional &cube = full ? full : base;
        if (cube) {
            require(is_cube(*cube), "a cube is (N, N, N, 3)");
            const size_t size = cube->shape(0);
            require(size >= 2 && size <= 256, "a cube has 2 to 256 nodes an axis");
            if (full)
                this->full = nodes_of_cube(full->data(), size * size * size);
            if (base) {
                require(is_cube(*base) && base->size() == cube->size(), "the cubes differ in size");
                this->base = nodes_of_cube(base->data(), size * size * size);
            }
            const double from = bent(low, root), scale = (static_cast<double>(size) - 1) / (bent(high, root) - from);
            axis = {static_cast<float>(scale), static_cast<float>(-from * scale), static_cast<float>(size - 1),
                    static_cast<int>(size), root};
        }
        if (grid) {
            const bool sound = grid->ndim() == 4 && grid->shape(0) == kGridDepth && grid->shape(1) == kGridSize &&
                               grid->shape(2) == kGridSize && grid->shape(3) == kGridTerms;
            require(sound, "a grid is (8, 16, 16, 12)");
            this->grid = nodes_of_grid(grid->data(), kGridTerms);
        }
    }

    Aligned full, base, grid;
    Plane detail, base_detail, slope, offset;
    CubeAxis axis = {};
    float vignette, grain;

  private:
    static bool is_cube(const Floats &cube) {
        return cube.ndim() == 4 && cube.shape(1) == cube.shape(0) && cube.shape(2) == cube.shape(0) &&
               cube.shape(3) == 3;
    }
    static double bent(double x, bool root) {
        return root ? std::copysign((std::sqrt(std::fabs(x)) + std::fabs(x)) / 2, x) : x;
    }
};

// A map of a job, with the places of the strip's columns in it.
class Laid {
  public:
    Laid(const Plane &plane, const Job &job, Map &map)
        : places_(job.left, plane.width ? job.columns : 1, job.width, plane.width ? plane.width : 1),
          line_(static_cast<size_t>(plane.width + kSlack)) {
        std::fill_n(line_.data(), line_.size(), 0.0f);
        if (plane.width)
            map = {plane.values.data(), plane.width, plane.height, places_.columns(), line_.data()};
    }

  private:
    Places places_;
    Aligned line_;
};

} // namespace pss
