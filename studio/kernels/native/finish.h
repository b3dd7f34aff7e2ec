// Vignette and grain: the last step before a pixel is written. See studio/kernels/finish.py for the formulas.
#pragma once

#include "stages.h"

namespace {

// y (1 + V): V by the squared radius, 0 in the middle and 1 in the corners.
inline void add_vignette(float amount, const float *columns, float row, int n, Planes &y) {
    for (int i = 0; i < n; i += Lanes::width) {
        const F radius = Lanes::add(Lanes::load(columns + i), Lanes::set(row));
        const F t = unit(Lanes::mul(Lanes::sub(radius, Lanes::set(0.1f)), Lanes::set(1.0f / 0.9f)));
        const F smooth = Lanes::mul(Lanes::mul(t, t), Lanes::sub(Lanes::set(3.0f), Lanes::add(t, t)));
        const F factor = Lanes::fma(smooth, Lanes::set(amount), Lanes::set(1.0f));
        Lanes::store(y.r + i, Lanes::mul(Lanes::load(y.r + i), factor));
        Lanes::store(y.g + i, Lanes::mul(Lanes::load(y.g + i), factor));
        Lanes::store(y.b + i, Lanes::mul(Lanes::load(y.b + i), factor));
    }
}

// y + strength * noise * 2 sqrt(l (1 - l)), l = luma(clamp(y)): none in black and white.
inline void add_grain(float strength, const float *tile_row, const int32_t *columns, int n, Planes &y) {
    alignas(64) float noise[kPlane] = {};
    for (int i = 0; i < n; ++i)
        noise[i] = tile_row[columns[i]];
    for (int i = 0; i < n; i += Lanes::width) {
        const F r = Lanes::load(y.r + i), g = Lanes::load(y.g + i), b = Lanes::load(y.b + i);
        const F l = unit(luma(unit(r), unit(g), unit(b)));
        const F tone = Lanes::sqrt(Lanes::mul(l, Lanes::sub(Lanes::set(1.0f), l)));
        const F grain = Lanes::mul(Lanes::mul(tone, Lanes::set(2.0f * strength)), Lanes::load(noise + i));
        Lanes::store(y.r + i, Lanes::add(r, grain));
        Lanes::store(y.g + i, Lanes::add(g, grain));
        Lanes::store(y.b + i, Lanes::add(b, grain));
    }
}

} // namespace
