// What a call asks for, as plain data: made by the binding (module.cpp), read by the code for each processor.
//
// No class of the standard library is used from here on down. Code for one processor is compiled with that
// processor's instructions; a shared inline function of the library, compiled there, could be the copy that the
// linker keeps for everybody, and would crash an older processor.
#pragma once

#include <cstddef>
#include <cstdint>

namespace pss {

// Columns worked on at once: all that a chunk leaves behind stays in the first-level cache. Chunks start at
// multiples of this in the whole picture, and it divides the width of a row of dither thresholds.
constexpr int kChunk = 256;
// Arrays are this much longer than their contents, for whole vectors at their ends.
constexpr int kSlack = 32;

constexpr int kGridDepth = 8, kGridSize = 16, kGridTerms = 12;
// A node of the grid for one term: the values at the eight depths, and the rises to the next ones.
constexpr int kNode = 2 * kGridDepth;
constexpr int kDitherSize = 256;

enum class Type { u8, u16, f32 };

struct Pixels { // strides in elements
    void *data;
    int64_t row_stride, pixel_stride;
    Type type;
};

struct CubeAxis { // position = bend(x) * scale + offset, cut to 0 .. last
    float scale, offset, last;
    int size;
    bool root; // bend(x) = sign(x) (sqrt |x| + |x|) / 2
};

struct Columns { // for each column of the strip: its lower node, and how far it is to the next
    const int32_t *lower;
    const float *fraction;
};

struct Map { // a plane laid over the picture; null: nothing
    const float *values = nullptr;
    int width = 0, height = 0;
    Columns columns = {};
    float *line = nullptr; // scratch, width + kSlack: the map between two of its rows
};

struct Job {
    Pixels source, out;
    int64_t rows, columns;                  // of the strip
    int64_t top, left, width, height;       // its place in the picture
    const float *full = nullptr;            // nodes of four floats: red, green, blue, nothing
    const float *base = nullptr;            // the same, for what the mask leaves out
    CubeAxis axis = {};
    const float *grid = nullptr;            // [y][x][term][kNode]
    Columns grid_columns = {};
    float *grid_line = nullptr;             // scratch, kGridSize * kGridTerms * kNode
    Map detail, base_detail, mask_slope, mask_offset;
    bool masked = false;
    float vignette = 0;
    const float *vignette_columns = nullptr; // of each column: its part of the squared radius
    double vignette_height = 0;              // squared radius of the upper edge of the picture
    float grain = 0;
    const float *grain_tile = nullptr;
    const int32_t *grain_rows = nullptr, *grain_columns = nullptr; // places in the tile
    int grain_size = 0;
    const float *dither = nullptr;           // (kDitherSize, kDitherSize, 3), or null: round
};

struct DetailJob {
    const float *luma; // (height, width)
    int width, height;
    const float *gains; // [band][y][x][kNode]
    float *out;         // (height, width)
    float *halves[3], *deltas[2]; // scratch: luma halved 1, 2, 3 times; the changes at 1/2 and 1/4
    Columns columns[3];           // of the gains, for each band
    float *lines; // scratch, 5 * (width + kSlack) + kGridSize * kNode
};

struct ReduceJob {
    Pixels source;
    int64_t rows, columns;
    int channels, factor;
    float *out;    // (ceil rows / factor, ceil columns / factor, channels)
    void *scratch; // columns * channels numbers of up to 32 bits
};

struct Variant { // the code for one kind of processor
    const char *name;
    void (*apply)(const Job &);
    void (*detail)(const DetailJob &);
    void (*reduce)(const ReduceJob &);
};

const Variant &plain_variant();
#if defined(PSS_X86)
const Variant &avx2_variant();
const Variant &avx512_variant();
#endif

} // namespace pss
